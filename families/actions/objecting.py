"""Objections, what was decided about them, and holds that keep a record from being disposed of (H41)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from families.models import Family, Hold, Objection
from strongerfamilies.edits import check_seen
from strongerfamilies.moves import MoveNotAllowed

WATCHED = ("why", "review_on", "ends_on")


@transaction.atomic
def object_to(family, *, person, scope, by, once, **told) -> Objection:
    """Write down one person's objection. It is obeyed from now on, until somebody decides otherwise."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    if made := Objection.objects.filter(once=once).first():
        return made
    if Objection.objects.to_decide().filter(person=person, scope=scope).exists():
        raise ValidationError({"scope": "This is recorded already for this person, and waits to be decided"})
    objection = Objection.objects.create(family=family, person=person, scope=scope, recorded_by=by, once=once, **told)
    audit("objection.recorded", family, by=by, fields=["person", "scope", *told])
    return objection


@transaction.atomic
def decide_objection(objection, *, decision, decided_because, by) -> Objection:
    """We stop, or go on for reasons that outweigh it. Decided once."""
    objection = _standing(objection)
    if objection.decision:
        raise MoveNotAllowed(f"This objection was decided on {objection.decided_on:%-d %B %Y} already.")
    objection.decision, objection.decided_because = decision, decided_because
    objection.decided_on, objection.decided_by = timezone.localdate(), by
    objection.save()
    audit("objection.decided", objection.family, by=by, fields=["decision", "decided_because"])
    return objection


@transaction.atomic
def withdraw_objection(objection, *, withdrawn_on, by) -> Objection:
    """The person does not object any more."""
    objection = _standing(objection)
    first = max(filter(None, [objection.made_on, objection.decided_on]))
    if withdrawn_on < first:
        raise ValidationError({"withdrawn_on": f"This must not be before {first:%-d %B %Y}"})
    objection.withdrawn_on = withdrawn_on
    objection.save()
    audit("objection.withdrawn", objection.family, by=by, fields=["withdrawn_on"])
    return objection


@transaction.atomic
def hold(family, *, by, once, **told) -> Hold:
    """Keep a family's record, or one person's part of it, from being disposed of. Two clicks make one hold."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    if made := Hold.objects.filter(once=once).first():
        return made
    made = Hold.objects.create(family=family, placed_by=by, once=once, **told)
    audit("hold.placed", family, by=by, fields=told)
    return made


@transaction.atomic
def change_hold(held, *, by, seen, **told) -> Hold:
    """It was looked at again: why it goes on and until when, or the day it ended."""
    held = Hold.objects.select_for_update(of=["self"]).select_related("family").get(pk=held.pk)
    check_seen(held, WATCHED, seen)
    if told["review_on"] < held.starts_on:
        raise ValidationError({"review_on": f"The hold began on {held.starts_on:%-d %B %Y}: it must not be before"})
    if told["ends_on"] and told["ends_on"] < held.starts_on:
        raise ValidationError({"ends_on": f"The hold began on {held.starts_on:%-d %B %Y}: it must not be before"})
    for name, value in told.items():
        setattr(held, name, value)
    held.save()
    audit("hold.changed", held.family, by=by, fields=told)
    return held


def _standing(objection):
    objection = Objection.objects.select_for_update(of=["self"]).select_related("family").get(pk=objection.pk)
    if objection.withdrawn_on:
        raise MoveNotAllowed(f"This objection was withdrawn on {objection.withdrawn_on:%-d %B %Y}.")
    return objection
