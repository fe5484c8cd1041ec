"""Where each problem stood when it was found (H42): what a later result is measured against."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from eligibility.models import Problem
from families.models.episode import Episode
from strongerfamilies.constraints import not_in_the_future


@pghistory.track()
class StartMeasure(models.Model):
    """One problem's measure at the start, or on the day it was found later; with its source and who saw that."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="start_measures")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField("how things stand", max_length=300)
    value = models.DecimalField("figure", max_digits=9, decimal_places=2, null=True, blank=True)
    unit = models.CharField("of what", max_length=60, blank=True)
    measured_on = models.DateField("as on")
    source = models.CharField("source", max_length=200)
    seen_by = models.CharField("who saw it", max_length=120)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["problem__number"]
        constraints = [
            models.UniqueConstraint(fields=["episode", "problem"], name="one_start_measure_a_problem"),
            not_in_the_future("start_measure_not_in_the_future", "measured_on"),
            models.CheckConstraint(
                name="start_measure_figure_with_its_unit",
                condition=Q(value=None, unit="") | (Q(value__isnull=False) & ~Q(unit="")),
                violation_error_message="Give the figure and its unit, both or neither.",
            ),
        ]

    def __str__(self):
        return f"{self.problem}: {self.measure}"

    @property
    def in_figures(self) -> str:
        return "" if self.value is None else f"{self.value.normalize():f} {self.unit}"
