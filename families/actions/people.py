"""Who the people of a family are, and how they belong to it."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from families.actions.joining import refuse_twice
from families.models import Membership, Person
from strongerfamilies.edits import check_seen


@transaction.atomic
def change_person(family, *, person, by, seen, **answers) -> Person:
    """Put right, or complete, what is known of somebody. `seen` stands for these answers as they were shown."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    age_before = person.age_told
    if _write(person, answers, seen):
        if person.age_told != age_before:
            person.age_told_on = None if person.age_told is None else timezone.localdate()
        person.save()
        audit("person.changed", family, by=by, fields=answers)
    return person


@transaction.atomic
def change_belonging(member, *, by, seen, **answers) -> Membership:
    """Put right how somebody belongs to the family. `seen` stands for these answers as they were shown."""
    member = Membership.objects.select_for_update(of=("self",)).select_related("family", "person").get(pk=member.pk)
    if _write(member, answers, seen):
        refuse_twice(member.family, member.person, member.joined_on, apart_from=member)
        member.save()
        audit("member.changed", member.family, by=by, fields=answers)
    return member


def _write(row, answers, seen) -> bool:
    """Set the answers on a locked row; nothing to do where it says so already, as after a second click."""
    if all(getattr(row, name) == answer for name, answer in answers.items()):
        return False
    check_seen(row, answers, seen)
    for name, answer in answers.items():
        setattr(row, name, answer)
    return True
