"""Family progress data: values in the areas of family life, of which the start is the baseline."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from eligibility.models import ProgressArea, ProgressSet
from families.models import Family, Person
from plans.rules import AreaAnswer, figure_in_words
from strongerfamilies.edits import fingerprint_of_all

USER = settings.AUTH_USER_MODEL


class ProgressCollectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may open the family may see its progress."""
        return self.filter(family__in=Family.objects.visible_to(user))

    def starts(self):
        """The baselines: one a family."""
        return self.filter(stage=ProgressCollection.Stage.START).select_related("progress_set")


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
    begun_on = models.DateField("begun on", default=timezone.localdate)
    begun_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField("finished on", null=True, blank=True)

    objects = ProgressCollectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family"], condition=Q(stage="start"), name="one_start_a_family"),
            models.CheckConstraint(
                name="collection_stage_is_known", condition=Q(stage__in=["start", "during", "post"])
            ),
        ]

    def __str__(self):
        return f"{self.get_stage_display()} progress data of {self.family}"

    @property
    def reference(self) -> str:
        return self.family.reference

    def group(self, slug) -> "Group":
        """One group by the name it has in addresses. Raises DoesNotExist."""
        found = next((group for group in self.groups() if group.slug == slug), None)
        if found is None:
            raise ProgressCollection.DoesNotExist(f"The list has no group “{slug}”.")
        return found

    def groups(self) -> list["Group"]:
        """Every area with its value if it has one, by group in the order of the list. Two queries."""
        values = {value.area_id: value for value in self.values.select_related("person", "recorded_by")}
        groups = {}
        for area in self.progress_set.areas.order_by("code"):
            value = values.get(area.pk)
            if value:
                value.area = area
            groups.setdefault(area.group, Group(area.group)).areas.append((area, value))
        return list(groups.values())


class Group:
    """The areas of one group, each with what is recorded in it, or None."""

    def __init__(self, name):
        self.name = name
        self.areas: list[tuple[ProgressArea, ProgressValue | None]] = []

    @property
    def slug(self) -> str:
        return slugify(self.name)

    @property
    def values(self) -> list["ProgressValue"]:
        return [value for _, value in self.areas if value]

    @property
    def answered(self) -> int:
        return len(self.values)

    @property
    def is_finished(self) -> bool:
        return self.answered == len(self.areas)

    @property
    def seen(self) -> str:
        """Stands for everything recorded in the group, so that two tabs do not overwrite each other."""
        return fingerprint_of_all(self.values, ProgressValue.WRITTEN)


@pghistory.track()
class ProgressValue(models.Model):
    """What was recorded in one area: a value, "not known", or "does not apply"; each different from zero and no."""

    class Answer(models.TextChoices):
        KNOWN = "known", "Known"
        NOT_KNOWN = "not known", "Not known"
        DOES_NOT_APPLY = "does not apply", "Does not apply"

    collection = models.ForeignKey(ProgressCollection, on_delete=models.PROTECT, related_name="values")
    area = models.ForeignKey(ProgressArea, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=Answer)
    number = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    category = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField("source", max_length=120, blank=True)
    valid_on = models.DateField("as at")
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    # What the keyworker writes, and what two tabs are compared by.
    WRITTEN = ("area", "answer", "number", "category", "person", "source", "valid_on")

    class Meta:
        ordering = ["area__code"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "area"], name="one_value_an_area"),
            models.CheckConstraint(
                name="progress_answer_is_known",
                condition=Q(answer__in=["known", "not known", "does not apply"]),
            ),
            models.CheckConstraint(
                name="progress_value_only_when_known",
                condition=(Q(answer="known") & (Q(number__isnull=False) ^ ~Q(category="")))
                | (~Q(answer="known") & Q(number=None, category="")),
            ),
            models.CheckConstraint(name="progress_number_from_zero", condition=Q(number=None) | Q(number__gte=0)),
            models.CheckConstraint(name="progress_known_has_a_source", condition=~Q(answer="known") | ~Q(source="")),
        ]

    def __str__(self):
        return f"{self.area}: {self.get_answer_display()}"

    @property
    def in_words(self) -> str:
        """As it is read on a page."""
        if self.answer != self.Answer.KNOWN:
            return self.get_answer_display()
        return self.category.capitalize() or figure_in_words(self.number, self.area.value_type)

    @property
    def told(self) -> AreaAnswer:
        return AreaAnswer(
            answer=self.answer,
            number=self.number,
            category=self.category,
            person=self.person_id,
            source=self.source,
            valid_on=self.valid_on,
        )
