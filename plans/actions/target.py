"""Adding and changing the targets of a plan."""

from dataclasses import asdict, replace

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from plans.actions.plan import changeable
from plans.models import Target, household_of
from plans.rules import TargetAnswers, kept_from_all, wrong_with_target
from strongerfamilies.edits import check_seen
from strongerfamilies.moves import MoveNotAllowed


@transaction.atomic
def add_target(plan, answers: TargetAnswers, *, once, by) -> Target:
    """Set a target. A second post with the same token gives back the one already set."""
    plan = changeable(plan)
    earlier = Target.objects.filter(once=once).first()
    if earlier:
        return earlier
    answers = _checked(plan, answers, problem_before=None)
    target = _write(Target(plan=plan, set_by=by, once=once), answers)
    audit("target.set", plan, by=by, fields=["targets"])
    return target


@transaction.atomic
def change_target(target, answers: TargetAnswers, *, seen, by) -> Target:
    """Write a target anew, unless somebody else changed it after this keyworker was shown it."""
    plan = changeable(target.plan)
    target = Target.objects.select_for_update().get(pk=target.pk)
    check_seen(target, Target.WRITTEN, seen)
    before = target.as_answers()
    answers = _checked(plan, answers, problem_before=before.problem_number, due_before=before.due_on)
    _write(target, answers)
    changed = [name for name, value in asdict(answers).items() if value != getattr(before, name)]
    audit("target.changed", plan, by=by, fields=[f"target.{name}" for name in changed])
    return target


@transaction.atomic
def pass_on_targets(*, giver, taker, by) -> int:
    """Targets that a worker who leaves owns go to a colleague, in agreed plans too: to a family both are "a worker"."""
    targets = Target.objects.select_for_update(of=["self"]).filter(owner_worker=giver).select_related("plan__family")
    for target in targets:
        target.owner_worker = taker
        target.save()
        audit("target.passed_on", target.plan, by=by, fields=["target.owner_worker"])
    return len(targets)


def _checked(plan, answers, *, problem_before, due_before=None):
    """The answers as they will be kept, or a refusal that says what has to be put right."""
    keyworker = plan.family.keyworker
    wrong = wrong_with_target(
        answers,
        members=household_of(plan.family).members,
        workers=[keyworker.pk] if keyworker else [],
        today=timezone.localdate(),
        due_before=due_before,
    )
    if wrong:
        raise MoveNotAllowed(". ".join(wrong.values()))
    kept = kept_from_all(
        chosen=answers.withheld_from_all, problem=answers.problem_number, problem_before=problem_before
    )
    return replace(answers, withheld_from_all=kept)


def _write(target, answers):
    values = {name: value for name, value in asdict(answers).items() if name not in Target.PEOPLE}
    values["owner_person_id"] = values.pop("owner_person")
    values["owner_worker_id"] = values.pop("owner_worker")
    for name, value in values.items():
        setattr(target, name, value)
    target.save()
    target.involved.set(answers.involved)
    target.withheld_from.set(answers.withheld_from)
    return target
