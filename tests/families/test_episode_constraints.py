"""What the database refuses of a family's time on the programme, whatever the program says."""

from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from eligibility.models import Reason
from families.models import AccessGrant, AskedToJoin, MovedAway, MovedIn, Pause, SocialCareStep, StartMeasure
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory

pytestmark = pytest.mark.django_db


@contextmanager
def refused(constraint, error=IntegrityError):
    with pytest.raises(error, match=constraint), transaction.atomic():
        yield


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


@pytest.fixture
def family():
    return FamilyFactory()


@pytest.fixture
def episode(family):
    return family.episode


@pytest.fixture
def user():
    return UserFactory()


def test_a_state_is_one_of_those_there_are(family):
    with refused("episode_status_is_known"):
        family.episodes.update(status="dancing")


def test_a_break_knows_where_it_goes_back_to_and_only_a_break_does(family):
    for wrong in ({"status": "paused"}, {"status": "paused", "back_to": "closed"}, {"back_to": "assessing"}):
        with refused("episode_goes_back_after_a_break"):
            family.episodes.update(**wrong)


def test_only_a_family_that_declined_may_be_asked_again_on_a_day_h17(family):
    with refused("episode_asked_again_only_if_declined"):
        family.episodes.update(ask_again_on=day(30))
    reason = Reason.objects.offered(Reason.Kind.DECLINED)[0]
    family.episodes.update(status="declined", reason=reason, ended_on=day(0), ask_again_on=day(30))


def test_a_screening_has_its_day_and_what_was_met_h44(family):
    for half in ({"screened_on": day(0)}, {"problems_met": [2]}):
        with refused("episode_screened_with_what_was_met"):
            family.episodes.update(**half)
    family.episodes.update(screened_on=day(0), problems_met=[])


def test_a_move_is_never_rewritten(episode):
    for rewrite in (lambda: episode.moves.update(status="closed"), lambda: episode.moves.all().delete()):
        with refused("Cannot update or delete rows", error=InternalError):
            rewrite()


def test_a_family_is_asked_on_a_day_that_has_been_and_answers_after_that_h17(episode, user):
    asked = {"episode": episode, "asked_by": "K", "who_was_asked": "P", "how": "letter", "recorded_by": user}

    def ask(**changes):
        return AskedToJoin.objects.create(**{"asked_on": day(0), "once": uuid4(), **asked, **changes})

    with refused("asked_to_join_not_in_the_future"):
        ask(asked_on=day(1))
    with refused("asked_to_join_before_the_answer"):
        ask(outcome="agreed", outcome_on=day(-1))
    for half in ({"outcome": "agreed"}, {"outcome_on": day(0)}):
        with refused("asked_to_join_answered_when"):
            ask(**half)


def test_a_pause_ends_after_it_starts_and_there_is_one_at_a_time(episode, user):
    given = {"episode": episode, "paused_by": user, "why": "Away"}
    with refused("pause_until_after_it_starts"):
        Pause.objects.create(**given, until=day(-1))
    with refused("pause_ends_after_it_starts"):
        Pause.objects.create(**given, until=day(0), ends_on=day(-1))
    pause = Pause.objects.create(**given, until=day(0))
    assert str(pause).endswith(f"paused until {day(0)}")
    with refused("one_pause_at_a_time"):
        Pause.objects.create(**given, until=day(0))


def test_a_step_says_what_the_next_worker_needs_h29(episode, user):
    given = {"episode": episode, "recorded_by": user, "social_worker": "Sol Carey"}
    for wrong in (
        {"direction": "up"},
        {"direction": "up", "why": "Section 47", "still_needed": "Mornings"},
        {"direction": "down"},
        {"direction": "down", "still_needed": "Mornings", "why": "Section 47"},
    ):
        with refused("social_care_step_says_what_the_next_worker_needs"):
            SocialCareStep.objects.create(**given, **wrong, stepped_on=day(0), once=uuid4())
    with refused("social_care_step_not_in_the_future"):
        SocialCareStep.objects.create(**given, direction="up", why="Section 47", stepped_on=day(1), once=uuid4())


def test_a_move_into_a_refuge_keeps_no_address_h30(episode, user):
    given = {"episode": episode, "recorded_by": user, "moved_on": day(0), "receiving_council": "F", "contact": "I"}
    with refused("moved_into_a_refuge_without_its_address"):
        MovedAway.objects.create(**given, to_refuge=True, new_address="9 Elsewhere Road")
    sent = {"what_was_sent": "Plan", "basis": "agreement", "sent_on": day(-1)}
    for missing in sent:
        with refused("moved_away_sent_what_on_which_basis"):
            MovedAway.objects.create(**given, **{key: value for key, value in sent.items() if key != missing})
    with refused("moved_away_sent_not_in_the_future"):
        MovedAway.objects.create(**given, **{**sent, "sent_on": day(1)})
    with refused("moved_away_confirmed_not_in_the_future"):
        MovedAway.objects.create(**given, **sent, confirmed_on=day(1))
    with refused("moved_away_confirmed_after_it_was_sent"):
        MovedAway.objects.create(**given, **sent, confirmed_on=day(-2))
    assert str(MovedAway.objects.create(**given, **sent)).endswith("moved away")
    with refused("families_movedaway_episode_id_key"):
        MovedAway.objects.create(**given)


def test_a_result_elsewhere_is_told_only_if_one_was_claimed_h30(episode, user):
    given = {"episode": episode, "recorded_by": user, "former_council": "F", "former_programme": "P"}
    for claimed in (None, False):
        with refused("moved_in_result_only_if_claimed"):
            MovedIn.objects.create(**given, result="Work", result_claimed=claimed)
    with refused("moved_in_started_not_in_the_future"):
        MovedIn.objects.create(**given, started_on=day(1))
    with refused("moved_in_ended_after_it_started"):
        MovedIn.objects.create(**given, started_on=day(-1), ended_on=day(-2))
    assert str(MovedIn.objects.create(**given)).endswith("moved in from F")


def test_one_start_measure_a_problem_with_its_unit_and_not_of_tomorrow_h42(episode, user):
    given = {"episode": episode, "problem": episode.programme.problems.first(), "recorded_by": user, "measure": "M"}
    given |= {"source": "Census", "seen_by": "Prue"}
    for half in ({"value": 3}, {"unit": "%"}):
        with refused("start_measure_figure_with_its_unit"):
            StartMeasure.objects.create(**given, **half, measured_on=day(0))
    with refused("start_measure_not_in_the_future"):
        StartMeasure.objects.create(**given, measured_on=day(1))
    assert str(StartMeasure.objects.create(**given, measured_on=day(0))).endswith(": M")
    with refused("one_start_measure_a_problem"):
        StartMeasure.objects.create(**given, measured_on=day(0))


def test_one_holding_worker_at_a_time(family, user):
    given = {"family": family, "kind": "holding", "reason": "No keyworker yet", "granted_by": user}
    AccessGrant.objects.create(**given, user=user)
    with refused("one_holding_worker_at_a_time"):
        AccessGrant.objects.create(**given, user=UserFactory())
