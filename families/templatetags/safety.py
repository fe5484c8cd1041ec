"""What a worker must see before anything else on a page about a family: safety warnings, and orders in force."""

from django import template
from django.utils import timezone

from families.models import LegalOrder

register = template.Library()

# Where orders are told in full: on the page of plans a print says what concerns its readers.
WITH_ORDERS = {"family", "family-people"}


@register.inclusion_tag("families/safety.html", takes_context=True)
def safety(context, family):
    """The family's standing warnings on every page; the orders in force as well on its overview and of its people."""
    orders = []
    if context.request.resolver_match.url_name in WITH_ORDERS:
        people = [member.person for member in family.members()]
        orders = LegalOrder.objects.warnings_for(
            people, family=family, on=timezone.localdate(), to=context.request.user
        )
    return {"family": family, "warnings": family.safety_warnings.standing(), "orders": orders}
