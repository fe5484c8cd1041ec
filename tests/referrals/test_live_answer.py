"""The live answer after every save: six rows with why, and how many are met of those needed."""

import pytest

from tests.referrals.factories import a_draft, a_mother, a_person, a_piece, days_ago
from tests.referrals.pages import Desk, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(practitioner):
    return a_draft(by=practitioner)


@pytest.fixture
def desk(signed_in, practitioner):
    return Desk(signed_in(practitioner))


def test_before_anything_is_answered_six_rows_cannot_be_told(desk, draft):
    response = desk.opens(f"/referrals/{draft.pk}/")
    assert [row["met"] for row in response.context["answer"]["rows"]] == [None] * 6
    page = words(response)
    assert "0 of 6 met, 2 needed" in page
    assert "Somebody in the family may be a dependent child" in page


def test_a_met_problem_says_because_of_whom_what_and_when(desk, draft):
    rowan = a_person(draft)
    a_piece(draft, "P2.1", rowan, value=14, observed_on=days_ago(3))
    page = words(desk.opens(f"/referrals/{draft.pk}/problems/2/"))
    assert "1 of 6 met, 2 needed" in page
    assert (
        "This problem is met because of Rowan Example: “Child misses a tenth or more of school” (P2.1), 14 percent"
        in page
    )


def test_two_problems_and_a_child_make_the_family_eligible(desk, draft):
    a_piece(draft, "P2.1", a_person(draft), value=14)
    a_piece(draft, "P5.3")
    answer = desk.opens(f"/referrals/{draft.pk}/people/").context["answer"]
    assert (answer["met"], answer["outcome"], answer["reasons"]) == (2, "eligible", ())


def test_a_told_age_counts_as_far_as_it_is_certain_h19(desk, draft):
    a_piece(draft, "P2.1", a_person(draft, date_of_birth=None, age_told=9), value=14)
    a_piece(draft, "P5.3")
    assert desk.opens(f"/referrals/{draft.pk}/").context["answer"]["outcome"] == "eligible"


def test_a_told_age_near_a_limit_stays_open(desk, draft):
    kim = a_person(draft, date_of_birth=None, age_told=17)
    a_piece(draft, "P3.1", kim, observed_on=days_ago(1))
    a_mother(draft, date_of_birth=None, age_told=18)
    assert desk.opens(f"/referrals/{draft.pk}/").context["answer"]["met"] == 1
    a_piece(draft, "P3.1", draft.people.last(), observed_on=days_ago(40))
    assert "give a date of birth" in words(desk.opens(f"/referrals/{draft.pk}/"))


def test_only_parents_count_under_a_sign_of_parents_h15(desk, draft):
    uncle = a_mother(draft, given_name="Ulf", relationship="uncle", parent_or_carer=False)
    a_piece(draft, "P6.1", uncle)
    assert "an adult must be a parent or carer" in words(desk.opens(f"/referrals/{draft.pk}/"))
