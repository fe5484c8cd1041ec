"""A plan's life: started, shared, agreed, changed again; what happens when, and what cannot."""

import uuid
from datetime import timedelta
from itertools import product

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from families.models import Episode
from plans.actions import change_wants, print_plan, reopen_plan, share_plan, start_plan
from plans.models import Plan, PlanAgreement, PlanAgreementPerson
from strongerfamilies.edits import EditedElsewhere, fingerprint
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.plans.factories import a_family, a_plan, agree, member, refuses

pytestmark = pytest.mark.django_db


def deeds(family):
    return [
        line.deed
        for line in AuditEvent.objects.filter(reference=family.reference, deed__startswith="plan").order_by("pk")
    ]


def test_starting_twice_gives_one_plan_and_one_audit_line(family, keyworker):
    assert start_plan(family, by=keyworker) == start_plan(family, by=keyworker)
    assert deeds(family) == ["plan.started"]


def test_the_familys_words_are_kept_exactly(family, keyworker):
    plan = start_plan(family, by=keyworker)
    words = "  <b>Peace</b> & quiet, O'Hara said \N{GRINNING FACE}\n" + "x" * 10_000
    change_wants(plan, family_wants=words, seen=fingerprint(plan, ["family_wants"]), by=keyworker)
    plan.refresh_from_db()
    assert plan.family_wants == words


def test_the_second_of_two_tabs_is_told(family, keyworker):
    plan = start_plan(family, by=keyworker)
    seen = fingerprint(plan, ["family_wants"])
    change_wants(plan, family_wants="Peace", seen=seen, by=keyworker)
    with pytest.raises(EditedElsewhere) as refusal:
        change_wants(plan, family_wants="Quiet", seen=seen, by=keyworker)
    assert refusal.value.current.family_wants == "Peace"


def test_h16_without_the_familys_own_agreement_the_plan_stays_a_draft(family, keyworker):
    plan = a_plan(family, by=keyworker)
    refuses(family, "Ada", by=keyworker)
    with pytest.raises(MoveNotAllowed, match="own answer"):
        share_plan(plan, by=keyworker)
    plan.refresh_from_db()
    assert plan.status == Plan.Status.DRAFT


def test_what_the_referrer_told_is_not_the_familys_own_agreement(family, keyworker):
    plan = a_plan(family, by=keyworker)
    family.agreements.filter(person__isnull=False).update(person=None, told_by="Wilma Testcase, Quarry Lane School")
    with pytest.raises(MoveNotAllowed, match="own answer"):
        share_plan(plan, by=keyworker)


def test_agreeing_says_who_how_and_when_and_puts_the_plan_in_place(family, keyworker):
    plan = a_plan(family, by=keyworker, status="agreed")
    agreement = plan.agreements.get()
    assert list(agreement.people.all()) == [member(family, "Ada")]
    assert (agreement.how, agreement.agreed_on) == ("signed", timezone.localdate())
    assert family.episode.status == Episode.Status.PLAN_IN_PLACE
    assert deeds(family) == ["plan.started", "plan.shared", "plan.agreed"]


def test_a_double_click_on_agreeing_makes_one_agreement(family, keyworker):
    plan, once = a_plan(family, by=keyworker, status="shared"), uuid.uuid4()
    assert agree(plan, by=keyworker, once=once) == agree(plan, by=keyworker, once=once)
    assert plan.agreements.count() == 1


def test_the_agreement_withdrawn_since_the_sharing_stops_the_agreeing(family, keyworker):
    plan = a_plan(family, by=keyworker, status="shared")
    refuses(family, "Ada", by=keyworker)
    with pytest.raises(MoveNotAllowed, match="own answer"):
        agree(plan, by=keyworker)


def test_h16_nobody_can_agree_who_takes_no_part(family, keyworker):
    plan = a_plan(family, by=keyworker, status="shared")
    bert = member(family, "Bert")
    refuses(family, "Bert", by=keyworker)
    with pytest.raises(MoveNotAllowed, match="take part"):
        agree(plan, by=keyworker, people=[bert.pk])
    with pytest.raises(MoveNotAllowed, match="not before"):
        agree(plan, by=keyworker, agreed_on=timezone.localdate() - timedelta(days=1))
    assert not PlanAgreement.objects.exists()


def test_an_agreed_plan_is_changed_by_making_it_a_draft_and_agreed_again(family, keyworker):
    plan = a_plan(family, by=keyworker, status="agreed")
    with pytest.raises(MoveNotAllowed, match="Make it a draft again"):
        change_wants(plan, family_wants="More", seen="", by=keyworker)
    share_plan(reopen_plan(plan, by=keyworker), by=keyworker)
    agree(plan, by=keyworker)
    assert plan.agreements.count() == 2
    assert family.episode.status == Episode.Status.PLAN_IN_PLACE


MOVE = {
    Plan.Status.DRAFT: reopen_plan,
    Plan.Status.SHARED: share_plan,
    Plan.Status.AGREED: agree,
}


@pytest.mark.parametrize(("now", "then"), list(product(Plan.Status, Plan.Status)))
def test_a_plan_moves_only_along_its_table(family, keyworker, now, then):
    plan = a_plan(family, by=keyworker, status=str(now).split()[0])
    if then in Plan.MOVES[now]:
        MOVE[then](plan, by=keyworker)
    else:
        with pytest.raises(MoveNotAllowed):
            MOVE[then](plan, by=keyworker)
    plan.refresh_from_db()
    assert plan.status == (then if then in Plan.MOVES[now] else now)


def test_printing_writes_a_line_with_no_names(family, keyworker):
    plan = a_plan(family, by=keyworker)
    paper = print_plan(plan, readers=[member(family, "Ada").pk], with_wants=True, by=keyworker)
    line = AuditEvent.objects.get(deed="plan.printed")
    assert (line.fields, len(paper.promises)) == (["targets"], 1)


@pytest.mark.parametrize("readers", [[], [0]])
def test_a_plan_is_printed_for_members_of_the_family(family, keyworker, readers):
    with pytest.raises(MoveNotAllowed, match="Select members"):
        print_plan(a_plan(family, by=keyworker), readers=readers, with_wants=True, by=keyworker)


def test_the_familys_words_are_printed_only_where_the_worker_says_so(family, keyworker):
    plan, ada = a_plan(family, by=keyworker), member(family, "Ada").pk
    Plan.objects.update(family_wants="Peace and quiet")
    plan.refresh_from_db()
    assert print_plan(plan, readers=[ada], with_wants=True, by=keyworker).wants == "Peace and quiet"
    assert print_plan(plan, readers=[ada], with_wants=False, by=keyworker).wants == ""


def refused(name):
    return pytest.raises(IntegrityError, match=name)


def test_the_database_holds_one_open_plan_a_family(family, keyworker):
    start_plan(family, by=keyworker)
    with refused("one_open_plan_a_family"):
        Plan.objects.create(family=family, started_by=keyworker)


def test_the_database_knows_the_states_of_a_plan(family, keyworker):
    with refused("plan_status_is_known"):
        Plan.objects.create(family=family, started_by=keyworker, status="lost", shared_on=timezone.localdate())


@pytest.mark.parametrize("columns", [{"status": "agreed"}, {"shared_on": "2026-11-21"}])
def test_the_database_wants_a_day_of_sharing_for_what_was_shared(family, keyworker, columns):
    with refused("plan_shared_on_a_day"):
        Plan.objects.create(family=family, started_by=keyworker, **columns)


@pytest.mark.parametrize("rewrite", [lambda rows: rows.update(how="by phone"), lambda rows: rows.delete()])
def test_an_agreement_is_never_rewritten(family, keyworker, rewrite):
    a_plan(family, by=keyworker, status="agreed")
    with pytest.raises(DatabaseError, match="unchanging"), transaction.atomic():
        rewrite(PlanAgreement.objects.all())


@pytest.mark.parametrize("rewrite", [lambda rows: rows.update(person=1), lambda rows: rows.delete()])
def test_who_agreed_is_never_rewritten(family, keyworker, rewrite):
    a_plan(family, by=keyworker, status="agreed")
    with pytest.raises(DatabaseError, match="unchanging"), transaction.atomic():
        rewrite(PlanAgreementPerson.objects.all())


def test_the_database_records_one_agreement_by_one_token(family, keyworker):
    agreement = a_plan(family, by=keyworker, status="agreed").agreements.get()
    agreement.pk = None
    with refused("once"):
        agreement.save(force_insert=True)


def test_things_are_called_by_what_they_are(family, keyworker):
    plan = a_plan(family, by=keyworker, status="agreed")
    assert str(plan) == f"Family action plan of {family}"
    assert str(plan.agreements.get()).startswith(f"{plan}, agreed on ")
    assert str(plan.targets.get()) == "Cleo is at school by nine every day"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_when_the_audit_line_cannot_be_written(broken_audit):
    keyworker = UserFactory(role=KEYWORKER)
    plan = a_plan(a_family(keyworker), by=keyworker, status="shared")
    with broken_audit() as error, pytest.raises(error, match="no audit"):
        agree(plan, by=keyworker)
    plan.refresh_from_db()
    assert plan.status == Plan.Status.SHARED
    assert plan.family.episode.status == Episode.Status.ASSESSING
    assert not PlanAgreement.objects.exists()
