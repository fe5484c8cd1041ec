"""What the family was told and agrees to: three questions apart, and the lawful basis without a yes (H16)."""

import pytest

from accounts.models import PrivacyNotice
from families.models import LawfulBasis
from tests.accounts.factories import AgencyFactory
from tests.referrals.factories import a_draft
from tests.referrals.pages import CHANGED_MEANWHILE, Desk, words

pytestmark = pytest.mark.django_db
QUESTIONS = ("told", "agrees_to_referral", "agrees_to_sharing")


@pytest.fixture
def draft(practitioner):
    return a_draft(by=practitioner)


@pytest.fixture
def desk(signed_in, practitioner):
    return Desk(signed_in(practitioner))


@pytest.fixture
def path(draft):
    return f"/referrals/{draft.pk}/agreement/"


def answers(agencies=(), **given):
    return {**dict.fromkeys(QUESTIONS, "yes"), "shared_with": [agency.pk for agency in agencies], **given}


def test_the_leaflet_is_offered_before_the_questions_h38(desk, path):
    page = desk.opens(path).content.decode()
    assert page.index('href="/leaflet/"') < page.index("Was the family told")


def test_yes_three_times_needs_nothing_more_and_keeps_the_notice_of_the_day_h16(desk, path, draft):
    school, housing = AgencyFactory(), AgencyFactory()
    response = desk.fills(path, **answers([school, housing]))
    draft.refresh_from_db()
    assert response.url == f"/referrals/{draft.pk}/"
    assert not draft.lacks_agreement
    assert draft.rests_on_something
    assert set(draft.shared_with.all()) == {school, housing}
    assert draft.notice == PrivacyNotice.objects.current()


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("answer", ["no", "not asked"])
def test_anything_but_yes_asks_for_the_lawful_basis_h16(desk, path, draft, question, answer):
    response = desk.fills(path, **answers([AgencyFactory()], **{question: answer}))
    assert response.url == f"/referrals/{draft.pk}/lawful-basis/"
    page = words(desk.opens(response.url))
    assert "What is the lawful basis" in page
    assert ("Why was it unsafe or impossible" in page) == (answer == "not asked")
    assert "The lawful basis is still to be given" in words(desk.opens(f"/referrals/{draft.pk}/"))


def test_the_lawful_basis_needs_who_authorised_it_and_why_nobody_was_asked_h16(desk, path, draft):
    desk.fills(path, **answers(told="not asked", agrees_to_referral="not asked", agrees_to_sharing="no"))
    basis = f"/referrals/{draft.pk}/lawful-basis/"
    page = words(desk.fills(basis, lawful_basis="safeguarding"))
    assert "Enter who authorised it" in page or "Answer “Who authorised it?”" in page
    assert "Answer “Why was it unsafe or impossible to tell or ask them?”" in page
    given = {"lawful_basis": "safeguarding", "authorised_by": "Ada Lead", "why_not_asked": "He reads her post."}
    desk.fills(basis, **given)
    draft.refresh_from_db()
    assert draft.rests_on_something
    assert draft.authorised_by == "Ada Lead"
    assert not draft.shared_with.exists()


def test_no_lawful_basis_is_chosen_before_somebody_chooses_h16(desk, path, draft):
    desk.fills(path, **answers(agrees_to_referral="no", agrees_to_sharing="no"))
    page = desk.opens(f"/referrals/{draft.pk}/lawful-basis/").content.decode()
    assert page.count('type="radio"') == len(LawfulBasis.choices)
    assert " checked" not in page


def test_with_agreement_after_all_nothing_else_is_leaned_on(desk, path, draft):
    desk.fills(path, **answers(agrees_to_referral="no", agrees_to_sharing="no"))
    desk.fills(f"/referrals/{draft.pk}/lawful-basis/", lawful_basis="public task", authorised_by="Ada Lead")
    desk.fills(path, **answers([AgencyFactory()]))
    draft.refresh_from_db()
    assert (draft.lawful_basis, draft.authorised_by) == ("", "")
    assert desk.client.get(f"/referrals/{draft.pk}/lawful-basis/").url == path


def test_not_told_keeps_no_notice(desk, path, draft):
    desk.fills(path, **answers([AgencyFactory()]))
    desk.fills(path, **answers([AgencyFactory()], told="no"))
    draft.refresh_from_db()
    assert draft.notice is None


def test_agreeing_to_share_names_at_least_one_agency(desk, path, draft):
    page = words(desk.fills(path, **answers()))
    assert "Select at least one agency" in page
    draft.refresh_from_db()
    assert draft.told == ""


def test_every_question_left_open_is_told_beside_it(desk, path):
    page = words(desk.fills(path))
    assert "Answer “Was the family told about this referral?”" in page
    assert "Answer “Do they agree to the referral?”" in page


def test_the_second_of_two_tabs_is_told_and_sees_both_lists_of_agencies(desk, path):
    school, housing = AgencyFactory(name="Alder School"), AgencyFactory(name="Birch Housing")
    stale = desk.hidden(path)
    desk.fills(path, **answers([school]))
    page = words(desk.fills(path, hidden=stale, **answers([housing])))
    assert CHANGED_MEANWHILE in page
    assert "With which agencies? Birch Housing Alder School" in page
