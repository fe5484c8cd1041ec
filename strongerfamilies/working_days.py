"""Working days in England: not Saturdays, Sundays or bank holidays."""

from datetime import date, datetime, timedelta
from functools import cache

import holidays


@cache
def _bank_holidays():
    return holidays.country_holidays("GB", subdiv="ENG")


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _bank_holidays()


def working_days_before(day: date, number: int) -> date:
    """The day since which so many working days have passed: what began on it, or earlier, has lasted that long."""
    while number:
        day -= timedelta(days=1)
        number -= is_working_day(day)
    return day


def working_day_before(moment: datetime) -> datetime:
    """The same time of day on the last working day before: whatever is older has waited one working day."""
    moment -= timedelta(days=1)
    while not is_working_day(moment.date()):
        moment -= timedelta(days=1)
    return moment
