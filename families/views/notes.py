"""Notes on a family's record: the list, one note, and writing one with a draft that survives."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.actions import throw_away_draft
from accounts.models import Draft
from accounts.rules import may_write_notes
from families.actions import notes as actions
from families.actions.withholding import say_who_may_know
from families.forms.knowing import KnowingForm
from families.forms.notes import ChangeNoteForm, NoteForm
from families.models import Note
from families.views.asking import ask, posted
from families.views.door import family_for, visible_family
from strongerfamilies.browser_storage import key_for
from strongerfamilies.paging import LongListPaginator

NOT_TYPED = ("csrfmiddlewaretoken", "keep", "throw_away")
HOUR_IS_OVER = "A note can be put right for an hour, by whoever wrote it. It stands as it is: add to it instead."


def notes(request, pk):
    """Every note, newest first, of one kind or of all."""
    family = family_for(request, pk, why="Reading the notes")
    kind = request.GET.get("kind")
    rows = family.notes.newest_first().with_details()
    if kind in Note.Kind:
        rows = rows.filter(kind=kind)
    context = {
        "heading": "Notes",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "page": LongListPaginator(rows).get_page(request.GET.get("page")),
        "filters": _filters(reverse("family-notes", args=[pk]), kind),
        "may_write": may_write_notes(request.user),
        "draft": Draft.objects.of(request.user, actions.DRAFT, family).first(),
    }
    return render(request, "families/notes/list.html", context)


def note(request, pk, note):
    """One note, and what was added to it."""
    family = family_for(request, pk, why="Reading a note")
    note = _note_of(family, note)
    context = {
        "heading": note.get_kind_display(),
        "caption": str(family),
        "back_url": reverse("family-notes", args=[pk]),
        "family": family,
        "note": note,
        "additions": note.additions.newest_first().with_details(),
        "may_write": may_write_notes(request.user),
        "may_change": note.may_be_changed_by(request.user),
    }
    return render(request, "families/notes/note.html", context)


@never_cache
def write(request, pk, note=None):
    """Write a note, or add to one. What is typed is kept as a draft, and the form opens with it."""
    family = family_for(request, pk, why="Writing a note", may=may_write_notes)
    adds_to = _note_of(family, note) if note else None
    form = NoteForm(posted(request), members=list(family.members()), adds_to=adds_to)
    if request.method != "POST":
        return _show(request, family, form, adds_to, draft=_draft(request, family, adds_to))
    if "throw_away" in request.POST:
        throw_away_draft(actions.DRAFT, adds_to or family, by=request.user)
        messages.success(request, "The draft is thrown away")
        return redirect(request.path)
    if "keep" in request.POST:
        draft = _keep(request, family, adds_to)
        messages.success(request, f"Draft saved at {_at(draft)}" if draft else "This note is saved already")
        return redirect("family-notes", pk)
    if form.is_valid():
        actions.write_note(family, by=request.user, adds_to=adds_to, **form.answers)
        messages.success(request, "Note saved")
        return redirect("family-notes", pk)
    return _show(request, family, form, adds_to)


@require_POST
def keep_draft(request, pk, note=None):
    """What a browser sends while somebody types. Nothing of the record is shown, so no opening is written down."""
    family = visible_family(request.user, pk)
    if not may_write_notes(request.user):
        raise PermissionDenied
    draft = _keep(request, family, _note_of(family, note) if note else None)
    return JsonResponse({"saved_at": _at(draft) if draft else None})


def change(request, pk, note):
    """Put a note right, within the hour."""
    family = family_for(request, pk, why="Putting a note right", may=may_write_notes)
    note = _note_of(family, note)
    if not note.may_be_changed_by(request.user):
        messages.error(request, HOUR_IS_OVER)
        return redirect("family-note", pk, note.pk)
    form = ChangeNoteForm(posted(request), note=note, members=list(family.members()))

    def save():
        actions.change_note(note, by=request.user, seen=form.cleaned_data["seen"], **form.answers)

    return ask(request, family, form, save, back_to="family-notes", saved="Note saved")


def knowing(request, pk, note):
    """Keep a note from members of the family, or release it (H1)."""
    family = family_for(request, pk, why="Saying who in the family may know", may=may_write_notes)
    note = _note_of(family, note)
    form = KnowingForm(posted(request), row=note, members=list(family.members()))

    def save():
        say_who_may_know(note, by=request.user, **form.answers)

    return ask(request, family, form, save, back_to="family-notes", saved="Saved who in the family may know")


def _note_of(family, pk):
    note = get_object_or_404(family.notes.with_details(), pk=pk)
    note.family = family
    return note


def _draft(request, family, adds_to):
    return Draft.objects.of(request.user, actions.DRAFT, adds_to or family).first()


def _keep(request, family, adds_to):
    """The draft as it is now, or None where the note itself is saved already."""
    typed = {name: values for name, values in request.POST.lists() if name not in NOT_TYPED}
    once = _token(request.POST.get("once", ""))
    return actions.keep_note_draft(family, by=request.user, typed=typed, once=once, adds_to=adds_to)


def _token(typed):
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None


def _at(draft):
    return f"{timezone.localtime(draft.saved_at):%H:%M}"


def _show(request, family, form, adds_to, *, draft=None):
    if draft:
        form.take_up(draft.typed)
    key = [family.pk, adds_to.pk] if adds_to else [family.pk]
    context = {
        "form": form,
        "family": family,
        "adds_to": adds_to,
        "draft": draft,
        "caption": str(family),
        "back_url": reverse("family-notes", args=[family.pk]),
        "draft_url": reverse("note-add-draft" if adds_to else "note-draft", args=key),
        "kept_under": "-".join(["note", *map(str, key)]),
        "key": key_for(request.session),
    }
    return render(request, "families/notes/write.html", context)


def _filters(address, kind):
    """One link a kind. Nothing personal goes into the address."""
    items = [{"text": "All", "url": address, "current": kind not in Note.Kind}]
    for key, text in Note.Kind.choices:
        items.append({"text": text, "url": f"{address}?kind={key}".replace(" ", "+"), "current": key == kind})
    return items
