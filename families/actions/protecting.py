"""Putting somebody on the list of identities that nothing may join, and taking them off it (H6)."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from families.models import Person, ProtectedIdentity
from strongerfamilies.moves import MoveNotAllowed

# The same words for both reasons, so that nobody learns of a protection on which they are not named.
AS_IT_STANDS = (
    "This record cannot go on the list as it stands. Where it is linked to another one, unlink them first; "
    "otherwise ask the duty manager."
)


@transaction.atomic
def protect_identity(family, *, person, earlier, why, people, by, once) -> ProtectedIdentity:
    """From now on no search, comparison or link joins or hints at the two records, but for the people named.

    A second click makes no second entry. The trail holds that it was done, never whom the earlier record names.
    """
    if made := ProtectedIdentity.objects.filter(once=once).first():
        return made
    Person.objects.select_for_update().get(pk=person.pk)
    present = ProtectedIdentity.objects.now().filter(person=person)
    if present.visible_to(by).exists():
        raise MoveNotAllowed(f"The identity of {person} is protected already.")
    if present.exists() or person.linked_to_id or person.stands_for.exists():
        raise MoveNotAllowed(AS_IT_STANDS)
    protected = ProtectedIdentity.objects.create(person=person, earlier=earlier, why=why, placed_by=by, once=once)
    protected.named.set(people)
    audit("identity.protected", family, by=by, fields=["why", "named"])
    return protected


@transaction.atomic
def end_protection(protected, *, by) -> ProtectedIdentity:
    """The ordinary rules hold again. Twice is harmless."""
    protected = ProtectedIdentity.objects.select_for_update().get(pk=protected.pk)
    if protected.ends_on is None:
        protected.ends_on = timezone.localdate()
        protected.save()
        audit("identity.protection_ended", protected, by=by)
    return protected
