"""Help for a child at risk now."""

from django.contrib import messages
from django.shortcuts import redirect, render

from families import actions
from families.forms import WorryForm
from families.views.door import family_for


def worry(request, pk):
    """The front door's numbers first; then when, by whom and to whom it was reported."""
    family = family_for(request, pk, why="Worried about a child now")
    form = WorryForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.report_worry(family, by=request.user, **form.cleaned_data)
        messages.success(request, "Saved that it was reported")
        return redirect(family)
    context = {
        "form": form,
        "family": family,
        "reports": family.worries_reported.select_related("recorded_by"),
        "back_url": family.get_absolute_url(),
    }
    return render(request, "families/worry.html", context)
