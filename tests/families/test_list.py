"""The list of families."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.rules import KEYWORKER
from eligibility.models import Reason
from families.actions import decline, plan_agreed
from strongerfamilies import paging
from tests.accounts.factories import UserFactory
from tests.families.factories import REFUSED, FamilyFactory, HeldFamilyFactory, give

pytestmark = pytest.mark.django_db


def names(response):
    return [family.name for family in response.context["page"]]


def days_ago(days):
    return time_machine.travel(timezone.now() - timedelta(days=days), tick=False)


def test_an_officer_sees_every_family_awaiting_allocation_first_and_the_longest_first(officer, signed_in):
    HeldFamilyFactory(name="Being assessed")
    FamilyFactory(name="To be asked", agreement=REFUSED)
    FamilyFactory(name="Waiting since today")
    with days_ago(9):
        FamilyFactory(name="Waiting for long")
    declined = FamilyFactory(name="Declined")
    decline(declined, reason=Reason.objects.offered(Reason.Kind.DECLINED)[0], by=officer)
    response = signed_in(officer).get("/families/")
    assert names(response) == ["Waiting for long", "Waiting since today", "To be asked", "Being assessed"]
    assert "4 families" in response.text


def test_a_keyworker_sees_their_own_families_only(keyworker, signed_in):
    HeldFamilyFactory(name="Mine", keyworker=keyworker)
    HeldFamilyFactory(name="Somebody else's")
    FamilyFactory(name="Waiting")
    assert names(signed_in(keyworker).get("/families/")) == ["Mine"]


def test_a_manager_sees_what_their_team_holds(team_manager, signed_in):
    HeldFamilyFactory(name="Ours", keyworker=UserFactory(role=KEYWORKER, team=team_manager.team))
    HeldFamilyFactory(name="Another team's")
    assert names(signed_in(team_manager).get("/families/")) == ["Ours"]


def test_a_manager_without_a_team_sees_none(team_manager, signed_in):
    HeldFamilyFactory(keyworker=UserFactory(role=KEYWORKER, team=None))
    team_manager.team = None
    team_manager.save()
    assert names(signed_in(team_manager).get("/families/")) == []


def test_a_practitioner_sees_none_and_is_told_so(practitioner, signed_in):
    FamilyFactory(referred_by=practitioner)
    response = signed_in(practitioner).get("/families/")
    assert names(response) == []
    assert "You work with no families yet." in response.text


def test_a_family_given_to_another_keyworker_leaves_the_list(keyworker, signed_in):
    family = HeldFamilyFactory(keyworker=keyworker)
    give(family, UserFactory(role=KEYWORKER))
    assert names(signed_in(keyworker).get("/families/")) == []


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("awaiting allocation", ["Waiting"]),
        ("accepted", ["To be asked"]),
        ("assessing", ["Being assessed"]),
        ("plan in place", ["With a plan"]),
        ("ended", ["Declined"]),
        ("nonsense", ["Waiting", "To be asked", "Being assessed", "With a plan"]),
    ],
)
def test_the_filter_by_state_stands_in_the_address(state, expected, officer, signed_in):
    FamilyFactory(name="Waiting")
    FamilyFactory(name="To be asked", agreement=REFUSED)
    HeldFamilyFactory(name="Being assessed")
    plan_agreed(HeldFamilyFactory(name="With a plan"), by=officer)
    decline(FamilyFactory(name="Declined"), reason=Reason.objects.offered(Reason.Kind.DECLINED)[0], by=officer)
    assert names(signed_in(officer).get("/families/", {"state": state})) == expected


def test_a_state_in_which_nobody_is_says_so(officer, signed_in):
    assert "No family fits these filters." in signed_in(officer).get("/families/?state=ended").text


def test_the_filter_is_kept_from_page_to_page(officer, signed_in):
    for _ in range(26):
        FamilyFactory()
    client = signed_in(officer)
    response = client.get("/families/?state=awaiting+allocation")
    assert len(names(response)) == 25
    assert "?state=awaiting+allocation&amp;page=2" in response.text
    assert len(names(client.get("/families/?state=awaiting+allocation&page=2"))) == 1
    assert len(names(client.get("/families/?page=nonsense"))) == 25


def test_a_long_list_is_counted_only_so_far(officer, signed_in, monkeypatch):
    monkeypatch.setattr(paging, "MOST", 2)
    for _ in range(3):
        FamilyFactory()
    assert "2+ families" in signed_in(officer).get("/families/").text


def test_the_list_costs_the_same_queries_for_ten_times_the_families(officer, signed_in, queries_of):
    client = signed_in(officer)
    HeldFamilyFactory()
    for_one = queries_of(client, "/families/")
    for _ in range(9):
        HeldFamilyFactory()
    assert queries_of(client, "/families/") == for_one <= 12


def test_a_name_with_a_script_is_harmless(officer, signed_in):
    FamilyFactory(name="<script>alert('Sample')</script>")
    assert "&lt;script&gt;" in signed_in(officer).get("/families/").text
