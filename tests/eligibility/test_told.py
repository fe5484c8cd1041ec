"""What follows from what was told: a told age, and attendance. No database, no Django."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from eligibility.rules import age_on
from eligibility.told import (
    AGES_THAT_MATTER,
    birth_standing_for,
    earliest_birth,
    is_adult_throughout,
    missed_from_percent,
    missed_from_sessions,
)

TOLD_ON = date(2026, 11, 21)
ages = st.integers(0, 30)
days_before = st.lists(st.integers(0, 800).map(lambda days: TOLD_ON - timedelta(days=days)), max_size=3)


def kind(born, day):
    return [age_on(born, day) >= age for age in AGES_THAT_MATTER]


@given(ages, days_before, st.integers(0, 365))
def test_whatever_the_true_birthday_the_date_standing_for_it_answers_alike(age, days, offset):
    oldest, days = earliest_birth(age, TOLD_ON), [*days, TOLD_ON]
    true_birth = min(oldest + timedelta(days=offset), date(TOLD_ON.year - age, TOLD_ON.month, TOLD_ON.day))
    assert age_on(true_birth, TOLD_ON) == age
    standing = birth_standing_for(age, TOLD_ON, days)
    if standing is not None:
        assert all(kind(standing, day) == kind(true_birth, day) for day in days)


@given(ages)
def test_on_the_day_it_was_told_an_age_is_always_certain(age):
    assert age_on(birth_standing_for(age, TOLD_ON, [TOLD_ON]), TOLD_ON) == age


def test_seventeen_today_may_have_been_sixteen_last_month_and_both_are_certain():
    assert birth_standing_for(17, TOLD_ON, [TOLD_ON, date(2026, 10, 21)]) is not None


def test_eighteen_today_may_have_been_seventeen_last_month_so_nothing_is_certain():
    assert birth_standing_for(18, TOLD_ON, [TOLD_ON, date(2026, 10, 21)]) is None


def test_whether_somebody_was_an_adult_all_along_may_be_certain_where_the_birthday_is_not():
    last_month = date(2026, 10, 21)
    assert is_adult_throughout(12, TOLD_ON, [TOLD_ON, last_month]) is False
    assert is_adult_throughout(19, TOLD_ON, [TOLD_ON, last_month]) is True
    assert is_adult_throughout(18, TOLD_ON, [TOLD_ON, last_month]) is None


def test_a_baby_of_nought_may_not_have_been_born_last_month():
    assert birth_standing_for(0, TOLD_ON, [TOLD_ON, date(2026, 10, 21)]) is None


def test_the_earliest_birth_of_a_nine_year_old():
    assert earliest_birth(9, TOLD_ON) == date(2016, 11, 22)


def test_attended_becomes_missed_h10():
    assert missed_from_percent(Decimal("92.5")) == Decimal("7.5")
    assert missed_from_sessions(100, 86) == Decimal(14)


def test_missing_is_never_rounded_up_to_the_threshold_h10():
    assert missed_from_sessions(10_000, 9001) == Decimal("9.99")
    assert missed_from_sessions(3, 2) == Decimal("33.33")


@given(st.integers(1, 5000), st.data())
def test_missed_lies_between_nought_and_a_hundred(possible, data):
    attended = data.draw(st.integers(0, possible))
    missed = missed_from_sessions(possible, attended)
    assert 0 <= missed <= 100
    assert (missed == 0) == (possible - attended < possible / 10_000)
