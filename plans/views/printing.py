"""The plan on paper: who will read it, what is left out for them, then the page to print."""

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils import timezone

from families.models import LegalOrder, siblings_elsewhere
from plans import actions
from plans.forms.printing import ReadersForm
from plans.models import household_of
from plans.views.door import plan_to_write_for


def print_plan(request, pk):
    """Choose the readers, see what the paper will hold and what it leaves out, and print.

    The preview is for the worker's eyes, and warns of court orders about the readers (H5). The page to print is the
    answer to a second post, so that each print can write its line in the audit trail.
    """
    plan = plan_to_write_for(request, pk)
    household = household_of(plan.family)
    form = ReadersForm(request.POST if request.method == "POST" else None, plan=plan, household=household)
    context = {
        "form": form,
        "plan": plan,
        "family": plan.family,
        "back_url": plan.get_absolute_url(),
        "siblings": siblings_elsewhere(plan.family, request.user),
    }
    if not form.is_valid():
        return render(request, "plans/print_readers.html", context | {"caption": str(plan.family)})
    readers, with_wants = form.cleaned_data["readers"], form.cleaned_data.get("with_wants", False)
    if "print" in request.POST:
        told = {"readers": readers, "with_wants": with_wants, "given": form.given}
        try:
            paper = actions.print_plan(plan, by=request.user, **told)
        except ValidationError as refusal:
            form.refuse(refusal)
            return render(request, "plans/print_readers.html", context | {"caption": str(plan.family)})
        return render(request, "plans/print.html", context | {"paper": paper, "keyworker": plan.family.keyworker})
    people = [household.people[key] for key in readers]
    context |= {
        "orders": LegalOrder.objects.warnings_for(people, family=plan.family, on=timezone.localdate(), to=request.user),
        "paper": plan.paper_for(readers, people=household.people, with_wants=with_wants),
        "readers": [member for member in household.members if member.key in readers],
        "heading": "Before you print",
        "caption": str(plan.family),
    }
    return render(request, "plans/print_preview.html", context)
