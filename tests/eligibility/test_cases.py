"""Cases as JSON: what is read, what is refused by name and place (E12), and what comes back. No Django."""

import json
from datetime import date
from decimal import Decimal

import pytest

from eligibility.cases import answer, read_case
from eligibility.reference_files import programmes
from eligibility.rules import BadInput, Person, Role, version_for

THE_EXAMPLE = json.loads("""
{"programme":"phase2","on":"2015-11-01","answered_no":[1,3],
 "people":[{"key":"mum","date_of_birth":"1980-05-01","lives_with_family":true,"parent_or_carer":true},
           {"key":"kid","date_of_birth":"2006-09-12","lives_with_family":true,"role":"child",
            "in_education_or_training":true,"unemployed":false}],
 "evidence":[{"indicator":"P2.1","subject":"kid","observed_on":"2015-10-20","value":14,"verified":true,"ended_on":null},
             {"indicator":"P5.3","subject":"family","observed_on":"2015-05-01"}]}
""")


def find(code, on):
    return version_for(programmes(), code, on)


def case(**changes):
    return {**THE_EXAMPLE, **changes}


def person(**changes):
    return case(people=[{"key": "kid"} | changes], evidence=[])


def piece(**changes):
    fields = {"indicator": "P2.1", "subject": "kid", "observed_on": "2015-10-20"} | changes
    return case(evidence=[{name: value for name, value in fields.items() if value != "left out"}])


def test_the_example_of_the_rule_is_answered_as_it_says():
    found = answer(THE_EXAMPLE, find)
    problems = found.pop("problems")
    assert [problems[place] | {"why": ""} for place in (0, 1, 3)] == [
        {"problem": 1, "met": False, "counts": False, "why": "", "because": []},
        {"problem": 2, "met": True, "counts": True, "why": "", "because": [0]},
        {"problem": 4, "met": None, "counts": False, "why": "", "because": []},
    ]
    assert found == {
        "programme": "phase2",
        "on": "2015-11-01",
        "outcome": "eligible",
        "problems_needed": 2,
        "problems_met": 2,
        "problems_verified": 1,
        "dependent_child": True,
        "may_be_sent": True,
        "reasons": [],
    }


def test_only_a_key_is_required_of_a_person():
    assert read_case(person()).people == (Person(key="kid"),)


def test_everything_that_may_be_said_of_a_person_is_read():
    told = {
        "name": "Zuzanna",
        "date_of_birth": "2006-09-12",
        "role": "child",
        "lives_with_family": True,
        "parent_or_carer": False,
        "in_education_or_training": True,
        "unemployed": False,
    }
    (read,) = read_case(person(**told)).people
    assert (read.name, read.date_of_birth, read.role) == ("Zuzanna", date(2006, 9, 12), Role.CHILD)
    assert read_case(person(unborn=True)).people[0].unborn is True


def test_null_says_that_nobody_knows():
    unknown = dict.fromkeys(("date_of_birth", "role", "lives_with_family", "parent_or_carer", "unemployed"))
    assert read_case(person(**unknown)).people == (Person(key="kid"),)
    assert read_case(piece(value=None, verified=None, ended_on=None)) == read_case(piece())


@pytest.mark.parametrize("value", [14, 14.5, Decimal("14.5")])
def test_a_figure_may_be_any_kind_of_number(value):
    assert read_case(piece(value=value)).evidence[0].value == Decimal(str(value))


@pytest.mark.parametrize("left_out", ["programme", "on", "people", "evidence"])
def test_e12_a_missing_field_is_named(left_out):
    without = {name: value for name, value in THE_EXAMPLE.items() if name != left_out}
    assert answer(without, find) == {"error": f"{left_out}: is missing"}


def test_answering_no_may_be_left_out():
    assert read_case({name: value for name, value in THE_EXAMPLE.items() if name != "answered_no"}).answered_no == ()


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (5, "case: must be an object"),
        ([], "case: must be an object"),
        (case(programme="phase9"), 'programme: there is no programme "phase9"'),
        (case(programme=2), "programme: must be text"),
        (case(programme=" "), "programme: must be text"),
        (case(colour="red"), "colour: is not a known field"),
        (case(on="2015-02-30"), "on: 2015-02-30 is not a date that exists"),
        (case(on="20151101"), "on: must be a date such as 2015-11-01"),
        (case(on=20151101), "on: must be a date such as 2015-11-01"),
        (case(on=None), "on: must be a date such as 2015-11-01"),
        (case(people={}), "people: must be a list"),
        (case(people=[]), "people: there must be at least one person"),
        (case(people=["kid"]), "people[0]: must be an object"),
        (case(answered_no=1), "answered_no: must be a list"),
        (case(answered_no=[1, True]), "answered_no[1]: must be a whole number"),
        (case(answered_no=[1.0]), "answered_no[0]: must be a whole number"),
        (case(answered_no=[7]), "answered_no: phase2 has no problem 7"),
        (case(people=[{}]), "people[0].key: is missing"),
        (person(key=1), "people[0].key: must be text"),
        (person(age=9), "people[0].age: is not a known field"),
        (person(role="aunt"), "people[0].role: must be adult or child"),
        (person(role=[]), "people[0].role: must be adult or child"),
        (person(lives_with_family="yes"), "people[0].lives_with_family: must be true or false"),
        (person(lives_with_family=1), "people[0].lives_with_family: must be true or false"),
        (person(unborn=None), "people[0].unborn: must be true or false"),
        (person(date_of_birth="2015-13-01"), "people[0].date_of_birth: 2015-13-01 is not a date that exists"),
        (piece(observed_on="left out"), "evidence[0].observed_on: is missing"),
        (piece(subject="gran"), 'evidence[0].subject: nobody has the key "gran"'),
        (piece(indicator="P9"), 'evidence[0].indicator: phase2 has no indicator "P9"'),
        (piece(value="14"), "evidence[0].value: must be a number"),
        (piece(value=True), "evidence[0].value: must be a number"),
        (piece(value=float("nan")), "evidence[0].value: nan is not a number"),
        (piece(verified="yes"), "evidence[0].verified: must be true or false"),
        (piece(source="school"), "evidence[0].source: is not a known field"),
    ],
)
def test_e12_bad_input_is_named_with_its_place(given, error):
    answered = answer(given, find)
    assert answered["error"].replace("NaN", "nan") == error


def test_a_case_written_out_reads_the_same_again():
    read = read_case(case(evidence=[*THE_EXAMPLE["evidence"], *piece(value=14.5, verified=False)["evidence"]]))
    assert read_case(json.loads(json.dumps(read.as_json()))) == read
    assert read.as_json()["evidence"][1] == {"indicator": "P5.3", "subject": "family", "observed_on": "2015-05-01"}


def test_a_case_is_refused_by_the_exception_as_well():
    with pytest.raises(BadInput) as refused:
        read_case(case(on="soon"))
    assert (refused.value.where, refused.value.what) == ("on", "must be a date such as 2015-11-01")
