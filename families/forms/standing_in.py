"""Who keeps contact, who stands in, and who takes families over."""

from django.utils import timezone

from families.forms.allocating import KeyworkerField
from families.models import Allocation
from strongerfamilies.govuk_forms import GovukDateField, GovukForm, MultiCheckboxField


class HoldingForm(GovukForm):
    heading = "Name a holding worker"
    lead = "They keep contact with the family, and may open its record, until there is a keyworker."
    submit_label = "Name as holding worker"

    worker = KeyworkerField(Allocation.objects.none(), label="Holding worker")

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers


class CoverForm(GovukForm):
    heading = "Arrange cover"
    lead = "A colleague stands in and may open the record from the first day to the last. It ends by itself."
    submit_label = "Arrange cover"
    asked_as = {"first_day": "the first day", "last_day": "the last day", "worker": "who stands in"}

    worker = KeyworkerField(Allocation.objects.none(), label="Who stands in?")
    first_day = GovukDateField(label="From which day?", not_past=True, initial=timezone.localdate)
    last_day = GovukDateField(label="To which day?", not_past=True)

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers

    def clean(self):
        first_day, last_day = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if first_day and last_day and last_day < first_day:
            self.add_error("last_day", "The last day must be the first day or later")


def ask_which(field, families):
    """All of a keyworker's families, unless somebody unticks one."""
    field.choices = [(family.pk, str(family)) for family in families]
    field.initial = [family.pk for family in families]


class CaseloadCoverForm(CoverForm):
    asked_as = {**CoverForm.asked_as, "families": "at least one family"}

    families = MultiCheckboxField(label="Which families?", choices=(), coerce=int)

    def __init__(self, *args, families, giver, **kwargs):
        super().__init__(*args, **kwargs)
        self.heading = f"Arrange cover for {giver.name}"
        ask_which(self.fields["families"], families)


class HandOverForm(GovukForm):
    lead = "All the families ticked go to the new keyworker, or none do. Both keyworkers are told by email."
    submit_label = "Hand over"
    asked_as = {"families": "at least one family", "starts_on": "the first day", "taker": "who takes them over"}

    taker = KeyworkerField(Allocation.objects.none(), label="Who takes them over?")
    starts_on = GovukDateField(label="From which day?", not_past=True, initial=timezone.localdate)
    families = MultiCheckboxField(label="Which families?", choices=(), coerce=int)

    def __init__(self, *args, families, giver, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.heading = f"Hand over families of {giver.name}"
        self.fields["taker"].queryset = workers.exclude(pk=giver.pk)
        ask_which(self.fields["families"], families)
