"""People whose earlier and present identity nothing may join: adopted children, people in hiding (H6)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from families.models import need_to_know
from families.models.periods import PeriodQuerySet, ends_after_it_starts, one_a_day
from families.models.person import Person
from strongerfamilies.constraints import not_in_the_future

USER = settings.AUTH_USER_MODEL


class ProtectedIdentityQuerySet(PeriodQuerySet):
    def visible_to(self, user):
        """The list is seen by those named on it, each their own part, while their agency may open records (H25)."""
        return self.filter(need_to_know.agency_may_open(user), named=user)

    def with_records(self):
        """Those in force first, the newest first."""
        return self.select_related("person", "earlier").order_by(
            F("ends_on").desc(nulls_first=True), "-starts_on", "-pk"
        )

    def hides(self, *, user, working_with):
        """True in SQL for a person whom this user must not find: the earlier record always, the present one unless
        the user works with a family of theirs. Whoever is named finds both.
        """
        held = self.now().exclude(pk__in=self.visible_to(user).values("pk"))
        earlier = held.filter(earlier=OuterRef("pk"))
        present = held.filter(person=OuterRef("pk")).exclude(person__memberships__family__in=working_with)
        return Exists(earlier) | Exists(present)

    def joins(self, one, other) -> bool:
        """Is either of the two on the list? Then they are never linked, whoever asks."""
        return self.now().filter(Q(person__in=[one, other]) | Q(earlier__in=[one, other])).exists()


@pghistory.track()
class ProtectedIdentity(models.Model):
    """One person, and the record of who they were before, where there is one. Nothing joins or hints at the two."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    earlier = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.TextField("why")
    named = models.ManyToManyField(USER, related_name="+", verbose_name="who may know")
    starts_on = models.DateField("from", default=timezone.localdate)
    ends_on = models.DateField("to", null=True, blank=True)
    placed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(unique=True, null=True, editable=False)

    objects = ProtectedIdentityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "protected identities"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="protected_identity_is_of_two_records", condition=~Q(person=F("earlier"))),
            one_a_day("one_protected_identity_a_day", of="person"),
            ends_after_it_starts("protected_identity_ends_after_it_starts"),
            not_in_the_future("protected_identity_starts_by_today", "starts_on"),
        ]

    def __str__(self):
        return "A protected identity"
