"""The people of a referral, as the referrer tells of them."""

from django.db import models

from families.models import Belonging, PersonTold
from referrals.models.referral import Referral


class ReferredPerson(PersonTold, Belonging):
    """Someone in the family that is referred."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="people")
    once = models.UUIDField(unique=True, editable=False)

    # The answers asked together on one page: what two tabs are compared by.
    TOLD = (
        "given_name",
        "family_name",
        "relationship",
        "date_of_birth",
        "age_told",
        "role",
        "lives_with_family",
        "parent_or_carer",
    )
    SIXTEEN_PLUS = ("in_education_or_training", "unemployed")
    # What an officer may complete after sending.
    COMPLETED = ("date_of_birth", "lives_with_family", "parent_or_carer", *SIXTEEN_PLUS)

    class Meta(PersonTold.Meta):
        verbose_name_plural = "referred people"
        ordering = ["pk"]

    @property
    def key(self) -> str:
        """How the rule's evidence points to this person."""
        return f"person-{self.pk}"

    @property
    def called(self) -> str:
        """How pages and the rule's sentences speak of this person, with or without a name."""
        if self.is_unborn or self.full_name or self.known_as:
            return str(self)
        return f"{self.relationship or 'Someone'} ({self.age_in_words})"

    @property
    def described(self) -> str:
        """Who they are in the family, and how old."""
        return ", ".join(filter(None, (self.relationship, self.age_in_words)))

    @property
    def is_sixteen_to_eighteen(self) -> bool:
        return self.age is not None and 16 <= self.age <= 18
