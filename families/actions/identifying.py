"""The numbers by which other services know a person."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import audit
from families.models import Person, PersonIdentifier, tidy_number
from strongerfamilies.edits import check_seen
from strongerfamilies.fields import keyed_hash


@transaction.atomic
def record_identifier(family, *, person, kind, number, by, seen) -> PersonIdentifier:
    """Keep a number of one person, encrypted; a wrong one is put right. Raises ValidationError in plain words.

    `seen` stands for the number as it was shown. The trail holds which number it is, never the number.
    """
    number = tidy_number(kind, number)
    person = Person.objects.select_for_update().get(pk=person.pk)
    row = person.identifiers.filter(kind=kind).first() or PersonIdentifier(person=person, kind=kind)
    if row.pk and row.value == number:
        return row
    check_seen(row, ("keyed_hash",), seen)
    if PersonIdentifier.objects.standing_for(kind, number).exclude(person=person).exists():
        raise ValidationError("This number is recorded for somebody else. Check it with the person or their records")
    row.value, row.keyed_hash = number, keyed_hash(number)
    row.save()
    audit("identifier.recorded", family, by=by, fields=[kind])
    return row
