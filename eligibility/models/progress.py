"""The areas of family life in which progress is recorded, as a versioned set."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from eligibility.models.programme import IN_FORCE_DAYS
from eligibility.models.version import DRAFT, Version, parts_unchanging


class ProgressSet(Version):
    """One version of the list of areas."""

    about = models.TextField("about this list", help_text="Where the list comes from; shown wherever it is used.")

    class Meta(Version.Meta):
        ordering = ["-version"]
        constraints = [
            *Version.Meta.constraints,
            models.UniqueConstraint(fields=["version"], name="progress_set_version_once"),
            ExclusionConstraint(
                name="one_progress_set_in_force_on_any_day",
                expressions=[(IN_FORCE_DAYS, RangeOperators.OVERLAPS)],
                condition=~Q(status=DRAFT),
                violation_error_message="Another set is in force on one of these days.",
            ),
        ]

    def versions(self):
        return ProgressSet.objects.all()

    def missing_before_force(self) -> list[str]:
        return [] if self.areas.exists() else ["The set has no areas."]


class ProgressArea(models.Model):
    """One area: about whom, what kind of value, and which direction is better."""

    class About(models.TextChoices):
        FAMILY = "family", "The family"
        CHILD = "child", "Each child"
        YOUNG_PERSON = "young person", "Each young person"
        ADULT = "adult", "Each adult"

    class ValueType(models.TextChoices):
        COUNT = "count", "Whole number"
        PERCENT = "percent", "Percentage"
        MONEY = "money", "Pounds"
        YES_NO = "yes-no", "Yes or no"
        CATEGORY = "category", "One of a list"

    class Better(models.TextChoices):
        LOWER = "lower", "Lower is better"
        HIGHER = "higher", "Higher is better"
        NONE = "none", "Context only, never scored"

    class Basis(models.TextChoices):
        SEEN = "seen", "Seen in a named public source"
        RECALLED = "recalled", "Recalled: a local default"
        CONSTRUCTED = "constructed", "Put together by us"

    progress_set = models.ForeignKey(ProgressSet, on_delete=models.PROTECT, related_name="areas")
    code = models.CharField("code", max_length=10)
    group = models.CharField("group", max_length=60, help_text="The heading it stands under.")
    problem_number = models.PositiveSmallIntegerField(
        "problem", null=True, blank=True, help_text="The number of the problem it tells about, if any."
    )
    area = models.CharField("area", max_length=160)
    about = models.CharField("about whom", max_length=20, choices=About)
    value_type = models.CharField("kind of value", max_length=10, choices=ValueType)
    unit = models.CharField("unit", max_length=60, blank=True)
    categories = models.JSONField(
        "categories", default=list, blank=True, help_text="A list of words, from the lowest to the highest."
    )
    better = models.CharField("which direction is better", max_length=10, choices=Better)
    window = models.CharField("as at or over", max_length=60, help_text="Such as now, or last 6 months.")
    note = models.CharField("read with care", max_length=200, blank=True)
    basis = models.CharField("where it comes from", max_length=20, choices=Basis)

    class Meta:
        ordering = ["progress_set", "code"]
        constraints = [
            models.UniqueConstraint(fields=["progress_set", "code"], name="progress_area_once"),
            models.CheckConstraint(
                name="categories_where_one_of_a_list",
                condition=(Q(value_type="category") & ~Q(categories=[]))
                | (~Q(value_type="category") & Q(categories=[])),
                violation_error_message="Give the categories for “one of a list”, and for no other kind of value.",
            ),
        ]
        triggers = [parts_unchanging("eligibility_progressset", "progress_set_id")]

    def __str__(self):
        return f"{self.code} {self.area}"
