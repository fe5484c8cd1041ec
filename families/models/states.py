"""What may happen to a family on the programme."""

from django.db import models


class Status(models.TextChoices):
    ACCEPTED = "accepted", "Accepted, to be asked to join"
    DECLINED = "declined", "Declined"
    AWAITING_ALLOCATION = "awaiting allocation", "Awaiting allocation"
    ASSESSING = "assessing", "Being assessed"
    PLAN_IN_PLACE = "plan in place", "Plan in place"


# The whole of a family's time on the programme so far built. A move that is not in this table cannot happen.
MOVES = {
    Status.ACCEPTED: {Status.AWAITING_ALLOCATION, Status.DECLINED},
    Status.AWAITING_ALLOCATION: {Status.ACCEPTED, Status.ASSESSING, Status.DECLINED},
    Status.ASSESSING: {Status.PLAN_IN_PLACE, Status.DECLINED},
    Status.PLAN_IN_PLACE: set(),
    Status.DECLINED: set(),
}
ENDED = (Status.DECLINED,)
