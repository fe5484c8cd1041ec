"""What may happen to a family on the programme: every pair of states."""

from itertools import product

import pytest
from django.utils import timezone

from families.models import Episode, Family
from strongerfamilies.moves import MoveNotAllowed

Status = Episode.Status
ALLOWED = {
    (Status.ACCEPTED, Status.AWAITING_ALLOCATION),
    (Status.ACCEPTED, Status.DECLINED),
    (Status.AWAITING_ALLOCATION, Status.ACCEPTED),
    (Status.AWAITING_ALLOCATION, Status.ASSESSING),
    (Status.AWAITING_ALLOCATION, Status.DECLINED),
    (Status.ASSESSING, Status.PLAN_IN_PLACE),
    (Status.ASSESSING, Status.DECLINED),
}


@pytest.mark.parametrize(("before", "after"), list(product(Status, Status)))
def test_only_the_moves_of_the_table_happen(before, after):
    episode = Episode(family=Family(pk=1, name="The Samples"), status=before)
    if (before, after) in ALLOWED:
        episode.move_to(after)
        assert episode.status == after
        assert episode.status_since == timezone.localdate()
    else:
        with pytest.raises(MoveNotAllowed):
            episode.move_to(after)
        assert episode.status == before


def test_an_end_has_its_day():
    episode = Episode(status=Status.ACCEPTED)
    episode.move_to(Status.AWAITING_ALLOCATION)
    assert episode.ended_on is None
    episode.move_to(Status.DECLINED)
    assert episode.ended_on == timezone.localdate()
