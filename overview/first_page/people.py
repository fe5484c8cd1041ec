"""The part of a first page about colleagues: for agency leads."""

from accounts.models import User
from accounts.rules import may_read_agency_referrals
from overview.first_page.section import Section


def people_of_my_agency(user):
    """Who of the agency signs in, as what, and when they last did."""
    if not (may_read_agency_referrals(user) and user.agency_id):
        return None
    colleagues = User.objects.filter(agency=user.agency_id, is_active=True).prefetch_related("groups")
    return Section(
        template="overview/sections/people.html",
        heading=f"People of {user.agency}",
        columns=("Name", "Role", "Last signed in"),
        rows=list(colleagues.order_by("name", "pk")),
    )
