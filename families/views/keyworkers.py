"""Who is and was a family's keyworker, who keeps contact until there is one, and who stands in."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.rules import may_allocate
from families import actions
from families.forms.standing_in import CoverForm, HoldingForm
from families.models import AccessGrant, Allocation, need_to_know
from families.views.door import family_for
from strongerfamilies.govuk_forms import GovukForm
from strongerfamilies.moves import MoveNotAllowed


class EndCoverForm(GovukForm):
    submit_label = "End it now"


def keyworker(request, pk):
    """Every keyworker with their dates, and holding workers and cover, today's and those to come."""
    family = family_for(request, pk, why="Reading who is the keyworker")
    context = {
        "heading": "Keyworker",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "episode": family.episode,
        "allocations": family.allocations.filter(never_held=False).select_related("keyworker__agency", "allocated_by"),
        "standing_in": family.access_grants.standing_in(),
        "may_allocate": may_allocate(request.user),
    }
    return render(request, "families/keyworker.html", context)


def holding(request, pk):
    """Name who keeps contact until there is a keyworker."""
    family = family_for(request, pk, why="Naming a holding worker", may=may_allocate)
    workers = _possible_workers(request, family)
    form = HoldingForm(request.POST if request.method == "POST" else None, workers=workers)
    if form.is_valid():
        worker = form.cleaned_data["worker"]
        return _do(
            request,
            family,
            lambda: actions.name_holding_worker(family, worker=worker, by=request.user),
            f"{worker.name} keeps contact with {family.reference}",
        )
    return _page(request, family, form)


def cover(request, pk):
    """Let a colleague stand in for this family's keyworker."""
    family = family_for(request, pk, why="Arranging cover", may=may_allocate)
    if not family.keyworker:
        messages.error(request, "This family has no keyworker to stand in for.")
        return redirect("family-keyworker", pk)
    workers = _possible_workers(request, family).exclude(pk=family.keyworker.pk)
    form = CoverForm(request.POST if request.method == "POST" else None, workers=workers)
    if form.is_valid():
        given = {"keyworker": family.keyworker, "by": request.user, **form.cleaned_data}
        done = f"{form.cleaned_data['worker'].name} stands in"
        return _do(request, family, lambda: actions.arrange_cover([family], **given), done)
    return _page(request, family, form)


def end_cover(request, pk, grant):
    """End cover or a holding worker's time before its day."""
    family = family_for(request, pk, why="Ending cover", may=may_allocate)
    grant = get_object_or_404(AccessGrant.objects.standing_in().filter(family=family), pk=grant)
    form = EndCoverForm(request.POST if request.method == "POST" else None)
    form.heading = f"{grant.user.name}: {grant.get_kind_display().lower()}"
    form.lead = "From now on they may not open the record by it."
    if form.is_valid():
        return _do(request, family, lambda: actions.end_access(grant, by=request.user), "Ended")
    return _page(request, family, form)


def _possible_workers(request, family):
    """Without those who must not know of the family, and counting none that whoever chooses must not know of."""
    closed = need_to_know.closed_to(request.user)
    return Allocation.objects.possible_keyworkers(family=family, not_counting=closed)


def _do(request, family, do, done):
    try:
        do()
    except MoveNotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("family-keyworker", family.pk)


def _page(request, family, form):
    back_url = reverse("family-keyworker", args=[family.pk])
    context = {"form": form, "family": family, "caption": str(family), "back_url": back_url}
    return render(request, "families/move.html", context)
