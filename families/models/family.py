"""Families: their people, their time on the programme, their keyworker, and what the referrer told."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone

from accounts.rules import may_hold_families, may_read_all_families, may_read_team_families
from eligibility.models import Programme, Reason
from families.models.person import Belonging, Person
from strongerfamilies.moves import Moving

USER = settings.AUTH_USER_MODEL


class DateRange(Func):
    """The days from one column to another, both included."""

    function = "DATERANGE"
    output_field = DateRangeField()


class FamilyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Need to know: officers see all, a keyworker their own, a manager those their team holds."""
        if may_read_all_families(user):
            return self
        own = Q(pk__in=[])
        if may_hold_families(user):
            own |= Q(pk__in=Allocation.objects.now().filter(keyworker=user).values("family"))
        if may_read_team_families(user) and user.team_id:
            own |= Q(pk__in=Allocation.objects.now().filter(keyworker__team=user.team_id).values("family"))
        return self.filter(own)

    def with_present_state(self):
        """Each family with `present`: its newest episode first, and its keyworker, in two more queries."""
        return self.prefetch_related(
            models.Prefetch("episodes", Episode.objects.newest_first(), to_attr="episodes_newest_first"),
            models.Prefetch("allocations", Allocation.objects.now().select_related("keyworker"), to_attr="open_now"),
        )

    def awaiting_allocation(self):
        """Agreed, and no keyworker yet; those waiting longest first."""
        waiting = Q(episodes__status=Episode.Status.AWAITING_ALLOCATION)
        return self.filter(waiting).order_by("episodes__status_since", "pk")


@pghistory.track()
class Family(models.Model):
    """One household the programme knows. Everyone in it is a membership; each time on the programme is an episode."""

    name = models.CharField("name the family goes by", max_length=120)
    contact_phone = models.CharField("telephone", max_length=40, blank=True)
    contact_safely = models.TextField("how and when it is safe to make contact", blank=True)
    people = models.ManyToManyField(Person, through="Membership", related_name="families")

    objects = FamilyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "families"
        permissions = [
            ("read_all_families", "Reads every family's record"),
            ("read_team_families", "Reads the records of the families their team holds"),
            ("hold_families", "Holds families as their keyworker"),
            ("allocate_keyworkers", "Allocates keyworkers"),
            ("record_agreement", "Records what families agree to"),
        ]

    def __str__(self):
        return f"{self.name} ({self.reference})"

    def get_absolute_url(self):
        return reverse("family", args=[self.pk])

    @property
    def reference(self) -> str:
        return f"SF-{self.pk:06d}"

    @property
    def episode(self):
        """The newest time on the programme."""
        if hasattr(self, "episodes_newest_first"):
            return self.episodes_newest_first[0]
        return self.episodes.newest_first().first()

    @property
    def keyworker(self):
        """Who holds the family today, or None."""
        if hasattr(self, "open_now"):
            return next((row.keyworker for row in self.open_now), None)
        row = self.allocations.now().select_related("keyworker").first()
        return row.keyworker if row else None


@pghistory.track()
class Membership(Belonging):
    """A person's place in a family, from a day to a day."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    joined_on = models.DateField("joined on", default=timezone.localdate)
    left_on = models.DateField("left on", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "person"], condition=Q(left_on=None), name="member_once_at_a_time"
            ),
            models.CheckConstraint(
                name="member_leaves_after_joining", condition=Q(left_on=None) | Q(left_on__gte=F("joined_on"))
            ),
        ]

    def __str__(self):
        return f"{self.person} in {self.family}"


class EpisodeQuerySet(models.QuerySet):
    def newest_first(self):
        return self.select_related("programme").order_by("-started_on", "-pk")


@pghistory.track()
class Episode(Moving):
    """A family's time on the programme, from acceptance to closing."""

    class Status(models.TextChoices):
        ACCEPTED = "accepted", "Accepted, to be asked to join"
        DECLINED = "declined", "Declined"
        AWAITING_ALLOCATION = "awaiting allocation", "Awaiting allocation"
        ASSESSING = "assessing", "Being assessed"
        PLAN_IN_PLACE = "plan in place", "Plan in place"

    # The whole of a family's time on the programme so far built. A move that is not in this table cannot happen.
    MOVES = {
        Status.ACCEPTED: {Status.AWAITING_ALLOCATION, Status.DECLINED},
        Status.DECLINED: set(),
        Status.AWAITING_ALLOCATION: {Status.ASSESSING, Status.DECLINED},
        Status.ASSESSING: {Status.PLAN_IN_PLACE, Status.DECLINED},
        Status.PLAN_IN_PLACE: set(),
    }
    ENDED = (Status.DECLINED,)

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="episodes")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=30, choices=Status, default=Status.ACCEPTED)
    status_since = models.DateField(default=timezone.localdate)
    started_on = models.DateField(default=timezone.localdate)
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family"], condition=~Q(status__in=["declined"]), name="one_open_episode_a_family"
            ),
            models.CheckConstraint(
                name="episode_declined_with_a_reason",
                condition=Q(status="declined", reason__isnull=False) | (~Q(status="declined") & Q(reason__isnull=True)),
            ),
        ]

    def __str__(self):
        return f"{self.family}: {self.get_status_display()}"


class AllocationQuerySet(models.QuerySet):
    def now(self):
        """Those that hold today."""
        today = timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)


@pghistory.track()
class Allocation(models.Model):
    """Who is a family's keyworker, from a day to a day; never two on one day."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="allocations")
    keyworker = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="allocations")
    starts_on = models.DateField("from", default=timezone.localdate)
    ends_on = models.DateField("to", null=True, blank=True)
    allocated_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    objects = AllocationQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="allocation_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
            ExclusionConstraint(
                name="one_keyworker_a_day",
                expressions=[
                    (F("family"), RangeOperators.EQUAL),
                    (
                        DateRange("starts_on", "ends_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.keyworker} for {self.family}"


@pghistory.track()
class ReferrersAccount(models.Model):
    """What the referrer told, copied when the referral was accepted, so that later rooms never ask a referral."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="accounts_told")
    origin = models.CharField("reference of the referral", max_length=20)
    referred_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    agency_name = models.CharField("agency", max_length=120)
    referred_on = models.DateField("referred on")
    text = models.TextField("in the referrer's words", blank=True)

    class Meta:
        ordering = ["-referred_on"]
        constraints = [models.UniqueConstraint(fields=["origin"], name="one_account_a_referral")]

    def __str__(self):
        return f"{self.origin} by {self.agency_name}"
