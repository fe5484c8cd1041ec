"""Every kind of question is drawn as GOV.UK publishes it. What differs on purpose is listed in markup.py."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    GovukDateField,
    GovukForm,
    LongTextField,
    MultiCheckboxField,
)
from tests.look.markup import emptied, published, skeleton

EXAMPLES = {
    "input": [
        "default", "with hint text", "with error message", "with error and hint", "with width-5 class", "with prefix",
        "with suffix", "with prefix and suffix and error", "with label as page heading", "value", "inputmode",
        "with autocomplete attribute",
    ],
    "textarea": [
        "default", "with hint", "with error message", "with hint and error message", "with default value",
        "with custom rows", "with label as page heading",
    ],
    "character-count": [
        "default", "with hint", "with hint and error", "with default value", "with custom rows",
        "with label as page heading",
    ],
    "select": ["hint", "error", "with hint text and error message"],
    "file-upload": ["default", "with hint text", "with error message and hint", "with label as page heading"],
    "password-input": ["default", "with hint text", "with error message", "with label as page heading"],
    "radios": [
        "with hint", "inline", "with a divider", "with hints on items", "with fieldset and error message",
        "with hints on parent and items", "with hint and error message",
    ],
    "checkboxes": [
        "with hint", "with divider and None", "with hints on items", "with error message",
        "with legend as a page heading", "with error message and hint",
    ],
    "date-input": [
        "with values", "with error message and hint", "with error on day input", "with error on month input",
        "with error on year input",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("component", "name"), [(kind, name) for kind, names in EXAMPLES.items() for name in names])
def test_the_question_is_drawn_as_govuk_draws_it(component, name):
    options, html = published(component, name)
    form = form_asking(component, options)
    assert skeleton(render_to_string("govuk/field.html", {"field": form["question"]})) == skeleton(html)


@pytest.mark.parametrize(
    ("component", "name"), [("radios", "with conditional item checked"), ("checkboxes", "with pre-checked values")]
)
def test_what_an_option_reveals_stands_where_govuk_puts_it(component, name):
    options, html = published(component, name)
    form = form_asking(component, options)
    form.reveals = {}
    for item in options["items"]:
        if "conditional" in item:
            form.fields[f"after_{item['value']}"] = forms.CharField()
            form.reveals[f"after_{item['value']}"] = ("question", item["value"])
    drawn = render_to_string("govuk/field.html", {"field": form["question"]})
    assert skeleton(emptied(drawn, f".govuk-{component}__conditional")) == skeleton(
        emptied(html, f".govuk-{component}__conditional")
    )


def form_asking(component, options):
    """A form of ours with the one question that GOV.UK's options describe."""
    caption = options.get("label") or options.get("fieldset", {}).get("legend") or {"text": ""}

    class AskingForm(GovukForm):
        heading = caption["text"] if caption.get("isPageHeading") else "Another heading"
        question = FIELDS[component](options, label=caption["text"], help_text=options.get("hint", {}).get("text", ""))

    form = AskingForm(initial={"question": _value(options)})
    if "errorMessage" in options:
        form.cleaned_data = {}
        boxes = [place for place, part in enumerate(PARTS) if options.get(part, {}).get("error")] or [0, 1, 2]
        form.add_error("question", ValidationError(options["errorMessage"]["text"], params={"boxes": boxes}))
    return form


PARTS = ("day", "month", "year")


def _value(options):
    if "day" in options or isinstance(options.get("values"), dict):
        return [options.get("values", {}).get(part, "") for part in PARTS]
    chosen = [
        item["value"] for item in options.get("items", []) if item and (item.get("checked") or item.get("selected"))
    ]
    return options.get("value") or options.get("values") or (chosen[0] if len(chosen) == 1 else chosen or None)


def _text(options, **words):
    attrs = {name: options[name] for name in ("inputmode", "autocomplete") if name in options}
    field = forms.CharField(widget=forms.TextInput(attrs={**attrs, "class": options.get("classes", "")}), **words)
    field.prefix, field.suffix = (options.get(side, {}).get("text") for side in ("prefix", "suffix"))
    return field


def _long_text(options, **words):
    return LongTextField(rows=options.get("rows", 5), max_length=options.get("maxlength"), **words)


def _choices(options):
    items = [item for item in options["items"] if "divider" not in item]
    divided = [
        item for before, item in zip(options["items"], options["items"][1:], strict=False) if "divider" in before
    ]
    return {
        "choices": [(item.get("value"), item["text"]) for item in items],
        "hints": {item["value"]: item["hint"]["text"] for item in items if "hint" in item},
    }, divided[0]["value"] if divided else None


def _radios(options, **words):
    choices, after_or = _choices(options)
    inline = options.get("classes") == "govuk-radios--inline"
    return ChoiceRadioField(or_before=after_or, inline=inline, **choices, **words)


def _checkboxes(options, **words):
    choices, exclusive = _choices(options)
    return MultiCheckboxField(exclusive=exclusive, **choices, **words)


def _select(options, **words):
    return forms.ChoiceField(choices=[(item["value"], item["text"]) for item in options.get("items", [])], **words)


def _password(options, **words):
    attrs = {"autocomplete": "current-password"}
    return forms.CharField(widget=forms.PasswordInput(attrs=attrs), **words)


FIELDS = {
    "input": _text,
    "textarea": _long_text,
    "character-count": _long_text,
    "select": _select,
    "file-upload": lambda options, **words: forms.FileField(**words),
    "password-input": _password,
    "radios": _radios,
    "checkboxes": _checkboxes,
    "date-input": lambda options, **words: GovukDateField(**words),
}
