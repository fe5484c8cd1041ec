"""How two people are related: who is what to whom, with parental responsibility, from and to."""

from django import forms

from families.actions.relating import WATCHED
from families.forms.fields import YesNoUnknownField
from families.models import Relationship
from families.relations import readings
from strongerfamilies.govuk_forms import GovukDateField, GovukForm, GovukModelForm


class PeriodForm:
    """Optional days from and to, in order."""

    def clean(self):
        answers = super().clean() or self.cleaned_data
        first, last = answers.get("starts_on"), answers.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must not be before the first")
        return answers


class ResponsibilityField(YesNoUnknownField):
    def __init__(self, **kwargs):
        super().__init__(
            label="Does the parent or carer have parental responsibility for the child?",
            help_text="Only for a parent or carer and a child.",
            required=False,
            **kwargs,
        )


class RelationshipForm(PeriodForm, GovukForm):
    """Asked from either end: "Petra is mother of Robin" and "Robin is son of Petra" are the same row."""

    heading = "Add a relationship"
    submit_label = "Save"
    adds_a_row = True
    asked_as = {
        "person": "the first person",
        "reading": "what they are to the second person",
        "relative": "the second person",
        "starts_on": "the day it began",
        "ends_on": "the day it ended",
    }

    person = forms.TypedChoiceField(label="First person", coerce=int, choices=())
    reading = forms.ChoiceField(label="What are they to the second person?", choices=())
    relative = forms.TypedChoiceField(label="Second person", coerce=int, choices=())
    parental_responsibility = ResponsibilityField()
    starts_on = GovukDateField(
        label="When did it begin?",
        help_text="Leave this empty for a parent and child, or where nobody knows.",
        required=False,
        not_future=True,
    )
    ends_on = GovukDateField(label="When did it end?", help_text="Leave this empty if it goes on.", required=False)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {member.person_id: member.person for member in members}
        names = [("", "Select a person"), *((key, str(person)) for key, person in self.people.items())]
        self.fields["person"].choices = self.fields["relative"].choices = names
        self.fields["reading"].choices = [("", "Select what they are"), *readings()]

    def clean(self):
        answers = super().clean()
        if answers.get("person") and answers.get("person") == answers.get("relative"):
            self.add_error("relative", "Select two different people")
        return answers

    @property
    def answers(self):
        """What the action takes: the people themselves instead of their keys."""
        told = dict(self.cleaned_data)
        return told | {name: self.people[told[name]] for name in ("person", "relative")}


class RelationshipChangeForm(PeriodForm, GovukModelForm):
    submit_label = "Save"
    asked_as = {"starts_on": "the day it began", "ends_on": "the day it ended"}

    parental_responsibility = ResponsibilityField()
    starts_on = GovukDateField(
        label="When did it begin?", help_text="Leave this empty where nobody knows.", required=False, not_future=True
    )
    ends_on = GovukDateField(label="When did it end?", help_text="Leave this empty if it goes on.", required=False)

    class Meta:
        model = Relationship
        fields = WATCHED

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.heading = str(self.instance)
        if not self.instance.may_carry_responsibility:
            del self.fields["parental_responsibility"]


class MistakenForm(GovukForm):
    heading = "This relationship was recorded by mistake"
    submit_label = "Take it off the record"
