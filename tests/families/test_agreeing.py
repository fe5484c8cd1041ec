"""What each person agrees to, the notices they were given, and a family that declines."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import AuditEvent, PrivacyNotice
from eligibility.models import Reason
from families.actions import decline, give_notice
from families.models import Agreement, Answer, Episode
from strongerfamilies.edits import EditedElsewhere
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import AgencyFactory
from tests.families.factories import (
    AGREED,
    REFUSED,
    FamilyFactory,
    HeldFamilyFactory,
    child,
    mother,
    say,
    seen_answers,
)

pytestmark = pytest.mark.django_db
Status = Episode.Status


@pytest.fixture
def notice():
    return PrivacyNotice.objects.create(
        version="t-1", language="en", in_use_from=date(2026, 1, 1), text="We keep this."
    )


@pytest.fixture
def reason():
    return Reason.objects.offered(Reason.Kind.DECLINED)[0]


def household(agreement=REFUSED):
    """A family with two parents and a child, and its people."""
    father = mother(given_name="Peter", relationship="father")
    family = FamilyFactory(people=[mother(), father, child()], agreement=agreement)
    return family, *[member.person for member in family.members()]


def test_a_parent_who_agrees_lets_the_family_wait_for_a_keyworker():
    family, petra, *_ = household()
    agency = AgencyFactory()
    say(family, petra, Answer.YES, shared_with=[agency.pk])
    assert family.episode.status == Status.AWAITING_ALLOCATION
    assert list(family.agreements.get(person=petra).shared_with.all()) == [agency]


def test_one_adults_refusal_does_not_speak_for_another_h16():
    family, petra, peter, _ = household()
    say(family, petra, Answer.YES)
    say(family, peter, Answer.NO)
    assert family.episode.status == Status.AWAITING_ALLOCATION


def test_a_child_alone_does_not_agree_for_the_family():
    family, _, _, robin = household()
    row = say(family, robin, Answer.YES, own_view="I want it to stop", understands="Nora Nurse, school nurse")
    assert family.episode.status == Status.ACCEPTED
    assert (row.own_view, row.understands) == ("I want it to stop", "Nora Nurse, school nurse")


def test_when_the_last_yes_is_withdrawn_the_family_is_to_be_asked_again():
    family, petra, *_ = household()
    say(family, petra, Answer.YES)
    say(family, petra, Answer.NO)
    assert family.episode.status == Status.ACCEPTED
    assert not family.agrees()


def test_the_referrers_yes_gives_way_to_what_the_parents_say():
    family, petra, *_ = household(AGREED)
    say(family, petra, Answer.NO)
    assert family.episode.status == Status.ACCEPTED


def test_not_asked_changes_nothing_and_says_why():
    family, petra, *_ = household(AGREED)
    assert say(family, petra, Answer.NOT_ASKED).why_not_asked == "Unsafe"
    assert family.episode.status == Status.AWAITING_ALLOCATION


def test_somebody_who_left_the_family_no_longer_speaks_for_it():
    family, petra, *_ = household()
    say(family, petra, Answer.YES)
    family.memberships.filter(person=petra).update(left_on=timezone.localdate())
    assert not family.agrees()


def test_with_a_keyworker_a_refusal_is_written_down_and_the_state_stays():
    family = HeldFamilyFactory()
    say(family, family.members()[0].person, Answer.NO)
    assert family.episode.status == Status.ASSESSING
    assert not family.agrees()


def test_an_answer_is_never_overwritten():
    family, petra, *_ = household()
    say(family, petra, Answer.YES)
    say(family, petra, Answer.NO)
    assert family.agreements.filter(person=petra).count() == 2


def test_a_second_click_makes_no_second_row():
    family, petra, *_ = household()
    once, seen = uuid4(), seen_answers(family, petra)
    first = say(family, petra, Answer.YES, once=once, seen=seen)
    assert say(family, petra, Answer.YES, once=once, seen=seen) == first
    assert AuditEvent.objects.about(family).filter(deed="agreement.recorded").count() == 1


def test_two_workers_asking_the_same_person_the_second_is_told():
    family, petra, *_ = household()
    seen = seen_answers(family, petra)
    say(family, petra, Answer.NO)
    with pytest.raises(EditedElsewhere):
        say(family, petra, Answer.YES, seen=seen)
    assert family.agreements.filter(person=petra).count() == 1


def test_a_notice_given_is_kept_for_each_person_with_its_version(notice, keyworker):
    family, petra, peter, _ = household()
    once = uuid4()
    for _ in range(2):
        give_notice(
            family,
            people=[petra, peter],
            notice=notice,
            given_on=date(2026, 11, 2),
            how="On paper",
            by=keyworker,
            once=once,
        )
    rows = family.notices_given.order_by("pk")
    assert [(row.person, row.notice, row.given_on, row.how) for row in rows] == [
        (petra, notice, date(2026, 11, 2), "On paper"),
        (peter, notice, date(2026, 11, 2), "On paper"),
    ]
    assert AuditEvent.objects.about(family).filter(deed="notice.given").count() == 1


def test_a_family_that_declines_has_its_reason_and_its_day(reason, officer):
    family, *_ = household()
    decline(family, reason=reason, by=officer)
    episode = family.episode
    assert (episode.status, episode.reason, episode.ended_on) == (Status.DECLINED, reason, timezone.localdate())


def test_declining_ends_the_keyworkers_time(reason, officer):
    family = HeldFamilyFactory()
    decline(family, reason=reason, by=officer)
    assert family.allocations.get().ends_on == timezone.localdate()


def test_a_family_that_declined_is_not_asked_again_and_declines_once(reason, officer):
    family, petra, *_ = household()
    decline(family, reason=reason, by=officer)
    with pytest.raises(MoveNotAllowed):
        decline(family, reason=reason, by=officer)
    with pytest.raises(MoveNotAllowed, match="has ended"):
        say(family, petra, Answer.YES)
    assert not Agreement.objects.filter(person=petra).exists()


def test_an_answer_of_an_earlier_day_written_down_late_does_not_undo_a_later_one():
    family, petra, *_ = household()
    say(family, petra, Answer.YES)
    say(family, petra, Answer.NO, asked_on=timezone.localdate() - timedelta(days=3))
    assert family.agrees()


@pytest.mark.django_db(transaction=True)
def test_when_the_audit_line_cannot_be_written_no_answer_is_kept(broken_audit):
    family, petra, *_ = household()
    with broken_audit() as error, pytest.raises(error):
        say(family, petra, Answer.YES)
    assert not family.agreements.filter(person=petra).exists()
    assert family.episode.status == Status.ACCEPTED
