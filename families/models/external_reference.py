"""The references by which other services' systems know a person or a family."""

import pghistory
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Upper
from django.utils import timezone

from families.models.family import Family
from families.models.periods import PeriodQuerySet, ends_after_it_starts
from families.models.person import Person
from strongerfamilies.constraints import not_in_the_future


def tidied(reference):
    """A reference as a search asks for it, in SQL: capitals and figures, without spaces and signs."""
    return Upper(Func(reference, Value("[^A-Za-z0-9]"), Value(""), Value("g"), function="regexp_replace"))


@pghistory.track(exclude=["tidied"])
class ExternalReference(models.Model):
    """One reference of one person, or of the whole family. `tidied` is what a search asks for: capitals and figures."""

    class System(models.TextChoices):
        SOCIAL_CARE = "social care", "Children's social care"
        CAF = "caf", "Common Assessment Framework (CAF)"
        YOUTH_OFFENDING = "youth offending", "Youth offending"
        OTHER = "other", "Another system"

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, null=True, blank=True, related_name="external_references"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="external_references"
    )
    system = models.CharField("whose system", max_length=20, choices=System)
    other_system = models.CharField("which system", max_length=60, blank=True)
    reference = models.CharField("reference", max_length=60)
    tidied = models.GeneratedField(
        expression=tidied(F("reference")), output_field=models.CharField(max_length=60), db_persist=True
    )
    starts_on = models.DateField("from", default=timezone.localdate)
    ends_on = models.DateField("to", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["system", "pk"]
        indexes = [models.Index(fields=["tidied"], name="external_reference_by_tidied")]
        constraints = [
            models.CheckConstraint(
                name="external_reference_of_a_person_or_a_family",
                condition=Q(family__isnull=False, person=None) | Q(family=None, person__isnull=False),
            ),
            models.CheckConstraint(
                name="external_reference_names_the_other_system",
                condition=Q(system__in=["social care", "caf", "youth offending"], other_system="")
                | (Q(system="other") & ~Q(other_system="")),
                violation_error_message="Say which system it is.",
            ),
            models.CheckConstraint(
                name="external_reference_says_something",
                condition=~Q(tidied=""),
                violation_error_message="A reference has letters or figures.",
            ),
            models.UniqueConstraint(
                fields=["person", "family", "system", "other_system", "tidied"],
                condition=Q(ends_on=None),
                nulls_distinct=False,
                name="external_reference_once_at_a_time",
                violation_error_message="This reference is recorded already.",
            ),
            ends_after_it_starts("external_reference_ends_after_it_starts"),
            not_in_the_future("external_reference_starts_by_today", "starts_on"),
            not_in_the_future("external_reference_ends_by_today", "ends_on"),
        ]

    def __str__(self):
        return f"{self.system_in_words}: {self.reference}"

    @property
    def system_in_words(self) -> str:
        return self.other_system or self.get_system_display()
