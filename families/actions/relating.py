"""How people of a family are related: written down once, read from both ends."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import audit
from families.models import Family, Relationship
from families.relations import CARING, as_kept
from strongerfamilies.edits import check_seen

WATCHED = ("parental_responsibility", "starts_on", "ends_on")


@transaction.atomic
def relate(family, *, person, reading, relative, by, once, **facts) -> Relationship:
    """Write down that `person` is `reading` (of `families.relations`) of `relative`. Two clicks make one row.

    `facts` are those of WATCHED. Raises ValidationError, by the question it belongs to.
    """
    Family.objects.select_for_update().get(pk=family.pk)
    if made := Relationship.objects.filter(once=once).first():
        return made
    if person.pk == relative.pk:
        raise ValidationError({"relative": "Select two different people"})
    first, kind, second = as_kept(person.pk, reading, relative.pk)
    people = {person.pk: person, relative.pk: relative}
    relationship = Relationship(person=people[first], kind=kind, relative=people[second], recorded_by=by, once=once)
    _set(relationship, facts)
    if relationship.why_not_older:
        raise ValidationError({"relative": relationship.why_not_older})
    relationship.save()
    audit("relationship.recorded", family, by=by, fields=["person", "kind", "relative", *facts])
    return relationship


@transaction.atomic
def change_relationship(family, relationship, *, by, seen, **facts) -> Relationship:
    """Complete or put right what is known of a relationship. Raises ValidationError, by the question it belongs to."""
    Family.objects.select_for_update().get(pk=family.pk)
    relationship = _locked(relationship)
    check_seen(relationship, WATCHED, seen)
    _set(relationship, facts)
    relationship.save()
    audit("relationship.changed", family, by=by, fields=facts)
    return relationship


@transaction.atomic
def take_back_relationship(family, relationship, *, by) -> Relationship:
    """It was recorded by mistake. The row stays; nothing shows it any more."""
    relationship = _locked(relationship)
    if not relationship.mistaken:
        relationship.mistaken = True
        relationship.save()
        audit("relationship.taken_back", family, by=by, fields=["mistaken"])
    return relationship


def _locked(relationship):
    rows = Relationship.objects.select_for_update(of=["self"]).with_people()
    return rows.get(pk=relationship.pk)


def _set(relationship, facts):
    """Only who cares for somebody has parental responsibility; the same is not said twice of the same days."""
    for name, value in facts.items():
        setattr(relationship, name, value)
    if relationship.kind not in CARING:
        relationship.parental_responsibility = None
    if Relationship.objects.said_already(relationship).exists():
        raise ValidationError("This is recorded already for these two people. Change what is recorded instead")
