"""Whole or not at all: a deed without its audit line is not done, and two at once are one."""

import threading
import uuid

import pytest
from django.db import connection, connections
from django.db.utils import InternalError

from accounts.models import AuditEvent
from referrals.actions import evidence, people, writing
from referrals.models import Referral
from tests.referrals.factories import a_draft, a_full_draft, a_piece, days_ago

pytestmark = pytest.mark.django_db(transaction=True)

BREAK = """
    CREATE FUNCTION refuse_line() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'the trail is broken'; END $$
    LANGUAGE plpgsql;
    CREATE TRIGGER refuse_line BEFORE INSERT ON accounts_auditevent FOR EACH ROW EXECUTE FUNCTION refuse_line();
"""
MEND = "DROP TRIGGER IF EXISTS refuse_line ON accounts_auditevent; DROP FUNCTION IF EXISTS refuse_line();"


@pytest.fixture
def broken_trail():
    """`broken_trail()` makes every line of the audit trail fail from then on."""

    def run(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)

    yield lambda: run(BREAK)
    run(MEND)


def deeds(draft):
    by, yes = draft.made_by, dict.fromkeys(("told", "agrees_to_referral", "agrees_to_sharing"), "yes")
    rowan, piece = draft.people.first(), draft.evidence.first()
    sign = draft.programme.indicators.select_related("indicator", "problem").get(indicator__code="P5.3")
    return {
        "start": lambda: writing.start(by=by, once=uuid.uuid4(), child_at_risk=False),
        "worry": lambda: writing.record_worry(draft, by=by, child_at_risk=True),
        "agreement": lambda: writing.record_agreement(draft, by=by, **yes),
        "basis": lambda: writing.record_lawful_basis(draft, by=by, lawful_basis="public task", authorised_by="Ada"),
        "contact": lambda: writing.record_contact(draft, by=by, contact_safely="Never"),
        "account": lambda: writing.record_account(draft, by=by, account="Other"),
        "add person": lambda: people.add_person(draft, by=by, once=uuid.uuid4(), given_name="Other"),
        "change person": lambda: people.change_person(rowan, by=by, given_name="Other"),
        "remove person": lambda: people.remove_person(rowan, by=by),
        "answer problem": lambda: evidence.answer_problem(draft, 1, "no", by=by),
        "add evidence": lambda: evidence.add_evidence(draft, sign, by=by, once=uuid.uuid4(), observed_on=days_ago(2)),
        "change evidence": lambda: evidence.change_evidence(piece, by=by, note="Other"),
        "remove evidence": lambda: evidence.remove_evidence(piece, by=by),
        "send": lambda: writing.send(draft, by=by),
    }


def everything(draft):
    return [
        *Referral.objects.order_by("pk").values(),
        *draft.people.values(),
        *draft.evidence.values(),
        *draft.answers.values(),
        *draft.shared_with.values(),
    ]


def test_without_its_line_in_the_trail_no_deed_is_done(broken_trail):
    draft = a_full_draft()
    before, all_deeds = everything(draft), deeds(draft)
    broken_trail()
    for name, deed in all_deeds.items():
        with pytest.raises(InternalError, match="the trail is broken"):
            deed()
        assert everything(draft) == before, name


def at_the_same_time(deed, times=4):
    """Several threads, each with a connection of its own, held at a gate until all are there."""
    gate, outcomes = threading.Barrier(times), []

    def run():
        try:
            gate.wait(timeout=10)
            outcomes.append(deed().pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def test_several_who_send_at_once_send_it_once():
    draft = a_full_draft()
    assert at_the_same_time(lambda: writing.send(draft, by=draft.made_by)) == [draft.pk] * 4
    assert AuditEvent.objects.filter(deed="referral.sent").count() == 1


def test_several_clicks_at_once_start_one_referral(practitioner):
    once = uuid.uuid4()
    made = at_the_same_time(lambda: writing.start(by=practitioner, once=once, child_at_risk=False))
    assert len(made) == 4
    assert len(set(made)) == 1
    assert AuditEvent.objects.filter(deed="referral.started").count() == 1


def test_several_clicks_at_once_add_one_person_and_one_piece():
    draft, once = a_draft(), uuid.uuid4()
    who = at_the_same_time(lambda: people.add_person(draft, by=draft.made_by, once=once, given_name="Rowan"))
    assert (len(who), len(set(who))) == (4, 1)
    first = a_piece(draft, "P5.3")
    sign = draft.programme.indicators.select_related("indicator", "problem").get(indicator__code="P5.3")
    fact = {"by": draft.made_by, "once": uuid.uuid4(), "observed_on": days_ago(2)}
    pieces = at_the_same_time(lambda: evidence.add_evidence(draft, sign, **fact))
    assert (len(pieces), len(set(pieces))) == (4, 1)
    assert set(pieces) != {first.pk}
