"""Handing over a whole caseload, or some of it, in one step."""

from django.db import transaction
from django.db.models import F

from accounts.actions import audit
from accounts.rules import may_hold_families
from families.actions.allocating import end_before
from families.actions.standing_in import locked, refuse_if_no_longer_with, refuse_whom_it_would_not_open_to, tell
from families.models import Allocation
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
    given = [_hand_over(family, taker=taker, starts_on=starts_on, by=by) for family in families]
    for user in (giver, taker):
        tell("caseload-handed-over", user, families, giver=giver, taker=taker, starts_on=starts_on)
    return given


def _hand_over(family, *, taker, starts_on, by):
    end_before(family.allocations.now().get(), starts_on)
    family.allocations.later().update(never_held=True, ends_on=F("starts_on"))
    audit("family.handed_over", family, by=by, fields=["keyworker", "starts_on"])
    return Allocation.objects.create(family=family, keyworker=taker, starts_on=starts_on, allocated_by=by)
