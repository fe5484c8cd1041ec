"""Notes: written once, put right within the hour by their writer, and afterwards only added to."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, keep_draft, throw_away_draft
from families.models import Family, Note
from strongerfamilies.edits import check_seen
from strongerfamilies.moves import MoveNotAllowed

DRAFT = "note"  # the form's name among drafts; its record is the family, or the note that is added to


@transaction.atomic
def write_note(family, *, by, once, about=(), withheld=False, not_known_by=(), adds_to=None, **written) -> Note:
    """Keep a note, and let go of its draft. The same `once` twice gives the same note.

    `about` and `not_known_by` are people or their keys; `written` is the kind, when it happened, and the text.
    """
    family = Family.objects.select_for_update().get(pk=family.pk)
    if note := Note.objects.filter(once=once).first():
        return note
    note = Note.objects.create(
        family=family,
        written_by=by,
        written_at=timezone.now(),
        once=once,
        withheld=withheld,
        adds_to=adds_to,
        **written,
    )
    note.about.set(about)
    note.not_known_by.set(not_known_by)
    throw_away_draft(DRAFT, adds_to or family, by=by)
    audit("note.written", family, by=by, fields=["about", *written])
    return note


@transaction.atomic
def change_note(note, *, by, seen, about, **written) -> Note:
    """Put a note right. After an hour it stands as it is: the database refuses too."""
    note = Note.objects.select_for_update(of=["self"]).select_related("family").get(pk=note.pk)
    if not note.may_be_changed_by(by):
        raise MoveNotAllowed("A note can be put right for an hour, by whoever wrote it. Add to it instead.")
    check_seen(note, Note.WRITTEN, seen)
    for name, value in written.items():
        setattr(note, name, value)
    note.save(update_fields=list(written))
    note.about.set(about)
    audit("note.changed", note.family, by=by, fields=["about", *written])
    return note


@transaction.atomic
def keep_note_draft(family, *, by, typed, once=None, adds_to=None):
    """Keep what was typed so far; None where that very note was saved meanwhile, in another tab or by a late click."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    if once and Note.objects.filter(once=once).exists():
        return None
    return keep_draft(DRAFT, adds_to or family, by=by, typed=typed)
