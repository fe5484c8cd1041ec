"""Court orders about members of a family, which warn wherever they matter (H5)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from families.models.family import Family
from families.models.periods import ends_after_it_starts
from families.models.person import Person
from families.models.withheld import Withholdable, WithholdableQuerySet
from families.orders import OrderWarning, warning_from_a_closed_record, warning_of
from strongerfamilies.constraints import not_before, not_in_the_future

USER = settings.AUTH_USER_MODEL


class LegalOrderQuerySet(WithholdableQuerySet):
    def holding_on(self, day):
        """In force on the day: begun, not run out, not ended early. An order ended early holds no more on that day."""
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=day),
            Q(ended_early_on=None) | Q(ended_early_on__gt=day),
            starts_on__lte=day,
        )

    def about(self, people):
        """Those that bind or protect any of these people, on whichever family's record they stand."""
        people = [person.pk for person in people]
        binding = LegalOrder.bound.through.objects.filter(person__in=people).values("legalorder")
        protecting = LegalOrder.protected.through.objects.filter(person__in=people).values("legalorder")
        return self.filter(Q(pk__in=binding) | Q(pk__in=protecting))

    def of_family(self, family):
        """Those on the family's record, and those about its present members that stand on another's."""
        members = [member.person for member in family.members()]
        return self.filter(Q(family=family) | Q(pk__in=LegalOrder.objects.about(members).values("pk")))

    def with_people(self):
        return self.prefetch_related("bound", "protected", "not_known_by")

    def told_in(self, family, *, to) -> list:
        """The orders, each with `binds` and `protects`: names by key, as `to` may read them on this family's record.

        An order on another record warns here too, but names nobody who was never in this family: they may be hiding.
        `is_closed` marks those on a record that `to` may not open: of them nothing else may be told but their kind.
        """
        orders = list(self.with_people().select_related("recorded_by"))
        members = set(family.memberships.values_list("person", flat=True))
        elsewhere = {order.family_id for order in orders} - {family.pk}
        opened = set(Family.objects.visible_to(to).filter(pk__in=elsewhere).values_list("pk", flat=True))
        for order in orders:
            order.is_closed = order.family_id in elsewhere - opened
            named = None if order.family_id == family.pk else members
            order.binds, order.protects = (
                _names(people.all(), named, hint=not order.is_closed) for people in (order.bound, order.protected)
            )
        return orders

    def warnings_for(self, people, *, family, on, to) -> list[OrderWarning]:
        """What a worker of the family has to be told before these people are booked, invited or written to together.

        Those that keep some of them apart from others of them come first; `to` is the worker. In six queries at most,
        however many people.
        """
        people = list(people)
        keys = {person.pk for person in people}
        warnings = [order.warning_for(keys) for order in self.holding_on(on).about(people).told_in(family, to=to)]
        return sorted(warnings, key=lambda warning: not warning.keeps_them_apart)

    def expiring(self, *, within, on=None):
        """In force, and running out within so many days; the soonest first."""
        today = on or timezone.localdate()
        last = today + timezone.timedelta(days=within)
        return self.holding_on(today).filter(ended_early_on=None, ends_on__lte=last).order_by("ends_on", "pk")


@pghistory.track()
class LegalOrder(Withholdable):
    """A court order, or another legal status: whom it binds, whom it protects, and what it forbids.

    `bound_others` names somebody it binds who is not on the record. `seen_by` is who has seen the paper itself.
    """

    class Kind(models.TextChoices):
        CHILD_ARRANGEMENTS = "child arrangements", "Child arrangements order"
        SPECIAL_GUARDIANSHIP = "special guardianship", "Special guardianship order"
        CARE = "care", "Care order"
        SUPERVISION = "supervision", "Supervision order"
        NON_MOLESTATION = "non-molestation", "Non-molestation order"
        OCCUPATION = "occupation", "Occupation order"
        BAIL = "bail", "Bail conditions"
        INJUNCTION = "injunction", "Injunction"
        OTHER = "other", "Another order"

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField("which order", max_length=20, choices=Kind)
    bound = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name="whom it binds")
    bound_others = models.CharField("somebody else it binds", max_length=200, blank=True)
    protected = models.ManyToManyField(
        Person, blank=True, related_name="+", verbose_name="whom it protects or is about"
    )
    forbids = models.TextField("what it forbids or says")
    starts_on = models.DateField("from", default=timezone.localdate)
    ends_on = models.DateField("to", null=True, blank=True)
    seen_by = models.CharField("who has seen the order", max_length=120, blank=True)
    seen_on = models.DateField("when they saw it", null=True, blank=True)
    ended_early_on = models.DateField("ended early on", null=True, blank=True)
    ended_because = models.TextField("why it ended early", blank=True)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    once = models.UUIDField(unique=True, editable=False)

    objects = LegalOrderQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["ends_on"], name="order_by_end", condition=Q(ended_early_on=None))]
        constraints = [
            ends_after_it_starts("order_ends_after_it_starts"),
            not_before("order_ended_early_after_it_starts", "ended_early_on", "starts_on"),
            not_in_the_future("order_ended_early_by_today", "ended_early_on"),
            not_in_the_future("order_seen_by_today", "seen_on"),
            models.CheckConstraint(
                name="order_ended_early_before_its_end",
                condition=Q(ended_early_on=None) | Q(ends_on=None) | Q(ended_early_on__lt=F("ends_on")),
            ),
            models.CheckConstraint(
                name="order_ended_early_says_why",
                condition=Q(ended_early_on=None, ended_because="")
                | (Q(ended_early_on__isnull=False) & ~Q(ended_because="")),
            ),
            models.CheckConstraint(
                name="order_seen_by_whom_and_when",
                condition=Q(seen_by="", seen_on=None) | (~Q(seen_by="") & Q(seen_on__isnull=False)),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    def holds_on(self, day) -> bool:
        ended = self.ended_early_on is not None and self.ended_early_on <= day
        return self.starts_on <= day and not ended and (self.ends_on is None or self.ends_on >= day)

    def warning_for(self, people) -> OrderWarning:
        """What it warns of where these people (keys) meet or are written to. It comes from `told_in`."""
        if self.is_closed:
            return warning_from_a_closed_record(
                kind=self.get_kind_display(), binds=self.binds, protects=self.protects, people=people
            )
        return warning_of(
            kind=self.get_kind_display(),
            binds=self.binds,
            binds_others=self.bound_others,
            protects=self.protects,
            forbids=self.forbids,
            ends_on=self.ends_on,
            people=people,
        )


def _names(people, named, *, hint):
    """Names by key; with `named`, only of those keys. `hint` says that there are others."""
    names = {person.pk: str(person) for person in people if named is None or person.pk in named}
    others = {person.pk: "somebody on another record" for person in people if hint and person.pk not in names}
    return names | others


# Whom an order binds and protects, and from whom it is kept, before and after each change.
@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class LegalOrderBound(LegalOrder.bound.through):
    class Meta:
        proxy = True


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class LegalOrderProtected(LegalOrder.protected.through):
    class Meta:
        proxy = True


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class LegalOrderNotKnownBy(LegalOrder.not_known_by.through):
    class Meta:
        proxy = True
