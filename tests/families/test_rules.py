"""Who speaks for a family, and what comes next: no database, no Django."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from families.rules import (
    NO,
    YES,
    Next,
    Said,
    agree_themselves,
    family_agrees,
    next_things,
    speaks_for_household,
    taking_no_part,
)

answers = st.sampled_from([YES, NO, "not asked"])
everyones_answers = st.lists(
    st.builds(Said, answer=answers, by=st.none() | st.integers(1, 9), speaks_for_household=st.booleans()), max_size=6
)
STATES = ["accepted", "awaiting allocation", "assessing", "plan in place", "declined"]
NOBODY = {"allocates": False, "records_agreement": False, "writes_plans": False}
OFFICER = {"allocates": True, "records_agreement": True, "writes_plans": False}
KEYWORKER = {"allocates": False, "records_agreement": True, "writes_plans": True}
SETTLED = {"agree_themselves": True, "notice_given": True}


@pytest.mark.parametrize(
    ("is_child", "parent_or_carer", "speaks"),
    [
        (True, True, True),  # H15: a mother of sixteen
        (True, None, False),
        (True, False, False),
        (False, None, True),
        (False, False, False),
        (False, True, True),
        (None, None, False),
        (None, True, True),
        (None, False, False),
    ],
)
def test_parents_and_carers_speak_for_the_household_and_adults_of_whom_nobody_said(is_child, parent_or_carer, speaks):
    assert speaks_for_household(is_child=is_child, parent_or_carer=parent_or_carer) is speaks


def test_one_adults_refusal_does_not_speak_for_another_h16():
    assert family_agrees([Said(answer=NO, by=1), Said(answer=YES, by=2)])


def test_a_child_alone_cannot_agree_for_the_family():
    assert not family_agrees([Said(answer=YES, by=1, speaks_for_household=False)])


def test_the_referrers_word_stands_until_somebody_speaks_for_themselves():
    told = Said(answer=YES)
    assert family_agrees([told])
    assert family_agrees([told, Said(answer="not asked", by=1)])
    assert family_agrees([told, Said(answer=NO, by=1, speaks_for_household=False)])
    assert not family_agrees([told, Said(answer=NO, by=1)])
    assert not agree_themselves([told])


def test_only_those_who_said_no_themselves_take_no_part_h16():
    said = [Said(answer=NO), Said(answer=NO, by=1), Said(answer=YES, by=2), Said(answer="not asked", by=3)]
    assert taking_no_part(said) == {1}


def test_nobody_asked_is_no_agreement():
    assert not family_agrees([])


@given(everyones_answers)
def test_one_more_yes_from_somebody_who_speaks_for_the_household_is_always_enough(said):
    yes = Said(answer=YES, by=10)
    assert family_agrees([*said, yes])
    assert agree_themselves([*said, yes])


@given(everyones_answers)
def test_the_order_of_answers_never_matters(said):
    assert family_agrees(said) == family_agrees(reversed(said))


@given(everyones_answers)
def test_a_family_that_agrees_has_somebody_who_said_yes(said):
    if family_agrees(said):
        assert any(one.answer == YES for one in said)


def test_the_officer_asks_for_agreement_first_and_then_allocates():
    assert next_things("accepted", **OFFICER, agree_themselves=False, notice_given=True) == [Next.RECORD_AGREEMENT]
    assert next_things("awaiting allocation", **OFFICER, **SETTLED) == [Next.ALLOCATE]


def test_the_keyworker_starts_the_plan_and_records_the_start():
    assert next_things("assessing", **KEYWORKER, **SETTLED) == [Next.START_PLAN, Next.RECORD_START]
    assert next_things("plan in place", **KEYWORKER, **SETTLED) == [Next.WORK_ON_PLAN, Next.RECORD_START]


def test_the_keyworker_first_hears_the_family_itself_and_gives_the_notice():
    things = next_things("assessing", **KEYWORKER, agree_themselves=False, notice_given=False)
    assert things[:2] == [Next.RECORD_AGREEMENT, Next.GIVE_NOTICE]


@pytest.mark.parametrize("state", STATES)
def test_somebody_who_may_do_nothing_is_offered_nothing(state):
    assert next_things(state, **NOBODY, agree_themselves=False, notice_given=False) == []


def test_nothing_comes_next_for_a_family_that_declined():
    every = {"allocates": True, "records_agreement": True, "writes_plans": True}
    assert next_things("declined", **every, agree_themselves=False, notice_given=False) == []
