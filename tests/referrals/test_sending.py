"""Check your answers, and send: when rule E11 allows, and once (H13, H19)."""

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from eligibility.models import Indicator
from referrals.actions import evidence, people, writing
from referrals.models import Referral
from strongerfamilies.moves import MoveNotAllowed
from tests.referrals.factories import (
    a_draft,
    a_full_draft,
    a_mother,
    a_person,
    a_piece,
    a_sent_referral,
    agreed,
    days_ago,
)
from tests.referrals.pages import Desk, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in, practitioner):
    return Desk(signed_in(practitioner))


def send(draft):
    return f"/referrals/{draft.pk}/send/"


def test_the_shortest_referral_that_can_be_sent_takes_at_most_25_answers_h19(desk):
    """A mother and a child by name and age, and one line of evidence for each of two problems."""
    url = desk.fills("/referrals/start/", child_at_risk="no").url
    agencies = desk.opens(f"{url}agreement/").context["form"].fields["shared_with"].choices
    yes = dict.fromkeys(("told", "agrees_to_referral", "agrees_to_sharing"), "yes")
    desk.fills(f"{url}agreement/", **yes, shared_with=agencies[0][0])
    home = {"how_old": "age", "lives_with_family": "yes"}
    desk.fills(f"{url}people/add/", given_name="Mother", age_told="34", **home)
    desk.fills(f"{url}people/add/", given_name="Kim", age_told="9", **home)
    kim = Referral.objects.get().people.last()
    desk.fills(f"{url}problems/2/", known="P2.1")
    share = {"attendance": "percent", "attended_percent": "85"}
    desk.confirms(desk.fills(f"{url}evidence/add/P2.1/", person=kim.key, **share, observed_on=days_ago(5)))
    desk.fills(f"{url}problems/5/", known="P5.3")
    desk.fills(f"{url}evidence/add/P5.3/", observed_on=days_ago(9))
    desk.fills(f"{url}contact/", contact_safely="Text first")
    desk.fills(f"{url}send/")
    assert Referral.objects.get().status == "submitted"
    assert desk.answers_given <= 25


def test_check_your_answers_shows_everything_with_a_way_to_change_it(desk, practitioner):
    draft = a_full_draft(by=practitioner)
    response = desk.opens(send(draft))
    page = words(response)
    for shown in (
        "Rowan Example",
        "Marge Example",
        "14% of sessions missed",
        "Text first.",
        "Quarry Lane School",
    ):
        assert shown in page
    rowan = draft.people.first()
    for way in ("agreement/", f"people/{rowan.pk}/", "problems/2/", "contact/", "account/", "worry/"):
        assert f'href="/referrals/{draft.pk}/{way}"' in response.content.decode()


def test_sending_shows_the_reference_and_what_happens_next(desk, practitioner):
    draft = a_full_draft(by=practitioner)
    response = desk.fills(send(draft))
    assert response.url == f"/referrals/{draft.pk}/sent/"
    page = words(desk.opens(response.url))
    assert f"Referral sent {draft.reference}" in page
    assert "performance officer double-checks" in page
    draft.refresh_from_db()
    assert draft.status == "submitted"
    assert draft.submitted_at.date() == timezone.now().date()
    assert draft.answer_as_sent["outcome"] == "eligible"
    assert AuditEvent.objects.filter(deed="referral.sent", record_id=draft.pk).count() == 1


def test_a_double_click_on_send_sends_once_and_ends_on_the_same_page(desk, practitioner):
    draft = a_full_draft(by=practitioner)
    first, second = desk.client.post(send(draft)), desk.client.post(send(draft))
    assert first.url == second.url
    assert AuditEvent.objects.filter(deed="referral.sent", record_id=draft.pk).count() == 1


def test_a_family_that_is_not_eligible_cannot_be_sent_and_the_page_says_where_to_turn(desk, practitioner):
    draft = a_draft(by=practitioner)
    agreed(draft)
    a_person(draft)
    writing.record_contact(draft, by=practitioner, contact_safely="Text first.")
    for number in range(1, 7):
        evidence.answer_problem(draft, number, "no", by=practitioner)
    response = desk.opens(send(draft))
    page = words(response)
    assert "This referral cannot be sent" in page
    assert "start a CAF with them" in page
    assert "tell MARAT at once on 01632 960001" in page
    assert "no answer to what is still open could make that enough" in page
    assert "Send the referral" not in page
    assert "cannot be sent" in words(desk.client.post(send(draft)))
    draft.refresh_from_db()
    assert draft.is_draft


def test_cannot_tell_is_sent_where_a_figure_is_all_that_is_missing_h13(desk, practitioner):
    draft = a_full_draft(by=practitioner)
    draft.evidence.filter(indicator__code="P2.1").update(value=None)
    desk.fills(send(draft))
    draft.refresh_from_db()
    assert (draft.status, draft.answer_as_sent["outcome"]) == ("submitted", "cannot tell")


def test_cannot_tell_is_not_sent_where_nothing_is_recorded_h13(desk, practitioner):
    draft = a_full_draft(by=practitioner)
    draft.evidence.filter(indicator__code="P2.1").delete()
    page = words(desk.client.post(send(draft)))
    assert "This referral cannot be sent yet" in page
    assert "not known to be eligible" in page


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("told", "Record what the family was told and agrees to."),
        ("contact_safely", "Say how and when it is safe to make contact."),
    ],
)
def test_what_is_missing_is_said_before_sending(desk, practitioner, field, told):
    draft = a_full_draft(by=practitioner)
    Referral.objects.update(**{field: ""})
    page = words(desk.client.post(send(draft)))
    assert told in page
    assert draft.reference in page
    assert Referral.objects.get().is_draft


def test_without_agreement_the_lawful_basis_comes_before_sending_h16(practitioner):
    draft = a_full_draft(by=practitioner)
    no = {"told": "yes", "agrees_to_referral": "no", "agrees_to_sharing": "no"}
    writing.record_agreement(draft, by=practitioner, **no)
    with pytest.raises(MoveNotAllowed, match="Give the lawful basis, and who authorised it"):
        writing.send(draft, by=practitioner)
    writing.record_lawful_basis(draft, by=practitioner, lawful_basis="public task", authorised_by="Ada Lead")
    assert writing.send(draft, by=practitioner).status == "submitted"


def test_a_referral_without_people_cannot_be_sent(practitioner):
    draft = agreed(a_draft(by=practitioner))
    with pytest.raises(MoveNotAllowed, match="Add at least one person"):
        writing.send(draft, by=practitioner)


def test_a_worry_without_a_report_does_not_hold_the_referral_back_h4(desk, practitioner):
    draft = a_full_draft(by=practitioner, child_at_risk=True)
    assert "nobody has reported it" in words(desk.opens(send(draft)))
    assert "nobody has reported it" in words(desk.client.post(send(draft), follow=True))


def test_once_sent_it_is_read_and_no_longer_changed(desk, practitioner):
    sent = a_sent_referral(by=practitioner)
    page = words(desk.opens(f"/referrals/{sent.pk}/"))
    assert "Waiting to be checked" in page
    assert "Rowan Example" in page
    response = desk.client.post(f"/referrals/{sent.pk}/account/", {"account": "More"}, follow=True)
    assert "was sent, so it cannot be changed here any more" in words(response)
    with pytest.raises(MoveNotAllowed, match="was sent"):
        writing.record_account(sent, by=practitioner, account="More")
    assert desk.client.get(send(sent)).url == f"/referrals/{sent.pk}/sent/"


def test_the_page_after_sending_is_not_there_before(desk, practitioner):
    draft = a_draft(by=practitioner)
    assert desk.client.get(f"/referrals/{draft.pk}/sent/").url == f"/referrals/{draft.pk}/"


def test_an_action_tells_what_does_not_fit_with_the_rest(practitioner):
    draft = a_draft(by=practitioner)
    rowan = a_person(draft)
    with pytest.raises(MoveNotAllowed, match="This does not fit with the rest of the referral"):
        a_piece(draft, "P3.1", rowan, observed_on=days_ago(9 * 366 + 1))
    assert not draft.evidence.exists()
    assert Indicator.objects.filter(code="P3.1").exists()


def test_somebody_removed_in_another_tab_is_not_changed(practitioner):
    draft = a_draft(by=practitioner)
    marge = a_mother(draft)
    people.remove_person(marge, by=practitioner)
    people.remove_person(marge, by=practitioner)
    with pytest.raises(MoveNotAllowed, match="removed while you were writing"):
        people.change_person(marge, by=practitioner, given_name="Margaret")
