"""Giving a family its keyworker, from any agency (H22), and the moves of its state that follow from the work."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actions import audit
from accounts.rules import may_hold_families
from families.actions.stages import enter, must_be
from families.actions.standing_in import end_standing_in
from families.models import AccessGrant, Allocation, Episode, Family
from families.rules import attached_on
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
    episode = family.episode
    _begin_work(episode, by=by)
    check_seen(present or Allocation(family=family), ("keyworker",), seen)
    if not may_hold_families(keyworker):
        raise MoveNotAllowed(f"{keyworker} is not a keyworker.")
    if not Family.objects.that_would_open_to(keyworker).filter(pk=family.pk).exists():
        raise MoveNotAllowed(f"{keyworker} may not open this record. If it is restricted, name them on it first.")
    if present:
        end_before(present, timezone.localdate())
    family.allocations.later().update(never_held=True, ends_on=F("starts_on"))
    allocation = Allocation.objects.create(family=family, keyworker=keyworker, allocated_by=by)
    _attach(episode, keyworker_on=allocation.starts_on)
    end_standing_in(family, by=by, kinds=[AccessGrant.Kind.HOLDING])
    write_message("family-allocated", to=keyworker, about=family)
    audit("family.allocated", family, by=by, fields=["keyworker"])
    return allocation


@transaction.atomic
def plan_agreed(family, *, by) -> Episode:
    """The family has its plan: the room of plans says so, in its own transaction. Harmless when said twice."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    episode = family.episode
    if episode.status != Episode.Status.PLAN_IN_PLACE:
        must_be(episode, Episode.Status.ASSESSING, Episode.Status.IN_REVIEW)
        enter(episode, Episode.Status.PLAN_IN_PLACE, by=by)
        _attach(episode, keyworker_on=family.allocation and family.allocation.starts_on)
        audit("family.plan_in_place", family, by=by, fields=["status"])
    return episode


def _begin_work(episode, *, by):
    """The first keyworker begins to assess; a later one takes over where the family stands."""
    if episode.why_no_keyworker:
        raise MoveNotAllowed(episode.why_no_keyworker)
    if episode.status == Episode.Status.AWAITING_ALLOCATION:
        enter(episode, Episode.Status.ASSESSING, by=by)


def _attach(episode, *, keyworker_on):
    """Keep the first day on which assessment, plan and keyworker were all in place (H42)."""
    planned = episode.moves.filter(status=Episode.Status.PLAN_IN_PLACE).order_by("pk").first()
    # A family leaves "being assessed" with its plan: until an assessment is a row of its own, that is its day.
    day = attached_on(assessed_on=planned and planned.on, planned_on=planned and planned.on, keyworker_on=keyworker_on)
    if day and not episode.attached_on:
        episode.attached_on = day
        episode.save()


def end_before(allocation, day):
    """The day of a change belongs to the new keyworker. Who began only on that day has then never held the family."""
    allocation.never_held = allocation.starts_on >= day
    allocation.ends_on = allocation.starts_on if allocation.never_held else day - timedelta(days=1)
    allocation.save()
