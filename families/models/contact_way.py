"""How to reach a person, and when it is safe."""

import pghistory
import phonenumbers
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone

from families.models.periods import PeriodQuerySet, ends_after_it_starts
from families.models.person import Person
from strongerfamilies.constraints import not_in_the_future

UNITED_KINGDOM = 44
ONLY_FIGURES = Func(F("value"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace")


@pghistory.track(exclude=["digits"])
class ContactWay(models.Model):
    """A telephone number or e-mail address of one person, until it is theirs no longer.

    `safe` is whether it may be used: None when nobody has said. `digits` is the number as a search asks for it: figures
    only, from the 0.
    """

    class Kind(models.TextChoices):
        PHONE = "phone", "Telephone"
        EMAIL = "email", "Email"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_ways")
    kind = models.CharField("kind", max_length=5, choices=Kind)
    value = models.CharField("number or address", max_length=254)
    digits = models.GeneratedField(
        expression=Func(ONLY_FIGURES, Value("^(00)?440?"), Value("0"), function="regexp_replace"),
        output_field=models.CharField(max_length=254),
        db_persist=True,
    )
    safe = models.BooleanField("safe to use", null=True, blank=True)
    how_and_when = models.TextField("how and when it is safe", blank=True)
    starts_on = models.DateField("from", default=timezone.localdate)
    ends_on = models.DateField("to", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        indexes = [models.Index(fields=["digits"], name="contact_way_by_digits", condition=Q(kind="phone"))]
        constraints = [
            models.CheckConstraint(name="contact_way_kind_is_known", condition=Q(kind__in=["phone", "email"])),
            models.CheckConstraint(
                name="contact_way_says_something",
                condition=Q(kind="email", value__contains="@") | (Q(kind="phone") & ~Q(digits="")),
            ),
            models.UniqueConstraint(
                "person",
                "kind",
                Lower("value"),
                condition=Q(ends_on=None),
                name="contact_way_once_at_a_time",
                violation_error_message="This is recorded for them already.",
            ),
            ends_after_it_starts("contact_way_ends_after_it_starts"),
            not_in_the_future("contact_way_starts_by_today", "starts_on"),
            not_in_the_future("contact_way_ends_by_today", "ends_on"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.person}"

    @property
    def safe_in_words(self) -> str:
        return {True: "Safe to use", False: "Not safe: do not use it", None: "Nobody has said whether it is safe"}[
            self.safe
        ]


def tidy_phone(typed) -> str:
    """The number as people write it here; one from abroad with its country. Raises ValidationError in plain words."""
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        number = phonenumbers.PhoneNumber()
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise ValidationError("Enter a telephone number, like 01632 960001, 07700 900982 or +44 808 157 0192")
    local = number.country_code == UNITED_KINGDOM
    form = phonenumbers.PhoneNumberFormat.NATIONAL if local else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)
