"""The questions of pages that reach through every room."""

from django import forms

from accounts.models import User
from families.models import Allocation
from strongerfamilies.govuk_forms import GovukForm


class Colleague(forms.ModelChoiceField):
    def label_from_instance(self, colleague):
        return ", ".join(filter(None, (colleague.name, str(colleague.agency), colleague.team and colleague.team.name)))


class LeavingForm(GovukForm):
    asked_as = {"taker": "who takes the work over"}
    submit_label = "Move the work and stop them signing in"

    taker = Colleague(User.objects.none(), label="Who takes the work over?", empty_label="Choose a colleague")

    def __init__(self, *args, leaver, needs_taker, **kwargs):
        super().__init__(*args, **kwargs)
        self.heading = f"{leaver.name} leaves"
        if needs_taker:
            self.fields["taker"].queryset = Allocation.objects.possible_keyworkers().exclude(pk=leaver.pk)
        else:
            del self.fields["taker"]
            self.submit_label = "Stop them signing in"
