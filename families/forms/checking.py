"""What is asked of the check of one piece of evidence (H14). A referral and a family's record ask the same."""

from django import forms

from eligibility.models import ProgrammeIndicator
from families.models import Found
from strongerfamilies.govuk_forms import ChoiceRadioField, GovukDateField, GovukForm, YesNoField

# A professional's confirmation.
CONFIRMATION = ("confirmed_by", "confirmed_role", "confirmed_on", "role_fits")


class CheckForm(GovukForm):
    """What the check found, where and when; of a judgement or a health fact also who confirmed it, in which role."""

    submit_label = "Save this check"
    asked_as = {
        "found": "what the check found",
        "check_source": "where you checked",
        "checked_on": "the date you checked",
        "confirmed_by": "who the professional is",
        "confirmed_role": "their role",
        "confirmed_on": "the date the professional gives",
    }
    found = ChoiceRadioField(
        label="What did you find?",
        choices=Found.choices,
        hints={Found.NOT_VERIFIED: "It does not count.", Found.COULD_NOT: "It stays open, and does not count."},
    )
    check_source = forms.CharField(label="Where did you check?", max_length=200)
    checked_on = GovukDateField(label="When did you check?", not_future=True)
    confirmed_by = forms.CharField(max_length=120)
    confirmed_role = forms.CharField(label="Their role", max_length=120)
    confirmed_on = GovukDateField(not_future=True)
    role_fits = YesNoField(label="Does that role fit?")

    def __init__(self, *args, sign: ProgrammeIndicator, needs_a_professional: bool, **kwargs):
        self.sign = sign
        super().__init__(*args, **kwargs)
        self.heading = f"Check: {sign.indicator.label}"
        self.fields["check_source"].help_text = sign.information_sources.replace(";", ",")
        self._ask_the_professional(needs_a_professional)
        self.reveals = {name: ("found", Found.VERIFIED) for name in CONFIRMATION if name in self.fields}

    def _ask_the_professional(self, asked):
        if not asked:
            for name in CONFIRMATION:
                del self.fields[name]
        elif self.sign.kind == ProgrammeIndicator.Kind.JUDGEMENT:
            self.fields["confirmed_by"].label = "Who made the judgement?"
            self.fields["confirmed_on"].label = "When did they make it?"
            self.fields["role_fits"].help_text = "Is it theirs to judge this?"
        else:
            self.fields["confirmed_by"].label = "Which professional confirmed it?"
            self.fields["confirmed_on"].label = "When did they confirm it?"
            self.fields["role_fits"].help_text = "Does somebody in that role know this person's health?"

    def clean_role_fits(self):
        if self.cleaned_data["role_fits"] is False:
            raise forms.ValidationError("If their role does not fit, choose “Could not be checked”")
        return self.cleaned_data["role_fits"]

    @property
    def answers(self):
        """The check, as an action takes it."""
        checked = {name: self.cleaned_data.get(name) for name in ("found", "check_source", "checked_on")}
        return checked | {name: self.cleaned_data[name] for name in CONFIRMATION if name in self.fields}
