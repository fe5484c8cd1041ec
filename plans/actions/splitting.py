"""A family splits: each target stays, goes along, or is for both from now on (H26)."""

from uuid import uuid4

from django.db import transaction

from accounts.actions import audit
from families.actions import split
from families.models import FamilySplit
from plans.actions.plan import start_plan
from plans.models import Plan, Target

STAYS, GOES, BOTH = "stays", "goes", "both"


@transaction.atomic
def split_family(family, *, choices, by, once, **given):
    """Split the family as `given` to `families.actions.split`; `choices` says of each target's key what becomes of it.

    A target whose owner is not in the family that has it from now on belongs to a worker, until somebody is named.
    A plan that the family had agreed to is a draft again where its targets changed. A second click changes nothing.
    """
    if made := FamilySplit.objects.filter(once=once).select_related("new_family").first():
        return made.new_family
    new = split(family, by=by, once=once, **given)
    plan = Plan.objects.select_for_update(of=["self"]).select_related("family").filter(family=family).first()
    if plan:
        _share_out(plan, new, choices, by)
    return new


def _share_out(plan, new, choices, by):
    goes_along = any(choice != STAYS for choice in choices.values())
    new_plan = start_plan(new, by=by) if goes_along else None
    worker = plan.family.keyworker or by
    here, there = _keys_of(plan.family), _keys_of(new)
    changed = False
    for target in plan.targets.standing().with_people().select_for_update(of=["self"]):
        choice = choices.get(target.pk, STAYS)
        if choice == BOTH:
            _copy(target, new_plan, there, worker)
        if choice == GOES:
            target.plan = new_plan
        changed |= choice == GOES or _without_owner(target, here)
        _settle_owner(target, there if choice == GOES else here, worker)
        target.save()
    if changed and not plan.may_change:
        plan.move_to(Plan.Status.DRAFT)
        plan.shared_on = None
        plan.save()
    audit("plan.split", plan, by=by, fields=["targets"])


def _copy(target, plan, there, worker):
    """The same target once more, in the plan of those who go."""
    twin = Target(plan=plan, once=uuid4())
    for field in Target._meta.concrete_fields:
        if field.name not in ("id", "plan", "once"):
            setattr(twin, field.attname, getattr(target, field.attname))
    _settle_owner(twin, there, worker)
    twin.save()
    for name in Target.PEOPLE:
        getattr(twin, name).set(getattr(target, name).all())


def _keys_of(family):
    return set(family.members().values_list("person", flat=True))


def _without_owner(target, people) -> bool:
    return target.owner_person_id is not None and target.owner_person_id not in people


def _settle_owner(target, people, worker):
    if _without_owner(target, people):
        target.owner_person, target.owner_worker = None, worker
