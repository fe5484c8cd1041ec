"""The hardest things to write down: whether a baby was born, and that somebody died (H8, H9)."""

from django import forms

from families.models import Person, Relationship
from strongerfamilies.govuk_forms import ChoiceRadioField, GovukDateField, GovukForm, YesNoField

NAMED_HELP = "If not, prints leave their name out. Ask the family what they wish."


class BirthForm(GovukForm):
    """From the due date the keyworker is asked. Nothing here asks why."""

    BORN, LOST, NOT_KNOWN = "born", "lost", "not known"

    heading = "Is the baby born?"
    submit_label = "Save"
    asked_as = {"answer": "whether the baby is born"}
    reveals = dict.fromkeys(("date_of_birth", "given_name", "family_name", "sex"), ("answer", BORN))

    answer = ChoiceRadioField(
        label=heading,
        choices=[
            (BORN, "Yes, the baby is born"),
            (LOST, "No, the pregnancy was lost"),
            (NOT_KNOWN, "It is not known yet"),
        ],
        hints={LOST: "Nobody is asked about the baby again.", NOT_KNOWN: "You are asked again."},
    )
    date_of_birth = GovukDateField(label="Date of birth", not_future=True)
    given_name = forms.CharField(
        label="First names", max_length=80, required=False, help_text="Leave it empty while the baby has no name."
    )
    family_name = forms.CharField(label="Last name", max_length=80, required=False)
    sex = ChoiceRadioField(label="Sex", choices=[*Person.Sex.choices, ("", "Not known")], required=False, inline=True)

    def __init__(self, *args, baby, **kwargs):
        self.baby = baby
        super().__init__(*args, **kwargs)

    def clean_date_of_birth(self):
        born = self.cleaned_data["date_of_birth"]
        if refusal := born and Relationship.objects.why_not_born_on(self.baby, born):
            raise forms.ValidationError(refusal)
        return born

    @property
    def child(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("date_of_birth", "given_name", "family_name", "sex")}


class DueForm(GovukForm):
    """The due date of a baby put right."""

    heading = "When is the baby due?"
    submit_label = "Save"
    asked_as = {"due_on": "the date the baby is due"}

    due_on = GovukDateField(label=heading)

    def __init__(self, *args, baby, **kwargs):
        super().__init__(*args, initial={"due_on": baby.due_on}, watching=(baby, ("due_on",)), **kwargs)


class DeathForm(GovukForm):
    """When somebody died, and whether prints still name them."""

    ASKED = ("died_on", "named_after_death")

    submit_label = "Save"
    asked_as = {"died_on": "the date of death", "named_after_death": "whether prints still name them"}

    died_on = GovukDateField(label="When did they die?", not_future=True)
    named_after_death = YesNoField(label="Should prints still name them?", help_text=NAMED_HELP)

    def __init__(self, *args, person, **kwargs):
        self.person = person
        initial = {name: getattr(person, name) for name in self.ASKED}
        super().__init__(*args, initial=initial, watching=(person, self.ASKED), **kwargs)
        self.heading = f"{person} has died"

    def clean_died_on(self):
        died, born = self.cleaned_data["died_on"], self.person.date_of_birth
        if born and died < born:
            raise forms.ValidationError(f"The date of death must be on or after their birth on {born:%-d %B %Y}")
        return died


class DeathMistakenForm(GovukForm):
    """Nothing to answer: it is not so."""

    submit_label = "It was recorded by mistake"

    def __init__(self, *args, person, **kwargs):
        self.heading = f"Was the death of {person} recorded by mistake?"
        super().__init__(*args, **kwargs)
