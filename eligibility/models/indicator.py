"""Indicators: the concrete signs that a problem holds, and what each programme version asks of them."""

import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from eligibility import rules
from eligibility.models.programme import Problem, Programme
from eligibility.models.version import DRAFT, parts_unchanging

MONTHS_WINDOWS = [rules.Window.WITHIN.value, rules.Window.NEXT.value]


class Indicator(models.Model):
    """A sign that stays the same from version to version: its code, wording, subject and unit."""

    class Subject(models.TextChoices):
        CHILD = rules.Subject.CHILD.value, "A child (under 18)"
        PRIMARY_CHILD = rules.Subject.PRIMARY_CHILD.value, "A primary-school child (under 12)"
        YOUNG_PERSON = rules.Subject.YOUNG_PERSON.value, "A young person (16 to 24)"
        ADULT = rules.Subject.ADULT.value, "An adult (18 or over)"
        SIXTEEN_OR_OVER = rules.Subject.SIXTEEN_OR_OVER.value, "Someone aged 16 or over"
        FAMILY = rules.Subject.FAMILY.value, "The whole family"
        ANY = rules.Subject.ANY.value, "Anyone in the family, or the whole family"

    class Unit(models.TextChoices):
        PERCENT = rules.Unit.PERCENT.value, "Percentage"
        COUNT = rules.Unit.COUNT.value, "Whole number"

    code = models.CharField("code", max_length=20, unique=True, help_text="Never used again for another sign.")
    label = models.CharField("label", max_length=200, help_text="Plain words, as referrers and officers read them.")
    subject = models.CharField("about whom", max_length=20, choices=Subject)
    measure = models.CharField("what is measured", max_length=60, help_text="Such as exclusions, or status.")
    unit = models.CharField(
        "unit of its figure", max_length=10, choices=Unit, blank=True, help_text="Empty for a status or a date."
    )

    class Meta:
        ordering = ["code"]
        triggers = [
            # The same sign under every version: once a version with it has been in force, it stays as it is.
            pgtrigger.Trigger(
                name="in_use_unchanging",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM eligibility_programmeindicator asked
                        JOIN eligibility_programme programme ON programme.id = asked.programme_id
                        WHERE asked.indicator_id = OLD.id AND programme.status <> 'draft'
                    ) THEN
                        RAISE EXCEPTION 'An indicator in use cannot be changed: give the new sign a new code';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            )
        ]

    def __str__(self):
        return f"{self.code} {self.label}"

    def has_been_in_force(self) -> bool:
        """Decisions may rest on it, so it does not change any more."""
        return ProgrammeIndicator.objects.filter(indicator=self).exclude(programme__status=DRAFT).exists()


class ProgrammeIndicator(models.Model):
    """What one programme version asks of an indicator: under which problem, how recent, how much."""

    class Kind(models.TextChoices):
        RECORDED = "recorded", "On somebody's record"
        JUDGEMENT = "judgement", "A professional's judgement"

    class Window(models.TextChoices):
        WITHIN = rules.Window.WITHIN.value, "Happened within so many months"
        NEXT = rules.Window.NEXT.value, "Will happen in the next so many months"
        CURRENT = rules.Window.CURRENT.value, "Holds now"
        SCHOOL_TERMS = rules.Window.SCHOOL_TERMS.value, "Over the last three school terms"

    class Asks(models.TextChoices):
        AT_LEAST = rules.Asks.AT_LEAST.value, "A figure of at least the threshold"
        HOLDS_NOW = rules.Asks.HOLDS_NOW.value, "That it holds now"
        IN_WINDOW = rules.Asks.IN_WINDOW.value, "Only that its date is in the window"

    class Basis(models.TextChoices):
        SEEN = "seen", "Seen in a named public source"
        RECALLED = "recalled", "Recalled: a local default"
        OURS = "ours", "Our own"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="indicators")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="indicators")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("kind", max_length=10, choices=Kind, default=Kind.RECORDED)
    window = models.CharField("how recent", max_length=30, choices=Window)
    months = models.PositiveSmallIntegerField(
        "months", null=True, blank=True, validators=[MinValueValidator(1)], help_text="For windows of so many months."
    )
    asks = models.CharField("what is asked", max_length=20, choices=Asks)
    threshold = models.DecimalField(
        "threshold", max_digits=9, decimal_places=2, null=True, blank=True, help_text="A figure equal to it is enough."
    )
    parents_only = models.BooleanField("an adult counts only as parent or carer", default=False)
    for_example = models.CharField("for example", max_length=300, blank=True)
    information_sources = models.CharField(
        "where the information is", max_length=300, blank=True, help_text="With semicolons between them."
    )
    basis = models.CharField("where the definition comes from", max_length=20, choices=Basis, default=Basis.OURS)

    class Meta:
        ordering = ["programme", "problem__number", "indicator__code"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "indicator"], name="indicator_once_in_programme"),
            models.CheckConstraint(
                name="months_with_windows_of_months",
                condition=Q(window__in=MONTHS_WINDOWS, months__isnull=False, months__gte=1)
                | (~Q(window__in=MONTHS_WINDOWS) & Q(months=None)),
                violation_error_message="Give the months for a window of so many months, and for no other.",
            ),
            models.CheckConstraint(
                name="threshold_with_a_figure",
                condition=Q(asks=rules.Asks.AT_LEAST.value, threshold__isnull=False, threshold__gt=0)
                | (~Q(asks=rules.Asks.AT_LEAST.value) & Q(threshold=None)),
                violation_error_message="Give the threshold where a figure is asked for, and nowhere else.",
            ),
            models.CheckConstraint(
                name="holds_now_is_current",
                condition=~Q(asks=rules.Asks.HOLDS_NOW.value) | Q(window=rules.Window.CURRENT.value),
                violation_error_message="“Holds now” goes with the window “Holds now”.",
            ),
        ]
        triggers = [parts_unchanging("eligibility_programme", "programme_id")]

    def __str__(self):
        return f"{self.indicator} in {self.programme}"

    @property
    def needs_figure(self) -> bool:
        """Cannot be told without one. A test of at least 1 takes a fact without a figure as 1 (E5)."""
        return self.asks == self.Asks.AT_LEAST and self.threshold != 1

    @property
    def takes_figure(self) -> bool:
        return self.asks == self.Asks.AT_LEAST

    def as_rule(self) -> rules.Indicator:
        return rules.Indicator(
            code=self.indicator.code,
            label=self.indicator.label,
            problem=self.problem.number,
            subject=rules.Subject(self.indicator.subject),
            measure=self.indicator.measure,
            unit=rules.Unit(self.indicator.unit) if self.indicator.unit else None,
            window=rules.Window(self.window),
            months=self.months,
            asks=rules.Asks(self.asks),
            threshold=self.threshold,
            parents_only=self.parents_only,
        )
