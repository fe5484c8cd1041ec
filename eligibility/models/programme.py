"""Programme versions: which problems count, how many are enough, and from when."""

from django.db import models

from strongerfamilies.moves import Moving


class Programme(Moving):
    """One version of a programme. In force it cannot be edited; a change is a new version."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_FORCE = "in force", "In force"
        RETIRED = "retired", "Retired"

    MOVES = {Status.DRAFT: {Status.IN_FORCE}, Status.IN_FORCE: {Status.RETIRED}, Status.RETIRED: set()}

    code = models.SlugField("code", max_length=40)
    version = models.PositiveSmallIntegerField("version", default=1)
    name = models.CharField("name", max_length=120)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    in_force_from = models.DateField("in force from", null=True, blank=True)
    in_force_to = models.DateField("in force to", null=True, blank=True, help_text="The last day. Empty: no end.")
    composition = models.JSONField("composition", default=dict)

    class Meta:
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="programme_version_once")]

    def __str__(self):
        return f"{self.name}, version {self.version}"


class Problem(models.Model):
    """One headline problem of a programme version, numbered as the programme numbers it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="problems")
    number = models.PositiveSmallIntegerField("number")
    headline = models.CharField("headline", max_length=160)
    question = models.CharField("question on the referral form", max_length=300, blank=True)

    class Meta:
        ordering = ["programme", "number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="problem_number_once")]

    def __str__(self):
        return f"{self.number}. {self.headline}"
