"""Records that only named people may open, and people who may not open a record whatever else they may (H7)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from families.models.periods import MomentQuerySet, ends_no_earlier_than_it_starts, one_at_a_time

USER = settings.AUTH_USER_MODEL


@pghistory.track()
class Restriction(models.Model):
    """Hides a family from everybody but the people named, from one moment to another."""

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="restrictions")
    reason = models.TextField("why only named people may open the record")
    starts_at = models.DateTimeField("from", default=timezone.now)
    ends_at = models.DateTimeField("to", null=True, blank=True)
    placed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    lifted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why_lifted = models.TextField("why the restriction is lifted", blank=True)

    objects = MomentQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            ends_no_earlier_than_it_starts("restriction_ends_after_it_starts"),
            one_at_a_time("one_restriction_at_a_time", of="family"),
            models.CheckConstraint(name="restriction_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="restriction_lifted_when_by_whom_and_why",
                condition=Q(ends_at=None, lifted_by=None, why_lifted="")
                | (Q(ends_at__isnull=False, lifted_by__isnull=False) & ~Q(why_lifted="")),
            ),
        ]

    def __str__(self):
        return f"Restriction of {self.family}"


class NamedUserQuerySet(MomentQuerySet):
    def now(self):
        """Those named on a restriction that holds at this moment."""
        held_on = Q(restriction__ends_at=None) | Q(restriction__ends_at__gt=timezone.now())
        return super().now().filter(held_on)

    def suggested_for(self, family, placed_by):
        """Who works with the family, manages its keyworker, or places the restriction."""
        keyworkers = family.allocations.now()
        managers = User.objects.with_permission("families.read_team_families")
        return User.objects.filter(
            Q(pk=placed_by.pk)
            | Q(pk__in=keyworkers.values("keyworker"))
            | Q(pk__in=family.team_members.now().values("user"))
            | Q(pk__in=managers.filter(team__in=keyworkers.values("keyworker__team")).values("pk")),
            is_active=True,
        ).order_by("name", "pk")

    def possible_for(self, family):
        """Everybody whose role opens records and who is not kept from the family."""
        barred = Bar.objects.now().filter(family=family).values("user")
        openers = User.objects.filter(groups__permissions__content_type__app_label="families", is_active=True)
        return openers.exclude(pk__in=barred).distinct()


@pghistory.track()
class NamedUser(models.Model):
    """Somebody who may open a restricted record, from one moment to another."""

    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="named")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField("from", default=timezone.now)
    ends_at = models.DateTimeField("to", null=True, blank=True)
    named_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    objects = NamedUserQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            ends_no_earlier_than_it_starts("named_user_ends_after_it_starts"),
            one_at_a_time("named_once_at_a_time", of=("restriction", "user")),
        ]

    def __str__(self):
        return f"{self.user} on the {self.restriction}"


@pghistory.track()
class Bar(models.Model):
    """Keeps one person from a family, stronger than any right: a conflict of interest (H7).

    `declared`: they said themselves that they know the family.
    """

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="bars")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField("why this person must not open the record")
    declared = models.BooleanField("declared by themselves", default=False)
    starts_at = models.DateTimeField("from", default=timezone.now)
    ends_at = models.DateTimeField("to", null=True, blank=True)
    placed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why_ended = models.TextField("why they may open it again", blank=True)

    objects = MomentQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            ends_no_earlier_than_it_starts("bar_ends_after_it_starts"),
            one_at_a_time("barred_once_at_a_time", of=("family", "user")),
            models.CheckConstraint(name="bar_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="bar_declared_by_themselves", condition=Q(declared=False) | Q(placed_by=models.F("user"))
            ),
            models.CheckConstraint(
                name="bar_ended_when_by_whom_and_why",
                condition=Q(ends_at=None, ended_by=None, why_ended="")
                | (Q(ends_at__isnull=False, ended_by__isnull=False) & ~Q(why_ended="")),
            ),
        ]

    def __str__(self):
        return f"{self.user} barred from {self.family}"
