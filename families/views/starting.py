"""Where each problem stood at the start (H42)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.rules import may_move_families
from families import actions
from families.forms.starting import StartMeasureForm
from families.models import StartMeasure
from families.views.door import family_for
from strongerfamilies.edits import EditedElsewhere


def start_measure(request, pk, number):
    """One problem's start measure, asked or put right."""
    family = family_for(request, pk, why="Recording a start measure", may=may_move_families)
    episode = family.episode
    problem = next((one for one in episode.problems_to_measure() if one.number == number), None)
    if problem is None:
        raise Http404
    back_url = reverse("family-episode", args=[pk])
    form = StartMeasureForm(
        request.POST if request.method == "POST" else None,
        problem=problem,
        instance=problem.start or StartMeasure(episode=episode, problem=problem),
    )
    if form.is_valid():
        try:
            actions.record_start_measure(family, problem=problem, by=request.user, **form.cleaned_data)
        except EditedElsewhere as meanwhile:
            form.show_both(meanwhile.current)
        else:
            messages.success(request, f"Saved the start measure of problem {number}")
            return redirect(back_url)
    context = {"form": form, "family": family, "caption": str(family), "back_url": back_url}
    return render(request, "families/start_measure.html", context)
