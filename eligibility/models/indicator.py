"""Indicators: the concrete signs that a problem holds, and what each programme version asks of them."""

from django.db import models

from eligibility.models.programme import Problem, Programme


class Indicator(models.Model):
    """A sign that stays the same from version to version: its code, wording, subject and unit."""

    class Subject(models.TextChoices):
        CHILD = "child", "A child (under 18)"
        PRIMARY_CHILD = "primary child", "A primary-school child (under 12)"
        YOUNG_PERSON = "young person", "A young person (16 to 24)"
        ADULT = "adult", "An adult (18 or over)"
        SIXTEEN_OR_OVER = "16 or over", "Someone aged 16 or over"
        FAMILY = "family", "The whole family"
        ANY = "any", "Anyone in the family, or the whole family"

    code = models.CharField("code", max_length=20, unique=True)
    label = models.CharField("label", max_length=200)
    subject = models.CharField("subject", max_length=20, choices=Subject)
    measure = models.CharField("measure", max_length=60)

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return f"{self.code} {self.label}"


class ProgrammeIndicator(models.Model):
    """What one programme version asks of an indicator: under which problem, how recent, how much."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="indicators")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="indicators")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("kind", max_length=10)
    window = models.CharField("window", max_length=30)
    test = models.CharField("test", max_length=20)
    parents_only = models.BooleanField("adults count only when parent or carer", default=False)
    for_example = models.CharField("for example", max_length=300, blank=True)
    information_sources = models.CharField("where the information is", max_length=300, blank=True)
    basis = models.CharField("basis", max_length=20)

    class Meta:
        ordering = ["programme", "indicator__code"]
        constraints = [models.UniqueConstraint(fields=["programme", "indicator"], name="indicator_once_in_programme")]

    def __str__(self):
        return f"{self.indicator} in {self.programme}"
