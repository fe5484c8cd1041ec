"""Allocating a keyworker."""

from django.contrib import messages
from django.shortcuts import redirect, render

from accounts.rules import may_allocate
from families import actions
from families.forms import AllocationForm
from families.models import Family
from families.views.door import family_for
from strongerfamilies.edits import EditedElsewhere
from strongerfamilies.moves import MoveNotAllowed


def allocate(request, pk):
    """Choose the keyworker, from any agency, or another one."""
    family = family_for(request, pk, why="Allocating a keyworker", may=may_allocate)
    if request.method == "GET" and family.episode.why_no_keyworker:
        messages.error(request, family.episode.why_no_keyworker)
        return redirect(family)
    form = AllocationForm(request.POST if request.method == "POST" else None, family=family, by=request.user)
    if form.is_valid():
        keyworker = form.cleaned_data["keyworker"]
        try:
            actions.allocate(family, keyworker=keyworker, by=request.user, seen=form.cleaned_data["seen"])
        except EditedElsewhere as meanwhile:
            form.show_both(meanwhile.current)
        except MoveNotAllowed as refusal:
            messages.error(request, str(refusal))
            return redirect(family)
        else:
            messages.success(request, f"{keyworker.name} is now the keyworker of {family.reference}")
            return redirect(_where_next(request.user, family))
    context = {
        "form": form,
        "family": family,
        "before": family.allocations.before(),
        "caption": str(family),
        "back_url": family.get_absolute_url(),
    }
    return render(request, "families/allocate.html", context)


def _where_next(user, family):
    """A manager who gave the family to another team does not see it any more."""
    return family if Family.objects.visible_to(user).filter(pk=family.pk).exists() else "families"
