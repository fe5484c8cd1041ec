"""Objections, what is decided about them, and holds (H41)."""

from django import forms
from django.utils import timezone

from families.actions.objecting import WATCHED
from families.models import Hold, Objection
from strongerfamilies.govuk_forms import ChoiceRadioField, GovukDateField, GovukForm, GovukModelForm, LongTextField


class AboutMember(GovukForm):
    """A new row about one member; `whole_family` is the words of the choice that names nobody, where there is one."""

    submit_label = "Save"
    adds_a_row = True
    whole_family = ""

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {member.person_id: member.person for member in members if not member.person.is_unborn}
        people = [(key, str(person)) for key, person in self.people.items()]
        self.fields["person"].choices = [("", self.whole_family or "Select a person"), *people]

    @property
    def answers(self):
        return self.cleaned_data | {"person": self.people.get(self.cleaned_data["person"])}


class ObjectionForm(AboutMember):
    heading = "Record an objection"
    lead = "We obey it from now on, until it is decided."
    asked_as = {"person": "who objects", "scope": "what they object to", "made_on": "the day they objected"}

    person = forms.TypedChoiceField(label="Who objects?", coerce=int, choices=())
    scope = ChoiceRadioField(label="What do they object to?", choices=Objection.Scope.choices)
    made_on = GovukDateField(label="When did they object?", not_future=True)
    how = ChoiceRadioField(label="How did they say so?", choices=Objection.How.choices)
    words = LongTextField(label="In their words", max_length=4000, rows=3, required=False)


class DecisionForm(GovukForm):
    heading = "Decide this objection"
    submit_label = "Save the decision"
    asked_as = {"decision": "the decision", "decided_because": "the reasons"}

    decision = ChoiceRadioField(label="What is decided?", choices=Objection.Decision.choices)
    decided_because = LongTextField(
        label="Why?", help_text="As you would write it to the person.", max_length=4000, rows=3
    )


class ObjectionWithdrawalForm(GovukForm):
    heading = "They do not object any more"
    submit_label = "Save"
    asked_as = {"withdrawn_on": "the day they said so"}

    withdrawn_on = GovukDateField(label="When did they say so?", not_future=True)


class HoldForm(AboutMember):
    heading = "Keep this record for now"
    lead = "While a hold stands, nothing of it is disposed of, whatever the retention periods say."
    submit_label = "Place the hold"
    whole_family = "The whole family's record"
    asked_as = {"why": "why it has to be kept", "review_on": "the day to look at it again"}

    person = forms.TypedChoiceField(
        label="Whose part of the record?", coerce=int, empty_value=None, required=False, choices=()
    )
    why = LongTextField(label="Why does it have to be kept?", max_length=2000, rows=3)
    review_on = GovukDateField(label="When will it be looked at again?", not_past=True)


class HoldChangeForm(GovukModelForm):
    heading = "Look at the hold again"
    submit_label = "Save"
    asked_as = {
        "why": "why it has to be kept",
        "review_on": "the day to look at it again",
        "ends_on": "the last day of the hold",
    }

    why = LongTextField(label="Why does it have to be kept?", max_length=2000, rows=3)
    review_on = GovukDateField(label="When will it be looked at again?")
    ends_on = GovukDateField(
        label="When does the hold end?", help_text="Leave this empty while it goes on.", required=False
    )

    class Meta:
        model = Hold
        fields = WATCHED

    def clean(self):
        answers = super().clean() or self.cleaned_data
        review_on, today = answers.get("review_on"), timezone.localdate()
        if not answers.get("ends_on") and review_on and review_on < today and "review_on" in self.changed_data:
            self.add_error("review_on", "The next review must be today or in the future")
        return answers
