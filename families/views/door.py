"""The one door to a family's record."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.actions import opened
from families.models import Family


def family_for(request, pk, *, why="", may=None):
    """Found and allowed, or not found at all; the opening is written down with `why`, the task in hand.

    `may` is the predicate of `accounts.rules` for what the page does: someone who sees the family but may not do this
    is refused.
    """
    family = get_object_or_404(Family.objects.visible_to(request.user).with_present_state(), pk=pk)
    if may and not may(request.user):
        raise PermissionDenied
    working_with = Family.objects.worked_with_by(request.user).filter(pk=pk).exists()
    opened(request, family, working_with=working_with, why=why)
    return family


def member_of(family, person):
    """The membership of somebody in the family today, or not found."""
    return get_object_or_404(family.members(), person=person)


def born_member_of(family, person):
    """The same, for what cannot be asked of a baby not yet born."""
    member = member_of(family, person)
    if member.person.is_unborn:
        raise Http404
    return member
