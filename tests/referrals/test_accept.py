"""Accepting: only on verified evidence, with everything it opens, and a decision that can be replayed for ever."""

from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, InternalError, connection, transaction

from accounts import rules
from accounts.models import AuditEvent
from families.models import Episode, Family
from jobs.models import OutboxMessage
from referrals.actions import checking, deciding
from referrals.models import Decision, Referral
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.referrals.checks import Found, check, sent_without_agreement, under_check, verified
from tests.referrals.factories import a_sent_referral, writing

pytestmark = pytest.mark.django_db


def accepted(*, by, **sent):
    return deciding.accept(verified(by=by, **sent), by=by)


def test_accepting_opens_the_familys_record_with_what_was_told(officer):
    referral = accepted(by=officer)
    family = referral.family
    assert referral.status == Referral.Status.ACCEPTED
    assert {person.given_name for person in family.people.all()} == {"Rowan", "Marge"}
    assert {(fact.indicator.code, fact.verified) for fact in family.evidence.all()} == {("P2.1", True), ("P5.3", True)}
    told = family.accounts_told.get()
    assert (told.text, told.origin) == ("Rowan is often home in the morning.", referral.reference)
    assert told.referred_by == referral.made_by


def test_with_its_agreement_the_family_waits_for_a_keyworker(officer):
    assert accepted(by=officer).family.episode.status == Episode.Status.AWAITING_ALLOCATION


def test_the_referrer_is_written_to_with_a_reference_and_a_link_only(officer):
    referral = accepted(by=officer)
    message = OutboxMessage.objects.about(referral).get()
    assert (message.to, message.kind) == (referral.made_by, "referral-accepted")
    assert referral.reference in message.subject
    assert f"/referrals/{referral.pk}/" in message.body
    told = f"{message.subject} {message.body}"
    for name in ("Rowan", "Marge", "Example", "absent", officer.name, referral.made_by.name, referral.agency.name):
        assert name not in told


def test_one_line_in_the_trail_says_that_it_was_accepted(officer):
    referral = accepted(by=officer)
    assert AuditEvent.objects.about(referral).filter(deed="referral.accepted", by=officer).count() == 1
    assert AuditEvent.objects.about(referral.family).filter(deed="family.opened").count() == 1


def test_what_is_not_verified_does_not_count(officer):
    referral = under_check(by=officer)
    check(referral.evidence.first(), by=officer)
    with pytest.raises(MoveNotAllowed) as refusal:
        deciding.accept(referral, by=officer)
    assert str(refusal.value).startswith(f"{referral} cannot be accepted on what is verified. ")
    assert "1 counts" in str(refusal.value)
    assert not Family.objects.exists()


def test_a_piece_found_untrue_stands_in_the_way(officer):
    referral = verified(by=officer)
    check(referral.evidence.first(), by=officer, found=Found.NOT_VERIFIED)
    with pytest.raises(MoveNotAllowed):
        deciding.accept(referral, by=officer)


def test_without_a_dependent_child_it_is_not_accepted(officer):
    referral = verified(by=officer)
    rowan = referral.people.get(given_name="Rowan")
    checking.complete_person(rowan, by=officer, told_by="School census", lives_with_family=False)
    with pytest.raises(MoveNotAllowed, match="no dependent child"):
        deciding.accept(referral, by=officer)


def test_nobody_accepts_what_another_officer_is_checking(officer):
    referral = verified(by=UserFactory(role=rules.PERFORMANCE_OFFICER, name="Olive Sample"))
    with pytest.raises(MoveNotAllowed, match="Olive Sample has been checking"):
        deciding.accept(referral, by=officer)


def test_nobody_accepts_what_nobody_checks(officer):
    with pytest.raises(MoveNotAllowed, match="Start checking"):
        deciding.accept(a_sent_referral(), by=officer)


def test_h4_a_child_at_risk_is_reported_before_anything_is_decided(officer):
    referral = verified(by=officer, child_at_risk=True)
    with pytest.raises(MoveNotAllowed, match="no report is known"):
        deciding.accept(referral, by=officer)
    writing.record_worry(
        referral,
        by=officer,
        child_at_risk=True,
        reported_on=referral.submitted_at.date(),
        reported_by="Wilma Testcase",
        reported_to="Duty social worker",
    )
    assert deciding.accept(referral, by=officer).status == Referral.Status.ACCEPTED


@pytest.mark.parametrize("may_be_held", [None, False])
def test_h16_until_it_may_be_held_nothing_is_accepted(officer, may_be_held):
    referral = under_check(by=officer, referral=sent_without_agreement())
    if may_be_held is False:
        checking.decide_holding(referral, by=officer, may_be_held=False, held_because="No danger is shown.")
    with pytest.raises(MoveNotAllowed, match=r"may (not )?be held"):
        deciding.accept(referral, by=officer)


def test_h16_held_without_agreement_the_family_is_still_to_be_asked(officer):
    referral = under_check(by=officer, referral=sent_without_agreement())
    checking.decide_holding(referral, by=officer, may_be_held=True, held_because="The children are at risk.")
    family = accepted(by=officer, referral=Referral.objects.get(pk=referral.pk)).family
    assert family.episode.status == Episode.Status.ACCEPTED
    assert family.agreements.get().lawful_basis == "safeguarding"


def test_the_second_click_of_two_changes_nothing(officer):
    referral = verified(by=officer)
    first = deciding.accept(referral, by=officer)
    assert deciding.accept(referral, by=officer).family == first.family
    assert (Family.objects.count(), Decision.objects.count(), OutboxMessage.objects.count()) == (1, 1, 1)


def test_what_was_accepted_cannot_be_returned(officer):
    referral = accepted(by=officer)
    reason = Decision._meta.get_field("reason").related_model.objects.offered("returned").first()
    with pytest.raises(MoveNotAllowed, match="it is accepted"):
        deciding.return_to_referrer(referral, by=officer, reason=reason, explanation="Sorry.")


# The decision


def test_a_decision_replays_from_what_it_keeps(officer):
    decision = accepted(by=officer).decision
    assert decision.findings["verified evidence"]["outcome"] == "eligible"
    assert decision.replayed() == decision.findings


def test_a_decision_replays_when_everything_else_has_changed_since(officer):
    referral = accepted(by=officer)
    person = referral.family.people.get(given_name="Rowan")
    type(person).objects.filter(pk=person.pk).update(date_of_birth="1980-01-01")
    referral.people.update(date_of_birth="1980-01-01")
    referral.evidence.update(value=0)
    decision = Decision.objects.get(referral=referral)
    assert decision.replayed() == decision.findings


def test_a_decision_keeps_what_the_check_found_of_every_piece(officer):
    referral = under_check(by=officer)
    found = (Found.VERIFIED, Found.COULD_NOT)
    for piece, result in zip(referral.evidence.all(), found, strict=True):
        check(piece, by=officer, found=result)
    reason = Decision._meta.get_field("reason").related_model.objects.offered("returned").first()
    deciding.return_to_referrer(referral, by=officer, reason=reason, explanation="The police could not say.")
    decision = Decision.objects.get()
    assert [piece.get("verified") for piece in decision.case["evidence"]] == [True, None]
    assert decision.findings["all evidence"]["problems_met"] == 2
    assert decision.findings["verified evidence"]["problems_met"] == 1
    assert decision.replayed() == decision.findings


@pytest.mark.parametrize(
    "statement", ["UPDATE referrals_decision SET explanation = 'so'", "DELETE FROM referrals_decision"]
)
def test_the_database_refuses_to_change_a_decision(officer, statement):
    accepted(by=officer)
    with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


# With real transactions


BREAK_THE_TRAIL = """
    CREATE FUNCTION break_the_trail() RETURNS trigger AS
        $$ BEGIN RAISE EXCEPTION 'the trail is broken'; END $$ LANGUAGE plpgsql;
    CREATE TRIGGER break_the_trail BEFORE INSERT ON accounts_auditevent
        FOR EACH ROW EXECUTE FUNCTION break_the_trail();
"""
MEND_THE_TRAIL = "DROP TRIGGER break_the_trail ON accounts_auditevent; DROP FUNCTION break_the_trail();"


@pytest.fixture
def broken_trail(transactional_db):
    """`broken_trail()` makes the database refuse every audit line until the test ends."""
    broken = []

    def break_it():
        with connection.cursor() as cursor:
            cursor.execute(BREAK_THE_TRAIL)
        broken.append(True)

    yield break_it
    if broken:
        with connection.cursor() as cursor:
            cursor.execute(MEND_THE_TRAIL)


@pytest.mark.django_db(transaction=True)
def test_without_its_line_in_the_trail_nothing_of_a_deed_is_saved(officer, broken_trail):
    waiting, ready, in_hand = a_sent_referral(), verified(by=officer), under_check(by=officer)
    rowan = in_hand.people.get(given_name="Rowan")
    broken_trail()
    for deed in (
        lambda: deciding.accept(ready, by=officer),
        lambda: checking.start_checking(waiting, by=officer),
        lambda: check(in_hand.evidence.first(), by=officer),
        lambda: checking.complete_person(rowan, by=officer, told_by="School census", unemployed=False),
    ):
        with pytest.raises(DatabaseError, match="the trail is broken"):
            deed()
    assert Referral.objects.get(pk=ready.pk).status == Referral.Status.CHECKING
    assert Referral.objects.get(pk=waiting.pk).status == Referral.Status.SUBMITTED
    assert not Family.objects.exists()
    assert not Decision.objects.exists()
    assert not OutboxMessage.objects.exists()
    assert not in_hand.changes.exists()
    assert {piece.found for piece in in_hand.evidence.all()} == {""}


def all_at_once(*deeds):
    """Each deed in a thread with a connection of its own, all let go together; what each returned or raised."""
    results, go = {}, Barrier(len(deeds))

    def run(position, deed):
        go.wait()
        try:
            results[position] = deed()
        except MoveNotAllowed as refusal:
            results[position] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[position] for position in range(len(deeds))]


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_start_at_once_one_wins_and_the_other_is_told():
    officers = [UserFactory(role=rules.PERFORMANCE_OFFICER) for _ in range(2)]
    referral = a_sent_referral()
    results = all_at_once(*(lambda who=who: checking.start_checking(referral, by=who) for who in officers))
    refused = [result for result in results if isinstance(result, MoveNotAllowed)]
    assert len(refused) == 1
    assert f"has been checking {referral} since" in str(refused[0])


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_open_one_family(officer):
    referral = verified(by=officer)
    first, second = all_at_once(*[lambda: deciding.accept(referral, by=officer)] * 2)
    assert first.family_id == second.family_id
    assert (Family.objects.count(), OutboxMessage.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_accepting_and_handing_back_at_once_only_one_happens(officer):
    referral = verified(by=officer)
    other = UserFactory(role=rules.PERFORMANCE_OFFICER)
    results = all_at_once(lambda: deciding.accept(referral, by=officer), lambda: checking.hand_back(referral, by=other))
    assert sum(isinstance(result, MoveNotAllowed) for result in results) == 1
    assert Decision.objects.count() == Family.objects.count()
