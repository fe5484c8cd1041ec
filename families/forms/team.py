"""Who is in the team around a family."""

from django import forms

from accounts.models import User
from families.forms.colleagues import ColleagueField, by_agency
from families.forms.knowing import KNOWING_ASKED_AS, KNOWING_REVEALS, kept_from, knowing_fields
from families.models import TeamMember
from strongerfamilies.govuk_forms import GovukDateField, GovukForm

ROLE_HELP = "For example: school nurse, housing officer, drugs worker."


class TeamMemberForm(GovukForm):
    """What is asked of everybody in the team; the forms below ask who it is."""

    submit_label = "Add to the team"
    adds_a_row = True
    asked_as = {"role": "what they do for the family", "starts_on": "the day they joined", **KNOWING_ASKED_AS}
    reveals = KNOWING_REVEALS

    role = forms.CharField(label="What do they do for the family?", help_text=ROLE_HELP, max_length=120)
    starts_on = GovukDateField(label="In the team since", not_future=True)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= knowing_fields(members)

    @property
    def answers(self):
        """As the action takes them."""
        asked = {name: value for name, value in self.cleaned_data.items() if name not in ("may_know", "not_known_by")}
        return asked | kept_from(self.cleaned_data)


class ColleagueInTeamForm(TeamMemberForm):
    heading = "Add a colleague to the team"
    lead = "They may open the record while they are in the team, and see what everybody who works with the family sees."
    asked_as = {**TeamMemberForm.asked_as, "user": "who it is"}

    user = ColleagueField(label="Colleague", help_text="Everybody who works with families here, of any agency.")

    field_order = ["user", "role", "starts_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = by_agency(User.objects.with_permission("families.hold_families"))


class WorkerInTeamForm(TeamMemberForm):
    heading = "Add somebody who does not sign in here"
    asked_as = {**TeamMemberForm.asked_as, "name": "their name", "agency_name": "their agency"}

    name = forms.CharField(label="Name", max_length=120)
    agency_name = forms.CharField(label="Agency", max_length=120)
    phone = forms.CharField(label="Telephone", max_length=40, required=False)

    field_order = ["name", "agency_name", "phone", "role", "starts_on"]


class LeaveTeamForm(GovukForm):
    submit_label = "Save"
    asked_as = {"ends_on": "their last day in the team"}

    ends_on = GovukDateField(label="Their last day in the team", not_future=True)

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, watching=(member, TeamMember.LEAVING), **kwargs)
        self.member = member
        self.heading = f"{member.who} leaves the team"

    def clean_ends_on(self):
        ends_on = self.cleaned_data["ends_on"]
        if ends_on < self.member.starts_on:
            raise forms.ValidationError(f"Their last day must be on or after {self.member.starts_on:%-d %B %Y}")
        return ends_on
