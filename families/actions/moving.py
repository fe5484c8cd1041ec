"""Families that move between councils (H30)."""

from django.db import transaction

from accounts.actions import audit
from accounts.rules import may_arrange_refuges
from families.models import Family, MovedAway, MovedIn
from strongerfamilies.edits import check_seen
from strongerfamilies.moves import MoveNotAllowed

AWAY = (
    "to_refuge",
    "moved_on",
    "new_address",
    "receiving_council",
    "contact",
    "what_was_sent",
    "basis",
    "sent_on",
    "confirmed_on",
)
IN = ("former_council", "former_programme", "contact", "started_on", "ended_on", "result_claimed", "result")


@transaction.atomic
def record_move_away(family, *, by, seen, to_refuge=False, **about) -> MovedAway:
    """Where the family goes, who there takes it on, what was sent, and when they confirmed. `about`: values of AWAY.

    A move into a refuge is written down, and changed, by those only who arrange such moves.
    """
    family = Family.objects.select_for_update().get(pk=family.pk)
    episode = family.episode
    row = MovedAway.objects.filter(episode=episode).first() or MovedAway(episode=episode)
    if (row.to_refuge or to_refuge) and not may_arrange_refuges(by):
        raise MoveNotAllowed("A move into a refuge is written down by the people who arrange it.")
    check_seen(row, AWAY, seen)
    _write(row, AWAY, {**about, "to_refuge": to_refuge}, by)
    audit("family.moved_away", family, by=by, fields=AWAY)
    return row


@transaction.atomic
def record_move_in(family, *, by, seen, **about) -> MovedIn:
    """What is known of the family's time on another council's programme. `about`: values of IN."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    episode = family.episode
    row = MovedIn.objects.filter(episode=episode).first() or MovedIn(episode=episode)
    check_seen(row, IN, seen)
    _write(row, IN, about, by)
    audit("family.moved_in", family, by=by, fields=IN)
    return row


def _write(row, names, about, by):
    for name in names:
        setattr(row, name, about[name])
    row.recorded_by = by
    row.save()
