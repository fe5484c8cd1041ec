"""Coded reasons: why something was returned, withdrawn, declined, closed or dismissed."""

from django.db import models


class Reason(models.Model):
    """One reason to choose from. A reason once used is switched off, never deleted."""

    class Kind(models.TextChoices):
        RETURNED = "returned", "Referral returned"
        WITHDRAWN = "withdrawn", "Referral withdrawn"
        DECLINED = "declined", "Family declined"
        CLOSED = "closed", "Family's time on the programme closed"
        DID_NOT_ATTEND = "did not attend", "Did not attend"
        TARGET = "target no longer relevant", "Target no longer relevant"
        DISMISSED = "dismissed", "Potentially eligible family dismissed"

    kind = models.CharField("kind", max_length=30, choices=Kind)
    code = models.SlugField("code", max_length=60)
    label = models.CharField("label", max_length=120)
    order = models.PositiveSmallIntegerField("order", default=0)
    is_active = models.BooleanField("offered", default=True)

    class Meta:
        ordering = ["kind", "order", "label"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="reason_once")]

    def __str__(self):
        return self.label
