"""Two kinds of answer about people: one that nobody may know, and whom something is about."""

from strongerfamilies.govuk_forms import ChoiceRadioField

UNKNOWN = "unknown"


class YesNoUnknownField(ChoiceRadioField):
    """Yes is True, no is False, and "I do not know" is an answer of its own: None."""

    MEANS = {"yes": True, "no": False, UNKNOWN: None}

    def __init__(self, **kwargs):
        choices = [("yes", "Yes"), ("no", "No"), (UNKNOWN, "I do not know")]
        super().__init__(choices=choices, coerce=self.MEANS.get, empty_value=None, inline=True, **kwargs)

    def prepare_value(self, value):
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


class WhoField(ChoiceRadioField):
    """One of the people given, each with a `key`, `called` and `described`; or the whole family, which is None."""

    FAMILY = "family"

    def __init__(self, people, *, or_family, **kwargs):
        self.people = {person.key: person for person in people}
        choices = [(person.key, person.called) for person in people]
        if or_family:
            choices.append((self.FAMILY, "The whole family"))
        super().__init__(
            choices=choices,
            coerce=self.people.get,
            empty_value=None,
            or_before=self.FAMILY,
            hints={person.key: person.described for person in people},
            **kwargs,
        )

    def prepare_value(self, value):
        return getattr(value, "key", value)
