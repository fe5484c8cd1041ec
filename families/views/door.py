"""The one door to a family's record."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.actions import opened
from accounts.rules import may_read_all_families, may_review_emergency_access
from families.models import Family
from families.views.reasons import reason_for
from strongerfamilies.error_pages import Refused


def family_for(request, pk, *, why="", may=None):
    """Found and allowed, or not found at all; the opening is written down with `why`, what the page is for.

    `may` is the predicate of `accounts.rules` for what the page does: someone who sees the family but may not do this
    is refused. Whoever does not work with the family is asked for their reason, unless a task or a grant gives it.
    """
    family = visible_family(request.user, pk)
    if may and not may(request.user):
        raise PermissionDenied
    working_with = Family.objects.worked_with_by(request.user).filter(pk=pk).exists()
    if not working_with:
        why = ": ".join(filter(None, [why, reason_for(request, family)]))
    opened(request, family, working_with=working_with, why=why)
    return family


def visible_family(user, pk):
    """The family, for somebody who may open it. Nobody else learns that it exists, but for two kinds of people.

    Officers are told of a restricted record; who would see it but for their agency's sharing agreement is told so.
    """
    family = Family.objects.visible_to(user).with_present_state().filter(pk=pk).first()
    if family:
        return family
    if may_read_all_families(user) and Family.objects.that_exist_for(user).filter(pk=pk).exists():
        raise _restricted(Family(pk=pk).reference)
    agency_may_open = user.agency and user.agency.may_open_records()
    if not agency_may_open and Family.objects.open_but_for_sharing_agreement_to(user).filter(pk=pk).exists():
        raise Refused("Your agency's sharing agreement is not in date", NO_AGREEMENT)
    raise Http404


NO_AGREEMENT = (
    "The council may let people of your agency open families' records only while a sharing agreement with it is in "
    "date. You may still refer families. Ask whoever leads your agency to get in touch with the council."
)


def _restricted(reference):
    text = f"{reference} exists, but you may not open it: only people named on its restriction may."
    address = f"{reverse('emergency-access')}?reference={reference}"
    return Refused("You may not open this record", text, [("Somebody is in danger and I need to open it now", address)])


def log_of_family_for(request, pk, *, why, may):
    """The same door for reading who opened the record, which whoever reviews access may do for any family.

    They do not open the record by it: `may_be_opened` says whether they may be shown more than its reference.
    """
    if not may_review_emergency_access(request.user):
        family = family_for(request, pk, why=why, may=may)
        family.may_be_opened = True
        return family
    family = get_object_or_404(Family.objects.whose_log_is_read_by(request.user), pk=pk)
    opened(request, family, working_with=False, why=why)
    family.may_be_opened = False
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


def living_member_of(family, person):
    """The same, for what is asked of nobody who died (H8)."""
    member = born_member_of(family, person)
    if member.person.is_deceased:
        raise Http404
    return member
