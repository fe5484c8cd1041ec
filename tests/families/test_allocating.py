"""Allocating a keyworker: one a day, from any agency."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER, PRACTITIONER
from families.actions import allocate, plan_agreed
from families.models import Allocation, Episode
from jobs.models import OutboxMessage
from strongerfamilies.edits import EditedElsewhere
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.families.factories import REFUSED, FamilyFactory, HeldFamilyFactory, give, seen_allocation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def days_ago(days):
    return time_machine.travel(timezone.now() - timedelta(days=days), tick=False)


def periods(family):
    rows = family.allocations.order_by("pk")
    return [(row.keyworker, row.starts_on, row.ends_on, row.never_held) for row in rows]


def test_the_keyworker_begins_to_assess_and_gets_a_message(keyworker):
    family = FamilyFactory()
    give(family, keyworker)
    assert family.keyworker == keyworker
    assert family.episode.status == Episode.Status.ASSESSING
    message = OutboxMessage.objects.get(to=keyworker)
    assert message.subject == f"You are the keyworker of {family.reference}"
    assert family.get_absolute_url() in message.body
    assert "Sample" not in message.subject + message.body
    assert AuditEvent.objects.about(family).first().deed == "family.allocated"


def test_a_keyworker_may_come_from_any_agency_h22(officer):
    school_worker = UserFactory(role=KEYWORKER, agency__name="Far Side Academy")
    assert school_worker in Allocation.objects.possible_keyworkers()
    family = FamilyFactory()
    give(family, school_worker, by=officer)
    assert family.keyworker.agency.name == "Far Side Academy"


def test_a_second_click_allocates_once(keyworker):
    family = FamilyFactory()
    first, second = give(family, keyworker), give(family, keyworker)
    assert first == second
    assert OutboxMessage.objects.filter(to=keyworker).count() == 1


def test_a_new_keyworker_begins_today_and_the_one_before_ended_yesterday(keyworker):
    before = UserFactory(role=KEYWORKER)
    with days_ago(10):
        family = FamilyFactory()
        give(family, before)
    give(family, keyworker)
    yesterday = TODAY() - timedelta(days=1)
    assert periods(family) == [
        (before, TODAY() - timedelta(days=10), yesterday, False),
        (keyworker, TODAY(), None, False),
    ]
    assert family.episode.status == Episode.Status.ASSESSING


def test_changed_on_the_same_day_the_first_one_never_held_the_family(keyworker):
    mistaken = UserFactory(role=KEYWORKER)
    family = FamilyFactory()
    give(family, mistaken)
    give(family, keyworker)
    assert periods(family) == [(mistaken, TODAY(), TODAY(), True), (keyworker, TODAY(), None, False)]
    assert list(family.allocations.now()) == [family.allocations.get(keyworker=keyworker)]


def test_changing_back_on_the_same_day_works_too(keyworker):
    other = UserFactory(role=KEYWORKER)
    family = FamilyFactory()
    for somebody in (keyworker, other, keyworker):
        give(family, somebody)
    assert [row[0] for row in periods(family) if not row[3]] == [keyworker]


def test_a_family_that_has_not_agreed_gets_no_keyworker(keyworker):
    family = FamilyFactory(agreement=REFUSED)
    with pytest.raises(MoveNotAllowed, match="once a parent or carer agrees"):
        give(family, keyworker)
    assert not family.allocations.exists()


def test_only_a_keyworker_may_be_allocated():
    family = FamilyFactory()
    with pytest.raises(MoveNotAllowed, match="is not a keyworker"):
        give(family, UserFactory(role=PRACTITIONER))
    assert family.episode.status == Episode.Status.AWAITING_ALLOCATION


def test_a_keyworker_who_left_is_not_offered(keyworker):
    keyworker.is_active = False
    keyworker.save()
    assert keyworker not in Allocation.objects.possible_keyworkers()


def test_two_officers_at_once_the_second_is_told(keyworker, officer):
    family = FamilyFactory()
    seen = seen_allocation(family)
    give(family, keyworker)
    with pytest.raises(EditedElsewhere) as meanwhile:
        allocate(family, keyworker=UserFactory(role=KEYWORKER), by=officer, seen=seen)
    assert meanwhile.value.current.keyworker == keyworker


def test_each_keyworkers_caseload_counts_what_they_hold_today(keyworker):
    idle = UserFactory(role=KEYWORKER)
    HeldFamilyFactory(keyworker=keyworker)
    HeldFamilyFactory(keyworker=keyworker)
    give(HeldFamilyFactory(keyworker=keyworker), UserFactory(role=KEYWORKER))
    loads = dict(Allocation.objects.possible_keyworkers().values_list("pk", "caseload"))
    assert (loads[keyworker.pk], loads[idle.pk]) == (2, 0)


def test_the_caseloads_of_all_come_in_one_query(django_assert_num_queries):
    for _ in range(3):
        HeldFamilyFactory()
    with django_assert_num_queries(1):
        [(person.agency.name, person.team.name, person.caseload) for person in Allocation.objects.possible_keyworkers()]


def test_the_plan_puts_the_family_forward_once(keyworker):
    family = HeldFamilyFactory(keyworker=keyworker)
    plan_agreed(family, by=keyworker)
    plan_agreed(family, by=keyworker)
    assert family.episode.status == Episode.Status.PLAN_IN_PLACE
    assert AuditEvent.objects.about(family).filter(deed="family.plan_in_place").count() == 1


def test_with_a_plan_in_place_another_keyworker_takes_over_where_the_family_stands(keyworker):
    family = HeldFamilyFactory()
    plan_agreed(family, by=keyworker)
    give(family, keyworker)
    assert family.episode.status == Episode.Status.PLAN_IN_PLACE


@pytest.mark.django_db(transaction=True)
def test_when_the_audit_line_cannot_be_written_nobody_is_allocated(broken_audit):
    family, keyworker = FamilyFactory(), UserFactory(role=KEYWORKER)
    with broken_audit() as error, pytest.raises(error):
        give(family, keyworker)
    assert not family.allocations.exists()
    assert not OutboxMessage.objects.filter(to=keyworker).exists()
    assert family.episode.status == Episode.Status.AWAITING_ALLOCATION


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_the_same_moment_one_wins():
    family, officer = FamilyFactory(), UserFactory()
    seen, keyworkers = seen_allocation(family), [UserFactory(role=KEYWORKER) for _ in range(2)]

    def try_to_allocate(keyworker):
        try:
            return allocate(family, keyworker=keyworker, by=officer, seen=seen).keyworker
        except EditedElsewhere:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as officers:
        results = list(officers.map(try_to_allocate, keyworkers))
    assert [result for result in results if result] == [family.keyworker]
