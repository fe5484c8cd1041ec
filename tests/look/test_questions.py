"""What our questions take, refuse and say. Dates have a file of their own."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template.loader import render_to_string

from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    CountField,
    GovukForm,
    LongTextField,
    MultiCheckboxField,
    PercentField,
    YesNoField,
)

AWKWARD = {
    "a script": "<script>alert('x')</script>",
    "apostrophes and angle brackets": 'O\'Neill "said" <b>no</b> & > that',
    "emoji": "👩🏽‍👧‍👦 fine 😀",
    "spaces and lines at both ends": "\n\n  first\n\n  second  \n",
    "ten thousand characters": "é" * 10_000,
}


class AccountForm(GovukForm):
    heading = "What is happening"
    account = LongTextField(label="What is happening for this family?")


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
def test_long_text_comes_back_exactly_as_typed(text):
    form = AccountForm({"account": text.replace("\n", "\r\n")})
    assert form.is_valid()
    assert form.cleaned_data["account"] == text
    drawn = render_to_string("govuk/field.html", {"field": form["account"]})
    box = BeautifulSoup(drawn, "html.parser").textarea
    assert box.get_text().replace("\r\n", "\n") == "\n" + text  # a browser drops the first line end
    assert "<script>alert" not in drawn


def test_a_text_longer_than_its_limit_is_refused_with_both_numbers_and_kept():
    class ShortForm(GovukForm):
        name = forms.CharField(label="First name", max_length=20)

    form = ShortForm({"name": "x" * 30})
    assert form.errors["name"] == ["First name must be 20 characters or fewer. You typed 30"]
    box = BeautifulSoup(render_to_string("govuk/field.html", {"field": form["name"]}), "html.parser").input
    assert box["value"] == "x" * 30
    assert "maxlength" not in box.attrs


def test_a_line_end_counts_as_one_character_as_it_does_in_the_browser():
    class ShortForm(GovukForm):
        note = LongTextField(label="Note", max_length=3)

    assert ShortForm({"note": "a\r\nb"}).is_valid()


def test_a_character_that_cannot_be_kept_is_refused_in_plain_words():
    message = (
        "“What is happening for this family?” has a character in it that cannot be kept. Type it instead of pasting it"
    )
    assert AccountForm({"account": "a\x00b"}).errors["account"] == [message]


def test_spaces_alone_are_no_answer():
    assert AccountForm({"account": " \r\n "}).errors["account"] == ["Answer “What is happening for this family?”"]


class ManyForm(GovukForm):
    heading = "Many questions"
    asked_as = {"known": "whether the family is known to you"}
    first_name = forms.CharField()
    nhs = forms.CharField(label="NHS number", required=True)
    email = forms.EmailField(label="Work email address")
    agency = forms.ChoiceField(label="Agency", choices=[("1", "One")])
    known = YesNoField(label="Known?")
    lives_here = YesNoField(label="Does this person live with the family?")
    kinds = MultiCheckboxField(label="Kinds of help", choices=[("a", "A"), ("none", "None of these")], exclusive="none")
    missed = CountField(label="Sessions missed")
    attended = PercentField(label="Attendance")
    asked = forms.BooleanField(label="I have asked the family")
    own = forms.CharField(error_messages={"required": "Our very own words"})


def test_an_empty_form_is_answered_with_what_to_do_for_each_question():
    assert {name: errors[0] for name, errors in ManyForm({}).errors.items()} == {
        "first_name": "Enter first name",
        "nhs": "Enter NHS number",
        "email": "Enter work email address",
        "agency": "Select agency",
        "known": "Select whether the family is known to you",
        "lives_here": "Answer “Does this person live with the family?”",
        "kinds": "Select kinds of help",
        "missed": "Enter sessions missed",
        "attended": "Enter attendance",
        "asked": "Tick the box to go on: I have asked the family",
        "own": "Our very own words",
    }


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        ("email", "pat at council", "Enter an email address in the correct format, like name@example.com"),
        ("agency", "99", "Select one of the options for agency"),
        ("known", "perhaps", "Select one of the options for whether the family is known to you"),
        ("kinds", ["a", "none"], "Select what applies, or select “None of these”, not both"),
        ("kinds", ["zzz"], "Select one of the options for kinds of help"),
        ("missed", "3.5", "Sessions missed must be a whole number, like 4"),
        ("missed", "-1", "Sessions missed must be 0 or more"),
        ("missed", "9" * 5000, "Sessions missed must be a whole number, like 4"),
        ("missed", "9" * 20, "Sessions missed must be 1000000 or less"),
        ("missed", "1\x00", "Sessions missed must be a whole number, like 4"),
        ("attended", "many", "Attendance must be a number, like 92.5"),
        ("attended", "100.01", "Attendance must be between 0 and 100"),
        ("attended", "-1%", "Attendance must be between 0 and 100"),
        ("attended", "NaN", "Attendance must be a number, like 92.5"),
        ("attended", "92.555", "Attendance must have 2 decimal places or fewer"),
    ],
)
def test_a_wrong_answer_is_answered_with_how_it_should_be(name, answer, message):
    assert ManyForm({name: answer}).errors[name] == [message]


def test_a_percentage_may_be_typed_with_its_sign():
    form = ManyForm({"attended": " 92.5 % "})
    assert "attended" not in form.errors
    assert form.cleaned_data["attended"] == Decimal("92.5")


@pytest.mark.parametrize(("answer", "value"), [("yes", True), ("no", False), ("", None)])
def test_yes_no_and_not_answered_are_three_different_things(answer, value):
    class MaybeForm(GovukForm):
        here = YesNoField(label="Here?", required=False)

    form = MaybeForm({"here": answer})
    assert form.is_valid()
    assert form.cleaned_data["here"] is value


@pytest.mark.parametrize(("stored", "checked"), [(True, ["yes"]), (False, ["no"]), (None, [])])
def test_a_stored_yes_or_no_is_chosen_and_nothing_is_chosen_where_nobody_has_said(stored, checked):
    field = ManyForm(initial={"known": stored})["known"]
    page = BeautifulSoup(render_to_string("govuk/field.html", {"field": field}), "html.parser")
    assert [radio["value"] for radio in page.find_all("input", checked=True)] == checked


class ToldForm(GovukForm):
    heading = "What the family was told"
    reveals = {"why_not": ("told", "no"), "notice": ("told", "yes")}
    told = ChoiceRadioField(label="Told?", choices=[("yes", "Yes"), ("no", "No"), ("unsure", "I do not know")])
    why_not = LongTextField(label="Why not")
    notice = forms.ChoiceField(label="Notice", choices=[("1", "First")])


def test_a_question_under_an_option_is_needed_when_that_option_is_chosen():
    assert ToldForm({"told": "no"}).errors == {"why_not": ["Enter why not"]}


def test_a_question_under_another_option_is_neither_needed_nor_kept():
    form = ToldForm({"told": "unsure", "why_not": "left over", "notice": "nonsense"})
    assert form.is_valid()
    assert form.cleaned_data == {"told": "unsure", "why_not": "", "notice": ""}


def test_each_question_is_drawn_once_under_its_option():
    page = BeautifulSoup(render_to_string("layouts/form_page.html", {"form": ToldForm()}), "html.parser")
    assert len(page.select("[name=why_not]")) == 1
    assert page.select_one("#conditional-id_told_1 [name=why_not]")


def test_the_summary_leads_to_the_first_radio_and_the_first_box():
    page = BeautifulSoup(render_to_string("layouts/form_page.html", {"form": ManyForm({})}), "html.parser")
    for link in page.select(".govuk-error-summary a"):
        assert page.find("input", id=link["href"][1:]) or page.find("select", id=link["href"][1:])
    assert page.select_one(".govuk-error-summary a[href='#id_lives_here_0']")
    assert page.title.get_text().startswith("Error: Many questions")


def test_a_page_that_asks_one_thing_says_it_once():
    class OneForm(GovukForm):
        heading = "Is anybody at risk now?"
        risk = YesNoField(label="Is anybody at risk now?")

    page = BeautifulSoup(render_to_string("layouts/form_page.html", {"form": OneForm()}), "html.parser")
    assert [heading.get_text(strip=True) for heading in page.find_all("h1")] == ["Is anybody at risk now?"]
    assert page.select_one("legend h1")
