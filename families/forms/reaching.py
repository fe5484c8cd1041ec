"""How a person can be reached and when that is safe, and the references by which other services know them."""

from django import forms
from django.core.validators import RegexValidator

from families.forms.fields import UNKNOWN, YesNoUnknownField
from families.models import ContactWay, ExternalReference, Family
from families.models.contact_way import tidy_phone
from strongerfamilies.govuk_forms import ChoiceRadioField, GovukForm, GovukModelForm, LongTextField


class ContactWayForm(GovukForm):
    """A telephone number or an e-mail address, and whether it may be used: never a quiet yes."""

    PHONE, EMAIL = ContactWay.Kind.PHONE.value, ContactWay.Kind.EMAIL.value

    heading = "Telephone number or email address"
    submit_label = "Save"
    asked_as = {"kind": "telephone or email", "phone": "a telephone number", "email": "an email address"}
    reveals = {"phone": ("kind", PHONE), "email": ("kind", EMAIL)}

    kind = ChoiceRadioField(label="Telephone or email?", choices=ContactWay.Kind.choices)
    phone = forms.CharField(
        label="Telephone number",
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "class": "govuk-input--width-20"}),
    )
    email = forms.EmailField(
        label="Email address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    safe = YesNoUnknownField(
        label="Is it safe to use?",
        help_text="Think of who else may answer, read it, or see your number on a bill.",
    )
    how_and_when = LongTextField(
        label="How and when is it safe?",
        help_text="For example: text first, only in school hours, leave no message.",
        max_length=1000,
        rows=3,
        required=False,
    )

    def __init__(self, *args, way=None, **kwargs):
        if way:
            kwargs |= {"initial": self.stored(way), "watching": (way, ("kind", "value", "safe", "how_and_when"))}
        super().__init__(*args, **kwargs)

    def stored(self, row):
        safe = UNKNOWN if row.safe is None else row.safe
        return {"kind": row.kind, row.kind: row.value, "safe": safe, "how_and_when": row.how_and_when}

    def clean_phone(self):
        typed = self.cleaned_data["phone"]
        return tidy_phone(typed) if typed else ""

    @property
    def answers(self):
        same = {name: self.cleaned_data[name] for name in ("kind", "safe", "how_and_when")}
        return same | {"value": self.cleaned_data[self.cleaned_data["kind"]]}


class NoLongerForm(GovukForm):
    """Nothing to answer: from today it is not used any more. What it was stays in the history."""

    submit_label = "Record that it is not used any more"

    def __init__(self, *args, what, **kwargs):
        self.heading = f"Is {what} not used any more?"
        super().__init__(*args, **kwargs)


class ReferenceForm(GovukModelForm):
    heading = "Add another system's reference"
    submit_label = "Save"
    asked_as = {"system": "whose system it is", "other_system": "which system"}
    reveals = {"other_system": ("system", ExternalReference.System.OTHER.value)}

    other_system = forms.CharField(
        label="Which system?", max_length=60, widget=forms.TextInput(attrs={"class": "govuk-input--width-20"})
    )

    reference = forms.CharField(
        label="Reference",
        max_length=60,
        help_text="As the other service writes it. A search finds it however it is spaced.",
        validators=[RegexValidator("[A-Za-z0-9]", "A reference has letters or figures in it")],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )

    class Meta:
        model = ExternalReference
        fields = ("system", "other_system", "reference")
        labels = {"system": "Whose system?"}


class FamilyContactForm(GovukModelForm):
    """The name a family goes by, and how to reach it without harm as long as nobody in it is asked for by name."""

    heading = "Name and safe contact of the family"
    submit_label = "Save"
    asked_as = {"name": "the name the family goes by"}

    class Meta:
        model = Family
        fields = ("name", "contact_phone", "contact_safely")
        labels = {
            "name": "What name does the family go by?",
            "contact_phone": "Telephone number",
            "contact_safely": "How and when is it safe to contact them?",
        }
        widgets = {"contact_phone": forms.TextInput(attrs={"class": "govuk-input--width-20"})}
