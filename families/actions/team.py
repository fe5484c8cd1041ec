"""Who joins and leaves the team around a family."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import audit
from families.models import Bar, Family, TeamMember
from strongerfamilies.edits import check_seen


@transaction.atomic
def join_team(family, *, role, starts_on, withheld, not_known_by, by, once, **who) -> TeamMember:
    """Put a colleague (`user`) or a worker from elsewhere (`name`, `agency_name`, `phone`) into the team.

    A second click adds nobody twice. Raises ValidationError.
    """
    family = Family.objects.select_for_update().get(pk=family.pk)
    if made := family.team_members.filter(once=once).first():
        return made
    _check_may_join(family, starts_on, **who)
    member = TeamMember.objects.create(
        family=family, role=role, starts_on=starts_on, withheld=withheld, added_by=by, once=once, **who
    )
    member.not_known_by.set(not_known_by)
    audit("team.joined", family, by=by, fields=["role", "starts_on", "withheld", "not_known_by", *who])
    return member


@transaction.atomic
def leave_team(member, *, ends_on, by, seen) -> TeamMember:
    """Their last day in the team; a colleague's access ends with it."""
    member = TeamMember.objects.select_for_update(of=["self"]).select_related("family").get(pk=member.pk)
    check_seen(member, TeamMember.LEAVING, seen)
    member.ends_on = ends_on
    member.save()
    audit("team.left", member.family, by=by, fields=["ends_on"])
    return member


def _check_may_join(family, starts_on, **who):
    """Nobody is in the team twice on one day, and nobody who must not know of the family is in it (H7)."""
    same = {name: value for name, value in who.items() if name != "phone"}
    if family.team_members.filter(**same).on_or_after(starts_on).exists():
        raise ValidationError(f"{who.get('user') or who['name']} is in the team already.")
    if "user" in who and Bar.objects.now().filter(family=family, user=who["user"]).exists():
        raise ValidationError(f"{who['user']} may not open this record, so cannot be in the team.")
