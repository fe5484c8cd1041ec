"""Services that work with a family, and services asked for (H32)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import audit
from families.models import Family, ServiceAtWork, ServiceRequest
from strongerfamilies.edits import check_seen

WATCHED = ("worker", "phone", "last_contact_on", "ends_on")
Status = ServiceRequest.Status

# The day on which a request came into a state.
SINCE = {
    Status.WAITING: "waiting_since",
    Status.ACCEPTED: "accepted_on",
    Status.STARTED: "started_on",
    Status.ENDED: "closed_on",
    Status.REFUSED: "closed_on",
    Status.NOT_NEEDED: "closed_on",
}


@transaction.atomic
def add_service(family, *, withheld, not_known_by, by, once, **told) -> ServiceAtWork:
    """Write down a service that works with the family. A second click makes no second row."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    if made := ServiceAtWork.objects.filter(once=once).first():
        return made
    service = ServiceAtWork.objects.create(family=family, withheld=withheld, recorded_by=by, once=once, **told)
    service.not_known_by.set(not_known_by)
    audit("service.recorded", family, by=by, fields=[*told, "withheld", "not_known_by"])
    return service


@transaction.atomic
def change_service(service, *, by, seen, **told) -> ServiceAtWork:
    """Another worker or number, a later contact, or the end of the work."""
    service = ServiceAtWork.objects.select_for_update(of=["self"]).select_related("family").get(pk=service.pk)
    check_seen(service, WATCHED, seen)
    if told["ends_on"] and told["ends_on"] < service.starts_on:
        raise ValidationError({"ends_on": "The last day must not be before the first"})
    for name, value in told.items():
        setattr(service, name, value)
    service.save()
    audit("service.changed", service.family, by=by, fields=told)
    return service


@transaction.atomic
def ask_for_service(family, *, people, withheld, not_known_by, by, once, **told) -> ServiceRequest:
    """Ask a service to help some of the family, or all of it where nobody is named. Two clicks make one row."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    if made := ServiceRequest.objects.filter(once=once).first():
        return made
    request = ServiceRequest.objects.create(family=family, withheld=withheld, asked_by=by, once=once, **told)
    request.people.set(people)
    request.not_known_by.set(not_known_by)
    audit("service.asked_for", family, by=by, fields=[*told, "people", "withheld", "not_known_by"])
    return request


@transaction.atomic
def move_request(request, *, status, on, why, hours, cost, by) -> ServiceRequest:
    """What became of a request, and on which day. The same said twice changes nothing."""
    request = ServiceRequest.objects.select_for_update(of=["self"]).select_related("family").get(pk=request.pk)
    since = SINCE[status]
    if request.status == status and getattr(request, since) == on:
        return request
    last_day = request.last_day
    request.move_to(status)
    if on < last_day:
        raise ValidationError({"on": f"This must not be before {last_day:%-d %B %Y}"})
    setattr(request, since, on)
    request.why, request.hours, request.cost = why, hours, cost
    request.save()
    audit("service.moved", request.family, by=by, fields=["status", since, "why", "hours", "cost"])
    return request
