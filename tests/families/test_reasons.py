"""Why somebody opens the record of a family that they do not work with (H21)."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import AccessEvent
from accounts.rules import KEYWORKER, TEAM_MANAGER
from families.actions import grant_access
from families.models import AccessGrant
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, give

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


@pytest.fixture
def browser():
    """`browser(user)` signs somebody in who gives no reason unless the test does."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def record(family):
    return f"/families/{family.pk}/"


def why(family):
    return AccessEvent.objects.about(family).first().why


def test_an_officer_is_asked_then_led_to_the_page_they_wanted_h21(family, officer, browser):
    client = browser(officer)
    asked = client.get(f"{record(family)}team/", follow=True)
    assert "Why do you need to open this record?" in asked.text
    assert family.name not in asked.text
    assert not AccessEvent.objects.about(family).exists()
    answered = client.post(asked.redirect_chain[-1][0], {"reason": "A school asks who helps"}, follow=True)
    assert "Team around the family" in answered.text
    assert why(family) == "Reading who works with the family: A school asks who helps"


def test_the_reason_holds_for_this_record_until_the_end_of_the_day_h21(family, officer, browser):
    other, client = FamilyFactory(), browser(officer)
    with time_machine.travel(timezone.localtime().replace(hour=9), tick=False) as now:
        client.post(f"{record(family)}reason/", {"reason": "A school asks"})
        assert client.get(record(family)).status_code == 200
        assert client.get(record(other)).status_code == 302
        assert client.get(record(family)).status_code == 200
        now.shift(timedelta(days=1))
        client.force_login(officer)
        assert client.get(record(family)).status_code == 302


def test_without_a_reason_nothing_opens(family, officer, browser):
    response = browser(officer).post(f"{record(family)}reason/", {"reason": " "})
    assert "Enter why you need to open this record" in response.text


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_the_answer_leads_to_no_other_site(family, officer, browser, elsewhere):
    response = browser(officer).post(f"{record(family)}reason/?next={elsewhere}", {"reason": "A school asks"})
    assert response.url == record(family)


def test_the_task_in_hand_is_the_reason_h21(family, officer, browser):
    client = browser(officer)
    assert client.get(f"{record(family)}?task=check").status_code == 200
    assert why(family) == "Reading the record: Checking a referral"
    assert client.get(f"{record(family)}people/").status_code == 200


def test_a_task_that_is_not_theirs_or_no_task_is_no_reason(family, browser):
    manager = UserFactory(role=TEAM_MANAGER)
    grant_access(family, user=manager, kind=AccessGrant.Kind.OTHER, reason="A complaint", by=manager)
    client = browser(manager)
    client.get(f"{record(family)}?task=check")
    assert why(family) == "Reading the record: Other: A complaint"
    assert browser(manager).get(f"{record(family)}?task=nonsense").status_code == 200


def test_who_works_with_the_family_is_never_asked(family, keyworker, browser):
    manager = UserFactory(role=TEAM_MANAGER, team=keyworker.team)
    covering = UserFactory(role=KEYWORKER)
    grant_access(family, user=covering, kind=AccessGrant.Kind.COVER, reason="Holidays", by=manager)
    for colleague in (keyworker, manager, covering):
        assert browser(colleague).get(record(family)).status_code == 200
        assert AccessEvent.objects.about(family).first().working_with


def test_what_is_sent_from_an_open_page_is_not_held_up(family, officer, browser):
    response = browser(officer).post(f"{record(family)}worry/", {})
    assert "Enter the date it was reported" in response.text


def test_the_first_page_leads_on_with_its_task(officer, browser):
    family = FamilyFactory()
    client = browser(officer)
    assert f"{record(family)}?task=allocation" in client.get("/").text
    assert client.get(f"{record(family)}allocate/?task=allocation").status_code == 200
    keyworker = UserFactory(role=KEYWORKER)
    give(family, keyworker)
    assert client.get(record(family)).status_code == 200


def test_outsiders_are_not_asked_but_find_nothing(family, practitioner, browser):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        for address in (record(family), f"{record(family)}reason/"):
            assert browser(outsider).get(address).status_code == 404


def test_a_long_reason_of_a_grant_is_cut_to_what_the_log_holds(family, browser):
    colleague = UserFactory(role=KEYWORKER)
    grant_access(family, user=colleague, kind=AccessGrant.Kind.OTHER, reason="x" * 900, by=colleague)
    assert browser(colleague).get(record(family)).status_code == 200
    assert len(why(family)) <= 300
