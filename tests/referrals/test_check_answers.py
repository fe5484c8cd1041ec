"""The referral laid out to be read: every answer in plain words, and what nobody said as such."""

import pytest

from families.models import Answer
from referrals.actions import evidence, writing
from tests.referrals.factories import a_draft, a_full_draft, a_mother, a_person, a_piece, days_ago
from tests.referrals.pages import Desk, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in, practitioner):
    return Desk(signed_in(practitioner))


@pytest.fixture
def draft(practitioner):
    return a_draft(by=practitioner)


@pytest.fixture
def laid_out(desk, draft):
    return lambda: words(desk.opens(f"/referrals/{draft.pk}/send/"))


def test_of_an_empty_draft_everything_is_not_answered(laid_out):
    page = laid_out()
    assert "People Not answered" in page
    assert "Told about the referral Not answered" in page
    assert "Record what the family was told and agrees to." in page


def test_a_report_is_shown_with_when_by_whom_and_to_whom_h4(laid_out, draft, practitioner):
    writing.record_worry(draft, by=practitioner, child_at_risk=True)
    assert "Reported Not reported yet" in laid_out()
    report = {"reported_on": days_ago(0), "reported_by": "Wilma Testcase", "reported_to": "Ms Hale"}
    writing.record_worry(draft, by=practitioner, child_at_risk=True, **report)
    assert "by Wilma Testcase, to Ms Hale" in laid_out()


@pytest.mark.parametrize(("answer", "why"), [(Answer.NO, False), (Answer.NOT_ASKED, True)])
def test_without_agreement_the_lawful_basis_is_shown_h16(laid_out, draft, practitioner, answer, why):
    given = dict.fromkeys(("told", "agrees_to_referral", "agrees_to_sharing"), answer)
    writing.record_agreement(draft, by=practitioner, **given)
    basis = {"lawful_basis": "safeguarding", "authorised_by": "Ada Lead", "why_not_asked": "He reads her post."}
    writing.record_lawful_basis(draft, by=practitioner, **basis)
    page = laid_out()
    assert "Safeguarding of children or of people at risk" in page
    assert "Ada Lead" in page
    assert ("Why nobody was asked He reads her post." in page) == why


def test_each_person_is_told_of_with_what_is_known_and_what_is_not(laid_out, draft):
    at_seventeen = {"date_of_birth": None, "age_told": 17, "lives_with_family": None, "parent_or_carer": False}
    a_person(draft, **at_seventeen, in_education_or_training=False, unemployed=True)
    a_mother(draft, lives_with_family=False)
    a_person(draft, given_name="", family_name="", relationship="", date_of_birth=None, due_on=days_ago(-100),
             lives_with_family=None)  # fmt: skip
    page = laid_out()
    assert "son, about 17 not known whether they live with the family not a parent or carer" in page
    assert "not in education or training unemployed" in page
    assert "born 1 May 1990 lives elsewhere a parent or carer" in page
    assert "Baby due" in page
    assert "not yet born" in page


def test_evidence_and_answers_are_shown_under_their_problem(laid_out, draft, practitioner):
    rowan = a_person(draft)
    sessions = {"value": 14, "sessions_possible": 100, "sessions_missed": 14}
    a_piece(draft, "P2.1", rowan, **sessions, note="From the register.")
    a_piece(draft, "P3.1", rowan, since=days_ago(300))
    evidence.answer_problem(draft, 1, "no", by=practitioner)
    page = laid_out()
    assert "Missed 14 of 100 sessions (14%)" in page
    assert "From the register." in page
    assert "last known true on" in page
    assert "1. Crime and anti-social behaviour No: I asked or checked" in page


def test_the_live_answer_stands_under_the_answers(desk, practitioner):
    page = words(desk.opens(f"/referrals/{a_full_draft(by=practitioner).pk}/send/"))
    assert "2 of 6 met, 2 needed" in page
