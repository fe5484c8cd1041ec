"""Evidence on a family's record: added, checked (H14), and ended when a status is over. None is ever deleted."""

from django.db import transaction

from accounts.actions import audit
from eligibility.told import needs_a_professional
from families.models import Evidence, Family, Found
from families.rules import withheld_at_first
from strongerfamilies.edits import check_seen
from strongerfamilies.moves import MoveNotAllowed

VERIFIED = {Found.VERIFIED: True, Found.NOT_VERIFIED: False, Found.COULD_NOT: None}
NOBODY = {"confirmed_by": "", "confirmed_role": "", "confirmed_on": None}


@transaction.atomic
def add_evidence(family, asked, *, by, once, source, found_during_work, withheld=False, not_known_by=(), **fact):
    """Record a fact under an indicator that the programme asks about. The same `once` twice gives the same piece.

    `source` is who or what it comes from; `fact` is as `Fact.TOLD` names it. Whatever was chosen, what is about
    domestic abuse is kept from the whole family until a worker releases it (H1).
    """
    family = Family.objects.select_for_update().get(pk=family.pk)
    if added := Evidence.objects.filter(once=once).first():
        return added
    number = asked.problem.number
    piece = Evidence.objects.create(
        family=family,
        indicator=asked.indicator,
        problem_number=number,
        origin=source,
        found_during_work=found_during_work,
        withheld=withheld or withheld_at_first(number),
        recorded_by=by,
        once=once,
        **fact,
    )
    piece.not_known_by.set(not_known_by)
    told = [name for name, value in fact.items() if value not in (None, "")]
    audit("evidence.added", family, by=by, fields=["indicator", "origin", "found_during_work", *told])
    return piece


@transaction.atomic
def check_evidence(piece, *, by, found, check_source, checked_on, seen, **confirmation):
    """Say what the check of one piece found, where and when.

    `confirmation` is who made a judgement or confirmed a health fact, in which role, when, and that the role fits
    (H14): without all of it such a fact is not verified.
    """
    piece = _locked(piece)
    check_seen(piece, Evidence.CHECKED, seen)
    checked = {
        "verified": VERIFIED[found],
        "verified_source": check_source,
        "verified_on": checked_on,
        **_confirmed(piece, found, confirmation),
    }
    if piece.was_checked and all(getattr(piece, name) == value for name, value in checked.items()):
        return piece
    _write(piece, **checked, verified_by=by)
    audit("evidence.checked", piece.family, by=by, fields=list(checked))
    return piece


@transaction.atomic
def end_evidence(piece, *, ended_on, by, seen):
    """A status is over: its piece stays on the record with the day it ended."""
    piece = _locked(piece)
    check_seen(piece, Evidence.ENDED, seen)
    if piece.ended_on == ended_on:
        return piece
    _write(piece, ended_on=ended_on)
    audit("evidence.ended", piece.family, by=by, fields=["ended_on"])
    return piece


def _locked(piece):
    return Evidence.objects.select_for_update(of=["self"]).select_related("family", "indicator").get(pk=piece.pk)


def _write(piece, **values):
    for name, value in values.items():
        setattr(piece, name, value)
    piece.save(update_fields=list(values))


def _confirmed(piece, found, given):
    """H14: a professional's judgement or health fact is verified by the professional alone. Else nobody is kept."""
    if found != Found.VERIFIED or not needs_a_professional(piece.asked().kind, piece.problem_number):
        return NOBODY
    if not all(given.get(name) for name in (*NOBODY, "role_fits")):
        raise MoveNotAllowed(
            f"“{piece.indicator.label}” can only be verified by a professional whose role fits: "
            "say who, their role and the date. Until then, choose “Could not be checked”."
        )
    return {name: given[name] for name in NOBODY}
