"""Services that work with a family, and services asked for (H32)."""

from decimal import Decimal

from django import forms

from families.actions.services import WATCHED
from families.forms.knowing import KNOWING_ASKED_AS, KNOWING_REVEALS, kept_from, knowing_fields
from families.models import ServiceAtWork, ServiceRequest
from families.models.service import SAYS_WHY
from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    GovukDateField,
    GovukForm,
    GovukModelForm,
    LongTextField,
    MultiCheckboxField,
)

Status = ServiceRequest.Status
WIDTH_5 = forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"})


class ForMembers(GovukForm):
    """A new row about some of the family, with who may know of it."""

    submit_label = "Save"
    adds_a_row = True
    reveals = KNOWING_REVEALS

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = list(members)
        self.fields |= knowing_fields(self.members)

    @property
    def answers(self):
        told = {name: value for name, value in self.cleaned_data.items() if name != "may_know"}
        return told | kept_from(self.cleaned_data)


class ServiceForm(ForMembers):
    heading = "Add a service that works with the family"
    lead = "Who they are and how to reach them. What they talk about with the family stays with them."
    asked_as = {
        **KNOWING_ASKED_AS,
        "service": "the service",
        "last_contact_on": "the day of the last contact",
        "starts_on": "the day they began",
    }

    service = forms.CharField(label="Service", help_text="Such as Millbrook School, or debt advice.", max_length=120)
    person = forms.TypedChoiceField(
        label="With whom do they work?", coerce=int, empty_value=None, required=False, choices=()
    )
    worker = forms.CharField(label="Worker", max_length=120, required=False)
    phone = forms.CharField(label="Worker's telephone", max_length=40, required=False)
    starts_on = GovukDateField(label="Since when?", not_future=True)
    last_contact_on = GovukDateField(
        label="When were they last in contact with the family?",
        help_text="Leave this empty where you do not know.",
        required=False,
        not_future=True,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {member.person_id: member.person for member in self.members}
        people = [(key, str(person)) for key, person in self.people.items()]
        self.fields["person"].choices = [("", "The whole family"), *people]

    @property
    def answers(self):
        return super().answers | {"person": self.people.get(self.cleaned_data["person"])}


class ServiceChangeForm(GovukModelForm):
    submit_label = "Save"
    asked_as = {"last_contact_on": "the day of the last contact", "ends_on": "the last day"}

    last_contact_on = GovukDateField(
        label="When were they last in contact with the family?", required=False, not_future=True
    )
    ends_on = GovukDateField(
        label="When did their work with the family end?",
        help_text="Leave this empty while they work with them.",
        required=False,
        not_future=True,
    )

    class Meta:
        model = ServiceAtWork
        fields = WATCHED
        labels = {"phone": "Worker's telephone"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.heading = str(self.instance)


class RequestForm(ForMembers):
    heading = "Ask for a service"
    asked_as = {
        **KNOWING_ASKED_AS,
        "service": "the service",
        "what_for": "what it is for",
        "asked_on": "the day it was asked for",
    }

    service = forms.CharField(label="Which service?", max_length=120)
    people = MultiCheckboxField(
        label="For whom?", help_text="Tick nobody where it is for the whole family.", coerce=int, required=False
    )
    what_for = LongTextField(label="What for?", max_length=2000, rows=3)
    asked_on = GovukDateField(label="When was it asked for?", not_future=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(member.person_id, str(member.person)) for member in self.members]


class RequestMoveForm(GovukForm):
    """What became of a request: only what may follow from where it stands is offered."""

    submit_label = "Save"
    asked_as = {"status": "what happened", "on": "the day it happened", "why": "why"}
    needed_sometimes = ("why",)

    status = ChoiceRadioField(label="What happened?", choices=(), coerce=Status)
    on = GovukDateField(label="When?", not_future=True)
    why = LongTextField(
        label="Why, or what came of it?",
        help_text="Needed where it was refused, or is no longer needed.",
        max_length=2000,
        rows=3,
        required=False,
    )
    hours = forms.DecimalField(
        label="Hours given, if known",
        min_value=Decimal(0),
        max_digits=7,
        decimal_places=2,
        required=False,
        widget=WIDTH_5,
    )
    cost = forms.DecimalField(
        label="Cost in pounds, if known",
        min_value=Decimal(0),
        max_digits=9,
        decimal_places=2,
        required=False,
        widget=WIDTH_5,
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.heading = f"{request}: what happened?"
        possible = [status for status in Status if request.may_move_to(status)]
        self.fields["status"].choices = [(status.value, status.label) for status in possible]
        if not request.may_move_to(Status.ENDED):
            del self.fields["hours"], self.fields["cost"]

    def clean(self):
        if self.cleaned_data.get("status") in SAYS_WHY and not self.cleaned_data.get("why"):
            self.add_error("why", "Enter why")

    @property
    def answers(self):
        return {"hours": None, "cost": None} | self.cleaned_data
