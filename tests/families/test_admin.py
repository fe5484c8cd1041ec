"""Looking a family up in the administration pages."""

import pytest
from django.test import Client

from accounts.models import AccessEvent
from accounts.rules import ADMINISTRATOR, KEYWORKER, PERFORMANCE_OFFICER
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/families/family/"


@pytest.fixture
def both():
    """An administrator who is a performance officer too."""
    return UserFactory(role=ADMINISTRATOR, also=[PERFORMANCE_OFFICER])


def test_an_administrator_alone_sees_no_family(administrator, signed_in):
    family = FamilyFactory(name="The Samples")
    client = signed_in(administrator)
    assert "The Samples" not in client.get(LIST).text
    assert client.get(f"{LIST}{family.pk}/change/").status_code == 302
    assert not AccessEvent.objects.about(family).exists()


def test_whoever_may_open_the_family_anyway_finds_it_and_leaves_a_line(both, signed_in):
    family = FamilyFactory(name="The Samples")
    FamilyFactory(name="The Others")
    client = signed_in(both)
    found = client.get(LIST, {"q": "sampl"}).text
    assert family.reference in found
    assert "The Others" not in found
    assert "Text first, never call" in client.get(f"{LIST}{family.pk}/change/").text
    line = AccessEvent.objects.about(family).first()
    assert (line.by, line.working_with, line.why) == (both, False, "looked up in administration: a test needs it")


def test_the_reason_is_asked_there_too_h21(both):
    family, browser = FamilyFactory(name="The Samples"), Client()
    browser.force_login(both)
    asked = browser.get(f"{LIST}{family.pk}/change/", follow=True)
    assert "Why do you need to open this record?" in asked.text
    assert not AccessEvent.objects.about(family).exists()
    answered = browser.post(asked.redirect_chain[-1][0], {"reason": "A complaint"}, follow=True)
    assert "Text first, never call" in answered.text
    assert AccessEvent.objects.about(family).first().why == "looked up in administration: A complaint"


def test_the_line_says_whether_they_work_with_the_family(signed_in):
    worker = UserFactory(role=ADMINISTRATOR, also=[KEYWORKER])
    family = HeldFamilyFactory(keyworker=worker)
    signed_in(worker).get(f"{LIST}{family.pk}/change/")
    assert AccessEvent.objects.about(family).first().working_with


def test_nothing_can_be_changed_there(both, signed_in):
    family = FamilyFactory(name="The Samples")
    client = signed_in(both)
    assert client.post(f"{LIST}{family.pk}/change/", {"name": "Others"}).status_code == 403
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{family.pk}/delete/").status_code == 403


def test_the_list_costs_the_same_queries_for_ten_times_the_families(both, signed_in, queries_of):
    client = signed_in(both)
    FamilyFactory()
    for_one = queries_of(client, LIST)
    for _ in range(9):
        FamilyFactory()
    assert queries_of(client, LIST) == for_one <= 12
