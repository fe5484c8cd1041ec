"""The numbers that stand for a person elsewhere. Kept outside history, so that only the encrypted one exists."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.gb import nhs, upn

from families.models.person import Person
from strongerfamilies.fields import EncryptedTextField, keyed_hashes

# The prefixes that were ever issued, and QQ, which stands for one in examples.
NATIONAL_INSURANCE = re.compile(
    r"(?!BG|GB|KN|NK|NT|TN|ZZ)(?:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ)[0-9]{6}[A-D]", re.ASCII
)


class PersonIdentifierQuerySet(models.QuerySet):
    def standing_for(self, kind, value):
        """Whoever has this number, whichever of our keys it was stored under."""
        return self.filter(kind=kind, keyed_hash__in=keyed_hashes(value))


class PersonIdentifier(models.Model):
    """A number that stands for a person elsewhere: encrypted, with a keyed hash to search by."""

    class Kind(models.TextChoices):
        NHS = "nhs", "NHS number"
        UPN = "upn", "Unique pupil number"
        NATIONAL_INSURANCE = "ni", "National Insurance number"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField("which number", max_length=5, choices=Kind)
    value = EncryptedTextField("number", hashed_in="keyed_hash")
    keyed_hash = models.CharField(max_length=64, editable=False)

    objects = PersonIdentifierQuerySet.as_manager()

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="identifier_once_a_person"),
            models.UniqueConstraint(fields=["kind", "keyed_hash"], name="identifier_belongs_to_one_person"),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def masked(self) -> str:
        """All but the last two characters hidden."""
        return "•" * (len(self.value) - 2) + self.value[-2:]


def tidy_number(kind, typed) -> str:
    """The number as it is stored: capitals, no spaces. Raises Django's ValidationError with a plain message."""
    kind = PersonIdentifier.Kind(kind)
    wrong = f"This is not {'an' if kind == PersonIdentifier.Kind.NHS else 'a'} {kind.label}: "
    if kind == PersonIdentifier.Kind.NATIONAL_INSURANCE:
        number = re.sub(r"[\s-]", "", typed).upper()
        if not NATIONAL_INSURANCE.fullmatch(number):
            raise ValidationError(wrong + "it has two letters, six figures and a letter A to D")
        return number
    try:
        return (nhs if kind == PersonIdentifier.Kind.NHS else upn).validate(typed)
    except NotANumber:
        raise ValidationError(wrong + "check it for a slip") from None
