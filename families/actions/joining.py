"""People joining and leaving families."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from families.models import Family, Membership
from strongerfamilies.moves import MoveNotAllowed


@transaction.atomic
def add_member(family, *, person, joined_on, by, once, **belonging) -> Membership:
    """Somebody joins the family: a person on record, or a new one, not yet saved. A second click adds nobody."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    if made := family.memberships.filter(once=once).first():
        return made
    _refuse_twice(family, person, joined_on)
    is_new = person.pk is None
    if is_new:
        person.age_told_on = None if person.age_told is None else timezone.localdate()
        person.save()
    member = Membership.objects.create(family=family, person=person, joined_on=joined_on, once=once, **belonging)
    audit("person.added" if is_new else "member.joined", family, by=by, fields=["joined_on", *belonging])
    return member


def _refuse_twice(family, person, joined_on):
    """Nobody is in a family twice at a time."""
    before = family.memberships.exclude(left_on__lte=joined_on).filter(person=person.pk).first()
    if before:
        raise MoveNotAllowed(f"{person} is {before.when_in_words} already.")
