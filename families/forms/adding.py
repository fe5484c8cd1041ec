"""Adding somebody to a family. It begins with a search, so that nobody is on record twice."""

from datetime import timedelta

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone

from eligibility.rules import months_from
from families.forms.fields import YesNoUnknownField
from families.forms.people import HALF_WIDTH, AgeQuestions
from families.models import Person
from strongerfamilies.govuk_forms import ChoiceRadioField, GovukDateField, GovukForm

NEW = "new"
LONGEST_WAIT_FOR_A_BABY = 10  # months
LATE_BABY = timedelta(weeks=6)


class TypedSoFar(forms.Form):
    """Somebody's name and birthday as far as they are typed: enough to look for them, right or wrong.

    Who was added by the click before is not held against the second one: `once` is theirs.
    """

    given_name = forms.CharField(max_length=80, required=False)
    family_name = forms.CharField(max_length=80, required=False)
    known_as = forms.CharField(max_length=80, required=False)
    date_of_birth = GovukDateField(required=False)
    once = forms.UUIDField(required=False)

    def likely_in(self, people) -> list[Person]:
        """Those of `people` who may be the one. Nobody, while no name is typed."""
        self.full_clean()
        typed = self.cleaned_data
        given_name = typed.get("given_name") or typed.get("known_as") or ""
        name = f"{given_name} {typed.get('family_name') or ''}"
        if typed.get("once"):
            people = people.exclude(memberships__once=typed["once"])
        return people.likely(name, born_on=typed.get("date_of_birth"))


class NewMemberForm(AgeQuestions):
    """Who they are and how they belong. Where people on record are like them, the worker says whether it is one."""

    heading = "Add somebody to the family"
    adds_a_row = True
    asked_as = {
        **AgeQuestions.asked_as,
        "joined_on": "since when they are in the family",
        "who": "whether it is one of these people",
        "lives_with_family": "whether they live with the family",
    }

    given_name = forms.CharField(
        label="First names", max_length=80, required=False, help_text="Leave it empty if you do not know it."
    )
    family_name = forms.CharField(label="Last name", max_length=80, required=False)
    known_as = forms.CharField(label="Known as", max_length=80, required=False)
    relationship = forms.CharField(
        label="Who are they in the family?",
        max_length=60,
        required=False,
        help_text="For example mother, son or grandfather.",
        widget=HALF_WIDTH,
    )
    lives_with_family = YesNoUnknownField(label="Do they live with the family?")
    parent_or_carer = YesNoUnknownField(label="Are they a parent or carer of a child in the family?", required=False)
    joined_on = GovukDateField(
        label="Since when are they in the family?", not_future=True, help_text="For a birth, the date of birth."
    )

    def __init__(self, *args, likely=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["joined_on"].initial = timezone.localdate()
        self.likely = {str(person.pk): person for person in likely}
        if likely:
            self.fields["who"] = who_field(likely)

    def layout(self):
        names = ("given_name", "family_name", "known_as", "how_old")
        belonging = ("relationship", "lives_with_family", "parent_or_carer", "joined_on")
        likely = Div(*["who"] * bool(self.likely), css_id="likely-people")
        return Layout(*names, likely, *belonging)

    @property
    def chosen(self) -> Person:
        """The person on record whom the worker chose; else a new one, not yet saved."""
        told = {name: self.cleaned_data[name] for name in ("given_name", "family_name", "known_as")}
        return self.likely.get(self.cleaned_data.get("who")) or Person(**told, **self.age_answers)

    @property
    def belonging(self) -> dict:
        names = ("relationship", "lives_with_family", "parent_or_carer", "joined_on", "once")
        return {name: self.cleaned_data[name] for name in names}


class LikelyPeopleForm(GovukForm):
    """The one question about people on record that is asked while a name is being typed."""

    def __init__(self, *, likely, chosen):
        super().__init__(initial={"who": chosen})
        if likely:
            self.fields["who"] = who_field(likely)


def who_field(likely):
    """Each with their age and the families that the worker may know them from."""
    return ChoiceRadioField(
        label="Is it one of these people, who are on record already?",
        choices=[*[(str(person.pk), str(person)) for person in likely], (NEW, "None of these: add a new person")],
        hints={str(person.pk): _described(person) for person in likely},
        or_before=NEW,
    )


def _described(person):
    born = f"born {person.date_of_birth:%-d %B %Y}" if person.date_of_birth else person.age_in_words
    return "; ".join([born, *[member.when_in_words for member in person.known_in]])


class NewBabyForm(GovukForm):
    """A baby not yet born has a due date and nothing else (H9)."""

    heading = "When is the baby due?"
    adds_a_row = True
    asked_as = {"due_on": "the date the baby is due"}

    due_on = GovukDateField(
        label=heading, help_text="An unborn baby needs no name. If you are not sure, give the first day of the month."
    )

    def clean_due_on(self):
        due, today = self.cleaned_data["due_on"], timezone.localdate()
        if due > months_from(today, LONGEST_WAIT_FOR_A_BABY):
            raise forms.ValidationError(f"The date the baby is due must be within {LONGEST_WAIT_FOR_A_BABY} months")
        if due < today - LATE_BABY:
            raise forms.ValidationError("The date the baby is due is long past: add the child with their date of birth")
        return due
