"""Who is a family's keyworker, and how many families each keyworker holds."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from families.models.periods import PeriodQuerySet, ends_after_it_starts, one_a_day

USER = settings.AUTH_USER_MODEL


class AllocationQuerySet(PeriodQuerySet):
    def now(self):
        """Those that hold today."""
        return super().now().filter(never_held=False)

    def holders_of(self, families):
        """Whoever holds any of these families today, each with `caseload`: how many of them."""
        held = self.now().filter(family__in=families.order_by().values("pk"))
        count = held.filter(keyworker=OuterRef("pk")).order_by().values("keyworker").annotate(held=models.Count("pk"))
        return (
            User.objects.filter(pk__in=held.order_by().values("keyworker"))
            .annotate(caseload=Subquery(count.values("held")))
            .select_related("agency", "team")
            .order_by("agency__name", "name", "pk")
        )

    def before(self):
        """Those that ended, the latest first, with whose they were."""
        ended = self.filter(ends_on__lt=timezone.localdate(), never_held=False)
        return ended.select_related("keyworker__agency").order_by("-ends_on", "-pk")

    def later(self):
        """Those that are to begin on a day to come."""
        return self.filter(starts_on__gt=timezone.localdate(), never_held=False)

    def possible_keyworkers(self):
        """Everyone who may hold families, of whichever agency (H22), each with `caseload`: the families held now."""
        held = self.now().filter(keyworker=OuterRef("pk")).order_by().values("keyworker")
        caseload = Coalesce(Subquery(held.annotate(held=models.Count("pk")).values("held")), 0)
        return (
            User.objects.with_permission("families.hold_families")
            .annotate(caseload=caseload)
            .select_related("agency", "team")
            .order_by("agency__name", "name", "pk")
        )


@pghistory.track()
class Allocation(models.Model):
    """Who is a family's keyworker, from a day to a day; never two on one day.

    `never_held`: another keyworker was allocated on the same day, so this one's day belongs to the other.
    """

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="allocations")
    keyworker = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="allocations")
    starts_on = models.DateField("from", default=timezone.localdate)
    ends_on = models.DateField("to", null=True, blank=True)
    never_held = models.BooleanField("changed on the same day", default=False)
    allocated_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    objects = AllocationQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            ends_after_it_starts("allocation_ends_after_it_starts"),
            models.CheckConstraint(
                name="allocation_never_held_is_of_one_day",
                condition=Q(never_held=False) | Q(ends_on__isnull=False, ends_on=F("starts_on")),
            ),
            one_a_day("one_keyworker_a_day", of="family", condition=Q(never_held=False)),
        ]

    def __str__(self):
        return f"{self.keyworker} for {self.family}"
