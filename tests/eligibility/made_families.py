"""Hypothesis makes families on the edges of the rule, and answers what is still open about them. No database."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from eligibility.pieces import AGE_DOUBTS, judge_all
from eligibility.rules import Asks, Outcome, Person, Role, Unit, Window, age_on, assess, months_from
from tests.eligibility.families import EVERY_PROBLEM, ON, PHASE_2, fact

A_YEAR_AGO = months_from(ON, -12)
ONE_DAY = timedelta(days=1)
EDGES = (A_YEAR_AGO - ONE_DAY, A_YEAR_AGO, months_from(ON, -6), ON - ONE_DAY, ON)
TO_COME = (ON, months_from(ON, 6), months_from(ON, 12), months_from(ON, 12) + ONE_DAY)
BIRTHS = tuple(
    sorted(
        born
        for day in (A_YEAR_AGO, ON)
        for age in (0, 10, 11, 12, 16, 17, 18, 19, 25, 40)
        for born in (months_from(day, -12 * age), months_from(day, -12 * age) + ONE_DAY)
        if born <= ON
    )
)
INDICATORS = ("P1.2", "P1.3", "P2.1", "P2.5", "P3.3", "P4.1", "P4.4", "P4.5", "P5.1", "P5.3", "P6.1", "P6.3")
maybe = st.sampled_from((True, False, None))

# Somebody at home who is neither an adult for the whole year nor a dependent child: whatever is open may be about them.
GROWN_UP = Person(
    key="grown up",
    date_of_birth=date(1997, 10, 1),
    lives_with_family=True,
    parent_or_carer=True,
    in_education_or_training=False,
    unemployed=False,
)
WHAT_IS_OPEN = {
    1: fact("P1.2"),
    2: fact("P2.6", "grown up", date(2015, 5, 1)),
    3: fact("P3.3", "grown up", date(2015, 5, 1)),
    4: fact("P4.5"),
    5: fact("P5.3"),
    6: fact("P6.3"),
}


@st.composite
def persons(draw, key):
    return Person(
        key=key,
        date_of_birth=draw(st.one_of(st.none(), st.sampled_from(BIRTHS))),
        role=draw(st.sampled_from((None, Role.ADULT, Role.CHILD))),
        lives_with_family=draw(maybe),
        parent_or_carer=draw(maybe),
        in_education_or_training=draw(maybe),
        unemployed=draw(maybe),
    )


@st.composite
def facts(draw, people):
    """One piece that E12 lets pass."""
    indicator = PHASE_2.by_code[draw(st.sampled_from(INDICATORS))]
    subject = draw(st.sampled_from([*people, None]))
    days = TO_COME if indicator.window == Window.NEXT else EDGES
    born = subject.date_of_birth if subject and subject.date_of_birth else date.min
    day = draw(st.sampled_from(days).filter(lambda day: day >= born)) if born <= ON else ON
    return fact(
        indicator.code,
        subject.key if subject else "family",
        day,
        draw(values(indicator)),
        verified=draw(st.sampled_from((True, None, None, False))),
        ended_on=draw(st.sampled_from((None, None, day, ON + ONE_DAY))) if day <= ON else None,
    )


def values(indicator):
    if indicator.asks != Asks.AT_LEAST:
        return st.none()
    if indicator.unit == Unit.PERCENT:
        return st.sampled_from((None, Decimal("9.99"), Decimal(10), Decimal(100)))
    return st.sampled_from((None, Decimal(0), Decimal(1), Decimal(5)))


@st.composite
def families(draw):
    """People, evidence about them, and the problems answered "No: I asked or checked"."""
    people = [draw(persons(key)) for key in draw(st.sampled_from(("a", "ab", "abc")))]
    evidence = draw(st.lists(facts(people), max_size=5))
    return people, evidence, draw(st.sets(st.sampled_from(EVERY_PROBLEM)))


@st.composite
def families_short_of_problems(draw):
    """One child at home, nearly everything answered "no", and one or two problems supplied by an adult elsewhere."""
    people, evidence, _ = draw(families())
    dad = Person(key="dad", date_of_birth=date(1980, 1, 1), lives_with_family=draw(st.sampled_from((False, None))))
    kid = Person(key="kid", date_of_birth=date(2010, 1, 1), lives_with_family=True)
    supplied = draw(st.lists(st.sampled_from((fact("P5.1", "dad"), fact("P6.3", "dad"))), max_size=2))
    said_no = set(EVERY_PROBLEM) - draw(st.sets(st.sampled_from(EVERY_PROBLEM), max_size=1))
    return [*people, dad, *draw(st.sampled_from(([], [kid], [kid])))], [*evidence[:3], *supplied], said_no


@st.composite
def answers(draw, people, evidence, answered_no):
    """Some answer to everything that is open: what the family may turn out to be."""
    pieces = judge_all(PHASE_2, people, evidence, ON)
    dated = [draw(st.sampled_from(births(person, pieces))) for person in people]
    known = [
        replace(
            person,
            date_of_birth=born,
            lives_with_family=_told(draw, person.lives_with_family),
            parent_or_carer=_told(draw, person.parent_or_carer),
            in_education_or_training=_told(draw, person.in_education_or_training),
            unemployed=_told(draw, person.unemployed),
        )
        for person, born in zip(people, dated, strict=True)
    ]
    asked = [
        draw(st.sampled_from(answered(piece, person_of(piece, known))))
        for piece in sorted(pieces, key=lambda piece: piece.position)
    ]
    open_problems = [f.problem for f in assess_family(people, evidence, answered_no).findings if f.met is None]
    new = draw(st.sets(st.sampled_from(open_problems))) if open_problems else ()
    return [*known, GROWN_UP], [*asked, *(WHAT_IS_OPEN[number] for number in new)], answered_no


def _told(draw, answer):
    return draw(st.booleans()) if answer is None else answer


def person_of(piece, people):
    return next((person for person in people if piece.person and person.key == piece.person.key), None)


def births(person, pieces):
    """The dates of birth that may be told: only where the age is asked for, and fitting what was said and seen.

    Somebody said to be an adult is taken for 19 or over: E9 holds a stated adult for no dependent child.
    """
    own = [piece for piece in pieces if piece.person is person]
    asked = any(piece.counts is None and AGE_DOUBTS & set(piece.doubts) for piece in own)
    may_be_the_child = person.role != Role.ADULT and person.lives_with_family is not False
    if person.date_of_birth or not (asked or may_be_the_child):
        return [person.date_of_birth]
    latest = min([ON, *(piece.evidence.observed_on for piece in own)])
    fits = {Role.ADULT: lambda age: age >= 19, Role.CHILD: lambda age: age < 18, None: lambda age: True}[person.role]
    return [born for born in BIRTHS if born <= latest and fits(age_on(born, ON))] or [None]


def answered(piece, person):
    """What one piece may turn out to be: with a figure, and a stale one dated within the year."""
    evidence = piece.evidence
    if piece.counts is not None:
        return [evidence]
    if evidence.value is None and piece.indicator.asks == Asks.AT_LEAST:
        evidence = replace(evidence, value=Decimal(100))
    if evidence.observed_on >= A_YEAR_AGO:
        return [evidence]
    born = person.date_of_birth if person and person.date_of_birth else date.min
    return [replace(evidence, observed_on=max(born, day), ended_on=None) for day in (A_YEAR_AGO, ON)]


def assess_family(people, evidence, answered_no):
    return assess(PHASE_2, people, evidence, on=ON, answered_no=answered_no)


def is_short(family):
    return assess_family(*family).outcome == Outcome.NOT_ELIGIBLE
