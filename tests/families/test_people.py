"""How people are told of: their ages, and how they belong."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from accounts.models import PrivacyNotice, User
from eligibility.models import Indicator
from families.models import (
    Address,
    Agreement,
    Allocation,
    Evidence,
    Family,
    Membership,
    NoticeGiven,
    Person,
    PersonIdentifier,
    ReferrersAccount,
    Residence,
)

MIDSUMMER = "2026-06-20T12:00:00+01:00"


@pytest.mark.parametrize(
    ("told", "words", "is_child"),
    [
        ({"date_of_birth": date(1990, 6, 20)}, "36", False),
        ({"date_of_birth": date(2008, 6, 21)}, "17", True),
        ({"date_of_birth": date(2026, 1, 1)}, "under 1", True),
        ({"age_told": 16, "age_told_on": date(2024, 1, 1)}, "about 18", False),
        ({"age_told": 0, "age_told_on": date(2026, 6, 1)}, "under 1", True),
        ({"role": "child"}, "age not known, child", True),
        ({"role": "adult"}, "age not known, adult", False),
        ({}, "age not known", None),
        ({"due_on": date(2026, 9, 1)}, "not yet born", True),
        ({"due_on": date(2026, 6, 1)}, "was due; not known whether born", True),
    ],
)
def test_an_age_is_said_as_far_as_it_is_known_h9(told, words, is_child):
    with time_machine.travel(MIDSUMMER, tick=False):
        person = Person(given_name="Robin", **told)
        assert (person.age_in_words, person.is_child) == (words, is_child)


def test_the_age_changes_at_midnight_of_british_summer_time():
    robin = Person(date_of_birth=date(2008, 6, 21))
    with time_machine.travel("2026-06-20T22:59:00+00:00", tick=False):
        assert robin.is_child
    with time_machine.travel("2026-06-20T23:01:00+00:00", tick=False):
        assert not robin.is_child


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"given_name": "Robin", "family_name": "O'Sample"}, "Robin O'Sample"),
        ({"known_as": "Bobby"}, "Bobby"),
        ({}, "Someone whose name is not known"),
        ({"due_on": date(2026, 9, 1)}, "Baby due 1 September 2026"),
    ],
)
def test_somebody_is_called_by_what_is_known(told, name):
    assert str(Person(**told)) == name


@pytest.mark.parametrize(
    ("belongs", "person", "words"),
    [
        (
            {"relationship": "mother", "lives_with_family": True, "parent_or_carer": True},
            {"role": "adult"},
            "mother; lives with the family; parent or carer of a child here",
        ),
        (
            {},
            {"role": "adult"},
            "not known whether they live with the family; not known whether a parent or carer",
        ),
        ({"lives_with_family": False}, {"role": "child"}, "lives elsewhere"),
        ({"lives_with_family": True, "parent_or_carer": False}, {}, "lives with the family"),
        ({}, {"due_on": date(2026, 9, 1)}, ""),
    ],
)
def test_how_somebody_belongs_is_said_with_what_nobody_has_said(belongs, person, words):
    assert Membership(person=Person(**person), **belongs).in_words == words


@pytest.mark.parametrize(
    ("measure", "facts", "words"),
    [
        ("percent of sessions missed", {"value": Decimal("23.50")}, "23.5% of sessions missed"),
        (
            "percent of sessions missed",
            {"value": Decimal("20.00"), "sessions_possible": 190, "sessions_missed": 38},
            "20% of sessions missed: 38 of 190",
        ),
        ("offences", {"value": Decimal("10.00")}, "10 offences"),
        ("status", {}, ""),
    ],
)
def test_a_figure_is_read_back_with_what_it_counts_h10(measure, facts, words):
    assert Evidence(indicator=Indicator(measure=measure), **facts).in_figures == words


def test_every_row_of_a_record_says_what_it_is():
    petra = Person(given_name="Petra", family_name="Sample")
    family, indicator = Family(pk=7, name="The Samples"), Indicator(code="P2.1", label="Child misses school")
    home = Address(lines="1 Invented Lane\n\nMillbrook", postcode="M99 1ZZ")
    rows = [
        (Residence(person=petra, address=home), "Petra Sample at 1 Invented Lane, Millbrook, M99 1ZZ"),
        (Membership(person=petra, family=family), "Petra Sample in The Samples (SF-000007)"),
        (Agreement(told_by="Rita, Quarry Lane", to_support="no"), "Rita, Quarry Lane: No"),
        (Agreement(person=petra, to_support="yes"), "Petra Sample: Yes"),
        (NoticeGiven(notice=PrivacyNotice(version="t-1"), given_on="2026-11-20"), "Privacy notice t-1 on 2026-11-20"),
        (Allocation(family=family, keyworker=User(name="Kit Keyworker")), "Kit Keyworker for The Samples (SF-000007)"),
        (Evidence(indicator=indicator, origin="R-000001"), "P2.1 Child misses school (R-000001)"),
        (ReferrersAccount(origin="R-000001", agency_name="Quarry Lane"), "R-000001 by Quarry Lane"),
        (PersonIdentifier(kind="ni"), "National Insurance number"),
    ]
    assert [str(row) for row, _ in rows] == [words for _, words in rows]
