"""The colours in which states are shown."""

from django import template

from referrals.models import Referral

register = template.Library()

COLOURS = {
    Referral.Status.DRAFT: "grey",
    Referral.Status.SUBMITTED: "",
    Referral.Status.CHECKING: "teal",
    Referral.Status.ACCEPTED: "green",
    Referral.Status.RETURNED: "orange",
}


@register.filter
def status_colour(referral):
    """The colour of its state, as `components/status_tag.html` takes it."""
    return COLOURS[referral.status]
