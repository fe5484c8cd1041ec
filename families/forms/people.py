"""Who somebody is, asked by theme: a small form for each, so that two workers seldom meet in one."""

from django import forms
from django.utils.formats import date_format

from families.forms.fields import UNKNOWN, YesNoUnknownField
from families.models import Membership, Person, Relationship
from families.models.person import OLDEST
from strongerfamilies.govuk_forms import ChoiceRadioField, CountField, GovukDateField, GovukForm, GovukModelForm

HALF_WIDTH = forms.TextInput(attrs={"class": "govuk-input--width-20"})


class NamesForm(GovukModelForm):
    heading = "Names"
    submit_label = "Save"

    class Meta:
        model = Person
        fields = ("given_name", "family_name", "known_as", "previous_names")
        labels = {"given_name": "First names", "family_name": "Last name"}
        help_texts = {
            "known_as": "What they like to be called, or what others call them.",
            "previous_names": "One on each line: a maiden name, or a name from an earlier marriage.",
        }


class AgeQuestions(GovukForm):
    """A date of birth, else an age as it was told, else whether they are an adult."""

    BORN, AGE = "born", "age"

    asked_as = {"how_old": "how old they are", "age_told": "their age in years"}
    reveals = {"date_of_birth": ("how_old", BORN), "age_told": ("how_old", AGE)}

    how_old = ChoiceRadioField(
        label="How old are they?",
        choices=[
            (BORN, "I know the date of birth"),
            (AGE, "I know the age, or can estimate it"),
            (Person.Role.ADULT.value, "I only know that they are an adult"),
            (Person.Role.CHILD.value, "I only know that they are a child"),
            (UNKNOWN, "I do not know"),
        ],
    )
    date_of_birth = GovukDateField(label="Date of birth", not_future=True, help_text="For example, 27 3 2012.")
    age_told = CountField(label="Age in years", max_value=OLDEST)

    @property
    def age_answers(self):
        how_old = self.cleaned_data["how_old"]
        return {
            "date_of_birth": self.cleaned_data["date_of_birth"],
            "age_told": self.cleaned_data["age_told"],
            "role": how_old if how_old in Person.Role.values else "",
        }


class AgeForm(AgeQuestions):
    """The age of somebody on record."""

    ASKED = ("date_of_birth", "age_told", "role")

    heading = "Date of birth or age"
    submit_label = "Save"

    def __init__(self, *args, instance, **kwargs):
        self.person = instance
        super().__init__(*args, initial=self.stored(instance), watching=(instance, self.ASKED), **kwargs)

    def stored(self, row):
        known = {self.BORN: row.date_of_birth, self.AGE: row.age_told is not None}
        how_old = next((how for how, is_known in known.items() if is_known), row.role or UNKNOWN)
        age_now = None if row.age_told is None else row.age
        return {"how_old": how_old, "date_of_birth": row.date_of_birth, "age_told": age_now}

    def clean_date_of_birth(self):
        born, died = self.cleaned_data["date_of_birth"], self.person.died_on
        if born and died and born > died:
            raise forms.ValidationError(f"They died on {date_format(died, 'j F Y')}, before they would have been born")
        if refusal := born and Relationship.objects.why_not_born_on(self.person, born):
            raise forms.ValidationError(refusal)
        return born

    @property
    def answers(self):
        """An age left as it was shown, grown older since it was told, is the age that was told."""
        age = self.cleaned_data["age_told"]
        as_before = age is not None and age == self.initial["age_told"]
        told = {"age_told": self.person.age_told} if as_before else {}
        return {**self.age_answers, **told, "seen": self.cleaned_data["seen"]}


class AboutForm(GovukModelForm):
    heading = "Sex and ethnicity"
    submit_label = "Save"

    sex = ChoiceRadioField(label="Sex", choices=[*Person.Sex.choices, ("", "Not known")], required=False, inline=True)

    class Meta:
        model = Person
        fields = ("sex", "ethnicity")
        help_texts = {
            "ethnicity": "As they describe themselves. You do not have to ask: it is never used for any decision about "
            "a family, only to see whether the programme reaches everyone."
        }


class LanguageForm(GovukModelForm):
    heading = "Language and access"
    submit_label = "Save"

    interpreter_needed = YesNoUnknownField(
        label="Do they need an interpreter?",
        help_text="A relative or a child should not interpret: what is said may concern them.",
        required=False,
    )

    class Meta:
        model = Person
        fields = ("language", "interpreter_needed", "access_needs")
        widgets = {"language": HALF_WIDTH}
        help_texts = {
            "language": "For example Urdu, or British Sign Language.",
            "access_needs": "For example large print, no stairs, or somebody to come along.",
        }


class OccupationForm(GovukModelForm):
    heading = "Education, training and work"
    submit_label = "Save"

    in_education_or_training = YesNoUnknownField(label="Are they in education or training?", required=False)
    unemployed = YesNoUnknownField(label="Are they unemployed?", required=False)

    class Meta:
        model = Person
        fields = ("in_education_or_training", "unemployed")


class BelongingForm(GovukModelForm):
    """How somebody belongs to this family: what may differ between two families of one child."""

    heading = "How they belong to the family"
    submit_label = "Save"

    lives_with_family = YesNoUnknownField(label="Do they live with the family?", required=False)
    parent_or_carer = YesNoUnknownField(label="Are they a parent or carer of a child in the family?", required=False)

    joined_on = GovukDateField(label="Since when are they in the family?", not_future=True)

    class Meta:
        model = Membership
        fields = ("relationship", "lives_with_family", "parent_or_carer", "joined_on")
        widgets = {"relationship": HALF_WIDTH}
        labels = {"relationship": "Who are they in the family?"}
        help_texts = {"relationship": "For example mother, son or grandfather."}


class LeavingForm(GovukForm):
    """The first day on which somebody is not in the family any more."""

    submit_label = "Record that they left"
    asked_as = {"left_on": "the date they left"}

    left_on = GovukDateField(
        label="When did they leave?",
        help_text="For somebody who was added by mistake, give the day on which they joined.",
        not_future=True,
    )

    def __init__(self, *args, member, **kwargs):
        self.heading = f"{member.person} leaves the family"
        super().__init__(*args, **kwargs)
