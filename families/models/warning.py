"""What anybody who visits or works with a family has to know to stay safe, and to keep the family safe."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from families.models.family import Family
from families.models.person import Person
from strongerfamilies.constraints import not_before, not_in_the_future

USER = settings.AUTH_USER_MODEL


class SafetyWarningQuerySet(models.QuerySet):
    def standing(self):
        """Those not ended, the earliest review first."""
        return self.filter(ended_on=None).order_by("review_on", "pk")

    def review_due(self, on=None):
        """Standing, and to be looked at again by that day, today without one."""
        return self.standing().filter(review_on__lte=on or timezone.localdate())

    def with_people(self):
        return self.select_related("person", "recorded_by", "ended_by")


@pghistory.track()
class SafetyWarning(models.Model):
    """A warning on every page of the record, for workers' eyes, until somebody ends it.

    `told` says whether the person it is about, or the family, knows of it; if not, `why_not_told`.
    """

    class SafetyOf(models.TextChoices):
        WORKERS = "workers", "Workers"
        FAMILY = "family", "The family"
        BOTH = "both", "Workers and the family"

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="safety_warnings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="safety_warnings")
    safety_of = models.CharField("for whose safety", max_length=10, choices=SafetyOf)
    text = models.CharField("what to do or avoid", max_length=200)
    reason = models.TextField("why")
    review_on = models.DateField("review on")
    told = models.BooleanField("the person was told")
    why_not_told = models.TextField("why they were not told", blank=True)
    manager = models.CharField("manager informed", max_length=120)
    informed_by = models.CharField("who informed the manager", max_length=120)
    informed_on = models.DateField("when the manager was informed")
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField("recorded on", default=timezone.localdate)
    ended_on = models.DateField("ended on", null=True, blank=True)
    ended_because = models.TextField("why it ended", blank=True)
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    once = models.UUIDField(unique=True, editable=False)

    objects = SafetyWarningQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_on", "-pk"]
        indexes = [models.Index(fields=["review_on"], name="warning_by_review", condition=Q(ended_on=None))]
        constraints = [
            models.CheckConstraint(
                name="warning_told_or_why_not",
                condition=Q(told=True, why_not_told="") | (Q(told=False) & ~Q(why_not_told="")),
            ),
            models.CheckConstraint(
                name="warning_ended_why_and_by_whom",
                condition=Q(ended_on=None, ended_because="", ended_by=None)
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_because="")),
            ),
            not_before("warning_reviewed_after_it_began", "review_on", "recorded_on"),
            not_before("warning_ends_after_it_began", "ended_on", "recorded_on"),
            not_in_the_future("warning_manager_informed_by_today", "informed_on"),
            not_in_the_future("warning_recorded_by_today", "recorded_on"),
            not_in_the_future("warning_ended_by_today", "ended_on"),
        ]

    def __str__(self):
        return self.text

    @property
    def is_review_due(self) -> bool:
        return self.ended_on is None and self.review_on <= timezone.localdate()
