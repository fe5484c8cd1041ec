"""Who in the family may know of something on the record (H1)."""

from strongerfamilies.govuk_forms import ChoiceRadioField, GovukForm, MultiCheckboxField

ANYONE, SOME, NOBODY = "anyone", "some", "nobody"

HELP = "What somebody may not know is left out of everything they are handed, without a word about it."
CHOICES = [
    (ANYONE, "Anyone in the family"),
    (SOME, "Some of them must not know"),
    (NOBODY, "Keep it from everyone in the family"),
]


def knowing_fields(members, also=()):
    """The two questions, for a form that asks them among others.

    `members` are memberships, `also` people from whom it is kept already: they may have left, and may come back.
    """
    people = [*(member.person for member in members), *also]
    return {
        "may_know": ChoiceRadioField(
            label="Who in the family may know of this?", help_text=HELP, choices=CHOICES, initial=ANYONE
        ),
        "not_known_by": MultiCheckboxField(
            label="Who must not know?",
            choices=list({person.pk: str(person) for person in people if not person.is_unborn}.items()),
            coerce=int,
        ),
    }


KNOWING_REVEALS = {"not_known_by": ("may_know", SOME)}
KNOWING_ASKED_AS = {"may_know": "who in the family may know", "not_known_by": "who must not know"}


def kept_from(answers) -> dict:
    """The two answers as an action takes them: `withheld` from all, and the keys of those it is kept from."""
    return {"withheld": answers["may_know"] == NOBODY, "not_known_by": answers["not_known_by"]}


def knowing_of(row) -> dict:
    """What a row holds, by the two questions."""
    named = sorted(person.pk for person in row.not_known_by.all())
    return {"may_know": NOBODY if row.withheld else SOME if named else ANYONE, "not_known_by": named}


class KnowingForm(GovukForm):
    """Keep something from members of the family, or release it."""

    heading = "Who in the family may know of this?"
    submit_label = "Save"
    reveals = KNOWING_REVEALS
    asked_as = KNOWING_ASKED_AS

    def __init__(self, *args, row, members, **kwargs):
        super().__init__(*args, watching=(row, type(row).KEPT_FROM), initial=self.stored(row), **kwargs)
        self.fields = {**knowing_fields(members, row.not_known_by.all()), **self.fields}

    def stored(self, row):
        return knowing_of(row)

    @property
    def answers(self):
        return {**kept_from(self.cleaned_data), "seen": self.cleaned_data["seen"]}
