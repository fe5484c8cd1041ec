"""The widgets that GOV.UK has and Django has not: a date in three boxes."""

from datetime import date, datetime

from django import forms

DAY, MONTH, YEAR = 0, 1, 2


class DateBoxes(forms.MultiWidget):
    """Day, month and year, each typed; what was typed comes back as it was, right or wrong."""

    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__([forms.TextInput() for _ in (DAY, MONTH, YEAR)], attrs)

    def decompress(self, value):
        """A stored date becomes three numbers; None three empty boxes."""
        if isinstance(value, datetime | date):
            return [str(value.day), str(value.month), str(value.year)]
        return ["", "", ""]

    def use_required_attribute(self, initial):
        return False
