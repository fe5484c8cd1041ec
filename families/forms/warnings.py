"""A warning for the safety of workers and of the family."""

from django import forms

from families.actions.warnings import REVIEWED
from families.models import SafetyWarning
from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    GovukDateField,
    GovukForm,
    GovukModelForm,
    LongTextField,
    YesNoField,
)


class WarningForm(GovukForm):
    heading = "Add a safety warning"
    lead = "It stands at the top of every page of the record. Write what you would say to the family's face."
    submit_label = "Save the warning"
    adds_a_row = True
    asked_as = {
        "person": "whom it is about",
        "safety_of": "for whose safety it is",
        "text": "what to do or avoid",
        "reason": "why",
        "review_on": "the day to look at it again",
        "told": "whether they were told",
        "why_not_told": "why they were not told",
        "manager": "which manager was informed",
        "informed_by": "who informed the manager",
        "informed_on": "the day the manager was informed",
    }
    reveals = {"why_not_told": ("told", "no")}

    person = forms.TypedChoiceField(label="Whom is it about?", coerce=int, empty_value=None, required=False, choices=())
    safety_of = ChoiceRadioField(label="For whose safety?", choices=SafetyWarning.SafetyOf.choices)
    text = forms.CharField(
        label="What should workers do or avoid?",
        help_text="In a sentence, such as “Visit in twos” or “Never leave a message on this number”.",
        max_length=200,
    )
    reason = LongTextField(label="Why?", help_text="What happened, when, and who says so.", max_length=4000)
    review_on = GovukDateField(label="When will it be looked at again?", not_past=True)
    told = YesNoField(label="Was the person it is about, or the family, told of it?")
    why_not_told = LongTextField(label="Why were they not told?", max_length=2000, rows=3)
    manager = forms.CharField(label="Which manager was informed?", help_text="A name and a role.", max_length=120)
    informed_by = forms.CharField(label="Who informed the manager?", max_length=120)
    informed_on = GovukDateField(label="When was the manager informed?", not_future=True)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {member.person_id: member.person for member in members}
        people = [(key, str(person)) for key, person in self.people.items()]
        self.fields["person"].choices = [("", "The whole family, or their home"), *people]

    @property
    def answers(self):
        return self.cleaned_data | {"person": self.people.get(self.cleaned_data["person"])}


class WarningReviewForm(GovukModelForm):
    heading = "The warning still stands"
    submit_label = "Save the review"
    asked_as = {"text": "what to do or avoid", "reason": "why", "review_on": "the day to look at it again"}

    review_on = GovukDateField(label="When will it be looked at again?", not_past=True)

    class Meta:
        model = SafetyWarning
        fields = REVIEWED
        labels = {"text": "What should workers do or avoid?", "reason": "Why?"}


class WarningEndForm(GovukForm):
    heading = "End this safety warning"
    submit_label = "End the warning"
    asked_as = {"ended_because": "why it ends"}

    ended_because = LongTextField(
        label="Why does it end?", help_text="What changed, and who says so.", max_length=2000, rows=3
    )
