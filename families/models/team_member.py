"""The team around a family: the workers of each service that helps it, besides its keyworker."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from families.models.periods import PeriodQuerySet, ends_after_it_starts, one_a_day
from families.models.withheld import Withholdable, WithholdableQuerySet

USER = settings.AUTH_USER_MODEL


class TeamMemberQuerySet(WithholdableQuerySet, PeriodQuerySet):
    def with_people(self):
        """With who they are, of which agency, and from which members of the family they are kept."""
        return self.select_related("user__agency").prefetch_related("not_known_by")

    def on_or_after(self, day):
        """Those that hold on that day or later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def in_order(self):
        """Those of today and to come first, then those who left; the newest first."""
        return self.order_by(models.F("ends_on").desc(nulls_first=True), "-starts_on", "pk")


@pghistory.track()
class TeamMember(Withholdable):
    """Somebody of a service who works with the family, from a day to a day.

    Someone who signs in here, of whichever agency, may open the record meanwhile (H22). Of anyone else it says the
    name, agency and telephone.
    """

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="team_members")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("name", max_length=120, blank=True)
    agency_name = models.CharField("agency", max_length=120, blank=True)
    phone = models.CharField("telephone", max_length=40, blank=True)
    role = models.CharField("what they do for the family", max_length=120)
    starts_on = models.DateField("from", default=timezone.localdate)
    ends_on = models.DateField("to", null=True, blank=True)
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(unique=True, editable=False)

    # What two tabs are compared by, when somebody leaves.
    LEAVING = ("ends_on",)

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            ends_after_it_starts("team_member_ends_after_it_starts"),
            models.CheckConstraint(
                name="team_member_signs_in_or_is_named",
                condition=Q(user__isnull=False, name="", agency_name="", phone="")
                | (Q(user=None) & ~Q(name="") & ~Q(agency_name="")),
            ),
            one_a_day("in_the_team_once_a_day", of=("family", "user")),
            one_a_day("worker_from_elsewhere_once_a_day", of=("family", "name", "agency_name"), condition=Q(user=None)),
        ]

    def __str__(self):
        return f"{self.who} in the team around {self.family}"

    @property
    def who(self) -> str:
        return self.user.name if self.user else self.name

    @property
    def agency(self) -> str:
        return str(self.user.agency or "") if self.user else self.agency_name

    @property
    def telephone(self) -> str:
        return self.user.phone if self.user else self.phone

    @property
    def has_left(self) -> bool:
        return self.ends_on is not None and self.ends_on < timezone.localdate()
