"""My referrals, with their states and the drafts to finish; an agency lead's are those of the agency."""

import pytest

from accounts.rules import AGENCY_LEAD, PRACTITIONER
from tests.accounts.factories import UserFactory
from tests.referrals.factories import a_draft, a_full_draft, a_person, a_sent_referral
from tests.referrals.pages import words

pytestmark = pytest.mark.django_db


def shown(client, query=""):
    return words(client.get(f"/referrals/{query}"))


def test_with_no_referrals_the_list_says_what_to_do(signed_in, practitioner):
    page = shown(signed_in(practitioner))
    assert "You have no referrals yet" in page
    assert "Refer a family" in page
    assert "Worried about a child now?" in page


def test_drafts_come_first_and_states_are_shown(signed_in, practitioner):
    sent = a_sent_referral(by=practitioner)
    draft = a_draft(by=practitioner, child_at_risk=True)
    page = shown(signed_in(practitioner))
    assert page.index(draft.reference) < page.index(sent.reference)
    assert "Waiting to be checked" in page
    assert "Worry not reported" in page
    assert "nobody added yet" in page


@pytest.mark.parametrize(
    ("state", "first", "second"), [("draft", True, False), ("submitted", False, True), ("x", True, True)]
)
def test_the_list_is_narrowed_to_a_state_kept_in_the_address(signed_in, practitioner, state, first, second):
    draft, sent = a_draft(by=practitioner), a_sent_referral(by=practitioner)
    page = shown(signed_in(practitioner), f"?state={state}")
    assert (draft.reference in page, sent.reference in page) == (first, second)
    assert "There are no referrals here" in shown(signed_in(practitioner), "?state=returned")


def test_a_practitioner_sees_nobody_elses(signed_in, practitioner):
    other = a_draft(by=UserFactory(role=PRACTITIONER, agency=practitioner.agency))
    assert other.reference not in shown(signed_in(practitioner))


def test_an_agency_lead_sees_the_agencys_and_who_made_each(signed_in):
    lead = UserFactory(role=AGENCY_LEAD)
    colleague = UserFactory(role=PRACTITIONER, agency=lead.agency, name="Cora Colleague")
    theirs, elsewhere = a_sent_referral(by=colleague), a_sent_referral()
    page = shown(signed_in(lead))
    assert "Referrals of your agency" in page
    assert "Cora Colleague" in page
    assert theirs.reference in page
    assert elsewhere.reference not in page


def test_an_agency_lead_reads_a_colleagues_draft_and_cannot_write_it(signed_in):
    lead = UserFactory(role=AGENCY_LEAD)
    draft = a_full_draft(by=UserFactory(role=PRACTITIONER, agency=lead.agency))
    client = signed_in(lead)
    assert "is still writing it" in words(client.get(f"/referrals/{draft.pk}/"))
    assert client.get(f"/referrals/{draft.pk}/account/").status_code == 404
    assert client.post(f"/referrals/{draft.pk}/send/").status_code == 404


def test_an_officer_sees_what_was_sent_and_no_drafts(signed_in, officer):
    draft, sent = a_draft(), a_sent_referral()
    page = shown(signed_in(officer))
    assert sent.reference in page
    assert draft.reference not in page


def test_a_long_list_is_paged(signed_in, practitioner):
    for _ in range(26):
        a_draft(by=practitioner)
    client = signed_in(practitioner)
    assert len(client.get("/referrals/").context["page"].object_list) == 25
    assert len(client.get("/referrals/?page=2").context["page"].object_list) == 1


def test_the_list_names_the_people(signed_in, practitioner):
    a_person(a_draft(by=practitioner), given_name="Zofia")
    assert "Zofia Example" in shown(signed_in(practitioner))
