"""What is done with a family's time on the programme, and what each deed brings along."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from accounts.models import AuditEvent
from eligibility.models import Reason
from families import actions
from families.models import Answer, AskedToJoin, Episode
from families.rules import goes_back_to
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.families.factories import REFUSED, FamilyFactory, HeldFamilyFactory, give, say

pytestmark = pytest.mark.django_db
Status, Kind = Episode.Status, Reason.Kind
TODAY = timezone.localdate


def days_ago(days):
    return time_machine.travel(timezone.now() - timedelta(days=days), tick=False)


def a_reason(kind):
    return Reason.objects.offered(kind)[0]


def ask(family, *, by, **changes):
    asked = {"asked_on": TODAY(), "asked_by": "Kit Walker", "who_was_asked": "Petra", "how": "telephone"}
    return actions.ask_to_join(family, by=by, **{"once": uuid4(), **asked, **changes})


def step_up(family, *, by, **changes):
    about = {"stepped_on": TODAY(), "social_worker": "Sol Carey", "phone": "01632 960177", "why": "Section 47"}
    return actions.step_up(family, by=by, **{"once": uuid4(), **about, **changes})


def step_down(family, *, by, **changes):
    about = {
        "stepped_on": TODAY(),
        "social_worker": "Sol Carey",
        "phone": "01632 960177",
        "plan_ended_on": TODAY(),
        "still_needed": "Mornings",
        "joint_visit_on": TODAY() + timedelta(days=3),
    }
    return actions.step_down(family, by=by, **{"once": uuid4(), **about, **changes})


def close(family, *, by, **changes):
    given = {"reason": a_reason(Kind.CLOSED), "ended_on": TODAY(), **changes}
    return actions.close(family, by=by, **given)


def states(family):
    return [move.status for move in family.episode.moves.order_by("pk")]


def with_a_plan(**given):
    family = HeldFamilyFactory(**given)
    actions.plan_agreed(family, by=UserFactory())
    return family


def test_a_family_is_asked_to_join_by_somebody_on_a_day_and_may_be_asked_again_h17(officer):
    family, once = FamilyFactory(agreement=REFUSED), uuid4()
    first = ask(family, by=officer, once=once)
    assert ask(family, by=officer, once=once) == first
    ask(family, by=officer, how="letter")
    assert family.episode.status == Status.ASKED
    assert family.episode.times_asked.count() == 2
    assert states(family) == [Status.ACCEPTED, Status.ASKED]


def test_with_a_yes_the_question_is_answered_and_the_family_awaits_allocation_h17(officer):
    family = FamilyFactory(agreement=REFUSED)
    ask(family, by=officer)
    say(family, family.members()[0].person, Answer.YES)
    asked = family.episode.times_asked.get()
    assert (asked.outcome, asked.outcome_on) == (AskedToJoin.Outcome.AGREED, TODAY())
    assert family.episode.status == Status.AWAITING_ALLOCATION
    assert family.episode.agreed_on == TODAY()


def test_declining_keeps_the_reason_and_when_they_may_be_asked_again_h17(officer):
    family, later = FamilyFactory(agreement=REFUSED), TODAY() + timedelta(days=90)
    ask(family, by=officer)
    actions.decline(family, reason=a_reason(Kind.DECLINED), ask_again_on=later, by=officer)
    assert family.episode.ask_again_on == later
    assert family.episode.times_asked.get().outcome == AskedToJoin.Outcome.DECLINED


def test_not_asked_this_time_keeps_when_it_was_screened_and_what_was_met_h44(officer):
    family = FamilyFactory(agreement=REFUSED, problems_met=[2, 3])
    ask(family, by=officer)
    actions.do_not_ask(family, reason=a_reason(Kind.NOT_ASKED), by=officer)
    episode = family.episode
    assert (episode.status, episode.ended_on) == (Status.NOT_ASKED, TODAY())
    assert (episode.screened_on, episode.problems_met) == (TODAY(), [2, 3])
    assert episode.times_asked.get().outcome == AskedToJoin.Outcome.NOT_PURSUED


@pytest.mark.parametrize(
    ("deed", "kind"),
    [(actions.do_not_ask, Kind.DECLINED), (actions.close, Kind.NOT_ASKED), (actions.decline, Kind.CLOSED)],
)
def test_a_reason_for_something_else_is_refused(deed, kind, officer):
    family, more = HeldFamilyFactory(), {"ended_on": TODAY()} if deed == actions.close else {}
    with pytest.raises(MoveNotAllowed, match="is no reason for this"):
        deed(family, reason=a_reason(kind), by=officer, **more)
    assert family.episode.status == Status.ASSESSING


def test_a_pause_has_its_reason_and_its_end_and_the_work_goes_on_where_it_was(officer):
    family = with_a_plan()
    with days_ago(5):
        actions.pause(family, why="In hospital", until=TODAY() + timedelta(days=30), by=officer)
        assert family.episode.status == Status.PAUSED
    actions.resume(family, by=officer)
    pause = family.episode.pauses.get()
    assert family.episode.status == Status.PLAN_IN_PLACE
    assert (pause.starts_on, pause.ends_on) == (TODAY() - timedelta(days=5), TODAY())


def test_only_a_pause_is_resumed(officer):
    family = with_a_plan()
    step_up(family, by=officer)
    with pytest.raises(MoveNotAllowed, match="stepped up to social care"):
        actions.resume(family, by=officer)


@pytest.mark.parametrize(
    ("before", "has_keyworker", "after"),
    [
        ("awaiting allocation", False, "awaiting allocation"),
        ("awaiting allocation", True, "assessing"),
        ("in review", True, "in review"),
        ("plan in place", False, "awaiting allocation"),
    ],
)
def test_where_the_work_goes_on_depends_on_whether_somebody_holds_the_family(before, has_keyworker, after):
    assert goes_back_to(before, has_keyworker=has_keyworker) == after


def test_a_keyworker_allocated_during_a_pause_begins_when_it_is_over(officer, keyworker):
    family = FamilyFactory()
    actions.pause(family, why="Away", until=TODAY(), by=officer)
    give(family, keyworker)
    assert family.episode.status == Status.PAUSED
    actions.resume(family, by=officer)
    assert family.episode.status == Status.ASSESSING


def test_a_review_begins_and_ends(officer):
    family = with_a_plan()
    actions.begin_review(family, by=officer)
    assert family.episode.status == Status.IN_REVIEW
    actions.end_review(family, by=officer)
    assert family.episode.status == Status.PLAN_IN_PLACE
    with pytest.raises(MoveNotAllowed, match="plan in place"):
        actions.end_review(family, by=officer)


def test_a_plan_agreed_during_a_review_ends_it(officer):
    family = with_a_plan()
    actions.begin_review(family, by=officer)
    actions.plan_agreed(family, by=officer)
    assert family.episode.status == Status.PLAN_IN_PLACE


def test_no_plan_is_agreed_and_no_review_begun_while_the_work_rests(officer):
    family = with_a_plan()
    actions.pause(family, why="Away", until=TODAY(), by=officer)
    for deed in (actions.plan_agreed, actions.begin_review):
        with pytest.raises(MoveNotAllowed, match="is paused"):
            deed(family, by=officer)
    assert family.episode.pauses.filter(ends_on=None).exists()


def test_stepping_up_keeps_the_link_and_stepping_down_goes_on_where_it_was_h29(officer, keyworker):
    family, once = with_a_plan(keyworker=keyworker), uuid4()
    up = step_up(family, by=officer, once=once)
    assert step_up(family, by=officer, once=once) == up
    assert (family.episode.status, family.keyworker) == (Status.STEPPED_UP, keyworker)
    down = step_down(family, by=officer, once=(again := uuid4()))
    assert step_down(family, by=officer, once=again) == down
    assert family.episode.status == Status.PLAN_IN_PLACE
    assert [step.direction for step in family.episode.social_care_steps.order_by("pk")] == ["up", "down"]
    assert AuditEvent.objects.about(family).first().deed == "family.stepped_down"


def test_stepping_up_ends_a_pause_h29(officer):
    family = HeldFamilyFactory()
    actions.pause(family, why="Away", until=TODAY(), by=officer)
    step_up(family, by=officer)
    assert not family.episode.pauses.filter(ends_on=None).exists()
    step_down(family, by=officer)
    assert family.episode.status == Status.ASSESSING


def test_a_family_whose_time_had_ended_steps_down_into_a_new_one_on_the_record_that_is_there_h29(officer):
    family = HeldFamilyFactory()
    close(family, by=officer)
    step_down(family, by=officer)
    assert family.episodes.count() == 2
    assert family.episode.status == Status.ACCEPTED
    assert family.episode.social_care_steps.exists()


def test_of_a_family_that_comes_from_social_care_the_hand_over_is_written_down_h29(officer):
    family = FamilyFactory()
    step_down(family, by=officer)
    assert family.episode.status == Status.AWAITING_ALLOCATION
    assert states(family) == [Status.ACCEPTED, Status.AWAITING_ALLOCATION]


def test_closing_has_its_reason_and_date_and_ends_the_keyworkers_time(officer):
    with days_ago(30):
        family = HeldFamilyFactory()
    ended_on = TODAY() - timedelta(days=4)
    close(family, by=officer, ended_on=ended_on)
    episode = family.episode
    assert (episode.status, episode.ended_on, episode.status_since) == (Status.CLOSED, ended_on, TODAY())
    assert family.allocations.get().ends_on == TODAY()


@pytest.mark.parametrize("days", [-1, 1])
def test_the_work_ends_after_it_began_and_not_in_the_future(officer, days):
    family = HeldFamilyFactory()
    with pytest.raises(MoveNotAllowed, match="and today"):
        close(family, by=officer, ended_on=TODAY() + timedelta(days=days))
    assert family.episode.status == Status.ASSESSING


def test_closing_ends_a_pause(officer):
    family = HeldFamilyFactory()
    actions.pause(family, why="Away", until=TODAY(), by=officer)
    close(family, by=officer)
    assert family.episode.pauses.get().ends_on == TODAY()
    assert family.episode.back_to == ""


def test_a_family_that_comes_back_has_a_new_time_and_the_earlier_one_stays(officer):
    family = HeldFamilyFactory()
    close(family, by=officer)
    actions.reopen(family, why="Their landlord gave notice", by=officer)
    now, earlier = family.episodes.all()
    assert (now.status, earlier.status) == (Status.ACCEPTED, Status.CLOSED)
    assert now.moves.get().note == "Their landlord gave notice"
    with pytest.raises(MoveNotAllowed, match="nothing to open again"):
        actions.reopen(family, why="Again", by=officer)
    assert family.episodes.count() == 2


def test_each_state_is_kept_with_its_day_and_who_brought_it(officer, keyworker):
    with days_ago(8):
        family = FamilyFactory(by=officer)
    give(family, keyworker, by=officer)
    moves = [(move.status, move.on, move.by) for move in family.episode.moves.order_by("pk")]
    assert moves[0][0] == Status.ACCEPTED
    assert moves[1:] == [
        (Status.AWAITING_ALLOCATION, TODAY() - timedelta(days=8), officer),
        (Status.ASSESSING, TODAY(), officer),
    ]


@pytest.mark.django_db(transaction=True)
def test_when_the_audit_line_cannot_be_written_the_family_stays_where_it_is(broken_audit):
    family, officer = HeldFamilyFactory(), UserFactory()
    with broken_audit() as error:
        for deed in (step_up, close):
            with pytest.raises(error):
                deed(family, by=officer)
    assert family.episode.status == Status.ASSESSING
    assert not family.episode.social_care_steps.exists()
    assert family.keyworker
