"""Somebody takes back what they agreed to."""

from django import forms

from families.actions.agreeing import WATCHED
from families.actions.withdrawing import SHARING, SUPPORT, given
from families.models import Agreement, LawfulBasis
from strongerfamilies.govuk_forms import ChoiceRadioField, GovukDateField, GovukForm, MultiCheckboxField

WORDS = {SUPPORT: "Working with us", SHARING: "Sharing their information"}


class WithdrawalForm(GovukForm):
    submit_label = "Record the withdrawal"
    adds_a_row = True
    asked_as = {
        "what": "what they withdraw",
        "withdrawn_on": "the day they withdrew it",
        "authorised_by": "who authorised it",
    }

    what = MultiCheckboxField(label="What do they withdraw?", choices=())
    withdrawn_on = GovukDateField(
        label="When did they withdraw it?",
        help_text="From this day on nothing new rests on what they agreed to.",
        not_future=True,
    )
    how_withdrawn = ChoiceRadioField(label="How did they say so?", choices=Agreement.How.choices)
    lawful_basis = ChoiceRadioField(
        label="On which lawful basis do we keep what we hold about them?", choices=LawfulBasis.choices
    )
    authorised_by = forms.CharField(label="Who authorised it?", help_text="Their name and role.", max_length=120)

    def __init__(self, *args, person, latest, **kwargs):
        super().__init__(*args, watching=(latest, WATCHED), **kwargs)
        self.heading = f"{person} withdraws their agreement"
        self.fields["what"].choices = [(what, WORDS[what]) for what in given(latest)]

    def stored(self, row):
        """Whoever saved first may have withdrawn already, or asked again: their answers now."""
        return {"what": given(row)}
