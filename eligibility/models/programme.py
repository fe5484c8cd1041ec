"""Programme versions: which problems count, how many are enough, and from when."""

from functools import lru_cache

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q

from eligibility import rules
from eligibility.models.version import DRAFT, Version, VersionQuerySet, parts_unchanging

IN_FORCE_DAYS = Func(
    F("in_force_from"),
    F("in_force_to"),
    RangeBoundary(inclusive_lower=True, inclusive_upper=True),
    function="DATERANGE",
    output_field=DateRangeField(),
)


class ProgrammeQuerySet(VersionQuerySet):
    def in_force(self, code, on):
        """E1: the version of the code in force on the day, else the code's earliest. Raises DoesNotExist."""
        return self.filter(code=code).on(on)


class Programme(Version):
    """One version of a programme. In force it cannot be edited; a change is a new version."""

    class CountedBy(models.TextChoices):
        PROBLEM = rules.CountedBy.PROBLEM.value, "Problems"
        NEED = rules.CountedBy.NEED.value, "Needs (the indicators under a problem)"

    code = models.SlugField("code", max_length=40, help_text="Stays the same from version to version, such as phase2.")
    counted_by = models.CharField("what is counted", max_length=10, choices=CountedBy, default=CountedBy.PROBLEM)
    problems_needed = models.PositiveSmallIntegerField(
        "how many are needed",
        null=True,
        blank=True,
        default=2,
        validators=[MinValueValidator(1)],
        help_text="Leave empty for a programme without a threshold.",
    )
    headlines_needed = models.PositiveSmallIntegerField(
        "spread over at least how many problems",
        default=1,
        validators=[MinValueValidator(1)],
        help_text="Matters only where needs are counted.",
    )
    listed = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name="only these problems count",
        default=list,
        blank=True,
        help_text="Problem numbers with commas between them. Empty: every problem counts.",
    )
    local_filter = models.PositiveSmallIntegerField(
        "local filter",
        null=True,
        blank=True,
        help_text="Number of a problem that must hold as well, unless all of the listed ones do.",
    )
    expecting_counts = models.BooleanField("an expected baby counts as a dependent child", default=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta(Version.Meta):
        ordering = ["code", "-version"]
        constraints = [
            *Version.Meta.constraints,
            models.UniqueConstraint(fields=["code", "version"], name="programme_version_once"),
            ExclusionConstraint(
                name="one_version_in_force_on_any_day",
                expressions=[("code", RangeOperators.EQUAL), (IN_FORCE_DAYS, RangeOperators.OVERLAPS)],
                condition=~Q(status=DRAFT),
                violation_error_message="Another version of this programme is in force on one of these days.",
            ),
            models.CheckConstraint(
                name="local_filter_needs_a_list",
                condition=Q(local_filter=None) | ~Q(listed=[]),
                violation_error_message="A local filter needs a list of the problems that count.",
            ),
        ]

    def as_rule(self) -> rules.Programme:
        """What the rule reads. Two queries; none for a version in force that this process has read before."""
        return _built(self) if self.is_draft else _kept(self.pk, self.in_force_to)

    def composition(self) -> dict:
        """What makes a family eligible, under the rule's own names."""
        return {
            "problems_needed": self.problems_needed,
            "counted_by": rules.CountedBy(self.counted_by),
            "headlines_needed": self.headlines_needed,
            "listed": frozenset(self.listed),
            "local_filter": self.local_filter,
            "expecting_counts": self.expecting_counts,
        }

    def versions(self):
        return Programme.objects.filter(code=self.code)

    def missing_before_force(self) -> list[str]:
        problems = self.problems.annotate(signs=models.Count("indicators"))
        missing = [f"Problem {problem.number} has no indicator." for problem in problems if not problem.signs]
        if not problems:
            missing.append("The programme has no problems.")
        named = {*self.listed, *([self.local_filter] if self.local_filter else [])}
        unknown = named - {problem.number for problem in problems}
        return missing + [f"There is no problem {number}." for number in sorted(unknown)]


def _built(programme) -> rules.Programme:
    problems = tuple(rules.Problem(number=row.number, headline=row.headline) for row in programme.problems.all())
    asked = programme.indicators.select_related("indicator", "problem")
    return rules.Programme(
        code=programme.code,
        version=programme.version,
        name=programme.name,
        in_force_from=programme.in_force_from,
        in_force_to=programme.in_force_to,
        problems=problems,
        indicators=tuple(row.as_rule() for row in asked),
        **programme.composition(),
    )


@lru_cache(maxsize=64)
def _kept(pk, in_force_to) -> rules.Programme:
    """A version that has been in force never changes but for its last day, so a process reads it once."""
    return _built(Programme.objects.get(pk=pk))


class Problem(models.Model):
    """One headline problem of a programme version, numbered as the programme numbers it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="problems")
    number = models.PositiveSmallIntegerField("number", validators=[MinValueValidator(1)])
    headline = models.CharField("headline", max_length=160)
    question = models.CharField(
        "question on the referral form", max_length=300, blank=True, help_text="In words that anybody understands."
    )

    class Meta:
        ordering = ["programme", "number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="problem_number_once")]
        triggers = [parts_unchanging("eligibility_programme", "programme_id")]

    def __str__(self):
        return f"{self.number}. {self.headline}"
