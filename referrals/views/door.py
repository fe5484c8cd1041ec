"""The one door to a referral: found and allowed, or not found at all. Every opening is written down."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from accounts.actions import opened
from referrals.models import Referral

SHOWN = ("programme", "agency", "made_by", "checked_by", "notice", "family", "decision__reason")


def referral_for(request, pk, *, why=""):
    """The referral, for somebody who may see it."""
    return _open(request, Referral.objects.visible_to(request.user), pk, why)


def own_referral_for(request, pk):
    """The referral, for the person who writes it."""
    return _open(request, Referral.objects.visible_to(request.user).filter(made_by=request.user), pk, "writing it")


def own_draft(view):
    """A question's page is given its writer's own draft. Once sent, the address leads to the referral itself."""

    @wraps(view)
    def page(request, pk, **kwargs):
        referral = own_referral_for(request, pk)
        if not referral.is_draft:
            messages.info(request, f"{referral} was sent, so it cannot be changed here any more.")
            return redirect(referral)
        return view(request, referral, **kwargs)

    return page


def _open(request, allowed, pk, why):
    referral = get_object_or_404(allowed.select_related(*SHOWN), pk=pk)
    working_with = request.user.pk in (referral.made_by_id, referral.checked_by_id)
    opened(request, referral, working_with=working_with, why=why)
    return referral


def one_of(rows, pk):
    """A person or a piece of evidence of this referral, and of no other."""
    row = next((row for row in rows if row.pk == pk), None)
    if row is None:
        raise Http404
    return row
