"""Coded reasons: why something was returned, withdrawn, declined, closed or dismissed."""

from django.db import models


class ReasonQuerySet(models.QuerySet):
    def offered(self, kind):
        """Those to choose from now, in the order in which they are shown."""
        return self.filter(kind=kind, is_active=True)


class Reason(models.Model):
    """One reason to choose from. A reason once used is switched off, never deleted."""

    class Kind(models.TextChoices):
        RETURNED = "returned", "Referral returned"
        WITHDRAWN = "withdrawn", "Referral withdrawn"
        DECLINED = "declined", "Family declined"
        NOT_ASKED = "not asked this time", "Family not asked to join this time"
        CLOSED = "closed", "Family's time on the programme closed"
        DID_NOT_ATTEND = "did not attend", "Did not attend"
        TARGET = "target no longer relevant", "Target no longer relevant"
        DISMISSED = "dismissed", "Potentially eligible family dismissed"

    kind = models.CharField("of what", max_length=30, choices=Kind)
    code = models.SlugField("code", max_length=60, help_text="Stays the same when the words change.")
    label = models.CharField("words", max_length=120, help_text="As people choose it and read it.")
    order = models.PositiveSmallIntegerField("order", default=0, help_text="Smaller numbers stand first.")
    is_active = models.BooleanField(
        "offered", default=True, help_text="Untick a reason nobody should choose any more; what used it keeps it."
    )

    objects = ReasonQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "order", "label"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="reason_once")]

    def __str__(self):
        return self.label
