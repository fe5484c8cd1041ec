"""The words of the rule as plain values: programmes, people, evidence. No decisions, no Django.

E-numbers are those of the eligibility rule; the decisions themselves are in `rules.py`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cached_property

FAMILY = "family"  # the subject of evidence about the whole household


class Subject(StrEnum):
    """E2: whom an indicator is about."""

    CHILD = "child"
    PRIMARY_CHILD = "primary child"
    YOUNG_PERSON = "young person"
    ADULT = "adult"
    SIXTEEN_OR_OVER = "16 or over"
    FAMILY = "family"
    ANY = "any"


class Role(StrEnum):
    """What somebody said a person is; it matters only while the date of birth is unknown (E2)."""

    ADULT = "adult"
    CHILD = "child"


class Window(StrEnum):
    """E4: how recent a fact must be."""

    WITHIN = "within"
    NEXT = "next"
    CURRENT = "current"
    SCHOOL_TERMS = "last 3 school terms"


class Asks(StrEnum):
    """What an indicator asks of a fact: a figure, that it still holds, or only its date."""

    AT_LEAST = "at least"
    HOLDS_NOW = "holds now"
    IN_WINDOW = "in window"


class Unit(StrEnum):
    """What a figure is; statuses and dates have none."""

    PERCENT = "percent"
    COUNT = "count"


class CountedBy(StrEnum):
    """What a programme counts: its headline problems, or the needs (indicators) under them."""

    PROBLEM = "problem"
    NEED = "need"


class Outcome(StrEnum):
    """E10. Unknown is an answer of its own."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not eligible"
    CANNOT_TELL = "cannot tell"


class Doubt(Enum):
    """What tells against a piece of evidence. The last four leave it open, the others settle that it does not count."""

    WRONG_SUBJECT = "E2"
    NOT_A_PARENT = "E3"
    OUTSIDE_WINDOW = "E4"
    ENDED = "E4 ended"
    TOO_LITTLE = "E5"
    FOUND_UNTRUE = "E6"
    AGE_UNKNOWN = "E2 age"
    MAY_NOT_BE_A_PARENT = "E3 age"
    STALE = "E4 stale"
    NO_FIGURE = "E5 figure"


class BadInput(ValueError):
    """E12: something that cannot be assessed. Names where and what, in words a person can act on."""

    def __init__(self, where: str, what: str):
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One sign of a problem. `months` is the reach of a *within* or *next* window; `threshold` is inclusive."""

    code: str
    label: str
    problem: int
    subject: Subject
    window: Window
    asks: Asks
    measure: str = ""
    months: int | None = None
    threshold: Decimal | None = None
    unit: Unit | None = None
    parents_only: bool = False


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One headline problem of a programme."""

    number: int
    headline: str


@dataclass(frozen=True, kw_only=True)
class Programme:
    """One version of a programme, and the composition of its answer.

    `problems_needed` None means no threshold at all. `counted_by` says whether it counts problems or the needs under
    them; `headlines_needed` over how many problems those must be spread. With `listed`, only those problems count
    towards the number; with `local_filter` also that problem must hold, unless every listed one does.
    """

    code: str
    name: str
    problems: tuple[Problem, ...]
    indicators: tuple[Indicator, ...]
    version: int = 1
    in_force_from: date | None = None
    in_force_to: date | None = None
    problems_needed: int | None = 2
    counted_by: CountedBy = CountedBy.PROBLEM
    headlines_needed: int = 1
    listed: frozenset[int] = frozenset()
    local_filter: int | None = None
    expecting_counts: bool = False

    @cached_property
    def by_code(self) -> dict[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def headlines(self) -> dict[int, str]:
        return {problem.number: problem.headline for problem in self.problems}


@dataclass(frozen=True, kw_only=True)
class Person:
    """One member of the family. None means nobody has said. `name` is how sentences call them, else the key."""

    key: str
    name: str = ""
    date_of_birth: date | None = None
    role: Role | None = None
    lives_with_family: bool | None = None
    parent_or_carer: bool | None = None
    in_education_or_training: bool | None = None
    unemployed: bool | None = None
    unborn: bool = False

    @property
    def shown(self) -> str:
        return self.name or self.key


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One recorded fact. `value` is in the indicator's own unit; None means nobody has said.

    `observed_on` is the day it happened or was last known true; for a *next* window, the future date itself.
    """

    indicator: str
    subject: str  # a person's key, or "family"
    observed_on: date
    value: Decimal | None = None
    verified: bool | None = None
    ended_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ProblemFinding:
    """What the evidence says about one problem. Positions are those of the evidence as it was given."""

    problem: int
    met: bool | None  # None: cannot tell yet
    counts: bool  # False also for a met problem that people living elsewhere cannot add (E8)
    because: tuple[int, ...]
    gaps: tuple[int, ...]  # pieces that cannot be told yet
    why: str  # full sentences, shown as they stand


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The whole answer. `to_check` are sentences for the officer: what was taken as so until somebody confirms it."""

    programme: str
    version: int
    on: date
    outcome: Outcome
    problems_needed: int | None
    problems_met: int
    problems_verified: int
    dependent_child: bool | None
    may_be_sent: bool
    findings: tuple[ProblemFinding, ...]
    reasons: tuple[str, ...]
    to_check: tuple[str, ...]

    def as_json(self) -> dict:
        """The shape the command line writes and a decision keeps."""
        return {
            "programme": self.programme,
            "on": self.on.isoformat(),
            "outcome": self.outcome.value,
            "problems_needed": self.problems_needed,
            "problems_met": self.problems_met,
            "problems_verified": self.problems_verified,
            "dependent_child": self.dependent_child,
            "may_be_sent": self.may_be_sent,
            "problems": [
                {
                    "problem": finding.problem,
                    "met": finding.met,
                    "counts": finding.counts,
                    "why": finding.why,
                    "because": list(finding.because),
                }
                for finding in self.findings
            ],
            "reasons": list(self.reasons),
        }
