"""What a practitioner is asked about each problem, and about each sign of it."""

from django.utils.formats import date_format

from eligibility.models import ProgrammeIndicator
from eligibility.rules import Subject, Unit, Window
from referrals.forms.fields import UNKNOWN, WhoField
from referrals.models import Answered, ReferralEvidence
from referrals.rules import missed_from_percent, missed_from_sessions
from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    CountField,
    GovukDateField,
    GovukForm,
    LongTextField,
    PercentField,
)

PERCENT, SESSIONS = "percent", "sessions"
MISSED = "percent of sessions missed"

# The day that is asked for, and how: it depends on the window of the indicator.
DAYS = {
    Window.CURRENT: ("When was this last known to be true?", "The day you, or whoever told you, last knew it."),
    Window.WITHIN: ("When did it happen?", "If more than once, the last time."),
    Window.NEXT: ("When is it expected?", "The date may be in the future."),
    Window.SCHOOL_TERMS: ("Up to which day does the information go?", "The end of the last of three school terms."),
}


class ProblemForm(GovukForm):
    """Evidence, "No: I asked or checked", or "I do not know": only the second is an answer (H11)."""

    asked_as = {"known": "what you know about this"}

    known = ChoiceRadioField(label="What do you know about this?")

    def __init__(self, *args, problem, signs, has_evidence, answer, **kwargs):
        self.heading = problem.headline
        super().__init__(*args, initial={"known": answer}, **kwargs)
        known = self.fields["known"]
        known.choices = [(sign.indicator.code, sign.indicator.label) for sign in signs]
        known.hints = {sign.indicator.code: sign.for_example for sign in signs}
        if has_evidence:
            known.label, self.submit_label = "Is there another sign of it?", "Add this sign"
        else:
            known.choices += Answered.Answer.choices
            known.or_before = Answered.Answer.NO

    @property
    def answer(self):
        """The answer to keep, or None where a sign was chosen."""
        known = self.cleaned_data["known"]
        return known if known in Answered.Answer else None


class EvidenceForm(GovukForm):
    """One sign: about whom, when last true, how much, and a note. What is asked follows from the indicator."""

    asked_as = {
        "person": "who this is about",
        "attended_percent": "the percentage they attended",
        "sessions_possible": "how many sessions were possible",
        "sessions_attended": "how many sessions they attended",
    }
    reveals = {
        "attended_percent": ("attendance", PERCENT),
        "sessions_possible": ("attendance", SESSIONS),
        "sessions_attended": ("attendance", SESSIONS),
    }

    observed_on = GovukDateField(label="Date")
    since = GovukDateField(label="Since when?", required=False, not_future=True)
    note = LongTextField(label="Note", required=False, help_text="What you saw or were told, and by whom.")

    def __init__(self, *args, asked: ProgrammeIndicator, people, piece=None, **kwargs):
        self.asked, self.people = asked, people
        self.heading = asked.indicator.label
        if piece:
            kwargs |= {"watching": (piece, ReferralEvidence.FACT), "initial": self.stored(piece)}
        super().__init__(*args, **kwargs)
        self._ask_about_the_day()
        first = {**self._who_fields(), **self._figure_fields()}
        self.fields = {**first, **self.fields}

    def stored(self, row):
        stored = {name: getattr(row, name) for name in ReferralEvidence.FACT}
        stored["person"] = row.person or WhoField.FAMILY
        if self.asks_attendance:
            stored |= _attendance(row)
        return stored

    # The questions

    @property
    def asks_attendance(self):
        return self.asked.takes_figure and self.asked.indicator.measure == MISSED

    def _ask_about_the_day(self):
        day = self.fields["observed_on"]
        day.label, day.help_text = DAYS[Window(self.asked.window)]
        day.not_future = self.asked.window != Window.NEXT
        self.asked_as = {**self.asked_as, "observed_on": "the date"}
        if self.asked.window != Window.CURRENT:
            del self.fields["since"]

    def _who_fields(self):
        if self.asked.indicator.subject == Subject.FAMILY:
            return {}
        or_family = self.asked.indicator.subject == Subject.ANY
        who = WhoField(self.people, or_family=or_family, label="Who is this about?")
        if len(who.choices) == 1:
            who.initial = who.choices[0][0]
        return {"person": who}

    def _figure_fields(self):
        indicator = self.asked.indicator
        if not self.asked.takes_figure:
            return {}
        if self.asks_attendance:
            return _attendance_fields()
        label = f"{indicator.measure[0].upper()}{indicator.measure[1:]}"
        if indicator.unit == Unit.PERCENT:
            return {"value": PercentField(label=label, required=False)}
        return {"value": CountField(label=f"How many {indicator.measure}?", required=False, help_text=self._how_many())}

    def _how_many(self):
        return "Leave it empty if you do not know: the officer will ask." if self.asked.needs_figure else ""

    # The answers

    def clean(self):
        self._check_days()
        if self.asks_attendance and not self.errors:
            self._check_sessions()
        return self.cleaned_data

    def _check_days(self):
        observed, since = self.cleaned_data.get("observed_on"), self.cleaned_data.get("since")
        person = self.cleaned_data.get("person")
        if observed and since and since > observed:
            self.add_error("since", "“Since when?” must not be later than the day it was last known to be true")
        if observed and person and person.not_born_before and observed < person.not_born_before:
            born = date_format(person.not_born_before, "j F Y")
            self.add_error("observed_on", f"The date must not be before {person.called} was born ({born})")

    def _check_sessions(self):
        possible, attended = self.cleaned_data["sessions_possible"], self.cleaned_data["sessions_attended"]
        if possible == 0:
            self.add_error("sessions_possible", "How many sessions were possible must be 1 or more")
        elif possible is not None and attended > possible:
            self.add_error("sessions_attended", f"They cannot have attended more than the {possible} sessions possible")

    @property
    def answers(self):
        """The fact, as the action takes it."""
        fact = {name: self.cleaned_data.get(name) for name in ReferralEvidence.FACT}
        if self.asks_attendance:
            possible, attended = self.cleaned_data["sessions_possible"], self.cleaned_data["sessions_attended"]
            fact["value"] = self.missed
            fact["sessions_missed"] = None if possible is None else possible - attended
        return fact

    @property
    def missed(self):
        """The percentage missed, or None where it was not said."""
        percent, possible = self.cleaned_data["attended_percent"], self.cleaned_data["sessions_possible"]
        if percent is not None:
            return missed_from_percent(percent)
        if possible is not None:
            return missed_from_sessions(possible, self.cleaned_data["sessions_attended"])
        return None

    def to_read_back(self):
        """Attendance is read back in a sentence before it is saved (H10). Empty where there is nothing to confirm."""
        if not self.asks_attendance or self.missed is None or self.data.get("read_back") == str(self.missed):
            return ""
        who = self.cleaned_data["person"].called
        possible, attended = self.cleaned_data["sessions_possible"], self.cleaned_data["sessions_attended"]
        if possible is None:
            told = f"{who} attended {_figure(self.cleaned_data['attended_percent'])}% of school sessions"
            return f"{told}, and so missed {_figure(self.missed)}%."
        told = f"{who} attended {attended} of {possible} possible school sessions"
        return f"{told}, and so missed {possible - attended}, which is {_figure(self.missed)}%."


class NewEvidenceForm(EvidenceForm):
    """The same, for a fact not yet recorded."""

    adds_a_row = True


def _attendance_fields():
    return {
        "attendance": ChoiceRadioField(
            label="How much school did they attend, over the last three terms together?",
            choices=[
                (PERCENT, "I know the percentage they attended"),
                (SESSIONS, "I know how many sessions they attended"),
                (UNKNOWN, "I do not know"),
            ],
            hints={SESSIONS: "A school day has two sessions.", UNKNOWN: "The performance officer will ask."},
        ),
        "attended_percent": PercentField(label="Percentage attended"),
        "sessions_possible": CountField(label="Sessions possible", help_text="How many they could have attended."),
        "sessions_attended": CountField(label="Sessions attended"),
    }


def _attendance(piece):
    """How it was asked, from what is kept."""
    if piece.sessions_possible is not None:
        attended = piece.sessions_possible - piece.sessions_missed
        return {"attendance": SESSIONS, "sessions_attended": attended}
    if piece.value is not None:
        return {"attendance": PERCENT, "attended_percent": _figure(missed_from_percent(piece.value))}
    return {"attendance": UNKNOWN}


def _figure(number):
    return f"{float(number):.10g}"
