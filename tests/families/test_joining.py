"""Joining and leaving a family, with dates."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from families.actions import leave_family, relate
from families.models import Membership
from tests.accounts.factories import UserFactory
from tests.families.factories import HeldFamilyFactory

pytestmark = pytest.mark.django_db


def on(offset):
    return timezone.localdate() + timedelta(days=offset)


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker, referred_on=on(-30))


@pytest.fixture
def robin(family):
    return family.members()[1]


@pytest.fixture
def worker(keyworker, signed_in):
    return signed_in(keyworker)


def of(member, page):
    return f"/families/{member.family_id}/people/{member.person_id}/{page}"


def day(field, value):
    return {f"{field}_0": value.day, f"{field}_1": value.month, f"{field}_2": value.year}


def test_somebody_leaves_from_a_day_on_and_stays_on_record(family, robin, worker):
    page = worker.post(of(robin, "leave/"), day("left_on", on(-2)), follow=True)
    assert "Recorded that Robin Sample left the family" in page.text
    assert "In the family before" in page.text
    robin.refresh_from_db()
    assert robin.left_on == on(-2)
    assert [member.person_id for member in family.members()] != [robin.person_id]
    assert AuditEvent.objects.get(deed="member.left").record_id == family.pk


def test_leaving_twice_stays_as_it_was_said_first(robin, keyworker):
    leave_family(robin, left_on=on(-2), by=keyworker)
    assert leave_family(robin, left_on=on(0), by=keyworker).left_on == on(-2)
    assert AuditEvent.objects.filter(deed="member.left").count() == 1


@pytest.mark.parametrize(
    ("left_on", "words"),
    [(-31, "They joined the family on"), (1, "must be today or in the past")],
)
def test_nobody_leaves_before_they_joined_or_in_the_future(left_on, words, robin, worker):
    page = worker.post(of(robin, "leave/"), day("left_on", on(left_on)))
    assert words in page.text
    robin.refresh_from_db()
    assert robin.left_on is None


def test_who_was_added_by_mistake_leaves_on_the_day_they_joined(robin, worker):
    worker.post(of(robin, "leave/"), day("left_on", on(-30)))
    robin.refresh_from_db()
    assert robin.left_on == robin.joined_on


def test_joining_earlier_must_not_overlap_an_earlier_time_in_the_family(family, robin, worker):
    Membership.objects.create(family=family, person=robin.person, joined_on=on(-90), left_on=on(-60))
    address = of(robin, "belonging/")
    seen = worker.get(address).context["form"]["seen"].value()
    answers = {"seen": seen, "lives_with_family": "yes", "parent_or_carer": "unknown"}
    page = worker.post(address, {**answers, **day("joined_on", on(-70))})
    assert f"Robin Sample is in {family} until" in page.text
    assert worker.post(address, {**answers, **day("joined_on", on(-60))}).status_code == 302


def test_a_birthday_that_makes_a_parent_younger_than_their_child_is_explained(family, robin, keyworker, worker):
    petra = family.members()[0]
    relate(family, person=petra.person, reading="parent", relative=robin.person, by=keyworker, once=uuid4())
    address = of(petra, "change/age/")
    seen = worker.get(address).context["form"]["seen"].value()
    page = worker.post(address, {"seen": seen, "how_old": "born", **day("date_of_birth", on(-20))})
    assert "Check both dates of birth" in page.text


def test_outsiders_find_no_way_to_let_somebody_leave(robin, practitioner, signed_in):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        assert signed_in(outsider).get(of(robin, "leave/")).status_code == 404
