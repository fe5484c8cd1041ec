"""Giving a family its keyworker, from any agency (H22), and the moves of its state that follow from the work."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.rules import may_hold_families
from families.models import Allocation, Episode, Family
from jobs.actions import write_message
from strongerfamilies.edits import check_seen
from strongerfamilies.moves import MoveNotAllowed


@transaction.atomic
def allocate(family, *, keyworker, by, seen) -> Allocation:
    """Give the family to a keyworker from today, and end the allocation before. A second click changes nothing."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    present = family.allocations.now().first()
    if present and present.keyworker_id == keyworker.pk:
        return present
    _begin_work(family.episode)
    check_seen(present or Allocation(family=family), ("keyworker",), seen)
    if not may_hold_families(keyworker):
        raise MoveNotAllowed(f"{keyworker} is not a keyworker.")
    if present:
        _end_before_today(present)
    allocation = Allocation.objects.create(family=family, keyworker=keyworker, allocated_by=by)
    write_message("family-allocated", to=keyworker, about=family)
    audit("family.allocated", family, by=by, fields=["keyworker"])
    return allocation


@transaction.atomic
def plan_agreed(family, *, by) -> Episode:
    """The family has its plan: the room of plans says so, in its own transaction. Harmless when said twice."""
    episode = Family.objects.select_for_update().get(pk=family.pk).episode
    if episode.status != Episode.Status.PLAN_IN_PLACE:
        episode.move_to(Episode.Status.PLAN_IN_PLACE)
        episode.save()
        audit("family.plan_in_place", family, by=by, fields=["status"])
    return episode


def _begin_work(episode):
    """The first keyworker begins to assess; a later one takes over where the family stands."""
    if episode.why_no_keyworker:
        raise MoveNotAllowed(episode.why_no_keyworker)
    if episode.status == Episode.Status.AWAITING_ALLOCATION:
        episode.move_to(Episode.Status.ASSESSING)
        episode.save()


def _end_before_today(allocation):
    """The day of a change belongs to the new keyworker. Who was allocated only today has then never held."""
    today = timezone.localdate()
    allocation.never_held = allocation.starts_on == today
    allocation.ends_on = today if allocation.never_held else today - timedelta(days=1)
    allocation.save()
