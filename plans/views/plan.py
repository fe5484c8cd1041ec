"""The plan's own page, and the deeds done to the plan as a whole."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from families.models import siblings_elsewhere
from plans import actions
from plans.forms.plan import AgreeForm, ReopenForm, ShareForm, WantsForm
from plans.models import Plan, household_of
from plans.rules import why_it_stays_draft
from plans.views.door import family_for, family_to_write_for, plan_to_write_for
from strongerfamilies.edits import EditedElsewhere
from strongerfamilies.moves import MoveNotAllowed


def plan(request, pk):
    """What the family wants, who takes part, the targets, and what can be done next."""
    family = family_for(request, pk)
    plan = family.plans.first()
    context = {"family": family, "plan": plan, "heading": "Family action plan", "caption": str(family)}
    if plan is None:
        return render(request, "plans/no_plan.html", context | {"back_url": family.get_absolute_url()})
    household, targets = household_of(family), _targets_of(plan, family)
    context |= {
        "back_url": family.get_absolute_url(),
        "household": household,
        "siblings": siblings_elsewhere(family, request.user),
        "targets": targets,
        "stays_draft": why_it_stays_draft(household.members, targets=sum(not target.has_stopped for target in targets)),
        "agreements": plan.agreements.prefetch_related("people"),
    }
    return render(request, "plans/plan.html", context)


@require_POST
def start(request, pk):
    """Start the plan. Doing it twice opens the same one."""
    return redirect(actions.start_plan(family_to_write_for(request, pk), by=request.user))


def wants(request, pk):
    """What the family wants, in their own words."""
    plan = plan_to_write_for(request, pk)
    form = WantsForm(request.POST if request.method == "POST" else None, instance=plan)
    if form.is_valid():
        try:
            actions.change_wants(plan, by=request.user, **form.cleaned_data)
        except EditedElsewhere as meanwhile:
            form.show_both(meanwhile.current)
        except MoveNotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved what the family wants")
            return redirect(plan)
    return _ask(request, form, plan)


def share(request, pk):
    """The family has been shown the plan."""
    plan = plan_to_write_for(request, pk)
    form = ShareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.share_plan(plan, by=request.user)
        except MoveNotAllowed as refusal:
            return _back_with(request, plan, refusal)
        messages.success(request, "The plan is shared with the family")
        return redirect(plan)
    return _ask(request, form, plan, template="plans/share.html")


def agree(request, pk):
    """Who in the family agreed to the plan, how and when."""
    plan = plan_to_write_for(request, pk)
    if plan.status == Plan.Status.DRAFT:
        return _back_with(request, plan, "Share the plan with the family before they agree to it.")
    form = AgreeForm(request.POST if request.method == "POST" else None, plan=plan, household=household_of(plan.family))
    if form.is_valid():
        try:
            actions.agree_plan(plan, by=request.user, **form.cleaned_data)
        except MoveNotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The family's agreement is recorded, and the plan is in place")
            return redirect(plan)
    return _ask(request, form, plan)


def reopen(request, pk):
    """Change a plan that the family agreed to: it is a draft until they agree again."""
    plan = plan_to_write_for(request, pk)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.reopen_plan(plan, by=request.user)
        except MoveNotAllowed as refusal:
            return _back_with(request, plan, refusal)
        messages.success(request, "The plan is a draft again. Share it with the family when it is changed")
        return redirect(plan)
    return _ask(request, form, plan, template="plans/reopen.html")


def _ask(request, form, plan, *, template="plans/question.html"):
    context = {"form": form, "plan": plan, "family": plan.family, "caption": str(plan.family)}
    return render(request, template, context | {"back_url": plan.get_absolute_url()})


def _back_with(request, plan, refusal):
    messages.error(request, str(refusal))
    return redirect(plan)


def _targets_of(plan, family):
    """The plan's targets, each with the `headline` of the problem it helps with."""
    headlines = dict(family.episode.programme.problems.values_list("number", "headline"))
    targets = list(plan.targets.with_people())
    for target in targets:
        target.headline = headlines.get(target.problem_number, "")
    return targets
