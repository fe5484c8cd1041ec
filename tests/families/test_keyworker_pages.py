"""The pages of keyworkers, holding workers, cover and handing over."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.rules import KEYWORKER
from families import actions
from families.models import Family
from tests.accounts.factories import UserFactory
from tests.families.factories import REFUSED, FamilyFactory, HeldFamilyFactory, give

pytestmark = pytest.mark.django_db


def day(name, offset=0):
    day = timezone.localdate() + timedelta(days=offset)
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


@pytest.fixture
def colleague(db):
    return UserFactory(role=KEYWORKER, name="Kay Colleague")


def test_the_history_of_keyworkers_stands_on_the_page(officer, keyworker, colleague, signed_in):
    with time_machine.travel(timezone.now() - timedelta(days=10), tick=False):
        family = HeldFamilyFactory(keyworker=keyworker)
    give(family, colleague)
    text = signed_in(officer).get(f"/families/{family.pk}/keyworker/").text
    assert text.index(colleague.name) < text.index(keyworker.name)
    assert "Allocate another keyworker" in text
    assert "Hand over a whole caseload" in text


def test_without_a_keyworker_the_page_says_why(officer, signed_in):
    client = signed_in(officer)
    waiting, to_be_asked = FamilyFactory(), FamilyFactory(agreement=REFUSED)
    assert "This family awaits allocation." in client.get(f"/families/{waiting.pk}/keyworker/").text
    assert "Record their agreement first." in client.get(f"/families/{to_be_asked.pk}/keyworker/").text


def test_a_holding_worker_is_named_and_shown_on_the_record(officer, colleague, signed_in):
    family, client = FamilyFactory(), signed_in(officer)
    text = client.post(f"/families/{family.pk}/holding/", {"worker": colleague.pk}, follow=True).text
    assert f"Kay Colleague keeps contact with {family.reference}" in text
    assert "Holding worker until there is a keyworker" in text
    assert "Kay Colleague" in client.get(f"/families/{family.pk}/").text
    assert client.get(f"/families/{family.pk}/holding/").status_code == 200
    assert "Select" in client.post(f"/families/{family.pk}/holding/", {}).text


def test_a_family_with_a_keyworker_gets_no_holding_worker(officer, colleague, signed_in):
    family = HeldFamilyFactory()
    answer = signed_in(officer).post(f"/families/{family.pk}/holding/", {"worker": colleague.pk}, follow=True)
    assert "while a family awaits allocation" in answer.text


def test_cover_is_arranged_for_one_family_and_ended_before_its_day(officer, keyworker, colleague, signed_in):
    family, client = HeldFamilyFactory(keyworker=keyworker), signed_in(officer)
    address = f"/families/{family.pk}/cover/"
    wrong = client.post(address, {"worker": colleague.pk, **day("first_day", 5), **day("last_day", 2)})
    assert "The last day must be the first day or later" in wrong.text
    text = client.post(address, {"worker": colleague.pk, **day("first_day"), **day("last_day", 2)}, follow=True).text
    assert "Kay Colleague stands in" in text
    grant = family.access_grants.get()
    end = f"{address}{grant.pk}/end/"
    assert "Kay Colleague: cover for the keyworker" in client.get(end).text
    assert "Ended" in client.post(end, follow=True).text
    assert client.get(end).status_code == 404


def test_without_a_keyworker_there_is_nobody_to_stand_in_for(officer, signed_in):
    answer = signed_in(officer).get(f"/families/{FamilyFactory().pk}/cover/", follow=True)
    assert "no keyworker to stand in for" in answer.text


def test_everybody_who_holds_families_is_listed_with_how_many(officer, keyworker, signed_in):
    for _ in range(2):
        HeldFamilyFactory(keyworker=keyworker)
    leaver = UserFactory(role=KEYWORKER, name="Les Gone")
    HeldFamilyFactory(keyworker=leaver)
    leaver.is_active = False
    leaver.save()
    response = signed_in(officer).get("/families/keyworkers/")
    assert {person.name: person.caseload for person in response.context["page"]} == {keyworker.name: 2, "Les Gone": 1}
    assert "has left" in response.text


def test_a_manager_hands_over_what_their_team_holds_and_nothing_else(team_manager, colleague, signed_in):
    ours = UserFactory(role=KEYWORKER, agency=team_manager.agency, team=team_manager.team)
    family, other = HeldFamilyFactory(keyworker=ours), HeldFamilyFactory()
    client = signed_in(team_manager)
    assert list(client.get("/families/keyworkers/").context["page"]) == [ours]
    assert client.get(f"/families/keyworkers/{other.keyworker.pk}/hand-over/").status_code == 404
    answers = {"taker": colleague.pk, "families": [family.pk], **day("starts_on")}
    text = client.post(f"/families/keyworkers/{ours.pk}/hand-over/", answers, follow=True).text
    assert "1 family handed over to Kay Colleague" in text
    assert "Nobody holds a family that you may open." in text
    assert Family.objects.get(pk=family.pk).keyworker == colleague


def test_all_families_are_ticked_at_first_and_those_unticked_stay(officer, keyworker, colleague, signed_in):
    gone, stays = HeldFamilyFactory(keyworker=keyworker), HeldFamilyFactory(keyworker=keyworker)
    client, address = signed_in(officer), f"/families/keyworkers/{keyworker.pk}/hand-over/"
    assert client.get(address).text.count(" checked") == 2
    client.post(address, {"taker": colleague.pk, "families": [gone.pk], **day("starts_on")})
    assert Family.objects.get(pk=gone.pk).keyworker == colleague
    assert Family.objects.get(pk=stays.pk).keyworker == keyworker


def test_a_hand_over_says_what_is_missing(officer, keyworker, signed_in):
    HeldFamilyFactory(keyworker=keyworker)
    answer = signed_in(officer).post(f"/families/keyworkers/{keyworker.pk}/hand-over/", day("starts_on", -1))
    for words in ("There is a problem", "must be today or in the future", "at least one family"):
        assert words in answer.text


def test_a_refusal_is_told_and_nothing_is_handed_over(officer, keyworker, colleague, signed_in):
    family = HeldFamilyFactory(keyworker=keyworker)
    actions.bar_user(family, user=colleague, reason="A neighbour", by=officer)
    answers = {"taker": colleague.pk, "families": [family.pk], **day("starts_on")}
    answer = signed_in(officer).post(f"/families/keyworkers/{keyworker.pk}/hand-over/", answers)
    assert "Nothing was changed." in answer.text
    assert Family.objects.get(pk=family.pk).keyworker == keyworker


def test_a_whole_caseload_goes_in_one_step(officer, keyworker, colleague, signed_in):
    families = [HeldFamilyFactory(keyworker=keyworker) for _ in range(5)]
    answers = {"taker": colleague.pk, "families": [one.pk for one in families], **day("starts_on")}
    answer = signed_in(officer).post(f"/families/keyworkers/{keyworker.pk}/hand-over/", answers, follow=True)
    assert "5 families handed over to Kay Colleague" in answer.text
    assert Family.objects.held_by(colleague).count() == 5


def test_cover_for_a_whole_caseload_is_one_page(officer, keyworker, colleague, signed_in):
    families = [HeldFamilyFactory(keyworker=keyworker) for _ in range(5)]
    client, address = signed_in(officer), f"/families/keyworkers/{keyworker.pk}/cover/"
    answers = {"worker": colleague.pk, "families": [one.pk for one in families]}
    answers |= {**day("first_day"), **day("last_day", 7)}
    assert "Kay Colleague stands in for 5 families" in client.post(address, answers, follow=True).text
    assert Family.objects.visible_to(colleague).count() == 5


def test_outsiders_and_keyworkers_find_none_of_these_doors(keyworker, practitioner, signed_in):
    family = HeldFamilyFactory(keyworker=keyworker)
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        for page in ("keyworker", "holding", "cover"):
            assert signed_in(outsider).get(f"/families/{family.pk}/{page}/").status_code == 404
    client = signed_in(keyworker)
    assert client.get(f"/families/{family.pk}/keyworker/").status_code == 200
    assert client.get(f"/families/{family.pk}/cover/").status_code == 403
    for page in ("", f"{keyworker.pk}/hand-over/", f"{keyworker.pk}/cover/"):
        assert client.get(f"/families/keyworkers/{page}").status_code == 403


def test_ten_times_the_families_cost_the_same_queries(officer, keyworker, signed_in, queries_of):
    client, addresses = signed_in(officer), ["/families/keyworkers/", f"/families/keyworkers/{keyworker.pk}/hand-over/"]
    HeldFamilyFactory(keyworker=keyworker)
    few = [queries_of(client, address) for address in addresses]
    for _ in range(9):
        HeldFamilyFactory(keyworker=keyworker)
        HeldFamilyFactory()
    assert [queries_of(client, address) for address in addresses] == few
