"""The areas of family life in which progress is recorded, as a versioned set."""

from django.db import models


class ProgressSet(models.Model):
    """One version of the list of areas."""

    version = models.PositiveSmallIntegerField("version", unique=True)
    name = models.CharField("name", max_length=120)
    about = models.TextField("about this list")
    in_force_from = models.DateField("in force from", null=True, blank=True)

    class Meta:
        ordering = ["-version"]

    def __str__(self):
        return f"{self.name}, version {self.version}"


class ProgressArea(models.Model):
    """One area: about whom, what kind of value, and which direction is better."""

    progress_set = models.ForeignKey(ProgressSet, on_delete=models.PROTECT, related_name="areas")
    code = models.CharField("code", max_length=10)
    group = models.CharField("group", max_length=60)
    problem_number = models.PositiveSmallIntegerField("problem", null=True, blank=True)
    area = models.CharField("area", max_length=160)
    about = models.CharField("about whom", max_length=20)
    value_type = models.CharField("kind of value", max_length=10)
    unit = models.CharField("unit", max_length=60, blank=True)
    categories = models.JSONField("categories, in order", default=list, blank=True)
    better = models.CharField("which direction is better", max_length=10)
    window = models.CharField("window", max_length=60)
    note = models.CharField("note", max_length=200, blank=True)
    basis = models.CharField("basis", max_length=20)

    class Meta:
        ordering = ["progress_set", "code"]
        constraints = [models.UniqueConstraint(fields=["progress_set", "code"], name="progress_area_once")]

    def __str__(self):
        return f"{self.code} {self.area}"
