"""An officer takes a referral up, verifies each piece, and completes what is missing: the deeds, and their refusals."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import timezone

from accounts import rules
from accounts.models import AuditEvent
from referrals.actions import checking
from referrals.models import Change, Check, Referral, ReferralEvidence, assess
from strongerfamilies.edits import EditedElsewhere, fingerprint
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.referrals.checks import (
    A_PROFESSIONAL,
    Found,
    check,
    sent_with_gaps,
    sent_without_agreement,
    under_check,
    verified,
)
from tests.referrals.factories import (
    a_draft,
    a_full_draft,
    a_person,
    a_piece,
    a_sent_referral,
    agreed,
    days_ago,
    writing,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def another_officer(db):
    return UserFactory(role=rules.PERFORMANCE_OFFICER, name="Olive Sample")


def deeds(referral):
    return [line.deed for line in AuditEvent.objects.about(referral)]


def a_piece_of(referral, code):
    return referral.evidence.get(indicator__code=code)


# Taking it up, and handing it back


def test_starting_to_check_makes_it_this_officers(officer):
    referral = checking.start_checking(a_sent_referral(), by=officer)
    assert referral.is_checked_by(officer)
    assert deeds(referral)[0] == "referral.check_started"


def test_starting_twice_is_the_same_as_once(officer):
    referral = under_check(by=officer)
    again = checking.start_checking(referral, by=officer)
    assert again.checking_since == referral.checking_since
    assert deeds(referral).count("referral.check_started") == 1


def test_a_second_officer_is_told_who_has_it_and_since_when(officer, another_officer):
    referral = under_check(by=another_officer)
    with pytest.raises(MoveNotAllowed, match=f"Olive Sample has been checking {referral} since "):
        checking.start_checking(referral, by=officer)


def test_a_draft_cannot_be_checked(officer):
    with pytest.raises(MoveNotAllowed, match="is draft"):
        checking.start_checking(a_full_draft(), by=officer)


def test_handed_back_it_waits_again_and_keeps_what_was_found(officer, another_officer):
    referral = verified(by=officer)
    checking.hand_back(referral, by=officer)
    referral = checking.start_checking(referral, by=another_officer)
    assert referral.is_checked_by(another_officer)
    assert {piece.found for piece in referral.evidence.all()} == {Found.VERIFIED}


def test_another_officer_may_put_it_back_when_its_own_has_fallen_ill(officer, another_officer):
    referral = checking.hand_back(under_check(by=another_officer), by=officer)
    assert referral.status == Referral.Status.SUBMITTED
    assert referral.checked_by is None


def test_handing_back_twice_is_the_same_as_once(officer):
    referral = checking.hand_back(under_check(by=officer), by=officer)
    checking.hand_back(referral, by=officer)
    assert deeds(referral).count("referral.handed_back") == 1


def test_a_draft_cannot_be_handed_back(officer):
    with pytest.raises(MoveNotAllowed):
        checking.hand_back(a_full_draft(), by=officer)


def test_the_database_knows_who_checks_what_is_being_checked(officer):
    referral = under_check(by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(checked_by=None)


# Each piece of evidence (H14)


def test_a_verified_piece_keeps_who_looked_where_and_when(officer):
    referral = under_check(by=officer)
    piece = check(a_piece_of(referral, "P2.1"), by=officer)
    assert piece.verified is True
    assert (piece.check_source, piece.checked_on, piece.checked_by) == (
        "School's own register",
        timezone.localdate(),
        officer,
    )
    assert deeds(referral)[0] == "referral.evidence_checked"


@pytest.mark.parametrize(
    ("found", "as_the_rule_takes_it"),
    [(Found.VERIFIED, True), (Found.NOT_VERIFIED, False), (Found.COULD_NOT, None)],
)
def test_what_could_not_be_checked_stays_open(officer, found, as_the_rule_takes_it):
    referral = under_check(by=officer)
    assert check(referral.evidence.first(), by=officer, found=found).verified is as_the_rule_takes_it


def test_h14_what_could_not_be_checked_does_not_count_for_acceptance(officer):
    referral = under_check(by=officer)
    for piece in referral.evidence.all():
        check(piece, by=officer, found=Found.COULD_NOT)
    assert Check(referral).told.problems_met == 2
    assert Check(referral).verified.problems_met == 0
    assert not Check(referral).may_be_accepted


def test_only_verified_pieces_are_in_the_verified_answer(officer):
    referral = under_check(by=officer)
    check(a_piece_of(referral, "P2.1"), by=officer)
    check(a_piece_of(referral, "P5.3"), by=officer, found=Found.NOT_VERIFIED)
    assert assess(referral, verified_only=True).problems_met == 1


def test_checking_a_piece_twice_alike_is_the_same_as_once(officer):
    referral = under_check(by=officer)
    piece = referral.evidence.first()
    seen = fingerprint(piece, piece.CHECKED_FIELDS)
    check(piece, by=officer, seen=seen)
    check(piece, by=officer, seen=seen)
    assert deeds(referral).count("referral.evidence_checked") == 1


def test_another_tab_does_not_overwrite_what_was_found_meanwhile(officer):
    referral = under_check(by=officer)
    piece = referral.evidence.first()
    seen = fingerprint(piece, piece.CHECKED_FIELDS)
    check(piece, by=officer, seen=seen)
    with pytest.raises(EditedElsewhere):
        check(piece, by=officer, found=Found.NOT_VERIFIED, seen=seen)


def test_every_finding_on_a_piece_is_kept(officer):
    referral = under_check(by=officer)
    piece = referral.evidence.first()
    check(piece, by=officer)
    check(piece, by=officer, found=Found.NOT_VERIFIED)
    kept = piece.events.order_by("pgh_id")
    assert [event.found for event in kept] == [Found.VERIFIED, Found.NOT_VERIFIED]


@pytest.fixture
def judged_and_ill(officer):
    """A professional's judgement (P3.6) and a health fact (P6.1), under check."""
    draft = a_full_draft()
    child = draft.people.get(given_name="Rowan")
    a_piece(draft, "P3.6", child)
    a_piece(draft, "P6.1", child)
    return under_check(by=officer, referral=writing.send(draft, by=draft.made_by))


@pytest.mark.parametrize("code", ["P3.6", "P6.1"])
@pytest.mark.parametrize("missing", ReferralEvidence.CONFIRMATION)
def test_h14_a_judgement_or_health_fact_needs_its_professional(judged_and_ill, officer, code, missing):
    said = {**A_PROFESSIONAL, missing: None}
    with pytest.raises(MoveNotAllowed, match="can only be verified by a professional whose role fits"):
        check(a_piece_of(judged_and_ill, code), by=officer, **said)


@pytest.mark.parametrize("code", ["P3.6", "P6.1"])
def test_h14_the_professional_who_confirmed_it_is_kept(judged_and_ill, officer, code):
    piece = check(a_piece_of(judged_and_ill, code), by=officer, **A_PROFESSIONAL)
    assert {name: getattr(piece, name) for name in A_PROFESSIONAL} == A_PROFESSIONAL
    assert piece.verified


def test_nobody_is_kept_as_confirming_what_could_not_be_checked(judged_and_ill, officer):
    piece = check(a_piece_of(judged_and_ill, "P6.1"), by=officer, found=Found.COULD_NOT, **A_PROFESSIONAL)
    assert piece.confirmed_by == ""


def test_nobody_is_kept_as_confirming_what_a_register_shows(judged_and_ill, officer):
    assert check(a_piece_of(judged_and_ill, "P2.1"), by=officer, **A_PROFESSIONAL).confirmed_by == ""


def test_the_figure_that_the_source_gives_replaces_the_one_that_was_sent(officer):
    referral = under_check(by=officer)
    piece = check(a_piece_of(referral, "P2.1"), by=officer, facts={"value": Decimal("8"), "observed_on": days_ago(1)})
    change = Change.objects.get(evidence=piece)
    assert piece.value == 8
    assert change.facts == [("figure", Decimal("14.00"), Decimal("8"))]
    assert change.told_by == "School's own register"
    assert assess(referral, verified_only=True).problems_met == 0


def test_another_figure_leaves_the_sessions_it_was_worked_out_from_behind(officer):
    draft = a_full_draft()
    child = draft.people.get(given_name="Rowan")
    sent = a_piece(draft, "P2.1", child, value=14, sessions_possible=200, sessions_missed=28)
    referral = under_check(by=officer, referral=writing.send(draft, by=draft.made_by))
    piece = check(referral.evidence.get(pk=sent.pk), by=officer, facts={"value": Decimal("12")})
    assert (piece.sessions_possible, piece.sessions_missed) == (None, None)
    assert Change.objects.get().before["sessions_possible"] == 200


def test_facts_of_a_source_that_does_not_confirm_are_not_taken(officer):
    referral = under_check(by=officer)
    piece = check(a_piece_of(referral, "P2.1"), by=officer, found=Found.NOT_VERIFIED, facts={"value": Decimal("8")})
    assert piece.value == 14
    assert not Change.objects.exists()


def test_what_the_rule_cannot_read_is_refused(officer):
    referral = under_check(by=officer)
    with pytest.raises(MoveNotAllowed, match="does not fit with the rest of the referral"):
        check(a_piece_of(referral, "P2.1"), by=officer, facts={"value": Decimal("140")})


def test_another_officers_referral_is_left_alone(officer, another_officer):
    referral = under_check(by=another_officer)
    with pytest.raises(MoveNotAllowed, match="Olive Sample has been checking"):
        check(referral.evidence.first(), by=officer)


def test_a_referral_must_be_taken_up_first(officer):
    referral = a_sent_referral()
    with pytest.raises(MoveNotAllowed, match=f"Start checking {referral} first: it is waiting to be checked."):
        check(referral.evidence.first(), by=officer)


def test_the_database_refuses_a_finding_without_its_source(officer):
    referral = under_check(by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        referral.evidence.update(found=Found.VERIFIED)


def test_the_database_refuses_a_professional_without_a_fitting_role(judged_and_ill, officer):
    piece = check(a_piece_of(judged_and_ill, "P6.1"), by=officer, **A_PROFESSIONAL)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferralEvidence.objects.filter(pk=piece.pk).update(role_fits=False)


# Completing what is missing


def test_h13_a_referral_that_could_not_be_told_becomes_decidable(officer):
    referral = under_check(by=officer, referral=sent_with_gaps())
    assert Check(referral).told.outcome == "cannot tell"
    child = referral.people.get(role="child")
    checking.complete_person(child, by=officer, told_by="School census", date_of_birth=days_ago(9 * 366))
    check(a_piece_of(referral, "P2.2"), by=officer, facts={"value": 4})
    check(a_piece_of(referral, "P5.3"), by=officer)
    assert Check(Referral.objects.get(pk=referral.pk)).may_be_accepted


def test_the_gaps_are_the_officers_check_list(officer):
    todo = " ".join(Check(under_check(by=officer, referral=sent_with_gaps())).to_find_out)
    assert "give the figure (exclusions)" in todo
    assert "give a date of birth" in todo


def test_who_told_it_and_what_was_told_before_are_kept(officer):
    referral = under_check(by=officer)
    rowan = referral.people.get(given_name="Rowan")
    born = rowan.date_of_birth
    checking.complete_person(rowan, by=officer, told_by="Mr Sample, head of year", date_of_birth=date(2017, 3, 1))
    change = Change.objects.get()
    assert change.facts == [("date of birth", born, date(2017, 3, 1))]
    assert (change.told_by, change.by, change.about) == ("Mr Sample, head of year", officer, rowan)
    assert str(change) == "Rowan Example: date of birth"
    assert deeds(referral)[0] == "referral.person_completed"


def test_completing_with_nothing_new_changes_nothing(officer):
    referral = under_check(by=officer)
    rowan = referral.people.get(given_name="Rowan")
    checking.complete_person(rowan, by=officer, told_by="Mr Sample", lives_with_family=True)
    assert not Change.objects.exists()
    assert deeds(referral)[0] == "referral.check_started"


def test_a_birth_after_evidence_about_the_person_is_refused(officer):
    referral = under_check(by=officer)
    rowan = referral.people.get(given_name="Rowan")
    with pytest.raises(MoveNotAllowed, match="does not fit with the rest of the referral"):
        checking.complete_person(rowan, by=officer, told_by="Mr Sample", date_of_birth=timezone.localdate())
    rowan.refresh_from_db()
    assert rowan.date_of_birth != timezone.localdate()


def test_a_change_cannot_be_rewritten(officer):
    referral = under_check(by=officer)
    checking.complete_person(referral.people.first(), by=officer, told_by="Mr Sample", unemployed=False)
    for statement in ("UPDATE referrals_change SET told_by = 'me'", "DELETE FROM referrals_change"):
        with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


# Without the family's agreement (H16)


def test_h16_nothing_is_checked_before_it_is_decided_whether_it_may_be_held(officer):
    referral = under_check(by=officer, referral=sent_without_agreement())
    with pytest.raises(MoveNotAllowed, match=f"First decide whether {referral} may be held"):
        check(referral.evidence.first(), by=officer)
    with pytest.raises(MoveNotAllowed, match="First decide"):
        checking.complete_person(referral.people.first(), by=officer, told_by="Mr Sample", unemployed=False)


def test_h16_held_it_is_checked_like_any_other(officer):
    referral = under_check(by=officer, referral=sent_without_agreement())
    checking.decide_holding(referral, by=officer, may_be_held=True, held_because="The children are at risk.")
    assert check(Referral.objects.get(pk=referral.pk).evidence.first(), by=officer).verified
    assert "referral.holding_decided" in deeds(referral)


def test_h16_what_may_not_be_held_can_only_be_returned(officer):
    referral = under_check(by=officer, referral=sent_without_agreement())
    referral = checking.decide_holding(referral, by=officer, may_be_held=False, held_because="No danger is shown.")
    with pytest.raises(MoveNotAllowed, match="may not be held, so nothing more is asked"):
        check(referral.evidence.first(), by=officer)


def test_deciding_the_same_twice_is_the_same_as_once(officer):
    referral = under_check(by=officer, referral=sent_without_agreement())
    decided = {"may_be_held": True, "held_because": "The children are at risk."}
    first = checking.decide_holding(referral, by=officer, seen=fingerprint(referral, Referral.HOLDING), **decided)
    again = checking.decide_holding(referral, by=officer, seen=fingerprint(referral, Referral.HOLDING), **decided)
    assert again.held_decided_at == first.held_decided_at


def test_with_agreement_there_is_nothing_to_decide_about_holding(officer):
    with pytest.raises(MoveNotAllowed, match="is no question"):
        checking.decide_holding(under_check(by=officer), by=officer, may_be_held=True, held_because="So.")


def test_the_database_refuses_a_holding_decision_without_its_reason(officer):
    referral = under_check(by=officer, referral=sent_without_agreement())
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(may_be_held=True)


# A whole referral of which nothing is known about anybody


def test_a_referral_with_one_person_and_no_name_can_be_checked(officer):
    draft = agreed(a_draft())
    person = a_person(draft, given_name="", family_name="", date_of_birth=None, age_told=9)
    a_piece(draft, "P2.5", person)
    a_piece(draft, "P5.3")
    writing.record_contact(draft, by=draft.made_by, contact_safely="Text first.")
    referral = verified(by=officer, referral=writing.send(draft, by=draft.made_by))
    assert Check(referral).may_be_accepted
    assert referral.called == f"Family of {referral}"
