"""Holding workers, cover, and handing families over."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER, PRACTITIONER
from eligibility.models import Reason
from families import actions
from families.models import AccessGrant, Allocation, Family
from jobs.models import OutboxMessage
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.families.factories import REFUSED, FamilyFactory, HeldFamilyFactory, give
from tests.families.test_stages import close

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def days_from_now(days):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def sees(user, family):
    return Family.objects.visible_to(user).filter(pk=family.pk).exists()


def cover(families, keyworker, worker, *, by, first=0, last=13):
    first_day, last_day = TODAY() + timedelta(days=first), TODAY() + timedelta(days=last)
    given = {"keyworker": keyworker, "worker": worker, "first_day": first_day, "last_day": last_day}
    return actions.arrange_cover(families, **given, by=by)


def hand_over(families, giver, taker, *, by, days=0):
    starts_on = TODAY() + timedelta(days=days)
    return actions.hand_over(families, giver=giver, taker=taker, starts_on=starts_on, by=by)


@pytest.fixture
def colleague(keyworker):
    return UserFactory(role=KEYWORKER, name="Kay Colleague")


def test_a_holding_worker_sees_the_family_until_there_is_a_keyworker(officer, keyworker, colleague):
    family = FamilyFactory()
    grant = actions.name_holding_worker(family, worker=colleague, by=officer)
    assert actions.name_holding_worker(family, worker=colleague, by=officer) == grant
    assert sees(colleague, family)
    assert OutboxMessage.objects.get(to=colleague).subject == f"You keep contact with {family.reference}"
    give(family, keyworker)
    assert not sees(colleague, family)
    assert not family.access_grants.standing_in().exists()


def test_another_holding_worker_takes_the_place_of_the_first(officer, keyworker, colleague):
    family = FamilyFactory()
    for worker in (keyworker, colleague):
        actions.name_holding_worker(family, worker=worker, by=officer)
    assert [grant.user for grant in family.access_grants.standing_in()] == [colleague]
    assert not sees(keyworker, family)


def test_the_manager_of_the_holding_workers_team_sees_the_family_on_the_waiting_list(officer, team_manager):
    worker = UserFactory(role=KEYWORKER, agency=team_manager.agency, team=team_manager.team)
    waiting, elsewhere = FamilyFactory(), FamilyFactory()
    actions.name_holding_worker(waiting, worker=worker, by=officer)
    assert sees(team_manager, waiting)
    assert not sees(team_manager, elsewhere)


def test_only_a_family_awaiting_allocation_has_a_holding_worker(officer, colleague):
    for family in (HeldFamilyFactory(), FamilyFactory(agreement=REFUSED)):
        with pytest.raises(MoveNotAllowed, match="while a family awaits allocation"):
            actions.name_holding_worker(family, worker=colleague, by=officer)


def test_nobody_holds_or_stands_in_who_may_not_open_the_record_h7(officer, keyworker, colleague):
    waiting, held = FamilyFactory(), HeldFamilyFactory(keyworker=keyworker)
    for family in (waiting, held):
        actions.bar_user(family, user=colleague, reason="A neighbour", by=officer)
    with pytest.raises(MoveNotAllowed, match="may not open"):
        actions.name_holding_worker(waiting, worker=colleague, by=officer)
    with pytest.raises(MoveNotAllowed, match="may not open"):
        cover([held], keyworker, colleague, by=officer)
    with pytest.raises(MoveNotAllowed, match="may not open"):
        hand_over([held], keyworker, colleague, by=officer)


def test_cover_for_a_whole_caseload_begins_and_ends_by_itself(officer, keyworker, colleague):
    families = [HeldFamilyFactory(keyworker=keyworker) for _ in range(3)]
    grants = cover(families, keyworker, colleague, by=officer, first=1, last=2)
    assert cover(families, keyworker, colleague, by=officer, first=1, last=2) == grants
    assert [sees(colleague, family) for family in families] == [False] * 3
    with days_from_now(2):
        assert [sees(colleague, family) for family in families] == [True] * 3
    with days_from_now(3):
        assert [sees(colleague, family) for family in families] == [False] * 3
    mail = OutboxMessage.objects.get(kind="caseload-cover")
    assert all(family.reference in mail.body for family in families)
    assert "Sample" not in mail.body
    assert grants[0].last_day == TODAY() + timedelta(days=2)


def test_cover_is_refused_for_all_when_it_is_refused_for_one(officer, keyworker, colleague):
    theirs, elsewhere = HeldFamilyFactory(keyworker=keyworker), HeldFamilyFactory()
    with pytest.raises(MoveNotAllowed, match=f"{elsewhere.reference} is no longer with"):
        cover([theirs, elsewhere], keyworker, colleague, by=officer)
    with pytest.raises(MoveNotAllowed, match="for themselves"):
        cover([theirs], keyworker, keyworker, by=officer)
    assert not AccessGrant.objects.exists()


def test_cover_that_overlaps_another_time_is_refused(officer, keyworker, colleague):
    family = HeldFamilyFactory(keyworker=keyworker)
    cover([family], keyworker, colleague, by=officer)
    with pytest.raises(MoveNotAllowed, match="stands in at that time already"):
        cover([family], keyworker, colleague, by=officer, first=5, last=20)


def test_closing_ends_holding_cover_and_the_team_around_the_family(officer, keyworker, colleague):
    family = HeldFamilyFactory(keyworker=keyworker)
    cover([family], keyworker, colleague, by=officer)
    cover([family], keyworker, UserFactory(role=KEYWORKER), by=officer, first=20, last=30)
    for days in (0, 5):
        family.team_members.create(
            user=UserFactory(role=KEYWORKER),
            role="Midwife",
            starts_on=TODAY() + timedelta(days=days),
            added_by=officer,
            once=f"00000000-0000-4000-8000-00000000000{days}",
        )
    close(family, by=officer)
    assert not sees(colleague, family)
    assert not family.access_grants.standing_in().exists()
    assert not family.team_members.filter(ends_on=None).exists()


def test_declining_ends_the_holding_worker_too(officer, colleague):
    family = FamilyFactory()
    actions.name_holding_worker(family, worker=colleague, by=officer)
    actions.decline(family, reason=Reason.objects.offered(Reason.Kind.DECLINED)[0], by=officer)
    assert not sees(colleague, family)


def test_a_whole_caseload_is_handed_over_with_history_and_one_email_each(officer, keyworker, colleague):
    with time_machine.travel(timezone.now() - timedelta(days=10), tick=False):
        families = [HeldFamilyFactory(keyworker=keyworker) for _ in range(3)]
    hand_over(families, keyworker, colleague, by=officer)
    for family in families:
        assert Family.objects.get(pk=family.pk).keyworker == colleague
        ended = family.allocations.get(keyworker=keyworker)
        assert ended.ends_on == TODAY() - timedelta(days=1)
        assert AuditEvent.objects.about(family).first().deed == "family.handed_over"
    mail = OutboxMessage.objects.filter(kind="caseload-handed-over")
    assert {message.address for message in mail} == {keyworker.email, colleague.email}
    assert all(family.reference in mail[0].body for family in families)


def test_handed_over_from_a_day_to_come_the_keyworker_changes_on_that_day(officer, keyworker, colleague):
    family = HeldFamilyFactory(keyworker=keyworker)
    hand_over([family], keyworker, colleague, by=officer, days=4)
    assert sees(keyworker, family)
    assert not sees(colleague, family)
    with days_from_now(4):
        assert Family.objects.get(pk=family.pk).keyworker == colleague
    third = UserFactory(role=KEYWORKER)
    give(family, third)
    with days_from_now(4):
        assert Family.objects.get(pk=family.pk).keyworker == third


def test_a_family_closed_before_the_day_never_gets_the_new_keyworker(officer, keyworker, colleague):
    family = HeldFamilyFactory(keyworker=keyworker)
    hand_over([family], keyworker, colleague, by=officer, days=4)
    close(family, by=officer)
    with days_from_now(5):
        assert not Allocation.objects.now().filter(family=family).exists()


@pytest.mark.parametrize("wrong", ["same", "no keyworker", "gone"])
def test_all_are_handed_over_or_none(wrong, officer, keyworker, colleague):
    families = [HeldFamilyFactory(keyworker=keyworker) for _ in range(2)]
    if wrong == "gone":
        give(families[1], UserFactory(role=KEYWORKER))
    taker = {"same": keyworker, "no keyworker": UserFactory(role=PRACTITIONER)}.get(wrong, colleague)
    with pytest.raises(MoveNotAllowed):
        hand_over(families, keyworker, taker, by=officer)
    assert Family.objects.get(pk=families[0].pk).keyworker == keyworker
    assert not OutboxMessage.objects.filter(kind="caseload-handed-over").exists()


@pytest.mark.django_db(transaction=True)
def test_when_the_audit_line_cannot_be_written_nothing_is_handed_over_or_covered(broken_audit):
    keyworker, colleague, officer = UserFactory(role=KEYWORKER), UserFactory(role=KEYWORKER), UserFactory()
    family = HeldFamilyFactory(keyworker=keyworker)
    with broken_audit() as error:
        for deed in (hand_over, cover):
            with pytest.raises(error):
                deed([family], keyworker, colleague, by=officer)
    assert family.keyworker == keyworker
    assert not AccessGrant.objects.exists()
