"""People who must not open a family's record: a conflict of interest, declared or decided (H7)."""

import pytest

from accounts.rules import KEYWORKER, TEAM_MANAGER
from families.actions import bar_user, declare_known, end_bar, restrict
from families.models import Allocation, Bar, Family
from jobs.models import OutboxMessage
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, give
from tests.referrals.pages import words

pytestmark = pytest.mark.django_db
KNOW = "/families/i-know/"


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker, name="The Known Samples")


def test_somebody_barred_finds_nothing_even_when_it_is_allocated_to_them_h7(family, keyworker, officer, signed_in):
    bar_user(family, user=keyworker, reason="His cousin", by=officer)
    client = signed_in(keyworker)
    assert client.get(f"/families/{family.pk}/").status_code == 404
    assert "The Known Samples" not in client.get("/families/").text
    assert "The Known Samples" not in client.get("/").text


def test_an_officer_who_is_barred_is_not_told_that_it_exists_h7(family, officer, signed_in):
    declare_known(family, reason="My neighbours", by=officer)
    assert signed_in(officer).get(f"/families/{family.pk}/").status_code == 404


def test_a_bar_is_stronger_than_being_named_h7(family, officer, team_manager):
    restrict(family, reason="Kin", people=[team_manager], by=team_manager)
    bar_user(family, user=team_manager, reason="His cousin", by=officer)
    assert not Family.objects.visible_to(team_manager).exists()


def test_staff_declare_that_they_know_a_family_and_those_who_allocate_are_told_h7(family, keyworker, signed_in):
    manager = UserFactory(role=TEAM_MANAGER, team=keyworker.team)
    UserFactory(role=TEAM_MANAGER)
    client = signed_in(keyworker)
    response = client.post(KNOW, {"reference": family.reference, "reason": "My cousins"}, follow=True)
    assert "You cannot open a record with this reference." in response.text
    bar = Bar.objects.get()
    assert (bar.user, bar.declared, bar.reason) == (keyworker, True, "My cousins")
    message = OutboxMessage.objects.get(kind="keyworker-barred")
    assert message.to == manager
    assert "Samples" not in message.subject + message.body
    assert client.get(f"/families/{family.pk}/").status_code == 404


def test_officers_are_told_where_the_team_has_no_manager_and_of_a_restricted_family_those_named_h7(officer):
    told = OutboxMessage.objects.filter(kind="keyworker-barred")
    restricted = HeldFamilyFactory(by=officer)
    named = UserFactory(role=TEAM_MANAGER)
    restrict(restricted, reason="Kin", people=[named, restricted.keyworker], by=officer)
    declare_known(restricted, reason="My cousins", by=restricted.keyworker)
    assert told.get().to == named
    family = HeldFamilyFactory(by=officer)
    declare_known(family, reason="My cousins", by=family.keyworker)
    assert officer in {message.to for message in told.about(family).select_related("to")}


def test_the_answer_hints_at_nothing_h7(family, signed_in):
    stranger = UserFactory(role=KEYWORKER)
    client = signed_in(stranger)
    answers = [
        words(client.post(KNOW, {"reference": reference, "reason": "My cousins"}, follow=True))
        for reference in (family.reference, "SF-999999")
    ]
    assert answers[0] == answers[1]


def test_the_question_is_reached_from_where_a_reason_is_asked_h7(family, officer, client):
    from django.test import Client

    browser = Client()
    browser.force_login(officer)
    asked = browser.get(f"/families/{family.pk}/", follow=True).text
    assert f"{KNOW}?reference={family.reference}" in asked
    assert f'value="{family.reference}"' in browser.get(f"{KNOW}?reference={family.reference}").text


def test_bad_answers_are_refused_and_practitioners_have_nothing_to_say(keyworker, practitioner, signed_in):
    response = signed_in(keyworker).post(KNOW, {"reference": "Smith", "reason": ""})
    assert "in the correct format" in response.text
    assert "Enter how you know them" in response.text
    assert signed_in(practitioner).get(KNOW).status_code == 403


def test_the_manager_keeps_somebody_from_it_and_lets_them_back_h7(family, keyworker, signed_in):
    manager = UserFactory(role=TEAM_MANAGER, team=keyworker.team)
    other = UserFactory(role=KEYWORKER, name="Kit Cousin")
    client = signed_in(manager)
    assert "Kit Cousin" in client.get(f"/families/{family.pk}/bars/add/").text
    added = client.post(f"/families/{family.pk}/bars/add/", {"user": other.pk, "reason": "A cousin"}, follow=True)
    assert "Kit Cousin" in added.text
    bar = Bar.objects.get()
    assert "Let Kit Cousin open this record again" in client.get(f"/families/{family.pk}/bars/{bar.pk}/end/").text
    assert "Enter why they may" in client.post(f"/families/{family.pk}/bars/{bar.pk}/end/", {}).text
    client.post(f"/families/{family.pk}/bars/{bar.pk}/end/", {"why": "A mistake"})
    assert not Bar.objects.now().exists()
    assert end_bar(bar, why="Again", by=manager).why_ended == "A mistake"
    assert client.get(f"/families/{family.pk}/bars/{bar.pk}/end/").status_code == 404


def test_nobody_bars_themselves_by_that_page_or_ends_their_own_bar(family, keyworker):
    with pytest.raises(MoveNotAllowed, match="use the page for that"):
        bar_user(family, user=keyworker, reason="Kin", by=keyworker)
    bar = declare_known(family, reason="Kin", by=keyworker)
    assert declare_known(family, reason="Again", by=keyworker) == bar
    with pytest.raises(MoveNotAllowed, match="Somebody else has to decide"):
        end_bar(bar, why="I miss them", by=keyworker)


def test_no_family_is_allocated_to_somebody_barred_or_not_named_h7(officer, keyworker, signed_in):
    family = FamilyFactory()
    bar_user(family, user=keyworker, reason="Kin", by=officer)
    assert keyworker not in Allocation.objects.possible_keyworkers(family=family)
    with pytest.raises(MoveNotAllowed, match="may not open this record"):
        give(family, keyworker)
    other = UserFactory(role=KEYWORKER)
    restrict(family, reason="Kin", people=[officer], by=officer)
    with pytest.raises(MoveNotAllowed, match="name them on it first"):
        give(family, other)


def test_a_caseload_shown_to_somebody_counts_no_family_that_is_closed_to_them(family, keyworker, officer, signed_in):
    restrict(family, reason="Kin", people=[UserFactory(role=TEAM_MANAGER)], by=officer)
    text = signed_in(officer).get(f"/families/{FamilyFactory().pk}/allocate/").text
    assert f"{keyworker.name}, {keyworker.team.name}, 0 families now" in text
    holding = signed_in(officer).get(f"/families/{FamilyFactory().pk}/holding/").text
    assert f"{keyworker.name}, {keyworker.team.name}, 0 families now" in holding
    held = HeldFamilyFactory()
    for page in (f"/families/{held.pk}/cover/", f"/families/keyworkers/{held.keyworker.pk}/hand-over/"):
        assert f"{keyworker.name}, {keyworker.team.name}, 0 families now" in signed_in(officer).get(page).text


def test_somebody_barred_is_not_offered_to_keep_contact_or_stand_in_h7(keyworker, officer, signed_in):
    waiting, held = FamilyFactory(), HeldFamilyFactory()
    for family, page in ((waiting, "holding"), (held, "cover")):
        assert keyworker.name in signed_in(officer).get(f"/families/{family.pk}/{page}/").text
        bar_user(family, user=keyworker, reason="Kin", by=officer)
        assert keyworker.name not in signed_in(officer).get(f"/families/{family.pk}/{page}/").text


def test_a_bar_says_of_whom_it_is(family, keyworker):
    assert str(declare_known(family, reason="Kin", by=keyworker)) == f"{keyworker} barred from {family}"
