"""Where people live: moving house, a second home, an address put right."""

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from localflavor.gb.forms import GBPostcodeField

from families.forms.knowing import KNOWING_ASKED_AS, KNOWING_REVEALS, kept_from, knowing_fields, knowing_of
from families.models import Address, Residence
from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    GovukDateField,
    GovukForm,
    LongTextField,
    MultiCheckboxField,
)


class AddressQuestions(GovukForm):
    """A place, by whatever is known of it."""

    lines = LongTextField(label="Address", max_length=500, rows=3, required=False)
    postcode = GBPostcodeField(
        label="Postcode",
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"invalid": "Enter a full UK postcode, like M99 1AA"},
    )
    uprn = forms.CharField(
        label="Unique property reference number",
        required=False,
        help_text="Up to 12 figures. The council's address records give it.",
        validators=[RegexValidator("^[1-9][0-9]{0,11}$", "Enter a number of up to 12 figures, like 100023336956")],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
    )

    def clean_lines(self):
        return self.cleaned_data["lines"].strip()

    def clean(self):
        if not (self.cleaned_data.get("lines") or self.cleaned_data.get("postcode") or self.errors):
            self.add_error("lines", "Enter an address, a postcode or both")
        return self.cleaned_data

    @property
    def address(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("lines", "postcode", "uprn")}


class MoveForm(AddressQuestions):
    """Who moved where. A main home takes the place of the one before; another home stands beside it."""

    heading = "A new home"
    adds_a_row = True
    reveals = KNOWING_REVEALS
    asked_as = {
        "people": "who lives there",
        "kind": "which home it is",
        "starts_on": "since when they live there",
        **KNOWING_ASKED_AS,
    }

    people = MultiCheckboxField(label="Who lives there?", coerce=int)
    kind = ChoiceRadioField(
        label="Which home is it?",
        choices=[
            (Residence.Kind.MAIN.value, "Their main home: they moved house"),
            (Residence.Kind.OTHER.value, "Another home, beside their main home"),
        ],
    )
    starts_on = GovukDateField(label="Since when do they live there?", not_future=True)

    field_order = ["people", "kind", "lines", "postcode", "uprn", "starts_on"]

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        born = [member for member in members if not member.person.is_unborn]
        self.people = {member.person_id: member.person for member in born}
        self.fields["people"].choices = [(key, str(person)) for key, person in self.people.items()]
        self.fields["starts_on"].initial = timezone.localdate()
        self.fields.update(knowing_fields(members))

    @property
    def answers(self):
        return {
            "people": [self.people[key] for key in self.cleaned_data["people"]],
            "address": Address(**self.address),
            **{name: self.cleaned_data[name] for name in ("kind", "starts_on", "once")},
            **kept_from(self.cleaned_data),
        }


class HomeForm(GovukForm):
    """One person's home: which it is, from when to when, and who may know of it."""

    ASKED = ("kind", "starts_on", "ends_on", *Residence.KEPT_FROM)

    submit_label = "Save"
    reveals = KNOWING_REVEALS
    asked_as = {"kind": "which home it is", "starts_on": "since when they live there", **KNOWING_ASKED_AS}

    kind = ChoiceRadioField(label="Which home is it?", choices=Residence.Kind.choices)
    starts_on = GovukDateField(label="Since when do they live there?", not_future=True)
    ends_on = GovukDateField(
        label="Last day there", required=False, not_future=True, help_text="Only if they do not live there any more."
    )

    def __init__(self, *args, home, members, **kwargs):
        super().__init__(*args, initial=self.stored(home), watching=(home, self.ASKED), **kwargs)
        self.heading = f"Home of {home.person}"
        self.lead = str(home.address)
        self.fields.update(knowing_fields(members, home.not_known_by.all()))

    def stored(self, row):
        return {"kind": row.kind, "starts_on": row.starts_on, "ends_on": row.ends_on, **knowing_of(row)}

    @property
    def answers(self):
        same = {name: self.cleaned_data[name] for name in ("kind", "starts_on", "ends_on", "seen")}
        return {**same, **kept_from(self.cleaned_data)}


class AddressForm(AddressQuestions):
    """Put an address right for everybody who is recorded there."""

    ASKED = ("lines", "postcode", "uprn")

    heading = "Put the address right"
    lead = "This changes it for everybody who is recorded there. If they moved, record a new home instead."
    submit_label = "Save"

    def __init__(self, *args, address, **kwargs):
        initial = {name: getattr(address, name) for name in self.ASKED}
        super().__init__(*args, initial=initial, watching=(address, self.ASKED), **kwargs)
