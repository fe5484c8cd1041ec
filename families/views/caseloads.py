"""Keyworkers with their caseloads: handing one over, and cover for one, in one step."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.rules import may_allocate
from families import actions
from families.forms.standing_in import CaseloadCoverForm, HandOverForm
from families.models import Allocation, Family, need_to_know
from strongerfamilies.moves import MoveNotAllowed
from strongerfamilies.paging import LongListPaginator


def keyworkers(request):
    """Everybody who holds families that this person sees, and how many."""
    holders = Allocation.objects.holders_of(_seen_by(request.user))
    context = {
        "heading": "Keyworkers and their families",
        "page": LongListPaginator(holders).get_page(request.GET.get("page")),
    }
    return render(request, "families/keyworkers.html", context)


def hand_over(request, giver):
    """Give all or some of a keyworker's families to another one, from a day on."""
    giver, families, workers = _caseload(request, giver)
    posted = request.POST if request.method == "POST" else None
    form = HandOverForm(posted, giver=giver, families=families, workers=workers)
    if form.is_valid():
        answers = form.cleaned_data
        chosen = [family for family in families if family.pk in answers["families"]]
        given = {"giver": giver, "taker": answers["taker"], "starts_on": answers["starts_on"], "by": request.user}
        done = f"{_counted(chosen)} handed over to {answers['taker'].name}"
        if _done(request, lambda: actions.hand_over(chosen, **given), done):
            return redirect("keyworkers")
    return _page(request, form)


def cover(request, giver):
    """Let a colleague stand in for a keyworker, for all or some of their families."""
    giver, families, workers = _caseload(request, giver)
    posted = request.POST if request.method == "POST" else None
    form = CaseloadCoverForm(posted, giver=giver, families=families, workers=workers.exclude(pk=giver.pk))
    if form.is_valid():
        answers = form.cleaned_data
        ticked = answers.pop("families")
        chosen = [family for family in families if family.pk in ticked]
        done = f"{answers['worker'].name} stands in for {_counted(chosen)}"
        given = {"keyworker": giver, "by": request.user, **answers}
        if _done(request, lambda: actions.arrange_cover(chosen, **given), done):
            return redirect("keyworkers")
    return _page(request, form)


def _seen_by(user):
    if not may_allocate(user):
        raise PermissionDenied
    return Family.objects.visible_to(user)


def _caseload(request, giver):
    """Somebody who holds families that this person sees, those families, and who might take them; or not found."""
    seen = _seen_by(request.user)
    giver = get_object_or_404(Allocation.objects.holders_of(seen), pk=giver)
    workers = Allocation.objects.possible_keyworkers(not_counting=need_to_know.closed_to(request.user))
    return giver, list(seen.held_by(giver).order_by("name", "pk")), workers


def _counted(families):
    return f"{len(families)} {'family' if len(families) == 1 else 'families'}"


def _done(request, do, done):
    try:
        do()
    except MoveNotAllowed as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True


def _page(request, form):
    return render(request, "families/caseload_form.html", {"form": form, "back_url": reverse("keyworkers")})
