"""Setting a target with the family, and changing it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.models import Setting
from plans import actions
from plans.forms.target import TargetForm
from plans.models import household_of
from plans.rules import review_after
from plans.views.door import plan_to_write_for, target_to_write_for
from strongerfamilies.edits import EditedElsewhere
from strongerfamilies.moves import MoveNotAllowed

KEPT = "Saved, and kept from everyone in the family. Change the target when it is safe for them to know of it"


def add(request, pk):
    """Set a target: the five SMART questions, who was involved, who does it, by when, and who may know."""
    plan = plan_to_write_for(request, pk)
    weeks = int(Setting.objects.value("review_weeks"))
    form = _form(request, plan, review_on=review_after(weeks, today=timezone.localdate()))
    if form.is_valid():
        answers = form.answers()
        try:
            target = actions.add_target(plan, answers, once=form.cleaned_data["once"], by=request.user)
        except MoveNotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            _say_saved(request, target, answers)
            return redirect(plan)
    return _ask(request, form, plan)


def change(request, pk, target):
    """Put a target in other words, or release it to those who may know of it."""
    target = target_to_write_for(request, pk, target)
    form = _form(request, target.plan, target=target)
    if form.is_valid():
        answers = form.answers()
        try:
            changed = actions.change_target(target, answers, seen=form.cleaned_data["seen"], by=request.user)
        except EditedElsewhere as meanwhile:
            form.show_both(meanwhile.current)
        except MoveNotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            _say_saved(request, changed, answers)
            return redirect(target.plan)
    return _ask(request, form, target.plan)


def _form(request, plan, **given):
    return TargetForm(
        request.POST if request.method == "POST" else None,
        household=household_of(plan.family),
        keyworker=plan.family.keyworker,
        problems=plan.family.episode.programme.problems.all(),
        **given,
    )


def _ask(request, form, plan):
    family = plan.family
    context = {"form": form, "plan": plan, "household": form.household, "family": family, "caption": str(family)}
    return render(request, "plans/target.html", context | {"back_url": plan.get_absolute_url()})


def _say_saved(request, target, answers):
    kept_against_choice = target.withheld_from_all and not answers.withheld_from_all
    messages.success(request, KEPT if kept_against_choice else "Target saved")
