"""Who is a family's keyworker, and how many families each keyworker holds."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Agency, User
from families.models.periods import PeriodQuerySet, ends_after_it_starts, one_a_day
from families.models.restriction import Bar

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

    def possible_keyworkers(self, *, family=None, not_counting=()):
        """Everyone who may hold families, of whichever agency (H22), each with `caseload`: the families held now.

        Without those whose agency may not open records (H25) and, for one `family`, those barred from it (H7).
        `not_counting` are the keys of families that are closed to whoever is shown the counts.
        """
        held = self.now().filter(keyworker=OuterRef("pk")).exclude(family__in=not_counting)
        count = held.order_by().values("keyworker").annotate(held=models.Count("pk")).values("held")
        return (
            User.objects.with_permission("families.hold_families")
            .filter(agency__in=Agency.objects.that_may_open_records())
            .exclude(pk__in=Bar.objects.now().filter(family=family).values("user"))
            .annotate(caseload=Coalesce(Subquery(count), 0))
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
