"""Returning: with a coded reason, words for the referrer, and where to go next."""

import pytest

from accounts.models import AuditEvent
from eligibility.models import Reason
from families.models import Family
from jobs.models import OutboxMessage
from referrals.actions import checking, deciding
from referrals.models import Decision, Referral
from strongerfamilies.moves import MoveNotAllowed
from tests.referrals.checks import sent_without_agreement, under_check, verified
from tests.referrals.factories import a_sent_referral

pytestmark = pytest.mark.django_db


def reason(code="fewer-than-two-problems"):
    return Reason.objects.get(kind=Reason.Kind.RETURNED, code=code)


def returned(*, by, code="fewer-than-two-problems", **sent):
    referral = under_check(by=by, **sent)
    return deciding.return_to_referrer(referral, by=by, reason=reason(code), explanation="<b>Only</b> one problem.")


def test_a_returned_referral_keeps_its_reason_and_the_words_for_the_referrer(officer):
    referral = returned(by=officer)
    decision = referral.decision
    assert referral.status == Referral.Status.RETURNED
    assert (decision.kind, decision.reason, decision.by) == (Decision.Kind.RETURNED, reason(), officer)
    assert decision.explanation == "<b>Only</b> one problem."
    assert not Family.objects.exists()
    assert AuditEvent.objects.about(referral).first().deed == "referral.returned"


def test_the_referrer_is_written_to_with_a_reference_and_a_link_only(officer):
    referral = returned(by=officer)
    message = OutboxMessage.objects.about(referral).get()
    assert (message.to, message.kind) == (referral.made_by, "referral-returned")
    assert f"/referrals/{referral.pk}/" in message.body
    for told in ("Rowan", "Only", "problem", officer.name, referral.agency.name):
        assert told not in message.body


def test_even_an_eligible_referral_may_be_returned(officer):
    referral = verified(by=officer)
    deciding.return_to_referrer(referral, by=officer, reason=reason("social-care-leads"), explanation="They lead.")
    assert Decision.objects.get().findings["verified evidence"]["outcome"] == "eligible"


@pytest.mark.parametrize(
    ("code", "front_door"),
    [
        ("safeguarding", True),
        ("social-care-leads", True),
        ("fewer-than-two-problems", False),
        ("no-dependent-child", False),
        ("not-confirmed", False),
    ],
)
def test_the_reason_says_where_to_go_next(officer, signed_in, code, front_door):
    referral = returned(by=officer, code=code)
    assert referral.decision.points_to_the_front_door is front_door
    page = signed_in(referral.made_by).get(referral.get_absolute_url()).content.decode()
    assert ("Next: tell MARAT." in page) is front_door
    assert ("Next: complete the CAF for this family." in page) is not front_door


def test_the_referrer_reads_why_exactly_as_it_was_typed(officer, signed_in):
    referral = returned(by=officer)
    page = signed_in(referral.made_by).get(referral.get_absolute_url()).content.decode()
    assert "Fewer than two of the six problems" in page
    assert "&lt;b&gt;Only&lt;/b&gt; one problem." in page


def test_every_reason_offered_may_be_chosen(officer):
    for offered in Reason.objects.offered(Reason.Kind.RETURNED):
        assert returned(by=officer, code=offered.code).decision.reason == offered


def test_a_reason_no_longer_offered_is_refused(officer):
    switched_off = reason()
    switched_off.is_active = False
    with pytest.raises(MoveNotAllowed, match="is no reason to return a referral"):
        deciding.return_to_referrer(under_check(by=officer), by=officer, reason=switched_off, explanation="So.")


def test_a_reason_for_something_else_is_refused(officer):
    closing = Reason.objects.filter(kind=Reason.Kind.CLOSED).first()
    with pytest.raises(MoveNotAllowed, match="is no reason to return a referral"):
        deciding.return_to_referrer(under_check(by=officer), by=officer, reason=closing, explanation="So.")


def test_it_must_be_taken_up_first(officer):
    with pytest.raises(MoveNotAllowed, match="Start checking"):
        deciding.return_to_referrer(a_sent_referral(), by=officer, reason=reason(), explanation="So.")


def test_h4_a_child_at_risk_is_reported_before_it_is_returned(officer):
    with pytest.raises(MoveNotAllowed, match="no report is known"):
        returned(by=officer, child_at_risk=True)


def test_h16_what_may_not_be_held_is_returned(officer):
    referral = under_check(by=officer, referral=sent_without_agreement())
    checking.decide_holding(referral, by=officer, may_be_held=False, held_because="No danger is shown.")
    deciding.return_to_referrer(
        referral, by=officer, reason=reason("agreement-refused"), explanation="We may not hold this."
    )
    assert Referral.objects.get(pk=referral.pk).status == Referral.Status.RETURNED


def test_the_second_click_of_two_changes_nothing(officer):
    referral = returned(by=officer)
    deciding.return_to_referrer(referral, by=officer, reason=reason("not-confirmed"), explanation="Again.")
    assert Decision.objects.get().reason == reason()
    assert OutboxMessage.objects.count() == 1


def test_what_was_returned_cannot_be_accepted(officer):
    with pytest.raises(MoveNotAllowed, match="it is returned"):
        deciding.accept(returned(by=officer), by=officer)


def test_a_return_replays_too(officer):
    decision = returned(by=officer).decision
    assert decision.replayed() == decision.findings
    assert str(decision) == f"{decision.referral} returned"
