"""Families that somebody has to look at, list by list. Each is counted on first pages, where the count opens the list.

How long is too long is a setting of the council; the name of a list stands in the address, and nothing personal does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import Setting
from families.models.agreement import Agreement
from families.models.note import Note
from families.models.order import LegalOrder
from families.models.service import ServiceRequest
from families.models.states import WITHOUT_PLAN, Status
from families.models.warning import SafetyWarning
from strongerfamilies.working_days import working_days_before

CONTACT = (Note.Kind.HOME_VISIT, Note.Kind.TELEPHONE, Note.Kind.MEETING)
IN_TOUCH = (Status.ASSESSING, Status.PLAN_IN_PLACE, Status.IN_REVIEW)


@dataclass(frozen=True)
class FamilyList:
    """`narrow` takes a QuerySet of families and the settings of today, and gives those that belong on the list."""

    text: str
    narrow: Callable

    def of(self, families, settings):
        return self.narrow(families.with_open_episode(), settings)


def _no_contact(families, settings):
    since = timezone.localdate() - timedelta(days=int(settings["contact_days"]))
    seen = Note.objects.filter(family=OuterRef("pk"), kind__in=CONTACT, happened_on__gt=since)
    at_work = families.filter(state__in=IN_TOUCH, open_episode__agreed_on__lte=since)
    return at_work.filter(~Exists(seen))


def _no_plan(families, settings):
    agreed_by = working_days_before(timezone.localdate(), int(settings["plan_working_days"]))
    return families.filter(state__in=WITHOUT_PLAN, open_episode__agreed_on__lte=agreed_by)


def _open_long(families, settings):
    began_by = timezone.localdate() - timedelta(days=int(settings["long_open_days"]))
    return families.filter(open_episode__started_on__lte=began_by)


def _pause_over(families, settings):
    return families.filter(state=Status.PAUSED, open_episode__pauses__ends_on=None).filter(
        open_episode__pauses__until__lt=timezone.localdate()
    )


def _with(rows):
    """The list of families about which there is such a row."""
    return lambda families, settings: families.filter(Exists(rows(settings).order_by().filter(family=OuterRef("pk"))))


LISTS = {
    "no-contact": FamilyList("No contact for too long", _no_contact),
    "no-plan": FamilyList("Agreed, and still no plan", _no_plan),
    "pause-over": FamilyList("Paused, and the pause should be over", _pause_over),
    "warnings": FamilyList("Safety warning to review", _with(lambda settings: SafetyWarning.objects.review_due())),
    "orders": FamilyList(
        "Court order about to end",
        _with(lambda settings: LegalOrder.objects.expiring(within=int(settings["order_days"]))),
    ),
    "ask-again": FamilyList("Agreement to be asked again", _with(lambda settings: Agreement.objects.to_ask_again())),
    "services": FamilyList("Waiting for a service", _with(lambda settings: ServiceRequest.objects.waiting())),
    "open-long": FamilyList("On the programme for long", _open_long),
}


def settings_today() -> dict[str, str]:
    return Setting.objects.values_on(timezone.localdate())
