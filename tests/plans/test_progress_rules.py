"""Which answers an area takes, and when a collection is finished. No database."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from plans.rules import (
    AreaAnswer,
    figure_in_words,
    may_concern,
    options_of,
    plain_figure,
    unfinished,
    wrong_with_answer,
)

TODAY = date(2026, 11, 21)
KINDS = ["count", "percent", "money", "yes-no", "category"]
CATEGORIES = ["none", "some", "high"]


def wrong(value_type, answer="known", **told):
    told = {"source": "School", "valid_on": TODAY, **told}
    return wrong_with_answer(
        AreaAnswer(answer=answer, **told), value_type=value_type, categories=CATEGORIES, today=TODAY
    )


@pytest.mark.parametrize(
    ("value_type", "number", "fits"),
    [
        ("count", "0", True),
        ("count", "3", True),
        ("count", "3.5", False),
        ("count", "-1", False),
        ("percent", "0", True),
        ("percent", "100", True),
        ("percent", "100.01", False),
        ("percent", "-0.01", False),
        ("money", "0.01", True),
        ("money", "12000", True),
        ("money", "-1", False),
    ],
)
def test_a_figure_fits_its_kind(value_type, number, fits):
    assert (wrong(value_type, number=Decimal(number)) == "") is fits


@pytest.mark.parametrize(
    ("value_type", "category", "fits"),
    [
        ("yes-no", "yes", True),
        ("yes-no", "no", True),
        ("yes-no", "some", False),
        ("category", "some", True),
        ("category", "yes", False),
        ("category", "", False),
    ],
)
def test_a_choice_is_one_that_the_area_has(value_type, category, fits):
    assert (wrong(value_type, category=category) == "") is fits


@pytest.mark.parametrize("value_type", KINDS)
@pytest.mark.parametrize("answer", ["not known", "does not apply"])
def test_not_known_and_does_not_apply_are_answers_without_a_value(value_type, answer):
    assert wrong(value_type, answer=answer, source="") == ""
    assert wrong(value_type, answer=answer, number=Decimal(0))
    assert wrong(value_type, answer=answer, category="no")


@pytest.mark.parametrize("value_type", KINDS)
def test_known_always_has_a_value(value_type):
    assert wrong(value_type)


def test_a_figure_is_no_choice_and_a_choice_no_figure():
    assert wrong("count", number=Decimal(1), category="some")
    assert wrong("category", number=Decimal(1), category="some")


def test_a_known_answer_says_where_it_comes_from():
    assert wrong("count", number=Decimal(1), source=" ") == "Say where the answer comes from."


def test_nobody_knows_what_will_be_true_tomorrow():
    assert "in the past" in wrong("count", number=Decimal(1), valid_on=TODAY + timedelta(days=1))


def test_only_choices_have_options():
    assert options_of("yes-no", []) == ("yes", "no")
    assert options_of("category", CATEGORIES) == ("none", "some", "high")
    assert options_of("count", []) == ()


@pytest.mark.parametrize(
    ("about", "is_child", "parent_or_carer", "fits"),
    [
        ("child", True, None, True),
        ("child", None, None, True),
        ("child", False, None, False),
        ("adult", False, None, True),
        ("adult", None, None, True),
        ("adult", True, None, False),
        ("adult", True, True, True),
        ("young person", True, None, True),
        ("young person", False, None, True),
        ("family", False, True, False),
    ],
)
def test_h15_an_area_concerns_whoever_it_may_be_about(about, is_child, parent_or_carer, fits):
    assert may_concern(about, is_child=is_child, parent_or_carer=parent_or_carer) is fits


@pytest.mark.parametrize(
    ("stored", "value_type", "typed", "words"),
    [
        (None, "count", None, None),
        ("0.00", "count", "0", "0"),
        ("100.00", "percent", "100", "100%"),
        ("92.50", "percent", "92.5", "92.5%"),
        ("1200.50", "money", "1200.5", "£1,200.50"),
    ],
)
def test_a_figure_reads_as_somebody_would_type_and_say_it(stored, value_type, typed, words):
    number = stored and Decimal(stored)
    assert typed == (stored and str(plain_figure(number)))
    assert plain_figure(number) == number
    assert words == (stored and figure_in_words(number, value_type))


def test_unfinished_groups_are_named_with_what_is_missing():
    assert unfinished([("Housing", 3, 3), ("Health", 7, 9), ("Education", 0, 9)]) == (
        "Not every area has an answer yet: Health (7 of 9 answered); Education (0 of 9 answered)."
    )
    assert unfinished([("Housing", 3, 3)]) == ""
