"""The questions our forms are made of, each with GOV.UK's wording of what went wrong.

A field's messages are finished by `plain_messages`, which the form calls once it knows the label.
"""

from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.choices import BlankChoiceIterator

from strongerfamilies.govuk_widgets import DAY, MONTH, YEAR, DateBoxes

YES_NO = (("yes", "Yes"), ("no", "No"))
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
PARTS = ("a day", "a month", "a year")


class LongTextField(forms.CharField):
    """Free text kept exactly as typed, but for line ends, which are counted as one character as browsers do."""

    widget = forms.Textarea

    def __init__(self, *, rows=5, **kwargs):
        kwargs.setdefault("strip", False)
        kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**kwargs)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def validate(self, value):
        """Spaces alone are no answer."""
        super().validate(value if value.strip() else "")


class ChoiceRadioField(forms.TypedChoiceField):
    """One of a few. `hints` explains options by value; `or_before` names the option that follows an "or"."""

    widget = forms.RadioSelect

    def __init__(self, *, hints=None, or_before=None, inline=False, **kwargs):
        self.hints, self.or_before, self.inline = hints or {}, or_before, inline
        kwargs["widget"] = self.widget
        kwargs["choices"] = _without_blank(kwargs.get("choices", ()))
        super().__init__(**kwargs)


class YesNoField(ChoiceRadioField):
    """Yes is True, no is False, and not answered is None: never a quiet no."""

    def __init__(self, *, inline=True, **kwargs):
        kwargs.update(choices=YES_NO, coerce=_yes_or_no, empty_value=None)
        super().__init__(inline=inline, **kwargs)

    def prepare_value(self, value):
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class ModelRadioField(forms.ModelChoiceField):
    """One row of a short list. `hint` is a function from the row to a line under it; `label_of` to its name."""

    widget = forms.RadioSelect

    def __init__(self, queryset, *, hint=None, label_of=str, or_before=None, inline=False, **kwargs):
        self._hint, self._label_of = hint, label_of
        self.hints, self.or_before, self.inline = {}, or_before, inline
        super().__init__(queryset, empty_label=None, **kwargs)

    def label_from_instance(self, obj):
        if self._hint:
            self.hints[str(self.prepare_value(obj))] = self._hint(obj)
        return self._label_of(obj)


class MultiCheckboxField(forms.TypedMultipleChoiceField):
    """Any of a few. `exclusive` is the value ("none of these") that goes with no other."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"exclusive": "Select what applies, or select “%(label)s”, not both"}

    def __init__(self, *, hints=None, exclusive=None, **kwargs):
        self.hints, self.exclusive, self.or_before = hints or {}, exclusive, exclusive
        kwargs["widget"] = self.widget
        kwargs["choices"] = _without_blank(kwargs.get("choices", ()))
        super().__init__(**kwargs)

    def validate(self, value):
        super().validate(value)
        if self.exclusive in value and len(value) > 1:
            label = dict(self.choices)[self.exclusive]
            raise ValidationError(self.error_messages["exclusive"], code="exclusive", params={"label": label})


class CountField(forms.IntegerField):
    """A whole number from 0, typed: no arrows that a mouse wheel could turn."""

    widget = forms.TextInput

    def __init__(self, *, min_value=0, max_value=1_000_000, suffix="", **kwargs):
        self.suffix = suffix
        super().__init__(min_value=min_value, max_value=max_value, **{**kwargs, "widget": self.widget})

    def widget_attrs(self, widget):
        return {"inputmode": "numeric", "class": "govuk-input--width-5"}


class PercentField(forms.DecimalField):
    """A percentage from 0 to 100; a % sign typed with it is taken as meant."""

    widget = forms.TextInput
    suffix = "%"

    def __init__(self, **kwargs):
        super().__init__(**{"min_value": Decimal(0), "max_value": Decimal(100), "decimal_places": 2, **kwargs})

    def to_python(self, value):
        return super().to_python(value.strip().removesuffix("%") if isinstance(value, str) else value)

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "class": "govuk-input--width-5"}


class GovukDateField(forms.Field):
    """A day in three boxes. Says which part is missing, and marks the boxes that are wrong.

    The boxes travel in the error's `params`, so that the page can colour them and put the focus there.
    """

    widget = DateBoxes

    def __init__(self, *, not_future=False, not_past=False, earliest=date(1900, 1, 1), **kwargs):
        self.not_future, self.not_past, self.earliest = not_future, not_past, earliest
        super().__init__(**kwargs)

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, date):
            return value or None
        typed = [(part or "").strip() for part in value]
        if not any(typed):
            return None
        missing = [box for box in (DAY, MONTH, YEAR) if not typed[box]]
        if missing:
            raise self._error("missing", missing, parts=" and ".join(PARTS[box] for box in missing))
        return self._real_day(_number(typed[DAY]), _month(typed[MONTH]), typed[YEAR])

    def _real_day(self, day, month, year):
        if not (year.isdecimal() and len(year) == 4):
            raise self._error("year", [YEAR])
        wrong = [box for box, number, last in ((DAY, day, 31), (MONTH, month, 12)) if not 1 <= number <= last]
        try:
            return date(int(year), month, day)
        except ValueError:
            raise self._error("unreal", wrong or [DAY, MONTH, YEAR]) from None

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        if value < self.earliest:
            raise self._error("earliest", [YEAR], earliest=self.earliest.year)
        if self.not_future and value > timezone.localdate():
            raise self._error("future", [DAY, MONTH, YEAR])
        if self.not_past and value < timezone.localdate():
            raise self._error("past", [DAY, MONTH, YEAR])

    def _error(self, code, boxes, **params):
        return ValidationError(self.error_messages[code], code=code, params={"boxes": boxes, **params})

    default_error_messages = {
        "missing": "Date must include %(parts)s",
        "year": "Year must have 4 numbers, like 2015",
        "unreal": "Date must be a real date",
        "earliest": "Date must be in %(earliest)s or later",
        "future": "Date must be today or in the past",
        "past": "Date must be today or in the future",
    }


def _number(typed):
    """The number typed, or 0, which no day or month has."""
    return int(typed) if typed.isdecimal() and len(typed) <= 2 else 0


def _month(typed):
    """A month as a number or by its English name."""
    name = typed.lower()
    return MONTHS.index(name[:3]) + 1 if name.isalpha() and name[:3] in MONTHS else _number(typed)


def _yes_or_no(value):
    return {"yes": True, "no": False}.get(value, value)


def _without_blank(choices):
    """Radios and checkboxes show no "---------": leaving them alone is the blank."""
    if isinstance(choices, BlankChoiceIterator):
        choices = choices.choices
    elif callable(choices):
        return choices
    return [(value, label) for value, label in choices if value not in ("", None)]
