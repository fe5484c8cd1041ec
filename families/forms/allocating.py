"""Choosing a keyworker among those of every agency, with how many families each holds now."""

from django import forms

from families.forms.colleagues import ByAgency
from families.models import Allocation, need_to_know
from strongerfamilies.govuk_forms import GovukForm


class KeyworkerField(forms.ModelChoiceField):
    """Typing the beginning of a name finds it in the list, with or without JavaScript."""

    iterator = ByAgency

    def __init__(self, keyworkers, **kwargs):
        super().__init__(keyworkers, **{"empty_label": "Choose a keyworker", **kwargs})

    def label_from_instance(self, keyworker):
        holds = f"{keyworker.caseload} {'family' if keyworker.caseload == 1 else 'families'} now"
        return ", ".join(filter(None, [keyworker.name, keyworker.team and keyworker.team.name, holds]))


class AllocationForm(GovukForm):
    heading = "Allocate a keyworker"
    lead = "A keyworker may come from any agency. Each is shown with their team and how many families they hold now."
    submit_label = "Allocate"

    keyworker = KeyworkerField(Allocation.objects.none(), label="Keyworker")

    def __init__(self, *args, family, by, **kwargs):
        present = family.allocation
        super().__init__(*args, watching=(present or Allocation(family=family), ("keyworker",)), **kwargs)
        self.fields["keyworker"].queryset = Allocation.objects.possible_keyworkers(
            family=family, not_counting=need_to_know.closed_to(by)
        )
        if present:
            self.heading = "Allocate another keyworker"
