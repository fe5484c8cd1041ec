"""Turns the clock back while the demonstration is made, so that its actions write the dates of the day they play on."""

from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from unittest import mock

from django.utils import timezone


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


@contextmanager
def at(day: date, hour=10, minute=0):
    """Inside, it is that time of that day. Django and the actions ask `timezone.now` and nothing else."""
    moment = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    with mock.patch.object(timezone, "now", return_value=moment):
        yield moment
