"""Setting a target and changing it: what is kept, what is refused, and who must not know."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from plans.actions import add_target, change_target
from plans.models import Target, TargetWithheldFrom
from strongerfamilies.edits import EditedElsewhere, fingerprint
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.plans.factories import a_family, a_plan, a_target, member, refuses, some_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(family, keyworker):
    return a_plan(family, by=keyworker)


def change(target, *, by, seen=None, **changed):
    target = Target.objects.get(pk=target.pk)
    seen = seen or fingerprint(target, Target.WRITTEN)
    return change_target(target, replace(target.as_answers(), **changed), seen=seen, by=by)


def test_a_target_is_kept_as_it_was_written(plan, keyworker):
    told = some_answers(plan.family, specific="  <b>Nine</b> o'clock \N{SCHOOL}", withheld_from_all=False)
    target = add_target(plan, told, once=uuid.uuid4(), by=keyworker)
    assert Target.objects.get(pk=target.pk).as_answers() == told


def test_a_double_click_sets_one_target(plan, keyworker):
    once, told = uuid.uuid4(), some_answers(plan.family)
    assert add_target(plan, told, once=once, by=keyworker) == add_target(plan, told, once=once, by=keyworker)
    assert plan.targets.count() == 2  # the plan came with one


def test_changing_a_target_names_the_fields_that_changed_and_no_values(plan, keyworker):
    bert = member(plan.family, "Bert").pk
    change(plan.targets.get(), by=keyworker, specific="By half past eight", withheld_from=frozenset({bert}))
    line = AuditEvent.objects.get(deed="target.changed")
    assert line.fields == ["target.specific", "target.withheld_from"]


def test_who_must_not_know_is_in_the_history_before_and_after(plan, keyworker):
    bert = member(plan.family, "Bert").pk
    target = plan.targets.get()
    change(target, by=keyworker, withheld_from=frozenset({bert}))
    change(target, by=keyworker, withheld_from=frozenset())
    labels = TargetWithheldFrom.pgh_event_model.objects.filter(target=target).values_list("pgh_label", flat=True)
    assert list(labels.order_by("pgh_id")) == ["insert", "delete"]


def test_the_second_of_two_tabs_is_told(plan, keyworker):
    target = plan.targets.get()
    seen = fingerprint(target, Target.WRITTEN)
    change(target, by=keyworker, seen=seen, specific="By eight")
    with pytest.raises(EditedElsewhere):
        change(target, by=keyworker, seen=seen, specific="By nine")


def test_a_change_of_who_must_not_know_counts_as_a_change_too(plan, keyworker):
    target = plan.targets.get()
    seen = fingerprint(target, Target.WRITTEN)
    change(target, by=keyworker, seen=seen, withheld_from=frozenset({member(plan.family, "Bert").pk}))
    with pytest.raises(EditedElsewhere):
        change(target, by=keyworker, seen=seen, specific="By nine")


def test_h1_a_target_under_problem_5_is_kept_from_all_until_it_is_released(plan, keyworker):
    target = a_target(plan, by=keyworker, problem_number=5, withheld_from_all=False)
    assert target.withheld_from_all
    assert not change(target, by=keyworker, withheld_from_all=False).withheld_from_all


def test_h1_a_target_that_comes_to_problem_5_later_is_kept_from_all(plan, keyworker):
    assert change(plan.targets.get(), by=keyworker, problem_number=5, withheld_from_all=False).withheld_from_all


def test_h16_a_member_who_takes_no_part_gets_no_target(plan, keyworker):
    refuses(plan.family, "Bert", by=keyworker)
    with pytest.raises(MoveNotAllowed, match="takes part"):
        a_target(plan, by=keyworker, owner_person=member(plan.family, "Bert").pk)


def test_the_keyworker_may_own_a_target_and_another_worker_may_not(plan, keyworker):
    assert a_target(plan, by=keyworker, owner_person=None, owner_worker=keyworker.pk).owner == keyworker
    with pytest.raises(MoveNotAllowed, match="keyworker"):
        a_target(plan, by=keyworker, owner_person=None, owner_worker=UserFactory(role=KEYWORKER).pk)


def test_without_a_keyworker_no_worker_owns_a_target(plan, keyworker):
    plan.family.allocations.update(never_held=True, ends_on=timezone.localdate())
    with pytest.raises(MoveNotAllowed, match="keyworker"):
        a_target(plan, by=keyworker, owner_person=None, owner_worker=keyworker.pk)


def test_the_targets_of_an_agreed_plan_stand_as_the_family_agreed_to_them(family, keyworker):
    plan = a_plan(family, by=keyworker, status="agreed")
    with pytest.raises(MoveNotAllowed, match="draft again"):
        a_target(plan, by=keyworker)
    with pytest.raises(MoveNotAllowed, match="draft again"):
        change(plan.targets.get(), by=keyworker, specific="Something else")


def test_a_worker_who_is_no_longer_keyworker_is_not_named_on_paper(plan, keyworker):
    target = a_target(plan, by=keyworker, owner_person=None, owner_worker=keyworker.pk)
    assert target.as_promise(keyworker=keyworker).who == keyworker.name
    assert target.as_promise(keyworker=UserFactory()).who == "A worker"
    assert target.as_promise(keyworker=None).who == "A worker"


BAD_ROWS = {
    "target_answers_the_five_questions": {"measurable": ""},
    "target_has_one_owner": {"owner_person": None},
    "target_reviewed_by_its_deadline": {"review_on": timezone.localdate() + timedelta(days=91)},
}


@pytest.mark.parametrize(("name", "columns"), BAD_ROWS.items())
def test_the_database_refuses_what_no_target_may_be(plan, name, columns):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Target.objects.filter(plan=plan).update(**columns)


@pytest.mark.parametrize("word", ["specific", "measurable", "achievable", "realistic"])
def test_the_database_wants_each_of_the_five_questions_answered(plan, word):
    with pytest.raises(IntegrityError, match="five_questions"), transaction.atomic():
        Target.objects.filter(plan=plan).update(**{word: ""})


def test_the_database_wants_one_owner_and_not_two(plan, keyworker):
    with pytest.raises(IntegrityError, match="target_has_one_owner"), transaction.atomic():
        Target.objects.filter(plan=plan).update(owner_worker=keyworker)


def test_the_database_sets_one_target_by_one_token(plan, keyworker):
    first = plan.targets.get()
    first.pk = None
    with pytest.raises(IntegrityError, match="once"), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_no_target_is_kept_when_the_audit_line_cannot_be_written(broken_audit):
    keyworker = UserFactory(role=KEYWORKER)
    plan = a_plan(a_family(keyworker), by=keyworker)
    with broken_audit() as error, pytest.raises(error, match="no audit"):
        a_target(plan, by=keyworker)
    assert plan.targets.count() == 1
