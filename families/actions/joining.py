"""People joining and leaving families."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from families.models import Family, Membership


@transaction.atomic
def add_member(family, *, person, joined_on, by, once, **belonging) -> Membership:
    """Somebody joins the family: a person on record, or a new one, not yet saved. A second click adds nobody."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    if made := family.memberships.filter(once=once).first():
        return made
    refuse_twice(family, person, joined_on)
    is_new = person.pk is None
    if is_new:
        person.age_told_on = None if person.age_told is None else timezone.localdate()
        person.save()
    member = Membership.objects.create(family=family, person=person, joined_on=joined_on, once=once, **belonging)
    audit("person.added" if is_new else "member.joined", family, by=by, fields=["joined_on", *belonging])
    return member


@transaction.atomic
def leave_family(member, *, left_on, by) -> Membership:
    """From this day on somebody is not in the family any more. Said twice it stays as it was said first."""
    member = Membership.objects.select_for_update(of=("self",)).select_related("family").get(pk=member.pk)
    if member.left_on:
        return member
    if left_on < member.joined_on:
        raise ValidationError({"left_on": f"They joined the family on {member.joined_on:%-d %B %Y}, after that day"})
    member.left_on = left_on
    member.save()
    audit("member.left", member.family, by=by, fields=["left_on"])
    return member


def refuse_twice(family, person, joined_on, *, apart_from=None):
    """Nobody is in a family twice at a time: from a day on somebody must not be in it on any later day."""
    others = family.memberships.filter(person=person.pk).exclude(pk=apart_from and apart_from.pk)
    if before := others.still_there_after(joined_on).first():
        raise ValidationError(f"{person} is {before.when_in_words} already")
