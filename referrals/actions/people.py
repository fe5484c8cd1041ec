"""Who is in the family: added, changed and removed while the referral is a draft."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from referrals.actions.drafts import lock_draft, must_be_assessable, still_there, write
from referrals.models import ReferredPerson


@transaction.atomic
def add_person(referral, *, by, once, **told):
    """Add somebody, or a baby not yet born. The same `once` twice gives the same person."""
    referral = lock_draft(referral)
    added = referral.people.filter(once=once).first()
    if added:
        return added
    person = ReferredPerson(referral=referral, once=once)
    write("referral.person_added", person, told, referral=referral, by=by, follows=_since(person, told))
    must_be_assessable(referral)
    return person


@transaction.atomic
def change_person(person, *, by, seen=None, **told):
    """Put right, or complete, what was told of somebody."""
    referral = lock_draft(person.referral)
    person = still_there(referral.people, person)
    write("referral.person_changed", person, told, referral=referral, by=by, seen=seen, follows=_since(person, told))
    must_be_assessable(referral)
    return person


@transaction.atomic
def remove_person(person, *, by):
    """Take somebody off the draft, with the evidence about them. Already gone is well."""
    referral = lock_draft(person.referral)
    removed, _ = referral.people.filter(pk=person.pk).delete()
    if removed:
        audit("referral.person_removed", referral, by=by)


def _since(person, told) -> dict:
    """An age is told on a day: today, unless it is the one that was told before."""
    age = told.get("age_told", person.age_told)
    if age == person.age_told and person.age_told_on:
        return {}
    return {"age_told_on": None if age is None else timezone.localdate()}
