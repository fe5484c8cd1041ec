"""Two records of one person: which of their answers holds, and how the worker knows."""

from django.utils.formats import date_format

from strongerfamilies.govuk_forms import ChoiceRadioField, GovukForm, LongTextField

THIS, OTHER = "this", "other"
YES_NO = {True: "Yes", False: "No"}

# One question each: its name, what it asks, and the columns that go together.
CHOICES = (
    ("name", "Name", ("given_name", "family_name")),
    ("known_as", "Known as", ("known_as",)),
    ("age", "Date of birth or age", ("date_of_birth", "age_told", "age_told_on")),
    ("role", "Adult or child", ("role",)),
    ("sex", "Sex", ("sex",)),
    ("ethnicity", "Ethnicity", ("ethnicity",)),
    ("language", "Language they speak best", ("language",)),
    ("interpreter", "Needs an interpreter", ("interpreter_needed",)),
    ("access_needs", "What helps them to take part", ("access_needs",)),
    ("education", "In education or training", ("in_education_or_training",)),
    ("unemployed", "Unemployed", ("unemployed",)),
)


class LinkForm(GovukForm):
    """Field by field: what only one record has is kept, what differs is asked."""

    heading = "Link two records of one person"
    submit_label = "Link the two records"
    asked_as = {"why": "how you know that they are one person"}

    why = LongTextField(
        label="How do you know that they are one person?", help_text="For example: the mother said so, or the school."
    )

    def __init__(self, *args, person, other, **kwargs):
        super().__init__(*args, **kwargs)
        self.only_other = []
        for name, asks, columns in CHOICES:
            ours, theirs = _words(person, columns), _words(other, columns)
            if ours and theirs and ours != theirs:
                self.fields[name] = ChoiceRadioField(
                    label=f"{asks}: which is right?",
                    choices=[(THIS, f"{ours} (this record)"), (OTHER, f"{theirs} (the other record)")],
                )
                self.asked_as = {**self.asked_as, name: f"which is right: {asks.lower()}"}
            elif theirs and not ours:
                self.only_other += columns
        self.order_fields([*(name for name, _, _ in CHOICES), "why"])

    @property
    def take(self) -> list[str]:
        """The columns whose value comes from the other record."""
        chosen = [column for name, _, columns in CHOICES if self.cleaned_data.get(name) == OTHER for column in columns]
        return [*self.only_other, *chosen]


class ApartForm(GovukForm):
    heading = "These are two people"
    submit_label = "Keep the two records apart"
    asked_as = {"why": "how you know that they are two people"}

    why = LongTextField(label="How do you know that they are two people?")


class UnlinkForm(GovukForm):
    heading = "Unlink two records"
    submit_label = "Unlink them"
    asked_as = {"why": "why they are two people after all"}

    why = LongTextField(label="Why are they two people after all?")


def _words(person, columns) -> str:
    """What a record says, as a person reads it; empty when it says nothing."""
    if columns[0] == "given_name":
        return person.full_name
    if columns[0] == "date_of_birth":
        if person.date_of_birth:
            return date_format(person.date_of_birth, "j F Y")
        return "" if person.age_told is None else f"About {person.age}"
    value = getattr(person, columns[0])
    if isinstance(value, bool):
        return YES_NO[value]
    display = getattr(person, f"get_{columns[0]}_display", None)
    return (display() if display else value) or ""
