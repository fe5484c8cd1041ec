"""Handing over a whole caseload, or some of it, in one step, and all else that somebody who leaves does (H24)."""

from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actions import audit
from accounts.rules import may_hold_families
from families.actions.allocating import end_before
from families.actions.granting import end_access, grant_access
from families.actions.standing_in import locked, refuse_if_no_longer_with, refuse_whom_it_would_not_open_to, tell
from families.models import AccessGrant, Allocation, Family, TeamMember
from strongerfamilies.moves import MoveNotAllowed


@transaction.atomic
def hand_over(families, *, giver, taker, starts_on, by) -> list[Allocation]:
    """From a day on these families have another keyworker: all of them, or, if one is refused, none.

    Both are told in one email each. A second click finds that they are no longer with the giver.
    """
    families = locked(families)
    if giver == taker:
        raise MoveNotAllowed(f"{taker} holds these families already.")
    if not may_hold_families(taker):
        raise MoveNotAllowed(f"{taker} is not a keyworker.")
    refuse_if_no_longer_with(giver, families)
    refuse_whom_it_would_not_open_to(families, taker)
    ending = {row.family_id: row for row in Allocation.objects.now().filter(family__in=families)}
    Allocation.objects.later().filter(family__in=families).update(never_held=True, ends_on=F("starts_on"))
    for family in families:
        end_before(ending[family.pk], starts_on)
        audit("family.handed_over", family, by=by, fields=["keyworker", "starts_on"])
    new = [Allocation(family=one, keyworker=taker, starts_on=starts_on, allocated_by=by) for one in families]
    given = Allocation.objects.bulk_create(new)
    for user in (giver, taker):
        tell("caseload-handed-over", user, families, starts_on=starts_on)
    return given


@transaction.atomic
def pass_on_later(*, giver, taker, by) -> None:
    """Families that the giver was to have from a day to come go to the taker on that day."""
    for coming in Allocation.objects.later().filter(keyworker=giver).select_related("family"):
        [family] = locked([coming.family])
        refuse_whom_it_would_not_open_to([family], taker)
        Allocation.objects.filter(pk=coming.pk).update(never_held=True, ends_on=F("starts_on"))
        Allocation.objects.create(family=family, keyworker=taker, starts_on=coming.starts_on, allocated_by=by)
        audit("family.handed_over", family, by=by, fields=["keyworker", "starts_on"])


@transaction.atomic
def pass_on_standing_in(*, giver, taker, by) -> None:
    """Where the giver keeps contact or stands in, the taker does from now on; nobody stands in for themselves."""
    own = _held_by(taker)
    for grant in AccessGrant.objects.standing_in().filter(user=giver).select_related("family"):
        end_access(grant, by=by)
        if grant.family_id not in own:
            refuse_whom_it_would_not_open_to([grant.family], taker)
            starts_at = max(grant.starts_at, timezone.now())
            given = {"kind": grant.kind, "reason": grant.reason, "starts_at": starts_at, "ends_at": grant.ends_at}
            _grant_once(grant.family, user=taker, by=by, **given)


@transaction.atomic
def pass_on_team_places(*, giver, taker, by) -> None:
    """From today the taker has the giver's place in the team around each family, unless they work with it already."""
    today, own = timezone.localdate(), _held_by(taker)
    for place in TeamMember.objects.still_to_end().filter(user=giver).select_related("family"):
        [family] = locked([place.family])
        starts_on = max(place.starts_on, today)
        TeamMember.objects.filter(pk=place.pk).update(ends_on=max(place.starts_on, today - timedelta(days=1)))
        audit("team.left", family, by=by, fields=["ends_on"])
        there = family.team_members.still_to_end().filter(user=taker).exists()
        if family.pk not in own and not there:
            refuse_whom_it_would_not_open_to([family], taker)
            about = {"role": place.role, "withheld": place.withheld, "starts_on": starts_on, "ends_on": place.ends_on}
            new = TeamMember.objects.create(family=family, user=taker, added_by=by, once=uuid4(), **about)
            new.not_known_by.set(place.not_known_by.all())
            audit("team.joined", family, by=by, fields=["user", "role", "starts_on"])


def _held_by(keyworker):
    return set(Family.objects.held_by(keyworker).values_list("pk", flat=True))


def _grant_once(family, *, user, kind, starts_at, ends_at, **given):
    """Unless they stand in at some moment of that time already."""
    if not family.access_grants.filter(user=user, kind=kind).meeting(starts_at, ends_at).exists():
        grant_access(family, user=user, kind=kind, starts_at=starts_at, ends_at=ends_at, **given)
