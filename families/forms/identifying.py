"""One number by which another service knows a person."""

from django import forms

from families.models import PersonIdentifier, tidy_number
from strongerfamilies.govuk_forms import GovukForm


class IdentifierForm(GovukForm):
    submit_label = "Save"

    number = forms.CharField(
        label="Number",
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-20"}),
    )

    HINTS = {
        PersonIdentifier.Kind.NHS: "Ten figures, such as 999 000 0018.",
        PersonIdentifier.Kind.UPN: "A letter, eleven figures, and a figure or letter. The child's school knows it.",
        PersonIdentifier.Kind.NATIONAL_INSURANCE: "Such as QQ 12 34 56 C.",
    }

    def __init__(self, *args, kind, identifier, **kwargs):
        super().__init__(*args, watching=(identifier or PersonIdentifier(), ("keyed_hash",)), **kwargs)
        self.kind = PersonIdentifier.Kind(kind)
        self.heading = self.kind.label
        number = self.fields["number"]
        number.label, number.help_text = self.kind.label, self.HINTS[self.kind]

    def clean_number(self):
        return tidy_number(self.kind, self.cleaned_data["number"])

    def stored(self, row):
        return {"number": row.masked}
