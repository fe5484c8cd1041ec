"""What the referrer told of a family."""

import pghistory
from django.conf import settings
from django.db import models

from families.models.family import Family


@pghistory.track()
class ReferrersAccount(models.Model):
    """What the referrer told, copied when the referral was accepted, so that later rooms never ask a referral."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="accounts_told")
    origin = models.CharField("reference of the referral", max_length=20)
    referred_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency_name = models.CharField("agency", max_length=120)
    referred_on = models.DateField("referred on")
    text = models.TextField("in the referrer's words", blank=True)

    class Meta:
        ordering = ["-referred_on"]
        constraints = [models.UniqueConstraint(fields=["origin"], name="one_account_a_referral")]

    def __str__(self):
        return f"{self.origin} by {self.agency_name}"
