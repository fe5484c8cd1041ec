"""How people can be reached, and the references by which other services know them. Ended, never deleted."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Value
from django.utils import timezone

from accounts.actions import audit
from families.models import ContactWay, ExternalReference, Family, Person
from families.models.external_reference import tidied
from strongerfamilies.edits import check_seen

SAID = ("kind", "value", "safe", "how_and_when")


@transaction.atomic
def add_contact_way(family, *, person, by, kind, value, **answers) -> ContactWay:
    """Write down a way to reach somebody. One that is there already, as after a second click, is left as it is."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    present = person.contact_ways.in_use().filter(kind=kind, value__iexact=value).first()
    if present:
        return present
    way = ContactWay.objects.create(person=person, kind=kind, value=value, **answers)
    audit("contact_way.added", family, by=by, fields=["kind", "value", *answers])
    return way


@transaction.atomic
def change_contact_way(family, *, way, by, seen, **answers) -> ContactWay:
    """Put right a way to reach somebody, or whether it is safe. Raises ValidationError where it is there already."""
    person = Person.objects.select_for_update().get(pk=way.person_id)
    way = person.contact_ways.in_use().get(pk=way.pk)
    if all(getattr(way, name) == answers[name] for name in SAID):
        return way
    check_seen(way, SAID, seen)
    same = {"kind": answers["kind"], "value__iexact": answers["value"]}
    if person.contact_ways.in_use().filter(**same).exclude(pk=way.pk).exists():
        raise ValidationError("This is recorded for them already")
    for name in SAID:
        setattr(way, name, answers[name])
    way.save()
    audit("contact_way.changed", family, by=by, fields=SAID)
    return way


@transaction.atomic
def add_reference(family, *, person=None, by, system, reference, other_system="") -> ExternalReference:
    """Write down another system's reference of somebody, or of the family as a whole where `person` is None.

    One that is there already, however it is written, is left as it is.
    """
    whose = person or family
    type(whose).objects.select_for_update().get(pk=whose.pk)
    same = {"system": system, "other_system": other_system, "tidied": tidied(Value(reference))}
    present = whose.external_references.in_use().filter(**same).first()
    if present:
        return present
    row = whose.external_references.create(system=system, other_system=other_system, reference=reference)
    audit("external_reference.added", family, by=by, fields=["system", "other_system", "reference"])
    return row


@transaction.atomic
def end_use(family, row, *, by):
    """From today a contact way or a reference is not used any more. Ended already is well."""
    row = type(row).objects.select_for_update().get(pk=row.pk)
    if row.ends_on is None:
        row.ends_on = timezone.localdate()
        row.save()
        audit(f"{row._meta.model_name}.ended", family, by=by, fields=["ends_on"])
    return row


@transaction.atomic
def change_contact(family, *, by, seen, **answers) -> Family:
    """Put right the name a family goes by, and how to reach it. `seen` stands for these answers as they were shown."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    if any(getattr(family, name) != answer for name, answer in answers.items()):
        check_seen(family, answers, seen)
        for name, answer in answers.items():
            setattr(family, name, answer)
        family.save()
        audit("family.changed", family, by=by, fields=answers)
    return family
