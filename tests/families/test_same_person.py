"""May two people on record be one and the same? Pure: no database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from families.same_person import is_a_slip, may_be_same

BORN = date(2012, 3, 4)
days = st.dates(min_value=date(1900, 1, 1))


@pytest.mark.parametrize(
    ("likeness", "born_on", "other_born_on", "may_be"),
    [
        (0.3, BORN, BORN, True),
        (0.9, BORN, date(2012, 4, 3), True),  # day and month changed about
        (0.9, BORN, date(2013, 3, 4), True),  # another year
        (0.79, BORN, date(2013, 3, 4), False),
        (1.0, BORN, date(2013, 4, 4), False),
        (0.7, BORN, None, True),
        (0.7, None, BORN, True),
        (0.69, None, None, False),
    ],
)
def test_the_less_the_birthdays_say_the_more_the_names_have_to(likeness, born_on, other_born_on, may_be):
    assert may_be_same(likeness=likeness, born_on=born_on, other_born_on=other_born_on) is may_be


@given(days, days)
def test_a_slip_is_one_from_either_side_and_no_day_is_a_slip_of_itself(one, other):
    assert is_a_slip(one, other) == is_a_slip(other, one)
    if one.day != one.month:
        assert not is_a_slip(one, one)
