"""Where people live, and since when."""

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from families.models.comparing import PostcodeTidied
from families.models.periods import PeriodQuerySet, ends_after_it_starts, one_a_day
from families.models.person import Person
from families.models.withheld import Withholdable, WithholdableQuerySet
from strongerfamilies.constraints import not_in_the_future


@pghistory.track()
class Address(models.Model):
    """A place. Nothing here says who lives there: that is a residence."""

    lines = models.TextField("address", blank=True)
    postcode = models.CharField("postcode", max_length=10, blank=True)
    uprn = models.CharField("unique property reference number", max_length=12, blank=True)

    class Meta:
        verbose_name_plural = "addresses"
        indexes = [
            models.Index(fields=["uprn"], name="address_by_uprn", condition=~Q(uprn="")),
            models.Index(OpClass(PostcodeTidied("postcode"), name="text_pattern_ops"), name="address_by_postcode"),
        ]
        constraints = [
            models.CheckConstraint(
                name="address_uprn_is_figures",
                condition=Q(uprn__regex=r"^([1-9][0-9]{0,11})?$"),
                violation_error_message="A unique property reference number has up to 12 figures.",
            ),
            models.CheckConstraint(name="address_says_something", condition=~Q(lines="") | ~Q(postcode="")),
        ]

    def __str__(self):
        return ", ".join(part.strip() for part in [*self.lines.splitlines(), self.postcode] if part.strip())


class ResidenceQuerySet(PeriodQuerySet, WithholdableQuerySet):
    def not_shared_with(self, memberships, *, but_for=None):
        """Without every address at which somebody of these memberships has a home, `but_for` those of these homes."""
        shared = memberships.filter(person__residences__address=OuterRef("address"))
        allowed = self.none() if but_for is None else but_for.filter(address=OuterRef("address"))
        return self.filter(~Exists(shared) | Exists(allowed))


@pghistory.track()
class Residence(Withholdable):
    """A person's home at an address. One main home at a time; a child in two homes has another."""

    class Kind(models.TextChoices):
        MAIN = "main", "Main home"
        OTHER = "other", "Other home"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residences")
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="residences")
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.MAIN)
    starts_on = models.DateField("from", default=timezone.localdate)
    ends_on = models.DateField("to", null=True, blank=True)

    once = models.UUIDField(null=True, editable=False)

    objects = ResidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            ends_after_it_starts("residence_ends_after_it_starts"),
            one_a_day("one_main_home_a_day", of="person", condition=Q(kind="main")),
            not_in_the_future("residence_starts_by_today", "starts_on"),
            not_in_the_future("residence_ends_by_today", "ends_on"),
            models.UniqueConstraint(fields=["once", "person"], name="residence_once_a_person"),
        ]

    def __str__(self):
        return f"{self.person} at {self.address}"


# From whom a home is kept, before and after each change.
@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class ResidenceNotKnownBy(Residence.not_known_by.through):
    class Meta:
        proxy = True
