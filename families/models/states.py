"""What may happen to a family on the programme."""

from django.db import models
from django.db.models import Case, Value, When


class Status(models.TextChoices):
    IDENTIFIED = "identified", "Identified in data, to be asked to join"
    ACCEPTED = "accepted", "Accepted, to be asked to join"
    ASKED = "asked to join", "Asked to join"
    DECLINED = "declined", "Declined"
    NOT_ASKED = "not asked this time", "Not asked this time"
    AWAITING_ALLOCATION = "awaiting allocation", "Awaiting allocation"
    ASSESSING = "assessing", "Being assessed"
    PLAN_IN_PLACE = "plan in place", "Plan in place"
    IN_REVIEW = "in review", "In review"
    PAUSED = "paused", "Paused"
    STEPPED_UP = "stepped up", "Stepped up to social care"
    CLOSED = "closed", "Closed"


# Before the family says yes; from there on it goes straight to awaiting allocation.
TO_BE_ASKED = (Status.IDENTIFIED, Status.ACCEPTED, Status.ASKED)
# The states of the work itself: a break in it ends where it began.
AT_WORK = (Status.AWAITING_ALLOCATION, Status.ASSESSING, Status.PLAN_IN_PLACE, Status.IN_REVIEW)
AWAY = (Status.PAUSED, Status.STEPPED_UP)
WITHOUT_PLAN = (Status.AWAITING_ALLOCATION, Status.ASSESSING)
WITH_PLAN = (Status.PLAN_IN_PLACE, Status.IN_REVIEW)
ENDED = (Status.DECLINED, Status.NOT_ASKED, Status.CLOSED)

# The whole of a family's time on the programme. A move that is not in this table cannot happen; after an end, a family
# comes back with a new time on the programme.
MOVES = {
    Status.IDENTIFIED: {Status.ASKED, Status.AWAITING_ALLOCATION, Status.DECLINED, Status.NOT_ASKED},
    Status.ACCEPTED: {Status.ASKED, Status.AWAITING_ALLOCATION, Status.DECLINED, Status.NOT_ASKED},
    Status.ASKED: {Status.AWAITING_ALLOCATION, Status.DECLINED, Status.NOT_ASKED},
    Status.AWAITING_ALLOCATION: {Status.ACCEPTED, Status.ASSESSING, Status.DECLINED, *AWAY, Status.CLOSED},
    Status.ASSESSING: {Status.PLAN_IN_PLACE, Status.DECLINED, *AWAY, Status.CLOSED},
    Status.PLAN_IN_PLACE: {Status.IN_REVIEW, *AWAY, Status.CLOSED},
    Status.IN_REVIEW: {Status.PLAN_IN_PLACE, *AWAY, Status.CLOSED},
    Status.PAUSED: {*AT_WORK, Status.STEPPED_UP, Status.CLOSED},
    Status.STEPPED_UP: {*AT_WORK, Status.CLOSED},
    Status.DECLINED: set(),
    Status.NOT_ASKED: set(),
    Status.CLOSED: set(),
}


def how_pressing(status):
    """Awaiting allocation, then to be asked to join, then the others. `status` names the column. An index holds it."""
    return Case(
        When(**{status: Status.AWAITING_ALLOCATION}, then=Value(0)),
        When(**{f"{status}__in": TO_BE_ASKED}, then=Value(1)),
        default=Value(2),
    )
