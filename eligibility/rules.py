"""May the programme work with this family?

Knows nothing of databases, users or web pages: it takes a programme, people and evidence and returns findings, so a
policy colleague can read it beside the guidance and a decision made last year can be replayed. The numbers E1 to E12
are those of the eligibility rule: E2 to E6, for one fact at a time, are in `pieces.py`, E12 in `bad_input.py`, the
rest is here. None always means "cannot be told yet".
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from operator import or_
from typing import NamedTuple

from eligibility import sentences
from eligibility.bad_input import refuse_bad_input
from eligibility.pieces import (
    ADULT_AGE,
    AGE_DOUBTS,
    MONTHS_UNTIL_STALE,
    STARTING_AGES,
    Piece,
    age_on,
    all_of,
    any_of,
    is_a,
    judge_all,
    judged,
    months_from,
    parent_unconfirmed,
)
from eligibility.terms import (
    Asks,
    Assessment,
    BadInput,
    CountedBy,
    Doubt,
    Evidence,
    Indicator,
    Outcome,
    Person,
    Problem,
    ProblemFinding,
    Programme,
    Role,
    Subject,
    Unit,
    Window,
)

# All that another room needs, under one name.
__all__ = [
    "ADULT_AGE",
    "Asks",
    "Assessment",
    "BadInput",
    "CountedBy",
    "Evidence",
    "Indicator",
    "Outcome",
    "Person",
    "Problem",
    "ProblemFinding",
    "Programme",
    "Role",
    "Subject",
    "Unit",
    "Window",
    "age_on",
    "assess",
    "months_from",
    "version_for",
]


class Thing(NamedTuple):
    """What a programme counts one of: a problem, or a need under it."""

    problem: int
    need: str


Things = frozenset[Thing]
NOTHING: Things = frozenset()


class Supply(NamedTuple):
    """One way in which what is open may be answered: what is supplied, by whom, and whether there is a child."""

    by_others: Things
    by_adults_elsewhere: Things
    child: bool


class Case(NamedTuple):
    """A family put to a programme, with what was found on the way."""

    programme: Programme
    people: list[Person]
    pieces: list[Piece]
    standing: dict[Thing, bool | None]
    counted: Things
    on: date


def version_for(versions: Iterable[Programme], code: str, on: date) -> Programme | None:
    """E1: the version of a code in force on the day, else the code's earliest; None for an unknown code."""
    ours = sorted((version for version in versions if version.code == code), key=lambda version: version.in_force_from)
    in_force = [v for v in ours if v.in_force_from <= on and (v.in_force_to is None or on <= v.in_force_to)]
    return next(iter(in_force + ours), None)


def assess(programme, people, evidence, *, on: date, answered_no=()) -> Assessment:
    """Put the evidence to every problem. Never stops early: people deserve all the reasons. Raises BadInput (E12)."""
    refuse_bad_input(programme, people, evidence, on=on, answered_no=answered_no)
    people = sorted(people, key=lambda person: person.key)
    pieces = judge_all(programme, people, evidence, on)
    case = Case(
        programme=programme,
        people=people,
        pieces=pieces,
        standing=_standing(programme, pieces, answered_no),
        counted=_counted(programme, *_supplied(programme, pieces, on)),
        on=on,
    )
    outcome = _outcome(case)
    findings = tuple(_finding(case, problem) for problem in programme.problems)
    return Assessment(
        programme=programme.code,
        version=programme.version,
        on=on,
        outcome=outcome,
        problems_needed=programme.problems_needed,
        problems_met=len(_towards(programme, case.counted)),
        problems_verified=_problems_verified(case),
        dependent_child=_any_dependent_child(case),
        may_be_sent=_may_be_sent(case, outcome),
        findings=findings,
        reasons=tuple(dict.fromkeys(_reasons(case, findings, outcome))),
        to_check=tuple(sentences.parent_to_confirm(piece) for piece in pieces if parent_unconfirmed(piece)),
    )


def _problems_verified(case) -> int:
    """E6: the problems met of the same call given only the verified pieces."""
    verified = [piece for piece in case.pieces if piece.evidence.verified]
    counted = _counted(case.programme, *_supplied(case.programme, verified, case.on))
    return len(_towards(case.programme, counted))


def _may_be_sent(case, outcome) -> bool:
    """E11: by a practitioner. An officer recording for someone may record any answer."""
    if outcome == Outcome.CANNOT_TELL:
        with_gaps = {_thing(case.programme, piece.indicator) for piece in case.pieces if piece.counts is None}
        return _reaches(case.programme, case.counted | with_gaps)
    return outcome == Outcome.ELIGIBLE


# What is counted: E7, E8 and the composition


def _thing(programme, indicator) -> Thing:
    return Thing(indicator.problem, indicator.code if programme.counted_by == CountedBy.NEED else "")


def _things(programme) -> list[Thing]:
    if programme.counted_by == CountedBy.NEED:
        return [_thing(programme, indicator) for indicator in programme.indicators]
    return [Thing(problem.number, "") for problem in programme.problems]


def _standing(programme, pieces, answered_no) -> dict[Thing, bool | None]:
    """E7: is each met, not met, or can it not be told? A piece that does not count says nothing either way."""
    found: dict[Thing, set] = {thing: set() for thing in _things(programme)}
    for piece in pieces:
        found[_thing(programme, piece.indicator)].add(piece.counts)
    return {thing: _stands(counts, thing.problem in answered_no) for thing, counts in found.items()}


def _stands(counts, answered_no) -> bool | None:
    found = any_of(counts)
    return found if found is not False or answered_no else None


def _adult_elsewhere(person, on) -> bool:
    """E8: residence missing counts as elsewhere; with the age unknown, anyone not stated a child is an adult."""
    return person is not None and not person.lives_with_family and is_a(Subject.ADULT, person, on) is not False


def _supplied(programme, pieces, on) -> tuple[Things, Things]:
    """What the pieces that count supply: by adults elsewhere, and by everybody else first."""
    counting = [piece for piece in pieces if piece.counts]
    elsewhere = [piece for piece in counting if _adult_elsewhere(piece.person, on)]
    others = [piece for piece in counting if not _adult_elsewhere(piece.person, on)]
    return _things_of(programme, others), _things_of(programme, elsewhere)


def _things_of(programme, pieces) -> Things:
    return frozenset(_thing(programme, piece.indicator) for piece in pieces)


def _counted(programme, by_others, by_adults_elsewhere) -> Things:
    """E8: adults elsewhere together add at most one problem that nobody else supplies: the first that helps most."""
    spare = sorted(by_adults_elsewhere - by_others)
    choices = [by_others | {thing} for thing in spare] or [by_others]
    return max(choices, key=lambda things: (_reaches(programme, things), len(_towards(programme, things))))


def _towards(programme, things) -> Things:
    """Those that count towards the number needed: all, or those of the programme's list."""
    return frozenset(thing for thing in things if not programme.listed or thing.problem in programme.listed)


def _reaches(programme, things) -> bool:
    """The composition: is this enough for the programme, leaving aside the dependent child?"""
    if programme.problems_needed is None:
        return True
    towards = _towards(programme, things)
    headlines = {thing.problem for thing in towards}
    enough = len(towards) >= programme.problems_needed and len(headlines) >= programme.headlines_needed
    if programme.local_filter is None:
        return enough
    filtered = programme.local_filter in {thing.problem for thing in things}
    return (enough and filtered) or headlines.issuperset(programme.listed)


def _finding(case, problem) -> ProblemFinding:
    about = [piece for piece in case.pieces if piece.indicator.problem == problem.number]
    met = any_of(answer for thing, answer in case.standing.items() if thing.problem == problem.number)
    counts = problem.number in {thing.problem for thing in case.counted}
    deciding = [] if met is False else [piece for piece in about if piece.counts is met]
    return ProblemFinding(
        problem=problem.number,
        met=met,
        counts=counts,
        because=tuple(sorted(piece.position for piece in deciding)),
        gaps=tuple(sorted(piece.position for piece in about if piece.counts is None)),
        why=sentences.why(met, counts, about),
    )


# The dependent child: E9


def _any_dependent_child(case) -> bool | None:
    return any_of(_dependent_child(case.programme, person, case.on) for person in case.people)


def _dependent_child(programme, person, on) -> bool | None:
    """E9: living with the family, and of the age."""
    return all_of((_of_dependent_age(programme, person, on), person.lives_with_family))


def _of_dependent_age(programme, person, on) -> bool | None:
    """E9: 0 to 15, or 16 to 18 and in education, training or unemployed; a child whose age is unknown may be."""
    if person.unborn:
        return programme.expecting_counts
    if person.date_of_birth is None:
        return False if person.role == Role.ADULT else None
    age = age_on(person.date_of_birth, on)
    if age <= 15:
        return True
    return any_of((person.in_education_or_training, person.unemployed)) if age <= 18 else False


# The outcome: E10


def _outcome(case) -> Outcome:
    """E10: not eligible when there is certainly no dependent child, or no answer to what is open could be enough."""
    child = _any_dependent_child(case)
    if child is False:
        return Outcome.NOT_ELIGIBLE
    if child and _reaches(case.programme, case.counted):
        return Outcome.ELIGIBLE
    with_a_child = [way for way in _ways_to_answer(case) if way.child]
    could_be = [_counted(case.programme, way.by_others, way.by_adults_elsewhere) for way in with_a_child]
    enough = any(_reaches(case.programme, counted) for counted in could_be)
    return Outcome.CANNOT_TELL if enough else Outcome.NOT_ELIGIBLE


def _ways_to_answer(case) -> set[Supply]:
    """Every way in which all that is open could be answered in the family's favour.

    A problem that cannot be told may be met by somebody else. One date of birth answers everything about a person at
    once, so each person is tried at every age that matters: nobody is a child and an adult in the same answer.
    """
    of_family = [piece for piece in case.pieces if piece.person is None and piece.counts is not False]
    may_be_met = {thing for thing, met in case.standing.items() if met is None}
    ways = {Supply(_things_of(case.programme, of_family) | may_be_met, NOTHING, child=False)}
    for person in case.people:
        own = [piece for piece in case.pieces if piece.person is person]
        added = {_could_supply(case, known, own) for known in _completions(case, person, own)}
        ways = {Supply(*map(or_, way, more)) for way, more in product(ways, added)}
    return ways


def _could_supply(case, person, pieces) -> Supply:
    """What a person brings once their figures are given and stale facts are asked again."""
    possible = _things_of(case.programme, [piece for piece in pieces if _could_count(piece, person, case.on)])
    child = _dependent_child(case.programme, person, case.on) is not False
    return Supply(NOTHING, possible, child) if _adult_elsewhere(person, case.on) else Supply(possible, NOTHING, child)


def _could_count(piece, person, on) -> bool:
    redated = (replace(piece.evidence, observed_on=day) for day in _possible_days(piece, on))
    return any(
        judged(piece.position, evidence, piece.indicator, person, on).counts is not False for evidence in redated
    )


def _possible_days(piece, on) -> tuple[date, ...]:
    """When a fact may prove to hold: a stale one, asked again, on any day from the first that is not stale."""
    if piece.counts is None and Doubt.STALE in piece.doubts:
        return months_from(on, -MONTHS_UNTIL_STALE), on
    return (piece.evidence.observed_on,)


def _completions(case, person, pieces) -> list[Person]:
    """The person at home, unless known to live elsewhere; and at every age that matters, where the age is open."""
    if person.lives_with_family is None:
        person = replace(person, lives_with_family=True)
    age_asked = _dependent_child(case.programme, person, case.on) is None or any(
        piece.counts is None and AGE_DOUBTS.intersection(piece.doubts) for piece in pieces
    )
    if person.date_of_birth is not None or not age_asked:
        return [person]
    return [replace(person, date_of_birth=born) for born in _births(person, pieces, case.on)] or [person]


def _births(person, pieces, on) -> list[date]:
    """The latest date of birth, and the latest that makes the person just old enough for each kind of subject."""
    days = {on}.union(*(_possible_days(piece, on) for piece in pieces))
    latest = min([on, *(piece.evidence.observed_on for piece in pieces)])
    births = {latest}.union(months_from(day, -12 * age) for day in days for age in STARTING_AGES)
    return sorted(born for born in births if born <= latest and _agrees(person, born, on))


def _agrees(person, born, on) -> bool:
    """Does a date of birth fit what was said of the person?"""
    said = Subject.ADULT if person.role == Role.ADULT else Subject.CHILD
    return not person.role or is_a(said, replace(person, date_of_birth=born), on)


# The reasons: E10


def _reasons(case, findings, outcome) -> Iterator[str]:
    """E10: anything but eligible says why, in sentences a practitioner can act on; eligible says nothing."""
    if outcome == Outcome.ELIGIBLE:
        return
    open_yet = outcome == Outcome.CANNOT_TELL
    if not _reaches(case.programme, case.counted):
        yield sentences.shortfall(case.programme, len(_towards(case.programme, case.counted)), open_yet)
        yield from _limits(case, findings)
        if open_yet:
            yield from _open_questions(case, findings)
    yield from _child_reasons(case)


def _limits(case, findings) -> Iterator[str]:
    for finding in findings:
        if finding.met and not finding.counts:
            yield sentences.not_added(case.programme, finding.problem)


def _open_questions(case, findings) -> Iterator[str]:
    """The problems nobody has answered, the pieces that cannot be told, and residence (E8) where it may help."""
    for finding in findings:
        if finding.met is None and not finding.gaps:
            yield sentences.unanswered(case.programme, finding.problem)
    useful = [piece for piece in case.pieces if piece.counts is not False]
    yield from (sentences.remark(piece) for piece in useful if piece.counts is None)
    for person in case.people:
        of_use = any(piece.person is person for piece in useful)
        if of_use and person.lives_with_family is None and _adult_elsewhere(person, case.on):
            yield sentences.residence(person)


def _child_reasons(case) -> Iterator[str]:
    """E9: that nobody is a dependent child, or what would tell whether somebody is."""
    child = _any_dependent_child(case)
    if child is False:
        yield sentences.no_child(case.programme)
    if child is None:
        for person in case.people:
            if _dependent_child(case.programme, person, case.on) is None:
                age_open = _of_dependent_age(case.programme, person, case.on) is None
                yield sentences.child_unknown(person, age_open)
