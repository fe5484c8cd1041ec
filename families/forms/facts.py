"""What is asked about one sign of a problem: about whom, when last true, how much, and a note (H10, H12).

A referral and a family's record ask the same.
"""

from django.utils.formats import date_format

from eligibility.models import ProgrammeIndicator
from eligibility.rules import Subject, Unit, Window
from eligibility.told import missed_from_percent, missed_from_sessions
from families.forms.fields import UNKNOWN, WhoField
from families.models import Fact
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


class FactForm(GovukForm):
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

    # Said beside a figure that may be left empty.
    if_unknown = ""

    def __init__(self, *args, asked: ProgrammeIndicator, people, **kwargs):
        self.asked, self.people = asked, people
        self.heading = asked.indicator.label
        super().__init__(*args, **kwargs)
        self._ask_about_the_day()
        first = {**self._who_fields(), **self._figure_fields()}
        self.fields = {**first, **self.fields}

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
            return attendance_fields(self.if_unknown)
        label = f"{indicator.measure[0].upper()}{indicator.measure[1:]}"
        if indicator.unit == Unit.PERCENT:
            return {"value": PercentField(label=label, required=False)}
        return {"value": CountField(label=f"How many {indicator.measure}?", required=False, help_text=self._how_many())}

    def _how_many(self):
        return f"Leave it empty if you do not know. {self.if_unknown}".strip() if self.asked.needs_figure else ""

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
        fact = {name: self.cleaned_data.get(name) for name in Fact.TOLD}
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


def attendance_fields(if_unknown):
    return {
        "attendance": ChoiceRadioField(
            label="How much school did they attend, over the last three terms together?",
            choices=[
                (PERCENT, "I know the percentage they attended"),
                (SESSIONS, "I know how many sessions they attended"),
                (UNKNOWN, "I do not know"),
            ],
            hints={SESSIONS: "A school day has two sessions.", UNKNOWN: if_unknown},
        ),
        "attended_percent": PercentField(label="Percentage attended"),
        "sessions_possible": CountField(label="Sessions possible", help_text="How many they could have attended."),
        "sessions_attended": CountField(label="Sessions attended"),
    }


def attendance_told(piece):
    """How it was asked, from what is kept."""
    if piece.sessions_possible is not None:
        attended = piece.sessions_possible - piece.sessions_missed
        return {"attendance": SESSIONS, "sessions_attended": attended}
    if piece.value is not None:
        return {"attendance": PERCENT, "attended_percent": _figure(missed_from_percent(piece.value))}
    return {"attendance": UNKNOWN}


def _figure(number):
    return f"{float(number):.10g}"
