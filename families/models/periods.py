"""Things that hold from a day to a day, or from a moment to a moment, and must never hold twice at once."""

from datetime import datetime, time, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeBoundary, RangeOperators
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

    def in_use(self):
        """Those that nobody has ended."""
        return self.filter(ends_on=None)

    def still_to_end(self):
        """Those that hold today, or are to begin."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))


def ends_after_it_starts(name):
    return models.CheckConstraint(name=name, condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")))


def one_a_day(name, *, of, condition=None):
    """No two rows of one `of` (a column, or several together) may share a day."""
    days = DateRange("starts_on", "ends_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True))
    return _never_overlapping(name, of, days, condition)


class MomentRange(Func):
    """The time from one column to another, without its last moment; without an end, from then on."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class MomentQuerySet(models.QuerySet):
    def now(self):
        """Those that hold at this moment: what ends, ends at once."""
        moment = timezone.now()
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=moment), starts_at__lte=moment)

    def meeting(self, starts_at, ends_at):
        """Those that hold at some moment of a time; without `ends_at`, from then on."""
        begun = Q() if ends_at is None else Q(starts_at__lt=ends_at)
        return self.filter(begun, Q(ends_at=None) | Q(ends_at__gt=starts_at))


def whole_days(first, last):
    """From the first moment of one day to the last of another, or None without one: `starts_at` and `ends_at`."""
    ends_at = last and timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    return timezone.make_aware(datetime.combine(first, time.min)), ends_at


def ends_no_earlier_than_it_starts(name):
    return models.CheckConstraint(name=name, condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")))


def one_at_a_time(name, *, of, condition=None):
    """No two rows of one `of` (a column, or several together) may hold at the same moment."""
    return _never_overlapping(name, of, MomentRange("starts_at", "ends_at", RangeBoundary()), condition)


def _never_overlapping(name, of, times, condition):
    same = [(F(column), RangeOperators.EQUAL) for column in ((of,) if isinstance(of, str) else of)]
    return ExclusionConstraint(name=name, expressions=[*same, (times, RangeOperators.OVERLAPS)], condition=condition)
