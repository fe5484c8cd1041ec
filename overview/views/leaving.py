"""Somebody leaves: what they have in hand, and moving it in one step (H24)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import User
from accounts.rules import may_keep_reference_data, may_let_leave, may_read_team_families
from overview import actions
from overview.forms import LeavingForm
from overview.leaving import in_hand, names_shown_to
from strongerfamilies.moves import MoveNotAllowed
from strongerfamilies.paging import LongListPaginator


def people(request):
    """Whom this person may see to when they leave."""
    if not (may_keep_reference_data(request.user) or may_read_team_families(request.user)):
        raise Http404
    theirs = _theirs(request.user).filter(is_active=True).exclude(pk=request.user.pk).order_by("name", "pk")
    page = LongListPaginator(theirs.select_related("agency", "team")).get_page(request.GET.get("page"))
    return render(request, "overview/leavers.html", {"heading": "Somebody leaves", "page": page})


def leaving(request, pk):
    """Everything that somebody has in hand, a colleague to take it over, and the end of their signing in."""
    leaver = get_object_or_404(_theirs(request.user).select_related("agency", "team"), pk=pk)
    if not may_let_leave(request.user, leaver):
        raise Http404
    work = in_hand(leaver)
    posted = request.POST if request.method == "POST" else None
    form = LeavingForm(posted, leaver=leaver, needs_taker=work.needs_taker)
    if form.is_valid():
        try:
            actions.let_leave(leaver, taker=form.cleaned_data.get("taker"), by=request.user)
        except MoveNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{leaver.name} may not sign in any more, and has nothing in hand")
            return redirect("home")
    names = names_shown_to(request.user, work)
    context = {"form": form, "leaver": leaver, "work": work, "names": names, "back_url": "/", "warning": True}
    return render(request, "overview/leaving.html", context)


def _theirs(user):
    """Everybody for administrators; a manager's own team; nobody for anyone else."""
    if may_keep_reference_data(user):
        return User.objects.all()
    return User.objects.filter(team=user.team_id) if user.team_id else User.objects.none()
