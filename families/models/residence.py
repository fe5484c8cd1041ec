"""Where people live, and since when."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from families.models.periods import PeriodQuerySet, ends_after_it_starts, one_a_day
from families.models.person import Person


@pghistory.track()
class Address(models.Model):
    """A place. Nothing here says who lives there: that is a residence."""

    lines = models.TextField("address", blank=True)
    postcode = models.CharField("postcode", max_length=10, blank=True)

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            models.CheckConstraint(name="address_says_something", condition=~Q(lines="") | ~Q(postcode="")),
        ]

    def __str__(self):
        return ", ".join(part.strip() for part in [*self.lines.splitlines(), self.postcode] if part.strip())


@pghistory.track()
class Residence(models.Model):
    """A person's home at an address. One main home at a time; a child in two homes has another."""

    class Kind(models.TextChoices):
        MAIN = "main", "Main home"
        OTHER = "other", "Other home"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residences")
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="residences")
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.MAIN)
    starts_on = models.DateField("from", default=timezone.localdate)
    ends_on = models.DateField("to", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            ends_after_it_starts("residence_ends_after_it_starts"),
            one_a_day("one_main_home_a_day", of="person", condition=Q(kind="main")),
        ]

    def __str__(self):
        return f"{self.person} at {self.address}"
