"""Need to know: which families' records a person may open. Everything that decides it is here, as keys of families.

1. Who keeps all records opens all but the restricted; a keyworker those allocated to them and those whose team they are
   in, of any agency (H22); a manager those that their team holds, or keeps
   contact with until there is a keyworker; anybody those they were granted access to.
2. A restricted record opens only for the people named on it, in an emergency, and to answer a rights request.
3. Somebody barred from a family opens nothing of it, whatever else holds (H7).
4. People of an agency without a sharing agreement in date open no record at all (H25).
"""

from django.db.models import Exists, OuterRef

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
        own += [_held_by(keyworker=user), _in_team(user)]
    if may_read_team_families(user) and user.team_id:
        own.append(_held_by(keyworker__team=user.team_id))
        own.append(_families(AccessGrant.objects.now().filter(kind=AccessGrant.Kind.HOLDING, user__team=user.team_id)))
    return _any_of(own)


def closed_to(user):
    """Families that this person may not open whatever rights they have."""
    return _any_of([restricted_from(user), barred_from(user)])


def restricted_from(user):
    """Restricted families on which this person is not named, and has no urgent access to."""
    return _families(_restrictions_against(user))


def is_closed_to(user, *, family):
    """The same as `closed_to`, as two conditions in SQL of which each closes a row; `family` names its column.

    It is asked of the rows at hand, where a list of all that are closed would make the database read all families.
    """
    restricted = _restrictions_against(user).filter(family=OuterRef(family))
    barred = Bar.objects.now().filter(user=user, family=OuterRef(family))
    return Exists(restricted), Exists(barred)


def barred_from(user):
    """Families that this person must not know of (H7)."""
    return _families(Bar.objects.now().filter(user=user))


def worked_with(user):
    """Families that this person, or somebody of their team, is the keyworker of, covers, or is in the team around."""
    standing_in = AccessGrant.objects.now().filter(kind__in=AccessGrant.WORK_WITH_FAMILY)
    own = [_held_by(keyworker=user), _families(standing_in.filter(user=user)), _in_team(user)]
    if user.team_id:
        team = _families(standing_in.filter(user__team=user.team_id))
        own += [_held_by(keyworker__team=user.team_id), team]
    return _any_of(own)


def agency_may_open(user):
    """True in SQL for people of the council, and of agencies with a sharing agreement in date."""
    return Exists(Agency.objects.that_may_open_records().filter(people=user.pk))


def _held_by(**whom):
    return _families(Allocation.objects.now().filter(**whom))


def _restrictions_against(user):
    """Those that hold, but for what this person is named on or has urgent access to."""
    urgent = AccessGrant.objects.now().filter(user=user, kind__in=AccessGrant.OPEN_RESTRICTED)
    return Restriction.objects.now().exclude(family__in=_named_to(user)).exclude(family__in=_families(urgent))


def _named_to(user):
    return NamedUser.objects.now().filter(user=user).order_by().values("restriction__family")


def _in_team(user):
    return _families(TeamMember.objects.now().filter(user=user))


def _families(rows):
    return rows.order_by().values("family")


def _any_of(queries):
    """One list of keys. A union, not an "or": each part then uses its own index."""
    return queries[0].union(*queries[1:])
