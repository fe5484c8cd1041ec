"""What a performance officer is asked while checking a referral."""

from django.utils import timezone

from eligibility.rules import Unit, Window
from eligibility.told import missed_from_percent
from families.forms.checking import CheckForm
from families.forms.facts import DAYS, MISSED
from families.forms.fields import YesNoUnknownField
from referrals.models import Referral, ReferralEvidence, ReferredPerson
from strongerfamilies.govuk_forms import (
    CountField,
    GovukDateField,
    GovukForm,
    LongTextField,
    PercentField,
    YesNoField,
    forms,
)

Found = ReferralEvidence.Found
FACTS = ("observed_on", "value")


class PieceForm(CheckForm):
    """The check of one piece of a referral. What the source says instead may be put right here."""

    asked_as = {
        **CheckForm.asked_as,
        "observed_on": "the date that the source gives",
        "value": "the figure that the source gives",
    }

    def __init__(self, *args, piece, **kwargs):
        self.piece, row = piece, piece.row
        kwargs |= {"prefix": f"piece-{row.pk}", "watching": (row, ReferralEvidence.CHECKED_FIELDS)}
        kwargs |= {"sign": piece.sign, "needs_a_professional": piece.needs_a_professional}
        super().__init__(*args, initial=self.stored(row), **kwargs)
        self._ask_for_facts()

    def stored(self, row):
        stored = {name: getattr(row, name) for name in ReferralEvidence.CHECKED_FIELDS}
        if self.asks_attendance and row.value is not None:
            stored["value"] = missed_from_percent(row.value)
        return {**stored, "checked_on": row.checked_on or timezone.localdate()}

    @property
    def asks_attendance(self):
        return self.piece.sign.takes_figure and self.piece.sign.indicator.measure == MISSED

    def _ask_for_facts(self):
        """Asked at the end, with what was sent filled in: an officer corrects only what the source says otherwise."""
        label, _ = DAYS[Window(self.sign.window)]
        self.fields["observed_on"] = GovukDateField(label=label, not_future=self.sign.window != Window.NEXT)
        if self.sign.takes_figure:
            self.fields["value"] = self._figure_field(self.sign)
        facts = {name: ("found", Found.VERIFIED) for name in FACTS if name in self.fields}
        self.reveals = self.reveals | facts

    def _figure_field(self, sign):
        kind = PercentField if sign.indicator.unit == Unit.PERCENT else CountField
        measure = "percentage of sessions attended" if self.asks_attendance else sign.indicator.measure
        return kind(label=f"{measure[0].upper()}{measure[1:]}", required=sign.needs_figure)

    def clean_observed_on(self):
        row, observed = self.piece.row, self.cleaned_data["observed_on"]
        if observed and row.person and row.person.not_born_before and observed < row.person.not_born_before:
            raise forms.ValidationError(f"The date must not be before {row.person.called} was born")
        if observed and row.since and observed < row.since:
            raise forms.ValidationError(f"It was said to hold since {row.since:%-d %B %Y}: the date must not be before")
        return observed

    def clean_value(self):
        value = self.cleaned_data["value"]
        return missed_from_percent(value) if self.asks_attendance and value is not None else value

    @property
    def answers(self):
        """The check, as the action takes it."""
        facts = {name: self.cleaned_data[name] for name in FACTS if name in self.fields}
        return {**super().answers, "facts": facts}


class CompletePersonForm(GovukForm):
    """What is missing about somebody, and who told it: a referral that cannot be told may become decidable."""

    submit_label = "Save"
    asked_as = {"told_by": "who told you"}

    date_of_birth = GovukDateField(label="Date of birth", not_future=True, required=False)
    lives_with_family = YesNoUnknownField(label="Do they live with the family?", required=False)
    parent_or_carer = YesNoUnknownField(label="Are they a parent or carer of a child in the family?", required=False)
    in_education_or_training = YesNoUnknownField(
        label="Are they in education or training?", required=False, help_text="Matters at 16 to 18."
    )
    unemployed = YesNoUnknownField(label="Are they unemployed?", required=False, help_text="Matters at 16 to 18.")
    told_by = forms.CharField(
        label="Who told you?", max_length=200, help_text="A person and their role, or the record that says so."
    )

    def __init__(self, *args, person, **kwargs):
        self.person = person
        self.heading = f"What is known of {person.called}"
        asked = ReferredPerson.COMPLETED if not person.is_unborn else ("lives_with_family",)
        super().__init__(
            *args, initial={name: getattr(person, name) for name in asked}, watching=(person, asked), **kwargs
        )
        for name in set(ReferredPerson.COMPLETED) - set(asked):
            del self.fields[name]

    def clean_date_of_birth(self):
        born = self.cleaned_data["date_of_birth"]
        earliest = min((piece.observed_on for piece in self.person.evidence.all()), default=None)
        if born and earliest and born > earliest:
            raise forms.ValidationError(
                f"There is evidence about them of {earliest:%-d %B %Y}, before they would have been born"
            )
        return born

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in ReferredPerson.COMPLETED if name in self.fields}


class HoldingForm(GovukForm):
    """Without agreement an officer decides this before anything else (H16)."""

    heading = "May we hold this referral?"
    lead = (
        "The family has not agreed to all of it. Nothing is checked or accepted, and nobody contacts the family, "
        "until this is decided."
    )
    submit_label = "Save the decision"
    asked_as = {"held_because": "why"}

    may_be_held = YesNoField(label="May the council hold it on the lawful basis given?")
    held_because = LongTextField(
        label="Why?", max_length=2000, help_text="Kept with the referral. The referrer does not see it."
    )

    def __init__(self, *args, referral, **kwargs):
        watching = (referral, Referral.HOLDING)
        super().__init__(
            *args, initial={name: getattr(referral, name) for name in Referral.HOLDING}, watching=watching, **kwargs
        )

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in Referral.HOLDING}


class HandBackForm(GovukForm):
    """Nothing to answer: only to hand back."""

    heading = "Put this referral back into the list?"
    submit_label = "Put it back"
