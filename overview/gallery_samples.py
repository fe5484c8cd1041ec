"""Made-up answers for the gallery page: every question and component once, in each of its states."""

from datetime import date, datetime
from types import SimpleNamespace

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.paginator import Paginator

from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    CountField,
    GovukDateField,
    GovukForm,
    LongTextField,
    MultiCheckboxField,
    PercentField,
    YesNoField,
)


class GalleryForm(GovukForm):
    """Every kind of question. Nothing that is sent here is kept."""

    heading = "Gallery of questions and components"
    lead = "Every piece that pages are made of, with made-up answers. Send the form empty to see the errors."
    submit_label = "Show the errors"
    reveals = {"why_not": ("told", "no")}

    first_name = forms.CharField(label="First name", max_length=40, help_text="As the family says it.")
    email = forms.EmailField(label="Work email address", required=False)
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), required=False
    )
    born_on = GovukDateField(label="Date of birth", not_future=True, help_text="For example, 27 3 2007.")
    lives_here = YesNoField(label="Does this person live with the family?")
    told = ChoiceRadioField(
        label="Was the family told about the referral?",
        choices=[("yes", "Yes"), ("no", "No"), ("unsafe", "It is not safe to tell them")],
        hints={"yes": "They were given the privacy notice."},
        or_before="unsafe",
    )
    why_not = LongTextField(label="Why not", max_length=500)
    problems = MultiCheckboxField(
        label="What does the family want help with?",
        choices=[("school", "Going to school"), ("work", "Finding work"), ("none", "None of these")],
        hints={"work": "For an adult, or a young person from 16 to 24."},
        exclusive="none",
    )
    account = LongTextField(label="What is happening for this family?", rows=4)
    attended = PercentField(label="Attendance this term")
    missed = CountField(label="Sessions missed", suffix="sessions")
    agency = forms.ChoiceField(label="Agency", choices=[("", "Choose an agency"), ("1", "Millbrook Primary School")])
    letter = forms.FileField(label="Signed agreement", required=False)
    asked = forms.BooleanField(label="I have asked the family", help_text="A parent or carer is enough.")

    def layout(self):
        return Layout(
            Fieldset("About the person", "first_name", "email", "password", "born_on", "lives_here"),
            *[name for name in super().layout().fields if name not in ABOUT_THE_PERSON],
        )


ABOUT_THE_PERSON = {"first_name", "email", "password", "born_on", "lives_here"}

SUMMARY = [
    {"key": "Name", "value": "Rowan Example", "url": "#", "change": "Change"},
    {"key": "Lives with the family", "value": True, "url": "#"},
    {"key": "Interpreter", "value": None, "url": "#"},
    {"key": "Agreement", "value": "Given on 1 November 2026", "tag": "Agreed", "colour": "green"},
]
TASKS = [
    {"title": "Is anybody at risk now?", "url": "#", "status": "Completed"},
    {"title": "The people", "url": "#", "status": "Started", "colour": "blue", "hint": "2 people so far"},
    {"title": "Check and send", "status": "Cannot start yet"},
]
ANSWER = [
    {
        "headline": "Children who have not been attending school regularly",
        "met": True,
        "why": "Rowan missed 14% of sessions.",
    },
    {"headline": "Families affected by domestic violence and abuse", "met": False, "why": "Asked on 1 November 2026."},
    {"headline": "Parents and children with a range of health problems", "met": None, "why": "Nobody has said."},
]
EVENTS = [
    {
        "title": "Referral accepted",
        "at": datetime(2026, 11, 3, 14, 5),
        "by": "Pat Officer",
        "text": "Two problems confirmed.",
    },
    {"title": "Referral sent", "at": date(2026, 11, 1)},
]
COLOURS = ["blue", "grey", "green", "teal", "purple", "magenta", "red", "orange", "yellow"]


def samples():
    """What the gallery's template names, apart from the form."""
    return {
        "summary": SUMMARY,
        "tasks": TASKS,
        "answer": ANSWER,
        "reasons": ["Say whether anyone in the family has a health problem."],
        "events": EVENTS,
        "colours": COLOURS,
        "both": [("What is happening", "It is <b>better</b> now.", "It is worse now.")],
        "head": ["Term", "Sessions possible", "Sessions missed"],
        "rows": [["Autumn 2025", 140, 20], ["Spring 2026", 120, 12]],
        "around": [{"text": "Overview", "url": "#", "current": True}, {"text": "People", "url": "#"}],
        "page": Paginator(range(75), 25).get_page(2),
        "person": SimpleNamespace(name="Rowan Example"),
    }
