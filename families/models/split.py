"""A family whose members part: the record that the others went to (H26)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from families.models.family import Family
from strongerfamilies.constraints import not_in_the_future


@pghistory.track()
class FamilySplit(models.Model):
    """On one day some members of a family got a record of their own. The two stay linked."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="splits")
    new_family = models.OneToOneField(Family, on_delete=models.PROTECT, related_name="split_from")
    split_on = models.DateField("split on", default=timezone.localdate)
    split_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(unique=True, editable=False)

    class Meta:
        ordering = ["-split_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="family_splits_from_another", condition=~Q(family=F("new_family"))),
            not_in_the_future("family_split_by_today", "split_on"),
        ]

    def __str__(self):
        return f"{self.new_family}, split from {self.family}"
