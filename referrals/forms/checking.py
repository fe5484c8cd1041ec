"""What a performance officer is asked while checking a referral."""

from django.utils import timezone

from eligibility.rules import Unit, Window
from referrals.forms.evidence import DAYS, MISSED
from referrals.forms.fields import YesNoUnknownField
from referrals.models import Referral, ReferralEvidence, ReferredPerson
from referrals.rules import missed_from_percent
from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    CountField,
    GovukDateField,
    GovukForm,
    LongTextField,
    PercentField,
    YesNoField,
    forms,
)

Found = ReferralEvidence.Found
CONFIRMATION = ReferralEvidence.CONFIRMATION
ASKED_WHEN_VERIFIED = (*CONFIRMATION, "observed_on", "value")


class PieceForm(GovukForm):
    """What the check of one piece found, where and when (H14). What the source says instead may be put right here."""

    submit_label = "Save this check"
    asked_as = {
        "found": "what the check found",
        "check_source": "where you checked",
        "checked_on": "the date you checked",
        "observed_on": "the date that the source gives",
        "value": "the figure that the source gives",
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

    def __init__(self, *args, piece, **kwargs):
        self.piece, row = piece, piece.row
        self.heading = f"Check: {row.indicator.label}"
        kwargs |= {"prefix": f"piece-{row.pk}", "watching": (row, ReferralEvidence.CHECKED_FIELDS)}
        super().__init__(*args, initial=self.stored(row), **kwargs)
        self.fields["check_source"].help_text = piece.sign.information_sources.replace(";", ",")
        self._ask_the_professional()
        self._ask_for_facts()
        self.reveals = {name: ("found", Found.VERIFIED) for name in ASKED_WHEN_VERIFIED if name in self.fields}

    def stored(self, row):
        stored = {name: getattr(row, name) for name in ReferralEvidence.CHECKED_FIELDS}
        if self.asks_attendance and row.value is not None:
            stored["value"] = missed_from_percent(row.value)
        return {**stored, "checked_on": row.checked_on or timezone.localdate()}

    @property
    def asks_attendance(self):
        return self.piece.sign.takes_figure and self.piece.sign.indicator.measure == MISSED

    def _ask_the_professional(self):
        if not self.piece.needs_a_professional:
            for name in CONFIRMATION:
                del self.fields[name]
        elif self.piece.is_judgement:
            self.fields["confirmed_by"].label = "Who made the judgement?"
            self.fields["confirmed_on"].label = "When did they make it?"
            self.fields["role_fits"].help_text = "Is it theirs to judge this?"
        else:
            self.fields["confirmed_by"].label = "Which professional confirmed it?"
            self.fields["confirmed_on"].label = "When did they confirm it?"
            self.fields["role_fits"].help_text = "Does somebody in that role know this person's health?"

    def _ask_for_facts(self):
        """Asked at the end, with what was sent filled in: an officer corrects only what the source says otherwise."""
        sign = self.piece.sign
        label, _ = DAYS[Window(sign.window)]
        self.fields["observed_on"] = GovukDateField(label=label, not_future=sign.window != Window.NEXT)
        if sign.takes_figure:
            self.fields["value"] = self._figure_field(sign)

    def _figure_field(self, sign):
        kind = PercentField if sign.indicator.unit == Unit.PERCENT else CountField
        measure = "percentage of sessions attended" if self.asks_attendance else sign.indicator.measure
        return kind(label=f"{measure[0].upper()}{measure[1:]}", required=sign.needs_figure)

    def clean_role_fits(self):
        if self.cleaned_data["role_fits"] is False:
            raise forms.ValidationError("If their role does not fit, choose “Could not be checked”")
        return self.cleaned_data["role_fits"]

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
        checked = {name: self.cleaned_data.get(name) for name in ("found", "check_source", "checked_on")}
        facts = {name: self.cleaned_data[name] for name in ("observed_on", "value") if name in self.fields}
        confirmation = {name: self.cleaned_data[name] for name in CONFIRMATION if name in self.fields}
        return {**checked, "facts": facts, **confirmation}


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
