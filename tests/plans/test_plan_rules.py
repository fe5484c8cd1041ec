"""What a plan and its targets must say before they count. No database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plans.rules import (
    Member,
    TargetAnswers,
    kept_from_all,
    review_after,
    why_it_stays_draft,
    wrong_with_agreement,
    wrong_with_target,
)

TODAY = date(2026, 11, 21)
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
MOTHER = Member(key=1, name="Ada Testcase", speaks=True, agrees=True)
FATHER = Member(key=2, name="Bert Testcase", speaks=True, agrees=False)
DAUGHTER = Member(key=3, name="Cleo Testcase")
BABY = Member(key=4, name="Baby due 1 March 2027", unborn=True)
MEMBERS = (MOTHER, FATHER, DAUGHTER, BABY)
KEYWORKER = 70

GOOD = TargetAnswers(
    specific="Cleo is at school by nine every day",
    measurable="The school's register says so",
    achievable="The bus stops outside",
    realistic="Ada starts work at ten",
    due_on=date(2027, 3, 31),
    review_on=date(2027, 1, 2),
    owner_person=1,
    involved=frozenset({1, 3}),
)


def wrong(**changed):
    return wrong_with_target(replace(GOOD, **changed), members=MEMBERS, workers=[KEYWORKER], today=TODAY)


def test_a_good_target_has_nothing_to_put_right():
    assert wrong() == {}
    assert wrong(owner_person=None, owner_worker=KEYWORKER) == {}


@pytest.mark.parametrize("owner", [{"owner_person": None}, {"owner_worker": KEYWORKER}])
def test_a_target_has_one_owner(owner):
    assert "one owner" in wrong(**owner)["owner"]


@pytest.mark.parametrize("owner", [{"owner_person": 99}, {"owner_person": None, "owner_worker": 99}])
def test_a_stranger_owns_no_target(owner):
    assert "takes part" in wrong(**owner)["owner"]


@pytest.mark.parametrize("key", [FATHER.key, BABY.key])
def test_h16_a_member_who_takes_no_part_gets_no_targets(key):
    assert "takes part" in wrong(owner_person=key)["owner"]
    assert "take part" in wrong(involved=frozenset({key}))["involved"]


def test_nobody_involved_needs_a_reason():
    assert wrong(involved=frozenset(), not_involved_because="   ")["not_involved_because"]
    assert wrong(involved=frozenset(), not_involved_because="They asked us to write it") == {}


def test_the_owner_knows_the_target():
    assert "has to know" in wrong(withheld_from=frozenset({1}))["withheld_from"]


def test_whoever_helped_to_set_a_target_knows_it():
    assert "knows it already" in wrong(withheld_from=frozenset({3}))["withheld_from"]


def test_a_target_is_kept_only_from_members_of_the_family():
    assert wrong(withheld_from=frozenset({FATHER.key})) == {}
    assert wrong(withheld_from=frozenset({99}))["withheld_from"] == "Select members of this family"


def test_a_deadline_today_will_do_and_one_gone_by_will_not():
    assert wrong(due_on=TODAY, review_on=TODAY) == {}
    assert "today or in the future" in wrong(due_on=YESTERDAY, review_on=YESTERDAY)["due_on"]


def test_a_deadline_that_has_passed_since_may_stay_as_it_is():
    answers = replace(GOOD, due_on=YESTERDAY, review_on=YESTERDAY)
    assert wrong_with_target(answers, members=MEMBERS, workers=[], today=TODAY, due_before=YESTERDAY) == {}


def test_the_review_may_be_on_the_day_of_the_deadline_and_not_after():
    assert wrong(due_on=TOMORROW, review_on=TOMORROW) == {}
    assert "not be after" in wrong(due_on=TODAY, review_on=TOMORROW)["review_on"]


def test_several_wrongs_are_told_at_once():
    assert set(wrong(due_on=YESTERDAY, owner_person=None, involved=frozenset())) == {
        "due_on",
        "review_on",
        "owner",
        "not_involved_because",
    }


def test_a_review_is_suggested_after_the_councils_weeks_or_at_a_nearer_deadline():
    assert review_after(6, today=TODAY) == date(2027, 1, 2)
    assert review_after(6, today=TODAY, due_on=TOMORROW) == TOMORROW


@pytest.mark.parametrize(
    ("chosen", "problem", "before", "kept"),
    [
        (None, None, None, False),
        (None, 2, None, False),
        (True, 2, 2, True),
        (False, 2, None, False),
        (None, 5, None, True),
        (False, 5, None, True),
        (False, 5, 2, True),
        (None, 5, 5, True),
        (False, 5, 5, False),
        (True, 5, 5, True),
        (False, None, 5, False),
    ],
)
def test_h1_a_target_under_problem_5_is_kept_from_all_until_a_worker_releases_it(chosen, problem, before, kept):
    assert kept_from_all(chosen=chosen, problem=problem, problem_before=before) is kept


def test_without_the_familys_own_agreement_the_plan_stays_a_draft():
    assert "own answer" in why_it_stays_draft([FATHER, DAUGHTER], targets=3)
    assert "own answer" in why_it_stays_draft([replace(MOTHER, agrees=None)], targets=3)
    assert "own answer" in why_it_stays_draft([replace(DAUGHTER, agrees=True)], targets=3)
    assert why_it_stays_draft(MEMBERS, targets=1) == ""


def test_a_plan_without_a_target_stays_a_draft():
    assert "no target" in why_it_stays_draft(MEMBERS, targets=0)


def agreed(*, who, agreed_on=TODAY, shared_on=YESTERDAY):
    return wrong_with_agreement(MEMBERS, who=who, agreed_on=agreed_on, shared_on=shared_on, today=TODAY)


def test_somebody_who_speaks_for_the_household_has_to_be_among_those_who_agreed():
    assert agreed(who=[1, 3]) == {}
    assert "at least one adult" in agreed(who=[3])["people"]
    assert "at least one adult" in agreed(who=[])["people"]


@pytest.mark.parametrize("key", [2, 4, 99])
def test_h16_nobody_agrees_for_a_member_who_takes_no_part(key):
    assert "take part" in agreed(who=[1, key])["people"]


@pytest.mark.parametrize(
    ("day", "fits"), [(YESTERDAY, True), (TODAY, True), (TOMORROW, False), (YESTERDAY - timedelta(days=1), False)]
)
def test_the_family_agrees_between_the_sharing_and_today(day, fits):
    assert ("agreed_on" not in agreed(who=[1], agreed_on=day)) is fits
