"""What follows from an age that somebody told, where no date of birth is known."""

from collections.abc import Iterable
from datetime import date, timedelta

from eligibility.rules import age_on, months_from

# The youngest age of each kind of person that the eligibility rule tells apart.
AGES_THAT_MATTER = (0, 12, 16, 18, 19, 25)


def birth_standing_for(age: int, told_on: date, days: Iterable[date]) -> date | None:
    """A date of birth that answers as the told age does on every one of the days.

    Somebody who was 9 on a day was born in the year that ended ten years before it. Where the birthday could fall on
    either side of an age that matters on one of the days, nothing is certain and the answer is None.
    """
    youngest = months_from(told_on, -12 * age)
    oldest = months_from(told_on, -12 * (age + 1)) + timedelta(days=1)
    certain = all(_kind(youngest, day) == _kind(oldest, day) for day in days)
    return youngest if certain else None


def _kind(born: date, day: date) -> int:
    """How many of the ages that matter a person has reached on the day."""
    return sum(age_on(born, day) >= age for age in AGES_THAT_MATTER)
