"""What may happen to a family on the programme: every pair of states."""

from itertools import product

import pytest
from django.utils import timezone

from families.models import Episode, Family
from families.models.states import AT_WORK, AWAY, ENDED
from strongerfamilies.moves import MoveNotAllowed

Status = Episode.Status
ALLOWED = {
    (Status.IDENTIFIED, Status.ASKED),
    (Status.IDENTIFIED, Status.AWAITING_ALLOCATION),
    (Status.IDENTIFIED, Status.DECLINED),
    (Status.IDENTIFIED, Status.NOT_ASKED),
    (Status.ACCEPTED, Status.ASKED),
    (Status.ACCEPTED, Status.AWAITING_ALLOCATION),
    (Status.ACCEPTED, Status.DECLINED),
    (Status.ACCEPTED, Status.NOT_ASKED),
    (Status.ASKED, Status.AWAITING_ALLOCATION),
    (Status.ASKED, Status.DECLINED),
    (Status.ASKED, Status.NOT_ASKED),
    (Status.AWAITING_ALLOCATION, Status.ACCEPTED),
    (Status.AWAITING_ALLOCATION, Status.ASSESSING),
    (Status.AWAITING_ALLOCATION, Status.DECLINED),
    (Status.AWAITING_ALLOCATION, Status.PAUSED),
    (Status.AWAITING_ALLOCATION, Status.STEPPED_UP),
    (Status.AWAITING_ALLOCATION, Status.CLOSED),
    (Status.ASSESSING, Status.PLAN_IN_PLACE),
    (Status.ASSESSING, Status.DECLINED),
    (Status.ASSESSING, Status.PAUSED),
    (Status.ASSESSING, Status.STEPPED_UP),
    (Status.ASSESSING, Status.CLOSED),
    (Status.PLAN_IN_PLACE, Status.IN_REVIEW),
    (Status.PLAN_IN_PLACE, Status.PAUSED),
    (Status.PLAN_IN_PLACE, Status.STEPPED_UP),
    (Status.PLAN_IN_PLACE, Status.CLOSED),
    (Status.IN_REVIEW, Status.PLAN_IN_PLACE),
    (Status.IN_REVIEW, Status.PAUSED),
    (Status.IN_REVIEW, Status.STEPPED_UP),
    (Status.IN_REVIEW, Status.CLOSED),
    (Status.PAUSED, Status.AWAITING_ALLOCATION),
    (Status.PAUSED, Status.ASSESSING),
    (Status.PAUSED, Status.PLAN_IN_PLACE),
    (Status.PAUSED, Status.IN_REVIEW),
    (Status.PAUSED, Status.STEPPED_UP),
    (Status.PAUSED, Status.CLOSED),
    (Status.STEPPED_UP, Status.AWAITING_ALLOCATION),
    (Status.STEPPED_UP, Status.ASSESSING),
    (Status.STEPPED_UP, Status.PLAN_IN_PLACE),
    (Status.STEPPED_UP, Status.IN_REVIEW),
    (Status.STEPPED_UP, Status.CLOSED),
}


def in_state(status):
    return Episode(family=Family(pk=1, name="The Samples"), status=status)


@pytest.mark.parametrize(("before", "after"), list(product(Status, Status)))
def test_only_the_moves_of_the_table_happen(before, after):
    episode = in_state(before)
    if (before, after) in ALLOWED:
        episode.move_to(after)
        assert episode.status == after
        assert episode.status_since == timezone.localdate()
        assert (episode.ended_on == timezone.localdate()) == (after in ENDED)
    else:
        with pytest.raises(MoveNotAllowed):
            episode.move_to(after)
        assert episode.status == before


@pytest.mark.parametrize(("before", "away"), list(product(AT_WORK, AWAY)))
def test_a_break_remembers_where_it_goes_back_to_h29(before, away):
    episode = in_state(before)
    episode.move_to(away)
    assert episode.back_to == before
    episode.move_to(before)
    assert episode.back_to == ""


def test_stepped_up_from_a_pause_it_still_goes_back_to_the_work_h29():
    episode = in_state(Status.ASSESSING)
    episode.move_to(Status.PAUSED)
    episode.move_to(Status.STEPPED_UP)
    assert episode.back_to == Status.ASSESSING


def test_a_family_agrees_since_it_first_awaited_allocation_until_it_takes_that_back():
    episode = in_state(Status.ACCEPTED)
    episode.move_to(Status.AWAITING_ALLOCATION)
    assert episode.agreed_on == timezone.localdate()
    episode.move_to(Status.ACCEPTED)
    assert episode.agreed_on is None


@pytest.mark.parametrize("status", Status)
def test_why_there_can_be_no_keyworker_is_said_in_every_state_without_one(status):
    without = {*Status} - {*AT_WORK, *AWAY}
    assert bool(in_state(status).why_no_keyworker) == (status in without)
