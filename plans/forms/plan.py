"""What is asked about a plan as a whole."""

from django.utils import timezone

from plans.models import Plan, PlanAgreement
from plans.rules import wrong_with_agreement
from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    GovukDateField,
    GovukForm,
    GovukModelForm,
    LongTextField,
    MultiCheckboxField,
)


class WantsForm(GovukModelForm):
    heading = "What does the family want?"

    family_wants = LongTextField(
        label="What does the family want?",
        help_text="In their own words, as they said it. It stands first on the plan.",
        required=False,
        rows=8,
    )

    class Meta:
        model = Plan
        fields = ["family_wants"]


class ShareForm(GovukForm):
    heading = "Share the plan with the family"
    submit_label = "The family has seen it"


class ReopenForm(GovukForm):
    heading = "Change the agreed plan"
    submit_label = "Make it a draft again"


class AgreeForm(GovukForm):
    """Who agreed to the plan as it stands, how and when."""

    heading = "The family agrees to the plan"
    submit_label = "Record their agreement"
    adds_a_row = True

    people = MultiCheckboxField(
        label="Who agreed?",
        help_text="At least one adult, parent or carer who has agreed to work with us. A child may agree too.",
        coerce=int,
    )
    how = ChoiceRadioField(label="How did they agree?", choices=PlanAgreement.How.choices)
    agreed_on = GovukDateField(label="Date they agreed", initial=timezone.localdate, not_future=True)
    asked_as = {"agreed_on": "the date they agreed"}

    def __init__(self, *args, plan, household, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.household = plan, household
        self.fields["people"].choices = [(member.key, member.name) for member in household.taking_part]

    def clean(self):
        answers = super().clean()
        if not self.errors:
            wrong = wrong_with_agreement(
                self.household.members,
                who=answers["people"],
                agreed_on=answers["agreed_on"],
                shared_on=self.plan.shared_on,
                today=timezone.localdate(),
            )
            for name, message in wrong.items():
                self.add_error(name, message)
        return answers
