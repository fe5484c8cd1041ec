"""People who object to what is done with their information, and records that must be kept for now (H41)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from families.models.family import Family
from families.models.periods import PeriodQuerySet, ends_after_it_starts
from families.models.person import Person
from strongerfamilies.constraints import not_before, not_in_the_future

USER = settings.AUTH_USER_MODEL


class ObjectionQuerySet(models.QuerySet):
    def obeyed(self):
        """Those to be obeyed now: not withdrawn, and not refused. One not decided yet is obeyed meanwhile."""
        return self.filter(withdrawn_on=None).exclude(decision=Objection.Decision.REFUSED)

    def against(self, scope):
        """Those to be obeyed where this is about to be done: objections to it, and to everything."""
        return self.obeyed().filter(scope__in=[scope, Objection.Scope.ALL])

    def to_decide(self):
        """Those nobody has decided, the oldest first."""
        return self.filter(decision="", withdrawn_on=None).order_by("made_on", "pk")

    def with_people(self):
        return self.select_related("person", "recorded_by", "decided_by")


@pghistory.track()
class Objection(models.Model):
    """One person's objection. Every matching, research extract and export leaves them out while it is obeyed."""

    class Scope(models.TextChoices):
        MATCHING = "matching", "Being matched with other information to find families"
        RESEARCH = "research", "Research and evaluation"
        ALL = "all", "Everything done with their information"

    class How(models.TextChoices):
        IN_PERSON = "in person", "Said so when we met"
        BY_PHONE = "by phone", "Said so by telephone"
        IN_WRITING = "in writing", "Wrote to say so"

    class Decision(models.TextChoices):
        UPHELD = "upheld", "We stop"
        REFUSED = "refused", "We go on, for reasons that outweigh it"

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="objections")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="objections")
    scope = models.CharField("what they object to", max_length=10, choices=Scope)
    made_on = models.DateField("made on", default=timezone.localdate)
    how = models.CharField("how they said so", max_length=10, choices=How)
    words = models.TextField("in their words", blank=True)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField("decision", max_length=10, choices=Decision, blank=True)
    decided_on = models.DateField("decided on", null=True, blank=True)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_because = models.TextField("reasons for the decision", blank=True)
    withdrawn_on = models.DateField("withdrawn on", null=True, blank=True)
    once = models.UUIDField(unique=True, editable=False)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="objection_decided_when_by_whom_and_why",
                condition=Q(decision="", decided_on=None, decided_by=None, decided_because="")
                | (~Q(decision="") & Q(decided_on__isnull=False, decided_by__isnull=False) & ~Q(decided_because="")),
            ),
            models.UniqueConstraint(
                fields=["person", "scope"],
                condition=Q(decision="", withdrawn_on=None),
                name="objection_once_while_undecided",
            ),
            not_before("objection_decided_after_it_was_made", "decided_on", "made_on"),
            not_before("objection_withdrawn_after_it_was_made", "withdrawn_on", "made_on"),
            not_in_the_future("objection_made_by_today", "made_on"),
            not_in_the_future("objection_decided_by_today", "decided_on"),
            not_in_the_future("objection_withdrawn_by_today", "withdrawn_on"),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_scope_display()}"

    @property
    def is_obeyed(self) -> bool:
        return self.withdrawn_on is None and self.decision != self.Decision.REFUSED


class HoldQuerySet(PeriodQuerySet):
    def review_due(self, on=None):
        """Holding, and to be looked at again by that day, today without one; the earliest first."""
        return self.now().filter(review_on__lte=on or timezone.localdate()).order_by("review_on", "pk")


@pghistory.track()
class Hold(models.Model):
    """Why a family's record, or one person's part of it, must not be disposed of for now."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="holds")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="holds")
    why = models.TextField("why")
    starts_on = models.DateField("from", default=timezone.localdate)
    review_on = models.DateField("review on")
    ends_on = models.DateField("to", null=True, blank=True)
    placed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(unique=True, editable=False)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            ends_after_it_starts("hold_ends_after_it_starts"),
            not_before("hold_reviewed_after_it_starts", "review_on", "starts_on"),
            not_in_the_future("hold_starts_by_today", "starts_on"),
        ]

    def __str__(self):
        return f"Hold on {self.person or self.family} since {self.starts_on:%-d %B %Y}"
