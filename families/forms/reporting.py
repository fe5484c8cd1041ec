"""When, by whom and to whom a worry about a child was reported."""

from django import forms

from strongerfamilies.govuk_forms import GovukDateField, GovukForm


class WorryForm(GovukForm):
    heading = "Worried about a child now"
    submit_label = "Save that it was reported"
    adds_a_row = True
    asked_as = {
        "reported_on": "the date it was reported",
        "reported_by": "who reported it",
        "reported_to": "to whom it was reported",
    }

    reported_on = GovukDateField(label="When was it reported?", not_future=True)
    reported_by = forms.CharField(label="Who reported it?", max_length=120)
    reported_to = forms.CharField(label="To whom was it reported?", help_text="A name and a team.", max_length=120)
