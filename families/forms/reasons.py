"""Why somebody opens a record: because of their work, in an emergency; or why they must not."""

from django import forms

from accounts.references import key_in
from families.models import Family
from strongerfamilies.govuk_forms import GovukForm, LongTextField, MultiCheckboxField


class ReferenceField(forms.CharField):
    """A family's reference in any way of writing it; cleaned, it is the family's key."""

    default_error_messages = {"reference": "Enter a reference in the correct format, like SF-000123"}

    def __init__(self, **kwargs):
        super().__init__(**{"label": "Reference of the record", "help_text": "For example, SF-000123.", **kwargs})

    def widget_attrs(self, widget):
        return {"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}

    def clean(self, value):
        if key := key_in(super().clean(value), of=Family.LETTERS):
            return key
        raise forms.ValidationError(self.error_messages["reference"], code="reference")


class ReasonForm(GovukForm):
    LONGEST = 200

    heading = "Why do you need to open this record?"
    lead = (
        "You do not work with this family. What you write is kept with your name in the list of who opened the record, "
        "and holds for this record until the end of the day."
    )
    submit_label = "Open the record"
    asked_as = {"reason": "why you need to open this record"}

    reason = forms.CharField(
        label="Your reason", help_text="For example: a school asks who works with the family.", max_length=LONGEST
    )


class EmergencyForm(GovukForm):
    heading = "Open a record in an emergency"
    submit_label = "Open the record"
    asked_as = {"reason": "what the emergency is"}

    reference = ReferenceField()
    reason = LongTextField(
        label="What is the emergency?",
        help_text="Who is in danger, and what you need to know from the record.",
        max_length=2000,
    )


class KnowFamilyForm(GovukForm):
    heading = "I know a family personally"
    lead = (
        "Say so when a relative, a friend, a neighbour or anybody else close to you is in a family on the programme. "
        "From then on you cannot open their record, and nobody will ask you to work with them."
    )
    submit_label = "I know this family"
    asked_as = {"reason": "how you know them"}

    reference = ReferenceField()
    reason = LongTextField(
        label="How do you know them?", help_text="Say no more than is needed.", max_length=1000, rows=3
    )


class ReviewForm(GovukForm):
    heading = "What did the review find?"
    submit_label = "Mark as reviewed"
    asked_as = {"finding": "what the review found"}

    finding = LongTextField(
        label="Was the access justified, and what was done about it?",
        max_length=2000,
    )


class ReadersForm(GovukForm):
    """Who will read a paper: it then holds only what all of them may know (H1)."""

    heading = "Who will read this copy?"
    submit_label = "Show the copy to print"
    asked_as = {"readers": "who will read this copy"}

    readers = MultiCheckboxField(
        label="Who will read it?",
        help_text="It shows who opened the record and when, but for services that one of them must not know of.",
        choices=(),
        coerce=int,
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = [
            (member.person_id, str(member.person)) for member in members if not member.person.is_unborn
        ]
