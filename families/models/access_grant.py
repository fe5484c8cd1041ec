"""Who may open a family's record for a while, besides those who work with it."""

from datetime import timedelta

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from families.models.periods import MomentQuerySet, ends_no_earlier_than_it_starts, one_at_a_time

USER = settings.AUTH_USER_MODEL


class AccessGrantQuerySet(MomentQuerySet):
    def emergencies(self):
        """Every emergency access: those nobody has reviewed first, then the newest."""
        taken = self.filter(kind=AccessGrant.Kind.EMERGENCY).select_related("family", "user__agency", "reviewed_by")
        return taken.order_by(models.F("reviewed_at").asc(nulls_first=True), "-starts_at", "-pk")

    def still_to_end(self):
        """Those that hold now, or are to begin. What was ended before it began never does."""
        return self.filter(Q(ends_at=None) | (Q(ends_at__gt=timezone.now()) & Q(ends_at__gt=F("starts_at"))))

    def standing_in(self):
        """Holding workers and cover, with whom: those that still hold, and those to come."""
        working = self.still_to_end().filter(kind__in=AccessGrant.WORK_WITH_FAMILY)
        return working.select_related("user__agency").order_by("starts_at", "pk")

    def to_review(self):
        return self.filter(kind=AccessGrant.Kind.EMERGENCY, reviewed_at=None)


@pghistory.track()
class AccessGrant(models.Model):
    """One person's access to one family, from one moment to another. Access ends with it.

    Written by cover, emergency access and rights requests alike. An emergency access is reviewed afterwards.
    """

    class Kind(models.TextChoices):
        COVER = "cover", "Cover for the keyworker"
        HOLDING = "holding", "Holding worker until there is a keyworker"
        EMERGENCY = "emergency", "Emergency access"
        RIGHTS_REQUEST = "rights request", "Rights request"
        OTHER = "other", "Other"

    # Which kinds open a restricted record to somebody who is not named on the restriction.
    OPEN_RESTRICTED = (Kind.EMERGENCY, Kind.RIGHTS_REQUEST)
    # Who has access of these kinds works with the family.
    WORK_WITH_FAMILY = (Kind.COVER, Kind.HOLDING)

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="access_grants")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="access_grants")
    kind = models.CharField(max_length=20, choices=Kind)
    reason = models.TextField("reason")
    starts_at = models.DateTimeField("from", default=timezone.now)
    ends_at = models.DateTimeField("to", null=True, blank=True)
    granted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField("reviewed at", null=True, blank=True)
    finding = models.TextField("what the review found", blank=True)

    objects = AccessGrantQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            ends_no_earlier_than_it_starts("access_grant_ends_after_it_starts"),
            one_at_a_time("one_access_grant_of_a_kind_at_a_time", of=("family", "user", "kind")),
            one_at_a_time("one_holding_worker_at_a_time", of="family", condition=Q(kind="holding")),
            models.CheckConstraint(name="access_grant_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="emergency_access_has_an_end", condition=~Q(kind="emergency") | Q(ends_at__isnull=False)
            ),
            models.CheckConstraint(
                name="emergency_access_reviewed_when_by_whom_and_found_what",
                condition=Q(reviewed_at=None, reviewed_by=None, finding="")
                | (Q(kind="emergency", reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(finding="")),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.user} for {self.family}"

    def get_absolute_url(self):
        """Where an emergency access is reviewed."""
        return reverse("access-review-of", args=[self.pk])

    @property
    def reference(self) -> str:
        return self.family.reference

    @property
    def last_day(self):
        """The last day on which it holds, or None."""
        return self.ends_at and timezone.localdate(self.ends_at - timedelta(microseconds=1))
