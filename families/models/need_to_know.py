"""Need to know: which families' records a person may open. Everything that decides it is here, as keys of families.

1. Who keeps all records opens all but the restricted; a keyworker those allocated to them and those whose team they are
   in, of any agency (H22); a manager those that their team holds, or keeps
   contact with until there is a keyworker; anybody those they were granted access to.
2. A restricted record opens only for the people named on it, in an emergency, and to answer a rights request.
3. Somebody barred from a family opens nothing of it, whatever else holds (H7).
4. People of an agency without a sharing agreement in date open no record at all (H25).
"""

from functools import reduce

from django.db.models import Exists

from accounts.models import Agency
from accounts.rules import may_hold_families, may_read_team_families
from families.models.access_grant import AccessGrant
from families.models.allocation import Allocation
from families.models.restriction import Bar, NamedUser, Restriction
from families.models.team_member import TeamMember


def rights_of(user):
    """Families that this person works with, manages, is named on, or was granted access to."""
    own = [_families(AccessGrant.objects.now().filter(user=user)), _named_to(user)]
    if may_hold_families(user):
        own += [_families(Allocation.objects.now().filter(keyworker=user)), _in_team(user)]
    if may_read_team_families(user) and user.team_id:
        own.append(_families(Allocation.objects.now().filter(keyworker__team=user.team_id)))
        own.append(_families(AccessGrant.objects.now().filter(kind=AccessGrant.Kind.HOLDING, user__team=user.team_id)))
    return _any_of(own)


def closed_to(user):
    """Families that this person may not open whatever rights they have."""
    named_or_urgent = _any_of([_named_to(user), _families(_granted_in_spite_of_restriction(user))])
    restricted = Restriction.objects.now().exclude(family__in=named_or_urgent)
    return _any_of([_families(restricted), barred_from(user)])


def barred_from(user):
    """Families that this person must not know of (H7)."""
    return _families(Bar.objects.now().filter(user=user))


def worked_with(user):
    """Families that this person, or somebody of their team, is the keyworker of, covers, or is in the team around."""
    standing_in = AccessGrant.objects.now().filter(user=user, kind__in=AccessGrant.WORK_WITH_FAMILY)
    own = [_families(Allocation.objects.now().filter(keyworker=user)), _families(standing_in), _in_team(user)]
    if user.team_id:
        own.append(_families(Allocation.objects.now().filter(keyworker__team=user.team_id)))
    return _any_of(own)


def agency_may_open(user):
    """True in SQL for people of the council, and of agencies with a sharing agreement in date."""
    return Exists(Agency.objects.that_may_open_records().filter(people=user.pk))


def _named_to(user):
    return NamedUser.objects.now().filter(user=user).order_by().values("restriction__family")


def _in_team(user):
    return _families(TeamMember.objects.now().filter(user=user))


def _granted_in_spite_of_restriction(user):
    return AccessGrant.objects.now().filter(user=user, kind__in=AccessGrant.OPEN_RESTRICTED)


def _families(rows):
    return rows.order_by().values("family")


def _any_of(queries):
    """One list of keys. A union, not an "or": each part then uses its own index."""
    return reduce(lambda one, other: one.union(other), queries)
