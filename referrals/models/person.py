"""The people of a referral, as the referrer tells of them."""

from django.db import models

from families.models import Belonging, PersonTold
from referrals.models.referral import Referral


class ReferredPerson(PersonTold, Belonging):
    """Someone in the family that is referred."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="people")
    once = models.UUIDField(unique=True, editable=False)

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
        if self.is_unborn or self.full_name:
            return str(self)
        return f"{self.known_as or self.relationship or 'Someone'} ({self.age_in_words})"
