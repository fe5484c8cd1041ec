"""May two people on record be one and the same?

Pure. It only decides who is shown to a worker who adds somebody: a person decides.
"""

from datetime import date

SAME_NAME = 0.7  # of 1: every word is in the name
NEARLY_SAME_NAME = 0.8


def may_be_same(*, likeness: float, born_on: date | None, other_born_on: date | None) -> bool:
    """The less the birthdays say, the more the names have to. `likeness` is that of two names already found alike."""
    if not (born_on and other_born_on):
        return likeness >= SAME_NAME
    if born_on == other_born_on:
        return True
    return likeness >= NEARLY_SAME_NAME and is_a_slip(born_on, other_born_on)


def is_a_slip(one: date, other: date) -> bool:
    """Day and month changed about, or only one of day, month and year different."""
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return True
    return sum((one.day == other.day, one.month == other.month, one.year == other.year)) == 2
