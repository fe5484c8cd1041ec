"""Restricting a record to named people, and barring somebody from a family."""

from families.forms.colleagues import ColleagueField
from strongerfamilies.govuk_forms import GovukForm, LongTextField, MultiCheckboxField


class RestrictForm(GovukForm):
    heading = "Restrict this record to named people"
    lead = "Nobody else will find the family in a list, a search or a count. You can name more people afterwards."
    submit_label = "Restrict the record"
    asked_as = {"reason": "why only named people may open it", "people": "who may open it"}

    reason = LongTextField(label="Why may only named people open it?", max_length=2000)
    people = MultiCheckboxField(
        label="Who may open it?",
        help_text="At least one of them has to be somebody who may lift the restriction again.",
        choices=(),
        coerce=int,
    )

    def __init__(self, *args, suggested, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [
            (person.pk, ", ".join(filter(None, [person.name, person.job_title]))) for person in suggested
        ]
        self.fields["people"].initial = [person.pk for person in suggested]


class NameForm(GovukForm):
    heading = "Let somebody else open this record"
    submit_label = "Save"
    asked_as = {"user": "who may open it"}

    user = ColleagueField(label="Who may open it?")

    def __init__(self, *args, possible, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = possible


class TakeOffForm(GovukForm):
    submit_label = "Yes, take them off"

    def __init__(self, *args, named, **kwargs):
        super().__init__(*args, **kwargs)
        self.heading = f"Should {named.user} not open this record any more?"


class LiftForm(GovukForm):
    heading = "Lift the restriction"
    lead = "The ordinary rules then say again who may open the record."
    submit_label = "Lift the restriction"
    asked_as = {"why": "why the restriction is lifted"}

    why = LongTextField(label="Why is it lifted?", max_length=2000, rows=3)


class BarForm(GovukForm):
    heading = "Keep somebody from this family"
    lead = "They cannot open the record, whatever else they may, and are not told that it exists."
    submit_label = "Save"
    asked_as = {"user": "who must not open it", "reason": "why they must not open it"}

    user = ColleagueField(label="Who must not open it?")
    reason = LongTextField(
        label="Why must they not open it?", help_text="Say no more than is needed.", max_length=1000, rows=3
    )

    def __init__(self, *args, possible, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = possible


class EndBarForm(GovukForm):
    submit_label = "Save"
    asked_as = {"why": "why they may open it again"}

    why = LongTextField(label="Why may they open it again?", max_length=1000, rows=3)

    def __init__(self, *args, bar, **kwargs):
        super().__init__(*args, **kwargs)
        self.heading = f"Let {bar.user} open this record again"
