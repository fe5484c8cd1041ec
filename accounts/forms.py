"""What is asked about agencies and people, in the administration pages and of agency leads."""

from django import forms
from django.utils.formats import date_format

from accounts.models import Agency, User
from strongerfamilies.govuk_forms import GovukForm


class AgencyForm(forms.ModelForm):
    """An organisation, its domain written as addresses end: without the @, in small letters."""

    class Meta:
        model = Agency
        fields = [
            "name",
            "email_domain",
            "is_council",
            "agreement_signed_on",
            "agreement_review_on",
            "agreement_purposes",
            "agreement_lawful_basis",
        ]

    def clean_email_domain(self):
        return self.cleaned_data["email_domain"].strip().removeprefix("@").lower()


class UserForm(forms.ModelForm):
    """Someone who signs in. Nobody's password is asked: new people sign in with a code sent to their address."""

    class Meta:
        model = User
        fields = ["email", "name", "job_title", "phone", "agency", "team", "groups", "is_active"]
        help_texts = {
            "email": "They sign in with a code sent to this address; no password is needed. They may choose one later.",
            "phone": "Shown to colleagues and, for a keyworker, to the family.",
            "agency": "Whoever employs them. A keyworker may belong to any agency.",
        }

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        answers = super().clean()
        team, agency = answers.get("team"), answers.get("agency")
        if team and team.agency != agency:
            self.add_error("team", "Choose a team of the same agency.")
        return answers


class ConfirmPeopleForm(GovukForm):
    """Who still works here. `theirs` may all be confirmed, so that sending twice does no harm; `due` are shown.

    Of somebody in another agency than `agency` the page says which.
    """

    heading = "Who still works here?"
    submit_label = "Confirm"
    asked_as = {"people": "who still works here"}
    most = 100

    def __init__(self, *args, theirs, due, agency, **kwargs):
        super().__init__(*args, **kwargs)
        found = list(due[: self.most + 1])
        self.due, self.more = found[: self.most], len(found) > self.most
        people = forms.ModelMultipleChoiceField(theirs, label="Still working here", widget=forms.CheckboxSelectMultiple)
        people.choices = [(person.pk, person.name) for person in self.due]
        people.hints = {person.pk: _about(person, agency) for person in self.due}
        self.fields["people"] = people


def _about(person, agency):
    """Work, agency where it is another one, and what happens when."""
    last_day = date_format(person.confirm_by, "j F Y")
    state = (
        f"suspended since {date_format(person.suspended_on, 'j F Y')}" if person.suspended_on else f"until {last_day}"
    )
    elsewhere = person.agency and person.agency != agency
    return ", ".join(filter(None, [person.job_title, elsewhere and person.agency.name, state]))
