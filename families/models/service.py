"""Services around a family: those that work with it, and those that were asked for (H32)."""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from families.models.family import Family
from families.models.periods import PeriodQuerySet, ends_after_it_starts
from families.models.person import Person
from families.models.withheld import Withholdable, WithholdableQuerySet
from strongerfamilies.constraints import not_before, not_in_the_future
from strongerfamilies.moves import Moving

USER = settings.AUTH_USER_MODEL


class ServiceAtWorkQuerySet(PeriodQuerySet, WithholdableQuerySet):
    pass


@pghistory.track()
class ServiceAtWork(Withholdable):
    """A service that works with the family: who, how to reach them, and the last contact. Never what was said."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="services_at_work")
    service = models.CharField("service", max_length=120)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    worker = models.CharField("worker", max_length=120, blank=True)
    phone = models.CharField("telephone", max_length=40, blank=True)
    last_contact_on = models.DateField("last contact with the family", null=True, blank=True)
    starts_on = models.DateField("working with them since", default=timezone.localdate)
    ends_on = models.DateField("until", null=True, blank=True)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(unique=True, editable=False)

    objects = ServiceAtWorkQuerySet.as_manager()

    class Meta:
        ordering = ["service", "pk"]
        verbose_name_plural = "services at work"
        constraints = [
            ends_after_it_starts("service_ends_after_it_starts"),
            not_in_the_future("service_starts_by_today", "starts_on"),
            not_in_the_future("service_ends_by_today", "ends_on"),
            not_in_the_future("service_last_contact_by_today", "last_contact_on"),
        ]

    def __str__(self):
        return self.service


class RequestStatus(models.TextChoices):
    ASKED = "asked", "Asked for"
    WAITING = "waiting", "On a waiting list"
    ACCEPTED = "accepted", "Accepted, not started"
    STARTED = "started", "Started"
    ENDED = "ended", "Ended"
    REFUSED = "refused", "Refused"
    NOT_NEEDED = "not needed", "No longer needed"


# The whole life of a request for a service. A move that is not in this table cannot happen.
REQUEST_MOVES = {
    RequestStatus.ASKED: {
        RequestStatus.WAITING,
        RequestStatus.ACCEPTED,
        RequestStatus.STARTED,
        RequestStatus.REFUSED,
        RequestStatus.NOT_NEEDED,
    },
    RequestStatus.WAITING: {
        RequestStatus.ACCEPTED,
        RequestStatus.STARTED,
        RequestStatus.REFUSED,
        RequestStatus.NOT_NEEDED,
    },
    RequestStatus.ACCEPTED: {RequestStatus.STARTED, RequestStatus.REFUSED, RequestStatus.NOT_NEEDED},
    RequestStatus.STARTED: {RequestStatus.ENDED},
    RequestStatus.ENDED: set(),
    RequestStatus.REFUSED: set(),
    RequestStatus.NOT_NEEDED: set(),
}
STILL_WAITING = (RequestStatus.ASKED, RequestStatus.WAITING, RequestStatus.ACCEPTED)
CLOSED = (RequestStatus.ENDED, RequestStatus.REFUSED, RequestStatus.NOT_NEEDED)
SAYS_WHY = (RequestStatus.REFUSED, RequestStatus.NOT_NEEDED)


class ServiceRequestQuerySet(WithholdableQuerySet):
    def waiting(self):
        """Asked for, and not started yet; those waiting longest first."""
        return self.filter(status__in=STILL_WAITING).order_by("asked_on", "pk")

    def visible_to(self, user):
        """Whoever may open the family may read what was asked for it."""
        return self.filter(family__in=Family.objects.visible_to(user))

    def with_people(self):
        return self.select_related("asked_by").prefetch_related("people", "not_known_by")


@pghistory.track()
class ServiceRequest(Withholdable, Moving):
    """A service asked for, for some of the family or, with nobody named, for all of it.

    `closed_on` is the day it ended, was refused, or was no longer needed; `why` says why.
    """

    Status, MOVES = RequestStatus, REQUEST_MOVES

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="service_requests")
    people = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name="for whom")
    service = models.CharField("service", max_length=120)
    what_for = models.TextField("what for")
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField("asked for on", default=timezone.localdate)
    status = models.CharField("state", max_length=12, choices=RequestStatus, default=RequestStatus.ASKED)
    waiting_since = models.DateField("on a waiting list since", null=True, blank=True)
    accepted_on = models.DateField("accepted on", null=True, blank=True)
    started_on = models.DateField("started on", null=True, blank=True)
    closed_on = models.DateField("ended on", null=True, blank=True)
    why = models.TextField("why", blank=True)
    hours = models.DecimalField("hours given", max_digits=7, decimal_places=2, null=True, blank=True)
    cost = models.DecimalField("cost in pounds", max_digits=9, decimal_places=2, null=True, blank=True)
    once = models.UUIDField(unique=True, editable=False)

    objects = ServiceRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        indexes = [models.Index(fields=["asked_on"], name="request_waiting", condition=Q(status__in=STILL_WAITING))]
        constraints = [
            models.CheckConstraint(name="request_status_is_known", condition=Q(status__in=RequestStatus.values)),
            models.CheckConstraint(
                name="request_closed_on_a_day",
                condition=Q(status__in=CLOSED, closed_on__isnull=False) | (~Q(status__in=CLOSED) & Q(closed_on=None)),
            ),
            models.CheckConstraint(
                name="request_started_on_a_day",
                condition=Q(status__in=["started", "ended"], started_on__isnull=False)
                | (~Q(status__in=["started", "ended"]) & Q(started_on=None)),
            ),
            models.CheckConstraint(name="request_refused_says_why", condition=~Q(status__in=SAYS_WHY) | ~Q(why="")),
            models.CheckConstraint(
                name="request_waiting_since_a_day", condition=~Q(status="waiting") | Q(waiting_since__isnull=False)
            ),
            models.CheckConstraint(
                name="request_accepted_on_a_day", condition=~Q(status="accepted") | Q(accepted_on__isnull=False)
            ),
            models.CheckConstraint(
                name="request_hours_and_cost_not_negative",
                condition=(Q(hours=None) | Q(hours__gte=0)) & (Q(cost=None) | Q(cost__gte=0)),
            ),
            not_before("request_waits_after_it_was_asked", "waiting_since", "asked_on"),
            not_before("request_accepted_after_it_was_asked", "accepted_on", "asked_on"),
            not_before("request_started_after_it_was_asked", "started_on", "asked_on"),
            not_before("request_started_after_it_was_accepted", "started_on", "accepted_on"),
            not_before("request_closed_after_it_was_asked", "closed_on", "asked_on"),
            not_before("request_closed_after_it_started", "closed_on", "started_on"),
            not_in_the_future("request_asked_by_today", "asked_on"),
            not_in_the_future("request_waits_by_today", "waiting_since"),
            not_in_the_future("request_accepted_by_today", "accepted_on"),
            not_in_the_future("request_started_by_today", "started_on"),
            not_in_the_future("request_closed_by_today", "closed_on"),
        ]

    def __str__(self):
        return self.service

    @property
    def days_waiting(self) -> int:
        """From the day it was asked for until it started or was closed; until today while it waits."""
        return ((self.started_on or self.closed_on or timezone.localdate()) - self.asked_on).days

    @property
    def is_waiting(self) -> bool:
        return self.status in STILL_WAITING

    @property
    def last_day(self) -> date:
        """Nothing can have happened since on a day before this one."""
        return max(filter(None, [self.asked_on, self.waiting_since, self.accepted_on, self.started_on]))


# From whom a service is kept, and for whom one was asked, before and after each change.
@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class ServiceAtWorkNotKnownBy(ServiceAtWork.not_known_by.through):
    class Meta:
        proxy = True


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class ServiceRequestNotKnownBy(ServiceRequest.not_known_by.through):
    class Meta:
        proxy = True


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class ServiceRequestPeople(ServiceRequest.people.through):
    class Meta:
        proxy = True
