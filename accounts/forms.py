"""What the administration pages ask about agencies and people."""

from django import forms

from accounts.models import Agency, User


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
