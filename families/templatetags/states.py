"""A family's state in words and in a colour."""

from django import template

from families.models.states import Status

register = template.Library()

SHORT = {Status.IDENTIFIED: "Found in data, to be asked", Status.ACCEPTED: "To be asked to join"}
COLOURS = {
    Status.IDENTIFIED: "yellow",
    Status.ACCEPTED: "yellow",
    Status.ASKED: "yellow",
    Status.AWAITING_ALLOCATION: "orange",
    Status.PLAN_IN_PLACE: "green",
    Status.IN_REVIEW: "teal",
    Status.PAUSED: "grey",
    Status.STEPPED_UP: "purple",
    **dict.fromkeys((Status.DECLINED, Status.NOT_ASKED, Status.CLOSED), "grey"),
}


@register.filter
def state_in_words(state) -> str:
    """None stands for a time on the programme that is over."""
    return SHORT.get(state) or (Status(state).label if state else "Ended")


@register.filter
def state_colour(state) -> str:
    return COLOURS.get(state, "") if state else "grey"
