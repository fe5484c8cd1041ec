"""The sheets and columns of the spreadsheet: what each asks, and how its cells are read."""

from collections.abc import Callable
from dataclasses import dataclass, field

from families.caseload import cells
from families.models.agreement import Answer, LawfulBasis
from families.models.external_reference import ExternalReference
from families.models.identifier import PersonIdentifier
from families.models.person import OLDEST, PersonTold
from families.models.states import Status

YES_NO = {"yes": True, "no": False}
STAGES = {  # a drop-down of a spreadsheet separates its words with commas, so these have none
    "To be asked to join": Status.ACCEPTED.value,
    "Awaiting allocation": Status.AWAITING_ALLOCATION.value,
    "Being assessed": Status.ASSESSING.value,
    "Plan in place": Status.PLAN_IN_PLACE.value,
    "In review": Status.IN_REVIEW.value,
}
WITH_KEYWORKER = (Status.ASSESSING, Status.PLAN_IN_PLACE, Status.IN_REVIEW)
ANSWERS = {"yes": Answer.YES.value, "no": Answer.NO.value, "not asked": Answer.NOT_ASKED.value}
BASES = {basis.label.partition(":")[0]: basis.value for basis in LawfulBasis}

NUMBERS = {
    "NHS number": PersonIdentifier.Kind.NHS.value,
    "Unique pupil number": PersonIdentifier.Kind.UPN.value,
    "National Insurance number": PersonIdentifier.Kind.NATIONAL_INSURANCE.value,
}
SYSTEMS = {
    "Social care reference": ExternalReference.System.SOCIAL_CARE.value,
    "CAF reference": ExternalReference.System.CAF.value,
    "Youth offending reference": ExternalReference.System.YOUTH_OFFENDING.value,
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `key` is where its value goes; `offered` are the words that a drop-down lists."""

    heading: str
    key: str
    read: Callable
    needed: bool = False
    offered: tuple[str, ...] = ()
    explains: str = ""


@dataclass(frozen=True)
class Sheet:
    name: str
    columns: tuple[Column, ...]
    most_rows: int
    by_heading: dict = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "by_heading", {column.heading.casefold(): column for column in self.columns})


def _column(heading, key, read, **about):
    return Column(heading=heading, key=key, read=read, **about)


def _choice(heading, key, values, **about):
    return _column(heading, key, cells.choice(values), offered=tuple(values), **about)


REFERENCE = "Old family reference"

FAMILIES = Sheet(
    "Families",
    (
        _column(
            REFERENCE, "old", cells.text(60), needed=True, explains="As your present system has it; once a family."
        ),
        _column("Family name", "name", cells.text(120), needed=True, explains="The name the family goes by."),
        _choice("Stage", "stage", STAGES, needed=True),
        _column("On the programme since", "started_on", cells.day(), needed=True),
        _column("At this stage since", "status_since", cells.day()),
        _column("Keyworker: work email", "keyworker", cells.email, explains="Needed once somebody works with them."),
        _column("Keyworker since", "held_since", cells.day()),
        _column("Telephone", "phone", cells.text(40)),
        _column("How and when contact is safe", "safely", cells.text(1000)),
        _column("Address", "address", cells.text(300)),
        _column("Postcode", "postcode", cells.postcode),
        _choice("Agrees to work with us", "to_support", ANSWERS, needed=True),
        _choice("Agrees to sharing", "to_sharing", ANSWERS, needed=True),
        _column(
            "Asked on", "asked_on", cells.day(), needed=True, explains="The day they were asked, or it was decided."
        ),
        _column("Why not asked", "why_not_asked", cells.text(1000)),
        _choice("Lawful basis", "lawful_basis", BASES, explains="Needed unless both answers are yes."),
        _column("Who authorised it", "authorised_by", cells.text(120), explains="Needed unless both answers are yes."),
    ),
    most_rows=5_000,
)

PEOPLE = Sheet(
    "People",
    (
        _column(REFERENCE, "old", cells.text(60), needed=True, explains="As on the sheet Families."),
        _column("Given name", "given_name", cells.text(80)),
        _column("Family name", "family_name", cells.text(80)),
        _column("Known as", "known_as", cells.text(80)),
        _column("Date of birth", "date_of_birth", cells.day()),
        _column("Age", "age_told", cells.whole_number(OLDEST), explains="If the date of birth is not known."),
        _column("Baby due on", "due_on", cells.day(may_come=True), explains="Only for a baby not yet born."),
        _choice("Sex", "sex", {sex.label: sex.value for sex in PersonTold.Sex}),
        _choice("Adult or child", "role", {role.label: role.value for role in PersonTold.Role}),
        _column("Who they are in the family", "relationship", cells.text(60), explains="Such as mother, or son."),
        _choice("Lives with the family", "lives_with_family", YES_NO, explains="Leave empty if nobody has said."),
        _choice("Parent or carer", "parent_or_carer", YES_NO, explains="Leave empty if nobody has said."),
        *(_column(heading, kind, cells.number(kind)) for heading, kind in NUMBERS.items()),
        *(_column(heading, system, cells.text(60)) for heading, system in SYSTEMS.items()),
    ),
    most_rows=30_000,
)

EVIDENCE = Sheet(
    "Evidence",
    (
        _column(REFERENCE, "old", cells.text(60), needed=True, explains="As on the sheet Families."),
        _column(
            "Person",
            "person",
            cells.text(170),
            explains="Given and family name as on the sheet People; empty for the whole family.",
        ),
        _column("Indicator", "indicator", cells.text(20), needed=True, explains="Its code, such as P2.1."),
        _column("Last known true on", "observed_on", cells.day(), needed=True),
        _column("Since", "since", cells.day()),
        _column("Figure", "value", cells.figure, explains="For attendance: the percentage of sessions missed."),
        _column("Source", "note", cells.text(1000), needed=True, explains="Who or what says so."),
    ),
    most_rows=60_000,
)

SHEETS = (FAMILIES, PEOPLE, EVIDENCE)
