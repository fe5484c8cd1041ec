"""Families that move between councils (H30)."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.rules import may_arrange_refuges
from families.actions.disclosing import record_disclosure
from families.models import BY_AGREEMENT, Disclosure, Family, MovedAway, MovedIn
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
SENDING = ("what_was_sent", "basis", "sent_on")
IN = ("former_council", "former_programme", "contact", "started_on", "ended_on", "result_claimed", "result")


@transaction.atomic
def record_move_away(
    family, *, by, seen, to_refuge=False, agreement=None, agency=None, authorised_by="", **about
) -> MovedAway:
    """Where the family goes, who there takes it on, what was sent, and when they confirmed. `about`: values of AWAY.

    A move into a refuge is written down, and changed, by those only who arrange such moves. What was sent is a
    disclosure as well (H25): it rests on one person's `agreement` to sharing with the `agency`, or was `authorised_by`
    somebody on the basis told.
    """
    family = Family.objects.select_for_update().get(pk=family.pk)
    episode = family.episode
    row = MovedAway.objects.filter(episode=episode).first() or MovedAway(episode=episode)
    if (row.to_refuge or to_refuge) and not may_arrange_refuges(by):
        raise MoveNotAllowed("A move into a refuge is written down by the people who arrange it.")
    check_seen(row, AWAY, seen)
    newly_sent = about["sent_on"] and any(getattr(row, name) != about[name] for name in SENDING)
    _write(row, AWAY, {**about, "to_refuge": to_refuge}, by)
    if newly_sent:
        _disclose(family, row, by=by, agreement=agreement, agency=agency, authorised_by=authorised_by)
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


def _disclose(family, row, *, by, agreement, agency, authorised_by):
    """What went to the receiving council, about everyone who moves. Of a refuge it does not say which council."""
    by_agreement = row.basis == BY_AGREEMENT
    if by_agreement and row.to_refuge:
        raise ValidationError({"basis": "Choose a lawful basis: an agreement would show which agency knows where"})
    record_disclosure(
        family,
        kind=Disclosure.Kind.COPY,
        what="The papers for the receiving council" if row.to_refuge else row.what_was_sent,
        about=[member.person for member in family.members()],
        to_whom="The receiving council" if row.to_refuge else f"{row.receiving_council}: {row.contact}",
        why="The family moves to another council",
        made_on=row.sent_on,
        agreement=agreement if by_agreement else None,
        agency=agency if by_agreement else None,
        lawful_basis="" if by_agreement else row.basis,
        authorised_by="" if by_agreement else authorised_by,
        by=by,
        once=uuid4(),
    )


def _write(row, names, about, by):
    for name in names:
        setattr(row, name, about[name])
    row.recorded_by = by
    row.save()
