"""Worries about a child, and who was told of them (H4)."""

import pghistory
from django.conf import settings
from django.db import models

from families.models.family import Family


@pghistory.track()
class WorryReported(models.Model):
    """Somebody told the front door that a child is at risk. Written down afterwards: ringing comes first."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="worries_reported")
    reported_on = models.DateField("reported on")
    reported_by = models.CharField("reported by", max_length=120)
    reported_to = models.CharField("reported to", max_length=120)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    once = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name_plural = "worries reported"
        ordering = ["-reported_on", "-pk"]

    def __str__(self):
        return f"{self.family}: reported on {self.reported_on}"
