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
