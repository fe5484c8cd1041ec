"""Things that hold from a day to a day, and must never hold twice on one day."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone


class DateRange(Func):
    """The days from one column to another, both included; without an end, from then on."""

    function = "DATERANGE"
    output_field = DateRangeField()


class PeriodQuerySet(models.QuerySet):
    def now(self):
        """Those that hold today."""
        today = timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)


def ends_after_it_starts(name):
    return models.CheckConstraint(name=name, condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")))


def one_a_day(name, *, of, condition=None):
    """No two rows of one `of` may share a day."""
    days = DateRange("starts_on", "ends_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True))
    return ExclusionConstraint(
        name=name,
        expressions=[(F(of), RangeOperators.EQUAL), (days, RangeOperators.OVERLAPS)],
        condition=condition,
    )
