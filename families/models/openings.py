"""Who opened a family's record, as members of the family may be told."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Q
from django.db.models.functions import TruncDate

from accounts.models import AccessEvent, User


@dataclass(frozen=True)
class Opening:
    """One colleague on one day."""

    day: date
    user: User
    working_with: bool


def openings_known_to(family, readers) -> list[Opening]:
    """Newest first, without anybody of a service that one of the readers must not know of (H1)."""
    lines = AccessEvent.objects.about(family).exclude(by__in=_not_known_to(family, readers))
    days = lines.annotate(day=TruncDate("at")).order_by("-day", "by__name", "by").values_list("day", "by")
    days = list(days.annotate(working=BoolOr("working_with")))
    users = User.objects.select_related("agency").in_bulk({user for _, user, _ in days})
    return [Opening(day, users[user], working) for day, user, working in days]


def _not_known_to(family, readers):
    """Colleagues kept from a reader, and everybody of their agencies; of the council, only those colleagues."""
    members = family.team_members.exclude(pk__in=family.team_members.known_to(readers).values("pk"))
    hidden = list(members.select_related("user__agency"))
    services = family.services_at_work.exclude(pk__in=family.services_at_work.known_to(readers).values("pk"))
    names = {member.agency for member in hidden} | set(services.values_list("service", flat=True))
    of_agency = Q(pk__in=[])
    for name in filter(None, names):
        of_agency |= Q(agency__name__iexact=name, agency__is_council=False)
    return User.objects.filter(of_agency | Q(pk__in=[member.user_id for member in hidden])).values("pk")
