"""What is asked about a document."""

from django import forms

from documents.forms import DocumentField
from families.forms.knowing import KNOWING_ASKED_AS, KNOWING_REVEALS, kept_from, knowing_fields
from families.models import FamilyDocument
from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    GovukDateField,
    GovukForm,
    LongTextField,
    MultiCheckboxField,
)

TOLD = ("title", "kind", "dated_on", "about")


class DocumentForm(GovukForm):
    heading = "Add a document"
    submit_label = "Add document"
    adds_a_row = True
    reveals = KNOWING_REVEALS
    asked_as = {"kind": "what it is", "dated_on": "the date on it", **KNOWING_ASKED_AS}

    file = DocumentField(label="File")
    title = forms.CharField(label="Title", max_length=120, help_text="As you would look for it, such as “GP letter”.")
    kind = ChoiceRadioField(label="What is it?", choices=FamilyDocument.Kind.choices)
    dated_on = GovukDateField(label="What date is on it?", required=False, not_future=True)
    about = MultiCheckboxField(
        label="Who is it about?", help_text="Leave all empty for the whole family.", coerce=int, required=False
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [(member.person_id, str(member.person)) for member in members]
        self.fields |= knowing_fields(members)

    @property
    def answers(self):
        told = {name: self.cleaned_data[name] for name in TOLD}
        return {**told, **kept_from(self.cleaned_data), "upload": self.cleaned_data["file"]}


class WrongForm(GovukForm):
    heading = "Mark this document as wrong"
    lead = "It stays on the record, marked, and is not opened any more. This cannot be taken back here."
    submit_label = "Mark as wrong"
    asked_as = {"because": "what is wrong with it"}

    because = LongTextField(
        label="What is wrong with it?", max_length=500, rows=3, help_text="Such as: it belongs to another family."
    )
