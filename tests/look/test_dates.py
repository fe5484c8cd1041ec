"""The question for a date: what it takes, what it refuses, and what it says then."""

from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from strongerfamilies.govuk_forms import GovukDateField, GovukForm


class BornForm(GovukForm):
    heading = "About the child"
    born_on = GovukDateField(label="Date of birth", not_future=True)


def typed(day, month, year, form=BornForm):
    return form({"born_on_0": day, "born_on_1": month, "born_on_2": year})


@pytest.mark.parametrize("month", ["2", "02", "feb", "Feb", "February", " FEBRUARY "])
def test_a_month_is_taken_as_a_number_or_a_name(month):
    form = typed("29", month, "2016")
    assert form.is_valid()
    assert form.cleaned_data["born_on"] == date(2016, 2, 29)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("", "", ""), "Enter date of birth"),
        (("", "2", "2016"), "Date of birth must include a day"),
        (("1", "", ""), "Date of birth must include a month and a year"),
        (("31", "2", "2016"), "Date of birth must be a real date"),
        (("30", "13", "2016"), "Date of birth must be a real date"),
        (("0", "1", "2016"), "Date of birth must be a real date"),
        (("x", "smarch", "2016"), "Date of birth must be a real date"),
        (("1", "1", "16"), "Year must have 4 numbers, like 2015"),
        (("1", "1", "1066"), "Date of birth must be in 1900 or later"),
        (("1", "1", "9999"), "Date of birth must be today or in the past"),
        (("1" * 10_000, "1", "2016"), "Date of birth must be a real date"),
        (("1\x00", "1", "2016"), "Date of birth must be a real date"),
        (("<script>alert(1)</script>", "😀", "2016"), "Date of birth must be a real date"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(parts, message):
    form = typed(*parts)
    assert form.errors["born_on"] == [message]
    page = BeautifulSoup(render_to_string("govuk/field.html", {"field": form["born_on"]}), "html.parser")
    assert [box.get("value", "") for box in page.find_all("input")] == list(parts)


@pytest.mark.parametrize(
    ("parts", "wrong", "focus"),
    [
        (("", "2", "2016"), [True, False, False], "id_born_on_0"),
        (("1", "2", ""), [False, False, True], "id_born_on_2"),
        (("1", "13", "2016"), [False, True, False], "id_born_on_1"),
        (("31", "2", "2016"), [True, True, True], "id_born_on_0"),
    ],
)
def test_the_wrong_boxes_are_marked_and_the_summary_leads_to_the_first_of_them(parts, wrong, focus):
    form = typed(*parts)
    field = BeautifulSoup(render_to_string("govuk/field.html", {"field": form["born_on"]}), "html.parser")
    assert ["govuk-input--error" in box["class"] for box in field.find_all("input")] == wrong
    summary = BeautifulSoup(render_to_string("components/error_summary.html", {"form": form}), "html.parser")
    assert summary.a["href"] == f"#{focus}"


@time_machine.travel("2026-07-01T23:30:00Z", tick=False)
def test_today_is_today_here_half_an_hour_after_midnight_in_summer_time():
    class ReviewForm(GovukForm):
        born_on = GovukDateField(label="Review date", not_past=True)

    assert typed("2", "7", "2026", ReviewForm).is_valid()
    assert typed("2", "7", "2026").is_valid()
    assert typed("3", "7", "2026").errors["born_on"] == ["Date of birth must be today or in the past"]
    assert typed("1", "7", "2026", ReviewForm).errors["born_on"] == ["Review date must be today or in the future"]


def test_a_stored_date_fills_the_three_boxes():
    field = BornForm(initial={"born_on": date(2016, 2, 9)})["born_on"]
    page = BeautifulSoup(render_to_string("govuk/field.html", {"field": field}), "html.parser")
    assert [box["value"] for box in page.find_all("input")] == ["9", "2", "2016"]


def test_a_date_that_need_not_be_given_may_be_left_empty():
    class MaybeForm(GovukForm):
        born_on = GovukDateField(label="Date of birth", required=False)

    form = typed("", "", "", MaybeForm)
    assert form.is_valid()
    assert form.cleaned_data["born_on"] is None
    assert typed("", "1", "", MaybeForm).errors["born_on"] == ["Date of birth must include a day and a year"]
