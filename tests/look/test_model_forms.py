"""Forms over a model: columns become our questions, and rows of a short list become radios."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template.loader import render_to_string

from accounts.models import Agency, Setting
from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    GovukDateField,
    GovukForm,
    GovukModelForm,
    LongTextField,
    ModelRadioField,
    MultiCheckboxField,
    YesNoField,
)
from strongerfamilies.govuk_messages import shown
from tests.accounts.factories import AgencyFactory


class AgencyForm(GovukModelForm):
    heading = "An agency"

    class Meta:
        model = Agency
        fields = ("name", "is_council", "agreement_signed_on", "agreement_purposes")
        widgets = {"name": forms.TextInput(attrs={"class": "govuk-input--width-20"})}


def test_columns_become_the_questions_that_govuk_has_for_them():
    kinds = {name: type(field) for name, field in AgencyForm().fields.items()}
    assert kinds == {
        "name": forms.CharField,
        "is_council": YesNoField,
        "agreement_signed_on": GovukDateField,
        "agreement_purposes": LongTextField,
    }
    assert AgencyForm().fields["name"].widget.attrs["class"] == "govuk-input--width-20"


def test_a_column_with_many_choices_stays_a_list_and_one_with_few_becomes_radios():
    class SettingForm(GovukModelForm):
        class Meta:
            model = Setting
            fields = ("key",)

    assert isinstance(SettingForm().fields["key"].widget, forms.Select)
    few = forms.TypedChoiceField(choices=[("", "---------"), ("a", "A")]).choices
    assert ChoiceRadioField(choices=few).choices == [("a", "A")]


class PickForm(GovukForm):
    heading = "Who"
    agency = ModelRadioField(
        Agency.objects.none(),
        label="Agency",
        label_of=lambda agency: agency.name.upper(),
        hint=lambda agency: f"Its domain is {agency.email_domain}.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.filter(name="Otter School")


@pytest.mark.django_db
def test_a_row_is_picked_by_radio_with_a_line_about_it(django_assert_num_queries):
    agency = AgencyFactory(name="Otter School", email_domain="otter.example")
    form = PickForm()
    with django_assert_num_queries(1):
        page = BeautifulSoup(render_to_string("govuk/field.html", {"field": form["agency"]}), "html.parser")
    assert page.label.get_text() == "OTTER SCHOOL"
    assert page.select_one(".govuk-radios__hint").get_text() == "Its domain is otter.example."
    picked = PickForm({"agency": str(agency.pk)})
    assert picked.is_valid()
    assert picked.cleaned_data["agency"] == agency
    assert PickForm({"agency": "0"}).errors["agency"] == ["Select one of the options for agency"]
    assert PickForm({}).errors["agency"] == ["Select agency"]


@pytest.mark.parametrize(
    ("value", "read"),
    [(None, "Not answered"), ("", "Not answered"), (True, "Yes"), (False, "No"), ("x", "x"), (0, "0")],
)
def test_a_value_is_shown_as_a_person_would_read_it(value, read):
    assert shown(forms.CharField(), value) == read


def test_a_choice_is_shown_by_its_words():
    field = MultiCheckboxField(choices=[("a", "Apples"), ("b", "Bread")])
    assert shown(field, ["a", "b"]) == "Apples, Bread"
