"""The one door to a family's plan and progress."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.rules import may_write_plans
from families.views import door as record
from plans.models import Plan, ProgressCollection, Target


def family_for(request, pk):
    """The family as the door to its record finds it.

    The family says whether this person `may_write`: its keyworker, and nobody else.
    """
    family = record.family_for(request, pk, why="The plan and its progress")
    family.may_write = may_write_plans(request.user) and family.keyworker == request.user
    return family


def family_to_write_for(request, pk):
    """The same, for pages that change something: others who may read the record are refused."""
    family = family_for(request, pk)
    if not family.may_write:
        raise PermissionDenied
    return family


def plan_to_write_for(request, pk):
    """The plan of a family this person is the keyworker of. It brings the family along as the door found it."""
    family = family_to_write_for(request, pk)
    plan = get_object_or_404(Plan.objects.visible_to(request.user), family=family)
    plan.family = family
    return plan


def target_to_write_for(request, pk, target):
    """One target of that plan."""
    plan = plan_to_write_for(request, pk)
    target = get_object_or_404(Target.objects.with_people(), plan=plan, pk=target)
    target.plan = plan
    return target


def start_for(request, family):
    """The family's baseline, or not found while nobody has begun it."""
    return get_object_or_404(ProgressCollection.objects.visible_to(request.user).starts(), family=family)
