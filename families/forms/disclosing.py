"""What was given to somebody outside the family: to whom, why, and on what it rests (H25)."""

from django import forms

from accounts.models import Agency
from families.models import Disclosure, ground_from, grounds_of
from strongerfamilies.govuk_forms import ChoiceRadioField, GovukDateField, GovukForm, LongTextField, MultiCheckboxField


class DisclosureForm(GovukForm):
    heading = "Record what was given to somebody outside the family"
    lead = "Every plan, minute or letter that leaves is written down here, and cannot be changed afterwards."
    submit_label = "Save"
    adds_a_row = True
    asked_as = {
        "kind": "what was given",
        "what": "what it held",
        "to_whom": "to whom it was given",
        "why": "why it was given",
        "made_on": "the day it was given",
        "rests_on": "on what it rests",
        "authorised_by": "who authorised it",
    }
    needed_sometimes = ("authorised_by",)

    kind = ChoiceRadioField(label="What was given?", choices=Disclosure.Kind.choices)
    what = LongTextField(label="What did it hold?", max_length=2000, rows=3)
    about = MultiCheckboxField(
        label="About whom was it?", help_text="Tick nobody where it was about all of them.", coerce=int, required=False
    )
    to_whom = forms.CharField(label="To whom?", help_text="A name and a role.", max_length=200)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Of which agency?", empty_label="None of these", required=False
    )
    why = LongTextField(label="Why did they need it?", max_length=2000, rows=3)
    made_on = GovukDateField(label="When was it given?", not_future=True)
    rests_on = ChoiceRadioField(label="On what does it rest?", choices=())
    authorised_by = forms.CharField(
        label="Who authorised it?",
        help_text="Only where it does not rest on an agreement. Their name and role.",
        max_length=120,
        required=False,
    )

    def __init__(self, *args, family, **kwargs):
        super().__init__(*args, **kwargs)
        self.family = family
        self.people = {member.person_id: member.person for member in family.members()}
        self.fields["about"].choices = [(key, str(person)) for key, person in self.people.items()]
        self.fields["agency"].queryset = Agency.objects.in_alphabetical_order()
        self.fields["rests_on"].choices = grounds_of(family)

    def clean(self):
        answers = super().clean()
        ground = ground_from(self.family, answers["rests_on"]) if answers.get("rests_on") else {}
        if ground.get("lawful_basis") and not answers.get("authorised_by"):
            self.add_error("authorised_by", "Enter who authorised it")
        if ground.get("agreement"):
            answers["authorised_by"] = ""
        return answers | ground

    @property
    def answers(self):
        """What the action takes. Where nobody was ticked, it was about everyone in the family."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "rests_on"}
        return told | {"about": [self.people[key] for key in told["about"] or self.people]}
