"""Starting a plan, the family's own words, sharing it, agreeing to it, changing it again, and putting it on paper."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from families.actions import plan_agreed, record_disclosure
from families.models import Disclosure
from plans.models import Plan, PlanAgreement, household_of
from plans.rules import why_it_stays_draft, wrong_with_agreement
from strongerfamilies.edits import check_seen
from strongerfamilies.moves import MoveNotAllowed


@transaction.atomic
def start_plan(family, *, by) -> Plan:
    """Start the family's action plan. One that is there already is given back as it is."""
    plan, is_new = Plan.objects.get_or_create(family=family, defaults={"started_by": by})
    if is_new:
        audit("plan.started", plan, by=by)
    return plan


@transaction.atomic
def change_wants(plan, *, family_wants, seen, by) -> Plan:
    """Write down what the family wants, in their own words."""
    plan = changeable(plan)
    check_seen(plan, ["family_wants"], seen)
    plan.family_wants = family_wants
    plan.save()
    audit("plan.changed", plan, by=by, fields=["family_wants"])
    return plan


@transaction.atomic
def share_plan(plan, *, by) -> Plan:
    """The family has been shown the plan. Without their own agreement to work with us it stays a draft."""
    plan = _locked(plan)
    plan.move_to(Plan.Status.SHARED)
    _refuse_if(why_it_stays_draft(household_of(plan.family).members, targets=plan.targets.standing().count()))
    plan.shared_on = timezone.localdate()
    plan.save()
    audit("plan.shared", plan, by=by, fields=["status", "shared_on"])
    return plan


@transaction.atomic
def agree_plan(plan, *, people, how, agreed_on, once, by) -> PlanAgreement:
    """The family agrees to the plan as it stands; the plan is then in place. `people` are keys of who agreed."""
    plan = _locked(plan)
    earlier = PlanAgreement.objects.filter(once=once).first()
    if earlier:
        return earlier
    plan.move_to(Plan.Status.AGREED)
    members = household_of(plan.family).members
    wrong = wrong_with_agreement(
        members, who=people, agreed_on=agreed_on, shared_on=plan.shared_on, today=timezone.localdate()
    )
    _refuse_if(why_it_stays_draft(members, targets=plan.targets.standing().count()) or ". ".join(wrong.values()))
    plan.save()
    agreement = PlanAgreement.objects.create(plan=plan, how=how, agreed_on=agreed_on, once=once, recorded_by=by)
    agreement.people.set(people)
    plan_agreed(plan.family, by=by)
    audit("plan.agreed", plan, by=by, fields=["status"])
    return agreement


@transaction.atomic
def reopen_plan(plan, *, by) -> Plan:
    """Make an agreed plan a draft again, to change it with the family. What they agreed to stays on record."""
    plan = _locked(plan)
    plan.move_to(Plan.Status.DRAFT)
    plan.shared_on = None
    plan.save()
    audit("plan.reopened", plan, by=by, fields=["status", "shared_on"])
    return plan


@transaction.atomic
def print_plan(plan, *, readers, with_wants, by, given=None):
    """Put the plan on paper for some of the family, and write down that it was. `readers` are keys of members.

    `given` says to whom outside the family it goes as well, why, and on what that rests: a disclosure (H25). Raises
    ValidationError where it rests on nothing.
    """
    household = household_of(plan.family)
    if not readers or set(readers) - set(household.people):
        raise MoveNotAllowed("Select members of this family who will read the plan.")
    paper = plan.paper_for(readers, people=household.people, with_wants=with_wants)
    if given:
        _disclose(plan, household, given, readers=readers, by=by)
    audit("plan.printed", plan, by=by, fields=["targets", *(["family_wants"] if paper.wants else [])])
    return paper


def _disclose(plan, household, given, *, readers, by):
    """The paper tells of everyone who takes part in the plan."""
    read_by = " and ".join(str(household.people[key]) for key in sorted(readers))
    record_disclosure(
        plan.family,
        kind=Disclosure.Kind.PLAN,
        what=f"The plan as printed for {read_by}",
        about=[household.people[member.key] for member in household.taking_part],
        made_on=timezone.localdate(),
        by=by,
        **given,
    )


def changeable(plan) -> Plan:
    """The plan, locked, while its words may change. What the family agreed to never changes behind their back."""
    plan = _locked(plan)
    if not plan.may_change:
        raise MoveNotAllowed("The family has agreed to this plan. Make it a draft again before you change it.")
    return plan


def _locked(plan):
    return Plan.objects.select_for_update(of=["self"]).select_related("family").get(pk=plan.pk)


def _refuse_if(reason):
    if reason:
        raise MoveNotAllowed(reason)
