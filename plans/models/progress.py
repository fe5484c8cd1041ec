"""Family progress data: values in the areas of family life at start, during and post."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from eligibility.models import ProgressArea, ProgressSet
from families.models import Family, Person

USER = settings.AUTH_USER_MODEL


class ProgressCollectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may open the family may see its progress."""
        return self.filter(family__in=Family.objects.visible_to(user))


@pghistory.track()
class ProgressCollection(models.Model):
    """One round of recording: the start is the baseline of everything later."""

    class Stage(models.TextChoices):
        START = "start", "Start"
        DURING = "during", "During"
        POST = "post", "Post"

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="progress_collections")
    progress_set = models.ForeignKey(ProgressSet, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage)
    begun_on = models.DateField(default=timezone.localdate)
    begun_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField("finished on", null=True, blank=True)

    objects = ProgressCollectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family"], condition=Q(stage="start"), name="one_start_a_family"),
        ]

    def __str__(self):
        return f"{self.get_stage_display()} progress data of {self.family}"


@pghistory.track()
class ProgressValue(models.Model):
    """What was recorded in one area: a value, "not known", or "does not apply"; each different from zero and no."""

    class Answer(models.TextChoices):
        KNOWN = "known", "Known"
        NOT_KNOWN = "not known", "Not known"
        DOES_NOT_APPLY = "does not apply", "Does not apply"

    collection = models.ForeignKey(ProgressCollection, on_delete=models.PROTECT, related_name="values")
    area = models.ForeignKey(ProgressArea, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=20, choices=Answer)
    number = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    category = models.CharField(max_length=60, blank=True)
    source = models.CharField("source", max_length=120, blank=True)
    valid_on = models.DateField("as at")
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["area__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "area", "person"], nulls_distinct=False, name="one_value_an_area_and_person"
            ),
            models.CheckConstraint(
                name="progress_value_only_when_known",
                condition=(Q(answer="known") & (Q(number__isnull=False) ^ ~Q(category="")))
                | (~Q(answer="known") & Q(number=None, category="")),
            ),
        ]

    def __str__(self):
        return f"{self.area}: {self.get_answer_display()}"
