"""What every form of ours begins from: a heading, plain messages, reveals, and safety against two tabs and two clicks.

A form says what it asks; `templates/govuk/` draws it. How a view uses it is shown in `layouts/form_page.html`.
"""

import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.forms.models import ModelFormMetaclass
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

from strongerfamilies.edits import fingerprint
from strongerfamilies.govuk_fields import (
    ChoiceRadioField,
    CountField,
    GovukDateField,
    LongTextField,
    ModelRadioField,
    MultiCheckboxField,
    PercentField,
    YesNoField,
)
from strongerfamilies.govuk_messages import plain_messages, shown

__all__ = [
    "ChoiceRadioField",
    "CountField",
    "GovukDateField",
    "GovukForm",
    "GovukModelForm",
    "LongTextField",
    "ModelRadioField",
    "MultiCheckboxField",
    "PercentField",
    "YesNoField",
]

CHANGED_MEANWHILE = (
    "Somebody else changed this while you were writing. Nothing of yours is saved yet. "
    "Compare the two below, put right what you want to keep, and save again."
)
WORN_OUT = "This page is out of date. Check your answers and save again"
MANY = 7  # more choices than this are a select, not radios


class GovukBase:
    """Shared by GovukForm and GovukModelForm.

    `heading` is both title and h1. `asked_as` gives a field's name inside a sentence ("Enter …") where the label does
    not read well there. `reveals` maps a field to (another field, its option) under which it stands: unless that option
    is chosen it is not required and its answer is dropped. `needed_sometimes` names those that the form's own `clean`
    asks for in some cases, so that they are not called optional. `watching` is (row, field names) for two-tab safety.
    """

    heading = ""
    lead = ""
    submit_label = "Save and continue"
    asked_as = {}
    reveals = {}
    needed_sometimes = ()
    adds_a_row = False
    use_required_attribute = False

    def __init__(self, *args, watching=None, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.both = []
        if watching:
            seen = fingerprint(*watching)
            self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=seen)
        if self.adds_a_row:
            self.fields["once"] = forms.UUIDField(
                widget=forms.HiddenInput, required=False, initial=uuid.uuid4, error_messages={"invalid": WORN_OUT}
            )
        self._watched = watching[1] if watching else ()

    @property
    def helper(self):
        """How crispy draws the fields: the form's own `layout()`, hidden fields always included."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.render_hidden_fields = True
        helper.layout = self.layout()
        return helper

    def layout(self):
        """Every visible field in order, without those drawn under another's option."""
        return Layout(*[field.name for field in self.visible_fields() if field.name not in self.reveals])

    @property
    def heading_is_a_label(self):
        """One question on the page: its label is the page's heading, said once."""
        return any(field.label == self.heading for field in self.visible_fields())

    def clean_once(self):
        return self.cleaned_data["once"] or uuid.uuid4()

    def take_up(self, typed):
        """Show a draft as it was typed, right or wrong: `typed` is a list of values for each name.

        Nothing is said of what is wrong with it until it is saved.
        """
        self.data, self.is_bound = MultiValueDict(typed), True
        self._errors, self.cleaned_data = ErrorDict(), {}

    def show_both(self, current):
        """Someone saved first: keep what was typed, show theirs beside it, and let the next save go through."""
        for name, theirs in self.stored(current).items():
            yours = _rows(self.cleaned_data.get(name))
            if name in self.fields and yours != theirs:
                field = self.fields[name]
                self.both.append((self[name].label, shown(field, yours), shown(field, theirs)))
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.seen_of(current)
        self.add_error(None, CHANGED_MEANWHILE)

    def stored(self, row):
        """The row's values by the questions of this form. A form whose questions are no columns says how itself."""
        return {name: _rows(getattr(row, name)) for name in self._watched}

    def seen_of(self, row):
        """Stands for what a row holds in the columns that this form watches."""
        return fingerprint(row, self._watched)

    def _clean_fields(self):
        plain_messages(self)
        hidden = [name for name in self.reveals if name in self.fields and not self._is_revealed(name)]
        for name in hidden:
            self.fields[name].required = False
        super()._clean_fields()
        for name in hidden:
            self.errors.pop(name, None)
            self.cleaned_data[name] = self.fields[name].clean(None)

    def _is_revealed(self, name):
        asked, option = self.reveals[name]
        chosen = self[asked].data
        return str(option) in (chosen if isinstance(chosen, list) else [str(chosen)])


def _rows(value):
    """The rows of a many-to-many column, in an order that can be compared; anything else as it is."""
    return sorted(value.all(), key=lambda row: row.pk) if hasattr(value, "all") else value


class GovukForm(GovukBase, forms.Form):
    """A page's questions that are not the columns of one row."""


FIELD_FOR_COLUMN = {
    "BooleanField": YesNoField,
    "DateField": GovukDateField,
    "TextField": LongTextField,
    "PositiveIntegerField": CountField,
    "PositiveSmallIntegerField": CountField,
}


def govuk_formfield(column, *, widget=None, **kwargs):
    """The GOV.UK field for a model's column. A form that declares the field itself is left alone."""
    if column.choices and len(column.flatchoices) <= MANY:
        return column.formfield(choices_form_class=ChoiceRadioField, **kwargs)
    kind = FIELD_FOR_COLUMN.get(column.get_internal_type())
    if kind and not column.choices:
        return column.formfield(form_class=kind, **{"required": not column.blank, **kwargs})
    return column.formfield(**kwargs, **({"widget": widget} if widget else {}))


class _GovukModelFormMetaclass(ModelFormMetaclass):
    def __new__(mcs, name, bases, attrs):
        if "Meta" in attrs and not hasattr(attrs["Meta"], "formfield_callback"):
            attrs["Meta"].formfield_callback = staticmethod(govuk_formfield)
        return super().__new__(mcs, name, bases, attrs)


class GovukModelForm(GovukBase, forms.ModelForm, metaclass=_GovukModelFormMetaclass):
    """One row's columns. An existing row is watched: `seen` goes to the action, which refuses a stale one."""

    def __init__(self, *args, instance=None, **kwargs):
        if instance is not None and instance.pk:
            kwargs.setdefault("watching", (instance, tuple(self._meta.fields)))
        super().__init__(*args, instance=instance, **kwargs)
