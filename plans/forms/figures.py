"""Inputs for the areas that take a figure: a whole count, a percentage, or pounds."""

from django import forms

from plans.rules import COUNT, MONEY, PERCENT
from strongerfamilies.govuk_forms import CountField, PercentField


class MoneyField(forms.DecimalField):
    """Pounds and pence from 0; a pound sign or commas typed with it are taken as meant."""

    widget = forms.TextInput
    prefix = "£"

    def __init__(self, **kwargs):
        super().__init__(**{"min_value": 0, "max_digits": 11, "decimal_places": 2, **kwargs})

    def to_python(self, value):
        return super().to_python(value.replace(",", "").strip().removeprefix("£") if isinstance(value, str) else value)

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "class": "govuk-input--width-10"}


FIELDS = {COUNT: CountField, PERCENT: PercentField, MONEY: MoneyField}


def figure_field(area, **kwargs):
    """The input for an area. Its unit stands after the box, but where the box says it already."""
    field = FIELDS[area.value_type](label=area.area, required=False, **kwargs)
    if area.value_type == COUNT:
        field.suffix = area.unit
    return field
