"""What is asked of a note."""

from django import forms
from django.utils import timezone

from families.forms.knowing import KNOWING_ASKED_AS, KNOWING_REVEALS, kept_from, knowing_fields, knowing_of
from families.models import Note
from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    GovukDateField,
    GovukForm,
    LongTextField,
    MultiCheckboxField,
)

TIMES = ["%H:%M", "%H.%M", "%H%M", "%I%p", "%I:%M%p", "%I.%M%p"]


class WrittenForm(GovukForm):
    """What a note says: what kind of thing happened, when, about whom, and the text."""

    asked_as = {"kind": "what kind of note it is", "happened_on": "the date it happened", "text": "the note"}

    kind = ChoiceRadioField(label="What kind of note is it?", choices=Note.Kind.choices)
    happened_on = GovukDateField(label="When did it happen?", not_future=True)
    happened_at = forms.TimeField(
        label="At what time?",
        help_text="If it matters. For example 14:30.",
        required=False,
        input_formats=TIMES,
        error_messages={"invalid": "Enter a time, like 14:30"},
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
    )
    about = MultiCheckboxField(
        label="Who is it about?", help_text="Leave all empty for the whole family.", coerce=int, required=False
    )
    text = LongTextField(label="Note", rows=12)

    def __init__(self, *args, members, also=(), **kwargs):
        """`also` are people whom it is about already: they may have left the family."""
        super().__init__(*args, **kwargs)
        people = [*(member.person for member in members), *also]
        self.fields["about"].choices = list({person.pk: str(person) for person in people}.items())

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in Note.WRITTEN}


class NoteForm(WrittenForm):
    """A note not yet written, or one that adds to an earlier note."""

    heading = "Write a note"
    submit_label = "Save note"
    adds_a_row = True
    reveals = KNOWING_REVEALS
    asked_as = {**WrittenForm.asked_as, **KNOWING_ASKED_AS}

    def __init__(self, *args, members, adds_to=None, **kwargs):
        initial = {"happened_on": timezone.localdate()}
        if adds_to:
            self.heading = "Add to a note"
            kwargs["also"] = adds_to.about.all()
            about = [person.pk for person in kwargs["also"]]
            initial |= {"kind": adds_to.kind, "about": about, **knowing_of(adds_to)}
        super().__init__(*args, members=members, initial=initial, **kwargs)
        self.fields |= knowing_fields(members, adds_to.not_known_by.all() if adds_to else ())

    @property
    def answers(self):
        return {**super().answers, **kept_from(self.cleaned_data), "once": self.cleaned_data["once"]}


class ChangeNoteForm(WrittenForm):
    """A note put right within the hour."""

    heading = "Put the note right"
    submit_label = "Save note"

    def __init__(self, *args, note, **kwargs):
        kwargs |= {"watching": (note, Note.WRITTEN), "initial": self.stored(note), "also": note.about.all()}
        super().__init__(*args, **kwargs)

    def stored(self, row):
        stored = {name: getattr(row, name) for name in Note.WRITTEN}
        return {**stored, "about": sorted(person.pk for person in row.about.all())}
