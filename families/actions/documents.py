"""Documents on a family's record: added, and marked as wrong. None is deleted by a click."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from documents.actions import taken_in
from families.models import Family, FamilyDocument


@transaction.atomic
def add_document(family, *, upload, by, once, about=(), not_known_by=(), **told) -> FamilyDocument:
    """Store a file and put it on the record. The same `once` twice gives the same document."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    if document := FamilyDocument.objects.filter(once=once).first():
        return document
    with taken_in(upload, by=by) as file:
        document = FamilyDocument.objects.create(family=family, file=file, added_by=by, once=once, **told)
        document.about.set(about)
        document.not_known_by.set(not_known_by)
        audit("document.added", family, by=by, fields=["file", "about", *told])
    return document


@transaction.atomic
def mark_document_wrong(document, *, because, by) -> FamilyDocument:
    """It is the wrong file, or belongs to somebody else's record: kept, and not opened any more. Twice is once."""
    document = FamilyDocument.objects.select_for_update(of=["self"]).select_related("family").get(pk=document.pk)
    if document.wrong_on:
        return document
    document.wrong_on, document.wrong_because, document.wrong_by = timezone.localdate(), because, by
    document.save(update_fields=["wrong_on", "wrong_because", "wrong_by"])
    audit("document.marked_wrong", document.family, by=by, fields=["wrong_because"])
    return document
