"""What cannot be assessed is refused by name and place: E12 of the rule, and the values E5 refuses. No Django."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from eligibility.rules import BadInput, Person
from tests.eligibility.families import DAD, KID, MUM, ON, fact, put


def refusal(*pieces, **more):
    with pytest.raises(BadInput) as refused:
        put(*pieces, **more)
    return str(refused.value)


def test_e12_no_people():
    assert refusal(people=[]) == "people: there must be at least one person"


def test_e12_two_people_under_one_key():
    assert refusal(people=[MUM, KID, replace(DAD, key="mum")]) == 'people[2].key: two people have the key "mum"'


def test_e12_a_person_keyed_family():
    refused = refusal(people=[MUM, replace(KID, key="family")])
    assert refused == 'people[1].key: "family" stands for the whole household and cannot be a person'


def test_e12_born_after_the_day():
    assert refusal(people=[replace(KID, date_of_birth=date(2015, 11, 2))]) == (
        "people[0].date_of_birth: 2015-11-02 is after 2015-11-01"
    )
    assert put(people=[replace(KID, date_of_birth=ON)]).dependent_child is True


def test_e12_an_expected_baby_has_no_date_of_birth():
    assert refusal(people=[replace(KID, unborn=True)]) == "people[0].date_of_birth: an expected baby has none"


def test_e12_a_problem_number_not_in_the_programme():
    assert refusal(answered_no=[1, 7]) == "answered_no: phase2 has no problem 7"


def test_e12_an_unknown_indicator():
    assert refusal(fact("P5.3"), fact("P9.9")) == 'evidence[1].indicator: phase2 has no indicator "P9.9"'


def test_e12_an_unknown_subject():
    assert refusal(fact("P6.1", "gran")) == 'evidence[0].subject: nobody has the key "gran"'


def test_e12_a_fact_observed_after_the_day_unless_the_window_looks_forward():
    tomorrow = date(2015, 11, 2)
    assert refusal(fact("P5.3", observed_on=tomorrow)) == "evidence[0].observed_on: 2015-11-02 is after 2015-11-01"
    assert put(fact("P1.3", "mum", tomorrow)).problems_met == 1


def test_e12_ended_before_it_was_observed():
    assert refusal(fact("P3.3", "kid", ended_on=date(2015, 10, 31))) == (
        "evidence[0].ended_on: 2015-10-31 is before it was observed, 2015-11-01"
    )
    assert put(fact("P3.3", "kid", ended_on=ON)).problems_met == 0


def test_e12_observed_before_birth():
    day_before = date(2006, 9, 11)
    assert refusal(fact("P3.3", "kid", day_before)) == (
        "evidence[0].observed_on: 2006-09-11 is before kid was born, 2006-09-12"
    )
    assert put(fact("P3.3", "kid", date(2006, 9, 12))).problems_met == 0
    assert put(fact("P3.3", "nobody", day_before), people=[Person(key="nobody")]).problems_met == 0


@pytest.mark.parametrize("value", ["0", "100", "99.99", "33.3"])
def test_e12_a_percentage_lies_within_0_and_100(value):
    assert put(fact("P2.1", "kid", value=value))


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("100.01", "100.01 is not a percentage from 0 to 100"),
        ("-0.01", "-0.01 is negative"),
        ("NaN", "NaN is not a number"),
        ("Infinity", "Infinity is not a number"),
    ],
)
def test_e12_a_percentage_outside_0_to_100_is_refused(value, what):
    assert refusal(fact("P2.1", "kid", value=value)) == f"evidence[0].value: {what}"


@pytest.mark.parametrize(
    ("value", "what"),
    [("-1", "-1 is negative"), ("0.5", "0.5 is not a whole number"), ("NaN", "NaN is not a number")],
)
def test_e12_a_negative_fractional_or_not_a_number_count_is_refused(value, what):
    assert refusal(fact("P5.3", value=value)) == f"evidence[0].value: {what}"


@pytest.mark.parametrize("value", ["0", "1.0", "101", "1E+400"])
def test_e12_a_count_is_any_whole_number_from_nought(value):
    assert put(fact("P5.3", value=value))


@pytest.mark.parametrize("indicator", ["P3.3", "P1.3"])
def test_e5_a_value_is_refused_where_no_figure_is_asked_for(indicator):
    refused = refusal(fact(indicator, "kid", value=Decimal(1)))
    assert refused == f"evidence[0].value: {indicator} takes no figure"
