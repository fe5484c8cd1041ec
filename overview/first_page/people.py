"""The parts of a first page about colleagues: for agency leads, and for administrators."""

from django.db.models import Count, Min

from accounts.models import Setting, User
from accounts.rules import may_confirm_colleagues, may_keep_reference_data, may_read_agency_referrals
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


def people_to_confirm(user):
    """How many wait for this person to say that they still work here (H24). Shown only when somebody does."""
    if not (may_confirm_colleagues(user) or may_keep_reference_data(user)):
        return None
    due = User.objects.confirmed_by(user).due_to_confirm(Setting.objects.number("confirm_months"))
    found = due.aggregate(people=Count("pk"), first_day=Min("confirm_by"), suspended=Count("suspended_on"))
    if not found["people"]:
        return None
    return Section(template="overview/sections/people_to_confirm.html", heading="Who still works here?", rows=[found])
