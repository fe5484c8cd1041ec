"""Where people live, and since when."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from families.models.person import Person


@pghistory.track()
class Address(models.Model):
    """A place. Nothing here says who lives there: that is a residence."""

    lines = models.TextField("address")
    postcode = models.CharField("postcode", max_length=10, blank=True)

    class Meta:
        verbose_name_plural = "addresses"

    def __str__(self):
        return ", ".join([*self.lines.splitlines(), self.postcode]).strip(", ")


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

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(kind="main", ends_on=None), name="one_main_home_at_a_time"
            ),
            models.CheckConstraint(
                name="residence_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self):
        return f"{self.person} at {self.address}"
