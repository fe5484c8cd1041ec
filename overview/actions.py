"""Deeds that reach through every room, in one transaction. Each room's part is its own action."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, let_sign_in
from families.actions import hand_over, pass_on_later, pass_on_standing_in, pass_on_team_places
from families.models import Family
from overview.leaving import in_hand
from plans.actions import pass_on_targets
from referrals.actions.checking import hand_back
from strongerfamilies.moves import MoveNotAllowed


@transaction.atomic
def let_leave(leaver, *, taker, by) -> None:
    """Move what somebody has in hand to a colleague, and stop them from signing in: all of it, or nothing (H24).

    Referrals that they were checking go back into the list. Their drafts and sent referrals stay their agency's.
    Raises MoveNotAllowed.
    """
    work = in_hand(leaver)
    if work.needs_taker:
        if taker is None:
            raise MoveNotAllowed(f"{leaver} has work in hand. Say who takes it over.")
        _pass_on(leaver, taker, by)
    for referral in work.checking:
        hand_back(referral, by=by)
    let_sign_in(leaver, is_active=False, by=by)


def _pass_on(leaver, taker, by):
    families = list(Family.objects.held_by(leaver))
    if families:
        hand_over(families, giver=leaver, taker=taker, starts_on=timezone.localdate(), by=by)
    for pass_on in (pass_on_later, pass_on_standing_in, pass_on_team_places, pass_on_targets):
        pass_on(giver=leaver, taker=taker, by=by)


@transaction.atomic
def print_chronology(family, *, by):
    """A worker printed what happened, for somebody of the family to read."""
    audit("chronology.printed", family, by=by)
