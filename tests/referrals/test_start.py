"""Starting a referral: the safeguarding question first."""

import pytest

from accounts.models import AuditEvent
from accounts.rules import PRACTITIONER
from referrals.models import Referral
from tests.accounts.factories import UserFactory
from tests.referrals.pages import Desk, words

pytestmark = pytest.mark.django_db
START = "/referrals/start/"


@pytest.fixture
def desk(signed_in, practitioner):
    return Desk(signed_in(practitioner))


def test_the_first_question_is_whether_a_child_is_at_risk(desk):
    page = words(desk.opens(START))
    assert "Are you worried that a child is at risk of harm now?" in page
    assert "call 999" in page


def test_answering_no_opens_a_draft_and_its_task_list(desk, practitioner):
    response = desk.fills(START, child_at_risk="no")
    draft = Referral.objects.get()
    assert response.url == f"/referrals/{draft.pk}/"
    assert (draft.status, draft.made_by, draft.agency) == ("draft", practitioner, practitioner.agency)
    assert draft.child_at_risk is False
    assert draft.worried_at is None
    assert draft.programme.code == "phase2"


def test_answering_yes_saves_the_draft_and_leads_to_the_front_doors_numbers_h4(desk):
    response = desk.fills(START, child_at_risk="yes")
    draft = Referral.objects.get()
    assert response.url == f"/referrals/{draft.pk}/worry/"
    assert draft.worry_not_reported
    assert draft.worried_at is not None
    page = words(desk.opens(response.url))
    assert "MARAT" in page
    assert "01632 960001" in page
    assert "01632 960002" in page


def test_no_answer_is_told_beside_the_question_and_opens_nothing(desk):
    response = desk.client.post(START, {})
    assert "There is a problem" in words(response)
    assert "Answer “Are you worried that a child is at risk of harm now?”" in words(response)
    assert not Referral.objects.exists()


def test_a_double_click_starts_one_referral(desk):
    hidden = desk.hidden(START)
    first = desk.fills(START, hidden=hidden, child_at_risk="no")
    second = desk.fills(START, hidden=hidden, child_at_risk="no")
    assert first.url == second.url
    assert Referral.objects.count() == 1
    assert AuditEvent.objects.filter(deed="referral.started").count() == 1


def test_a_token_that_is_no_token_is_refused_in_plain_words(desk):
    response = desk.client.post(START, {"child_at_risk": "no", "once": "twice"})
    assert "This page is out of date" in words(response)
    assert not Referral.objects.exists()


def test_somebody_who_refers_no_families_is_led_back_to_the_list(signed_in, officer):
    assert signed_in(officer).get(START).url == "/referrals/"
    assert "Refer a family" not in words(signed_in(officer).get("/referrals/"))


def test_somebody_of_no_agency_is_told_whom_to_ask(signed_in):
    nobodys = UserFactory(role=PRACTITIONER, agency=None, team=None)
    response = Desk(signed_in(nobodys)).fills(START, child_at_risk="no")
    assert "Your sign-in belongs to no agency yet" in words(response)
    assert not Referral.objects.exists()
