"""What is asked about a family's chronology: what to show, and who will read it on paper."""

from django import forms

from overview.chronology import KINDS
from strongerfamilies.govuk_forms import CountField, GovukForm, MultiCheckboxField


class NarrowForm(GovukForm):
    """Of one kind, about one person, in one year. All of it goes into the address, so it holds keys and no names."""

    submit_label = "Show"
    needed_sometimes = ("kind", "person", "year")

    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Everything"), *KINDS.items()])
    person = forms.TypedChoiceField(label="About", required=False, coerce=int, empty_value=None)
    year = CountField(label="Year", required=False, min_value=1900, max_value=2999, help_text="Such as 2025.")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Everybody"), *((person.pk, str(person)) for person in people)]

    @property
    def chosen(self) -> dict:
        """What was chosen, leaving aside what is no choice."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or None for name in ("kind", "person", "year")}


class ReadersForm(GovukForm):
    """Who will read the paper: it holds only what every one of them may know (H1)."""

    heading = "Print what happened"
    submit_label = "See what will be printed"
    asked_as = {"readers": "who will read it"}

    readers = MultiCheckboxField(
        label="Who will read it?",
        help_text="Think of everyone who may pick it up at home. The print holds only what all of them may know.",
        coerce=int,
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = [
            (member.person_id, str(member.person)) for member in members if not member.person.is_unborn
        ]
