"""What people tell, made ready for the rule: an age without a birthday, attendance, who can confirm what.

Pure, as the rule itself is. H-numbers are those of the hard cases.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from eligibility.pieces import ADULT_AGE, age_on, months_from

# The youngest age of each kind of person that the eligibility rule tells apart.
AGES_THAT_MATTER = (0, 12, 16, 18, 19, 25)

WHOLE = Decimal(100)  # percent


def birth_standing_for(age: int, told_on: date, days: Iterable[date]) -> date | None:
    """A date of birth that answers as the told age does on every one of the days.

    Somebody who was 9 on a day was born in the year that ended ten years before it. Where the birthday could fall on
    either side of an age that matters on one of the days, nothing is certain and the answer is None.
    """
    youngest, oldest = months_from(told_on, -12 * age), earliest_birth(age, told_on)
    certain = all(_kind(youngest, day) == _kind(oldest, day) for day in days)
    return youngest if certain else None


def is_adult_throughout(age: int, told_on: date, days: Iterable[date]) -> bool | None:
    """Was somebody of a told age an adult on every one of the days, or a child on every one? None: not certain."""
    youngest, oldest = months_from(told_on, -12 * age), earliest_birth(age, told_on)
    answers = {age_on(born, day) >= ADULT_AGE for born in (youngest, oldest) for day in days}
    return answers.pop() if len(answers) == 1 else None


def earliest_birth(age: int, told_on: date) -> date:
    """The first day on which somebody of that age on a day may have been born."""
    return months_from(told_on, -12 * (age + 1)) + timedelta(days=1)


def _kind(born: date, day: date) -> int:
    """How many of the ages that matter a person has reached on the day."""
    return sum(age_on(born, day) >= age for age in AGES_THAT_MATTER)


JUDGEMENT = "judgement"
HEALTH_PROBLEM = 6


def needs_a_professional(kind: str, problem: int) -> bool:
    """H14: a judgement is confirmed by who made it, a health fact by its professional; no register holds either."""
    return kind == JUDGEMENT or problem == HEALTH_PROBLEM


def missed_from_percent(attended: Decimal) -> Decimal:
    """H10: attendance is asked as attended, and kept as the percentage missed."""
    return WHOLE - attended


def missed_from_sessions(possible: int, attended: int) -> Decimal:
    """The percentage missed, two places, never rounded up to a threshold that was not reached."""
    return (WHOLE * (possible - attended) / possible).quantize(Decimal("0.01"), ROUND_DOWN)
