"""How our forms speak: what went wrong in GOV.UK's words, and a value as a person would read it."""

from datetime import date

from django import forms
from django.utils.formats import date_format

from strongerfamilies.govuk_fields import GovukDateField, PercentField

TEXT = {
    "max_length": "{subject} must be %(limit_value)d characters or fewer. You typed %(show_value)d",
    "min_length": "{subject} must be %(limit_value)d characters or more",
    "null_characters_not_allowed": "{subject} has a character in it that cannot be kept. Type it instead of pasting it",
}
NUMBER = {
    "min_value": "{subject} must be %(limit_value)s or more",
    "max_value": "{subject} must be %(limit_value)s or less",
    "max_digits": "{subject} has too many figures",
    "max_whole_digits": "{subject} has too many figures",
    "max_decimal_places": "{subject} must have %(max)s decimal places or fewer",
}
BETWEEN = "{subject} must be between 0 and 100"
PICK = dict.fromkeys(("invalid_choice", "invalid_list", "invalid_pk_value"), "Select one of the options for {noun}")

# The first kind that fits is the one that speaks. {noun} is "date of birth", {subject} "Date of birth".
MESSAGES = (
    (
        PercentField,
        {**NUMBER, "invalid": "{subject} must be a number, like 92.5", "min_value": BETWEEN, "max_value": BETWEEN},
    ),
    (forms.DecimalField, {**NUMBER, "invalid": "{subject} must be a number, like 12.5"}),
    (forms.IntegerField, {**NUMBER, "invalid": "{subject} must be a whole number, like 4"}),
    (forms.EmailField, {**TEXT, "invalid": "Enter an email address in the correct format, like name@example.com"}),
    (forms.CharField, TEXT),
    ((forms.ChoiceField, forms.ModelChoiceField), PICK),
    (
        GovukDateField,
        {
            "missing": "{subject} must include %(parts)s",
            "unreal": "{subject} must be a real date",
            "earliest": "{subject} must be in %(earliest)s or later",
            "future": "{subject} must be today or in the past",
            "past": "{subject} must be today or in the future",
        },
    ),
    (forms.FileField, {"empty": "The selected file is empty", "missing": "Select a file"}),
)
PICKED = (forms.ChoiceField, forms.ModelChoiceField, forms.FileField)


def plain_messages(form):
    """Give every field of the form our words, but where the form's author wrote their own."""
    for bound in form.visible_fields():
        field, noun = bound.field, _noun(form, bound)
        subject = noun[0].upper() + noun[1:]
        words = {"required": _required(field, noun), **_words_for(field)}
        for code, message in words.items():
            if _is_djangos_own(field, code):
                field.error_messages[code] = message.format(noun=_quiet(noun), subject=_quiet(subject))


def _required(field, noun):
    if noun.startswith("“"):
        return "Answer {noun}"
    if isinstance(field, forms.BooleanField):
        return "Tick the box to go on: {noun}"
    return "Select {noun}" if isinstance(field, PICKED) else "Enter {noun}"


def _words_for(field):
    return next((words for kind, words in MESSAGES if isinstance(field, kind)), {})


def _noun(form, bound):
    """The field's name inside a sentence. A question keeps its own words, in quotation marks."""
    if bound.name in form.asked_as:
        return form.asked_as[bound.name]
    label = str(bound.label)
    if label.endswith("?"):
        return f"“{label}”"
    keeps_its_capital = label[1:2].isupper() or label.startswith("I ")
    return label if keeps_its_capital else label[:1].lower() + label[1:]


def _quiet(text):
    """A label's own % sign must not be read as a place to fill in."""
    return text.replace("%", "%%")


def _is_djangos_own(field, code):
    return field.error_messages.get(code) is _inherited(type(field)).get(code)


def _inherited(kind):
    messages = {}
    for parent in reversed(kind.__mro__):
        messages.update(getattr(parent, "default_error_messages", {}))
    return messages


def shown(field, value):
    """A cleaned value as a person would read it."""
    if value in (None, "", []):
        return "Not answered"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, list | tuple):
        return ", ".join(shown(field, item) for item in value)
    choices = getattr(field, "choices", ()) if not isinstance(field, forms.ModelChoiceField) else ()
    return str({str(key): label for key, label in choices}.get(str(value), value))
