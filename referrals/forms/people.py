"""What a practitioner is asked about each person in the family. The form does not insist on an adult (H15)."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format

from eligibility.rules import months_from
from eligibility.told import earliest_birth
from families.forms.fields import UNKNOWN, YesNoUnknownField
from referrals.models import ReferredPerson
from strongerfamilies.govuk_forms import ChoiceRadioField, CountField, GovukDateField, GovukForm, forms

OLDEST = 120
LONGEST_WAIT_FOR_A_BABY = 10  # months
LATE_BABY = timedelta(weeks=6)


class PersonForm(GovukForm):
    """A name or nothing, an age as well as it is known, and how they belong to the family."""

    BORN, AGE, ADULT, CHILD = "born", "age", "adult", "child"

    heading = "Somebody in the family"
    asked_as = {"age_told": "their age in years", "lives_with_family": "whether they live with the family"}
    reveals = {"date_of_birth": ("how_old", BORN), "age_told": ("how_old", AGE)}

    given_name = forms.CharField(
        label="First name", max_length=80, required=False, help_text="Leave it empty if you do not know it."
    )
    family_name = forms.CharField(label="Last name", max_length=80, required=False)
    relationship = forms.CharField(
        label="Who are they in the family?",
        max_length=60,
        required=False,
        help_text="For example mother, son or grandfather.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    how_old = ChoiceRadioField(
        label="How old are they?",
        choices=[
            (BORN, "I know the date of birth"),
            (AGE, "I know the age"),
            (ADULT, "I only know that they are an adult"),
            (CHILD, "I only know that they are a child"),
            (UNKNOWN, "I do not know"),
        ],
    )
    date_of_birth = GovukDateField(label="Date of birth", not_future=True, help_text="For example, 27 3 2012.")
    age_told = CountField(label="Age in years", max_value=OLDEST)
    lives_with_family = YesNoUnknownField(label="Do they live with the family?")
    parent_or_carer = YesNoUnknownField(label="Are they a parent or carer of a child in the family?", required=False)

    def __init__(self, *args, person=None, **kwargs):
        self.person = person
        if person:
            kwargs |= {"initial": self.stored(person), "watching": (person, ReferredPerson.TOLD)}
            self.heading = person.called
        super().__init__(*args, **kwargs)

    def stored(self, row):
        told = {name: getattr(row, name) for name in ReferredPerson.TOLD}
        known = {self.BORN: row.date_of_birth, self.AGE: row.age_told is not None}
        how_old = next((how for how, is_known in known.items() if is_known), row.role or UNKNOWN)
        return {**told, "how_old": how_old}

    def clean(self):
        """Nobody has evidence about them from before they were born."""
        day = min((piece.observed_on for piece in self.person.evidence.all()), default=None) if self.person else None
        for name, born in (("date_of_birth", self.cleaned_data.get("date_of_birth")), ("age_told", self._born())):
            if day and born and born > day:
                known = date_format(day, "j F Y")
                self.add_error(name, f"You recorded evidence about them of {known}, before they would have been born")
        return self.cleaned_data

    def _born(self):
        """At the earliest, by the age told."""
        age = self.cleaned_data.get("age_told")
        return None if age is None else earliest_birth(age, timezone.localdate())

    @property
    def answers(self):
        how_old = self.cleaned_data["how_old"]
        role = how_old if how_old in (self.ADULT, self.CHILD) else ""
        return {name: self.cleaned_data[name] for name in ReferredPerson.TOLD if name != "role"} | {"role": role}


class NewPersonForm(PersonForm):
    """The same, for somebody not yet on the list."""

    heading = "Add somebody in the family"
    adds_a_row = True


class BabyForm(GovukForm):
    """An unborn baby has a due date and nothing else (H9)."""

    heading = "When is the baby due?"
    asked_as = {"due_on": "the date the baby is due"}

    due_on = GovukDateField(
        label=heading, help_text="An unborn baby needs no name. If you are not sure, give the first day of the month."
    )

    def __init__(self, *args, person=None, **kwargs):
        if person:
            kwargs |= {"initial": {"due_on": person.due_on}, "watching": (person, ("due_on",))}
        super().__init__(*args, **kwargs)

    def clean_due_on(self):
        due, today = self.cleaned_data["due_on"], timezone.localdate()
        if due > months_from(today, LONGEST_WAIT_FOR_A_BABY):
            raise forms.ValidationError(f"The date the baby is due must be within {LONGEST_WAIT_FOR_A_BABY} months")
        if due < today - LATE_BABY:
            raise forms.ValidationError("The date the baby is due is long past: add the child with their date of birth")
        return due

    @property
    def answers(self):
        return {"due_on": self.cleaned_data["due_on"]}


class NewBabyForm(BabyForm):
    """The same, for a baby not yet on the list."""

    adds_a_row = True


class SixteenPlusForm(GovukForm):
    """Asked of 16 to 18 year olds only: it decides whether they count as a dependent child (E9)."""

    in_education_or_training = YesNoUnknownField(label="Are they in education or training?")
    unemployed = YesNoUnknownField(label="Are they unemployed?")

    def __init__(self, *args, person, **kwargs):
        self.heading = f"{person.called}, at 16 to 18"
        watching = (person, ReferredPerson.SIXTEEN_PLUS)
        super().__init__(
            *args, initial={name: getattr(person, name) for name in watching[1]}, watching=watching, **kwargs
        )

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in ReferredPerson.SIXTEEN_PLUS}


class RemoveForm(GovukForm):
    """Nothing to answer: only to remove."""

    submit_label = "Remove"

    def __init__(self, *args, what, **kwargs):
        self.heading = f"Remove {what}?"
        super().__init__(*args, **kwargs)
