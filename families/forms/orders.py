"""A court order: whom it binds, whom it protects, what it forbids, from when to when, and who has seen it (H5)."""

from django import forms

from families.actions.orders import WATCHED
from families.forms.knowing import KNOWING_ASKED_AS, KNOWING_REVEALS, kept_from, knowing_fields
from families.forms.relating import PeriodForm
from families.models import LegalOrder
from strongerfamilies.govuk_forms import GovukDateField, GovukForm, LongTextField, MultiCheckboxField

PEOPLE = ("bound", "protected")


class OrderBase(PeriodForm, GovukForm):
    """What is asked of an order, whether it is new or put right. `members` are memberships to choose people from."""

    submit_label = "Save"
    asked_as = {
        **KNOWING_ASKED_AS,
        "kind": "which order it is",
        "forbids": "what it forbids or says",
        "starts_on": "the day it began",
        "ends_on": "the day it ends",
        "seen_by": "who has seen the order",
        "seen_on": "the day they saw it",
    }

    kind = forms.ChoiceField(label="Which order is it?", choices=[("", "Select an order"), *LegalOrder.Kind.choices])
    bound = MultiCheckboxField(label="Whom does it bind?", choices=(), coerce=int, required=False)
    bound_others = forms.CharField(
        label="Does it bind somebody who is not on this record?",
        help_text="Their name, and who they are to the family.",
        max_length=200,
        required=False,
    )
    protected = MultiCheckboxField(
        label="Whom does it protect, or which child is it about?", choices=(), coerce=int, required=False
    )
    forbids = LongTextField(
        label="What does it forbid or say?",
        help_text="As the order has it: who may not go where, contact whom, or live with whom.",
        max_length=4000,
    )
    starts_on = GovukDateField(label="From when?")
    ends_on = GovukDateField(
        label="Until when?", help_text="Leave this empty where the order names no last day.", required=False
    )
    seen_by = forms.CharField(
        label="Who has seen the order itself?",
        help_text="A name and a role. Leave this empty if somebody only told of it.",
        max_length=120,
        required=False,
    )
    seen_on = GovukDateField(label="When did they see it?", required=False, not_future=True)

    def __init__(self, *args, members, also=(), **kwargs):
        super().__init__(*args, **kwargs)
        people = {person.pk: str(person) for person in [*also, *(member.person for member in members)]}
        for name in PEOPLE:
            self.fields[name].choices = list(people.items())

    def clean(self):
        answers = super().clean()
        if not any(answers.get(name) for name in (*PEOPLE, "bound_others")):
            self.add_error("bound", "Select whom it binds, whom it protects, or both")
        if answers.get("seen_by") and not answers.get("seen_on") and "seen_on" not in self.errors:
            self.add_error("seen_on", "Enter the day they saw it")
        if answers.get("seen_on") and not answers.get("seen_by"):
            self.add_error("seen_by", "Enter who has seen the order")
        return answers


class OrderForm(OrderBase):
    heading = "Add a court order or legal status"
    lead = "It warns whoever books, invites or prints for the people it is about."
    adds_a_row = True
    reveals = KNOWING_REVEALS

    def __init__(self, *args, members, **kwargs):
        members = list(members)
        super().__init__(*args, members=members, **kwargs)
        self.fields |= knowing_fields(members)

    @property
    def answers(self):
        told = {name: value for name, value in self.cleaned_data.items() if name != "may_know"}
        return told | kept_from(self.cleaned_data)


class OrderChangeForm(OrderBase):
    def __init__(self, *args, order, members, **kwargs):
        also = [*order.bound.all(), *order.protected.all()]
        super().__init__(
            *args, members=members, also=also, initial=self.stored(order), watching=(order, WATCHED), **kwargs
        )
        self.heading = str(order)

    def stored(self, row):
        people = {name: sorted(person.pk for person in getattr(row, name).all()) for name in PEOPLE}
        return {name: getattr(row, name) for name in WATCHED if name not in PEOPLE} | people


class OrderEndForm(GovukForm):
    heading = "The order ended early"
    lead = "Only where a court discharged it, or bail was lifted, before its last day."
    submit_label = "Save that it ended"
    asked_as = {"ended_early_on": "the day it ended", "ended_because": "why it ended"}

    ended_early_on = GovukDateField(
        label="When did it end?", help_text="From this day on it warns no more.", not_future=True
    )
    ended_because = LongTextField(label="Why did it end, and how do you know?", max_length=2000, rows=3)
