"""What stands around the demonstration's families: relatives, court orders, warnings, services."""

from families import actions
from families.models import LegalOrder, SafetyWarning, ServiceRequest
from overview.demo.clock import at, days_ago
from overview.demo.telling import token

ANYBODY = {"withheld": False, "not_known_by": []}
MANAGER = "Mina Teamwell, team manager"
SERVICES = [("Family GP", "01632 960211"), ("Debt advice", "01632 960212"), ("School attendance", "01632 960213")]
ASKED_FOR = ["Speech therapy", "Parenting course", "Young carers' group"]
Status = ServiceRequest.Status


def surround(family, *, keyworker, days: int, place: int):
    """As much as a keyworker writes down in the first weeks; every family a little other than the one before it."""
    members = list(family.members())
    parents = [member.person for member in members if member.relationship in ("mother", "father")]
    children = [member.person for member in members if member.person not in parents]
    with at(days_ago(days), hour=16):
        _relate(family, parents, children, by=keyworker)
        _work_with(family, keyworker, place)
        if place % 5 == 0:
            _protect(family, parents[0], children, keyworker, last_day=days_ago(days - 365) if place % 2 else None)
        if place % 7 == 0:
            _warn(family, keyworker)
    with at(days_ago(days - 4), hour=11):
        asked = _ask(family, children[:1], keyworker, place)
    if place % 3:
        with at(days_ago(max(days - 20, 1)), hour=11):
            status = Status.STARTED if place % 2 else Status.WAITING
            answers = {"status": status, "on": days_ago(0), "why": "", "hours": None, "cost": None}
            actions.move_request(asked, by=keyworker, **answers)


def _relate(family, parents, children, *, by):
    for child in children:
        for parent in parents:
            actions.relate(
                family,
                person=parent,
                reading="parent",
                relative=child,
                parental_responsibility=True,
                by=by,
                once=token(),
            )
    if len(parents) == 2:
        actions.relate(family, person=parents[0], reading="partner", relative=parents[1], by=by, once=token())


def _work_with(family, keyworker, place):
    service, phone = SERVICES[place % len(SERVICES)]
    actions.add_service(
        family,
        service=service,
        person=None,
        worker="",
        phone=phone,
        starts_on=days_ago(60),
        last_contact_on=days_ago(5),
        by=keyworker,
        once=token(),
        **ANYBODY,
    )


def _protect(family, mother, children, keyworker, *, last_day):
    actions.add_order(
        family,
        kind=LegalOrder.Kind.NON_MOLESTATION,
        bound=[],
        bound_others="An earlier partner, who lives elsewhere",
        protected=[mother, *children],
        forbids="Must not come within 100 metres of the home or the school, nor ring or write.",
        starts_on=days_ago(30),
        ends_on=last_day,
        seen_by=str(keyworker),
        seen_on=days_ago(0),
        withheld=False,
        not_known_by=[],
        by=keyworker,
        once=token(),
    )


def _warn(family, keyworker):
    actions.warn(
        family,
        person=None,
        safety_of=SafetyWarning.SafetyOf.WORKERS,
        text="Ring before you come: the dog is let off its chain",
        reason="It snapped at the health visitor, who told us the same day.",
        review_on=days_ago(-90),
        told=True,
        why_not_told="",
        manager=MANAGER,
        informed_by=str(keyworker),
        informed_on=days_ago(0),
        by=keyworker,
        once=token(),
    )


def _ask(family, people, keyworker, place):
    return actions.ask_for_service(
        family,
        service=ASKED_FOR[place % len(ASKED_FOR)],
        people=people,
        what_for="Talked over at the first visit, and wanted by the family.",
        asked_on=days_ago(0),
        by=keyworker,
        once=token(),
        **ANYBODY,
    )
