"""Choosing the spreadsheet of a caseload, and saying that it is to be loaded, given up or taken out again."""

from django import forms
from django.core.exceptions import ValidationError

from strongerfamilies.govuk_forms import GovukForm

MOST_MEGABYTES = 10


class CaseloadForm(GovukForm):
    heading = "Upload a caseload"
    submit_label = "Check the spreadsheet"
    asked_as = {"file": "the spreadsheet"}

    file = forms.FileField(
        label="Filled-in spreadsheet",
        help_text=f"An Excel workbook (.xlsx) of up to {MOST_MEGABYTES} MB. Nothing is loaded until you say so.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_MEGABYTES * 1024 * 1024:
            raise ValidationError(f"The spreadsheet must be smaller than {MOST_MEGABYTES} MB")
        return file


class LoadForm(GovukForm):
    heading = "Load these families"
    submit_label = "Load them"


class GiveUpForm(GovukForm):
    heading = "Do not load this spreadsheet"
    submit_label = "Forget what was read"


class TakeOutForm(GovukForm):
    heading = "Take this caseload out again"
    submit_label = "Take it out again"
