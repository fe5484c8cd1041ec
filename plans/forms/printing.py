"""Who will read the plan on paper, and whether it leaves the family (H2, H25)."""

from django import forms

from accounts.models import Agency
from families.models import ground_from, grounds_of
from strongerfamilies.govuk_forms import GovukForm, LongTextField, MultiCheckboxField, YesNoField

GIVEN = ("to_whom", "agency", "why", "rests_on", "authorised_by")


class ReadersForm(GovukForm):
    """Who will read the paper: it holds only what every one of them may know (H2).

    Where it is given to somebody outside the family as well, what that rests on is asked before it is printed (H25).
    """

    heading = "Print the plan for the family"
    submit_label = "See what will be printed"
    adds_a_row = True
    reveals = dict.fromkeys(GIVEN, ("outside", "yes"))
    asked_as = {
        "to_whom": "to whom it is given",
        "why": "why they need it",
        "rests_on": "on what it rests",
        "authorised_by": "who authorised it",
    }

    readers = MultiCheckboxField(
        label="Who will read it?",
        help_text="Think of everyone who may pick it up at home. The print holds only what all of them may know.",
        coerce=int,
    )
    with_wants = YesNoField(
        label="May all of them read what the family wants?",
        help_text="These are words that somebody said. Print them only where everyone who reads them may know who did.",
    )
    outside = YesNoField(
        label="Will somebody outside the family be given it too?",
        help_text="A school, a court or another service. It is then written down what left, to whom and why.",
    )
    to_whom = forms.CharField(label="To whom?", help_text="A name and a role.", max_length=200)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Of which agency?", empty_label="None of these", required=False
    )
    why = LongTextField(label="Why do they need it?", max_length=2000, rows=3)
    rests_on = forms.ChoiceField(label="On what does it rest?", choices=())
    authorised_by = forms.CharField(
        label="Who authorised it?",
        help_text="Only where it does not rest on an agreement. Their name and role.",
        max_length=120,
        required=False,
    )

    def __init__(self, *args, plan, household, **kwargs):
        super().__init__(*args, **kwargs)
        self.family = plan.family
        members = [member for member in household.members if not member.unborn]
        self.fields["readers"].choices = [(member.key, member.name) for member in members]
        self.fields["readers"].hints = {
            str(member.key): "Takes no part in the plan" for member in household.taking_no_part
        }
        self.fields["agency"].queryset = Agency.objects.in_alphabetical_order()
        self.fields["rests_on"].choices = [("", "Select an agreement or a lawful basis"), *grounds_of(plan.family)]
        if not plan.family_wants:
            del self.fields["with_wants"]

    def clean(self):
        answers = super().clean() or self.cleaned_data
        by_law = answers.get("rests_on") and ground_from(self.family, answers["rests_on"])["lawful_basis"]
        if by_law and not answers.get("authorised_by"):
            self.add_error("authorised_by", "Enter who authorised it")
        return answers

    @property
    def given(self) -> dict | None:
        """To whom outside the family it is given, why, and on what that rests; None where it stays in the family."""
        if not self.cleaned_data["outside"]:
            return None
        told = {name: self.cleaned_data[name] for name in ("to_whom", "agency", "why", "once")}
        ground = ground_from(self.family, self.cleaned_data["rests_on"])
        authorised_by = self.cleaned_data["authorised_by"] if ground["lawful_basis"] else ""
        return told | ground | {"authorised_by": authorised_by}

    def refuse(self, refusal):
        """What the action refused, beside the question it belongs to; what belongs to none stands under the first."""
        for name, messages in refusal.message_dict.items():
            self.add_error(name if name in self.fields else "outside", messages)
