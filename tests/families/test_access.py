"""Who opened a family's record."""

import pytest

from accounts.rules import KEYWORKER
from tests.accounts.factories import UserFactory
from tests.families.factories import HeldFamilyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


def test_officers_see_who_opened_the_record_when_and_why(family, keyworker, officer, signed_in):
    signed_in(keyworker).get(f"/families/{family.pk}/")
    text = signed_in(officer).get(f"/families/{family.pk}/access/").text
    assert keyworker.name in text
    assert "Reading the record" in text
    assert "Reading who opened the record" in text


def test_those_who_do_not_work_with_the_family_are_picked_out(family, keyworker, officer, signed_in):
    signed_in(keyworker).get(f"/families/{family.pk}/")
    response = signed_in(officer).get(f"/families/{family.pk}/access/?only=others")
    assert {line.by for line in response.context["page"]} == {officer}


def test_the_teams_manager_reads_it_and_the_keyworker_does_not(family, keyworker, team_manager, signed_in):
    team_manager.team = keyworker.team
    team_manager.save()
    assert signed_in(team_manager).get(f"/families/{family.pk}/access/").status_code == 200
    assert signed_in(keyworker).get(f"/families/{family.pk}/access/").status_code == 403


def test_outsiders_cannot_tell_that_there_is_a_log(family, practitioner, signed_in):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        assert signed_in(outsider).get(f"/families/{family.pk}/access/").status_code == 404


def test_a_log_costs_the_same_queries_for_ten_times_the_openings(family, officer, signed_in, queries_of):
    client, address = signed_in(officer), f"/families/{family.pk}/access/"
    at_first = queries_of(client, address)
    for _ in range(9):
        client.get(f"/families/{family.pk}/")
    assert queries_of(client, address) == at_first <= 13
