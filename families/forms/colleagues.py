"""Choosing a colleague who signs in here, of whichever agency."""

from itertools import groupby

from django import forms
from django.forms.models import ModelChoiceIterator

from accounts.models import User


class ByAgency(ModelChoiceIterator):
    """The options of a select, under the name of each colleague's agency."""

    def __iter__(self):
        yield "", self.field.empty_label
        for agency, colleagues in groupby(self.queryset, key=lambda colleague: colleague.agency):
            yield str(agency or "No agency"), [self.choice(colleague) for colleague in colleagues]


class ColleagueField(forms.ModelChoiceField):
    """Typing the beginning of a name finds it in the list, with or without JavaScript."""

    iterator = ByAgency

    def __init__(self, **kwargs):
        super().__init__(User.objects.none(), **{"empty_label": "Choose a colleague", **kwargs})

    def label_from_instance(self, colleague):
        return ", ".join(filter(None, [colleague.name, colleague.job_title, colleague.team and colleague.team.name]))


def by_agency(colleagues):
    """In the order in which the field lists them."""
    return colleagues.select_related("agency", "team").order_by("agency__name", "name", "pk")
