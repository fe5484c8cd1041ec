"""Families and programmes put to the rule in these tests. No database, no Django."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from eligibility.reference_files import programmes
from eligibility.rules import (
    Asks,
    Evidence,
    Indicator,
    Person,
    Problem,
    Programme,
    Subject,
    Window,
    assess,
)

ON = date(2015, 11, 1)
(PHASE_2,) = programmes()
EVERY_PROBLEM = (1, 2, 3, 4, 5, 6)

MUM = Person(key="mum", date_of_birth=date(1980, 5, 1), lives_with_family=True, parent_or_carer=True)
DAD = replace(MUM, key="dad", lives_with_family=False)
KID = Person(
    key="kid",
    date_of_birth=date(2006, 9, 12),
    lives_with_family=True,
    in_education_or_training=True,
    unemployed=False,
)


def fact(indicator, subject="family", observed_on=ON, value=None, **more):
    """A recorded fact; figures may be written as plain numbers."""
    figure = None if value is None else Decimal(str(value))
    return Evidence(indicator=indicator, subject=subject, observed_on=observed_on, value=figure, **more)


def put(*evidence, people=(MUM, KID), on=ON, answered_no=(), programme=PHASE_2):
    """Put evidence about a family to a programme."""
    return assess(programme, people, evidence, on=on, answered_no=answered_no)


def found(assessment, problem):
    """What was found about one problem."""
    return next(finding for finding in assessment.findings if finding.problem == problem)


def met(piece, person=MUM, **more):
    """Is the problem of one piece met, put alone? True it counts, None it cannot be told, False it does not count.

    A piece that does not count leaves the problem open, so everything is answered "no": what cannot be told stays so.
    """
    people = (person,) if piece.subject in (person.key, "family") else (person, KID)
    programme = more.get("programme", PHASE_2)
    number = programme.by_code[piece.indicator].problem
    numbers = [problem.number for problem in programme.problems]
    return found(put(piece, people=people, answered_no=numbers, **more), number).met


def sign(code, problem=1, subject=Subject.ANY, **more):
    """An invented indicator: a status that holds now, unless told otherwise."""
    fields = {"window": Window.CURRENT, "asks": Asks.HOLDS_NOW, "measure": "status"} | more
    return Indicator(code=code, label=f"Sign {code}", problem=problem, subject=subject, **fields)


def programme(*indicators, **composition):
    """An invented programme of these indicators, with the problems that they name."""
    numbers = sorted({indicator.problem for indicator in indicators})
    return Programme(
        code="invented",
        name="Invented",
        problems=tuple(Problem(number=number, headline=f"Headline {number}") for number in numbers),
        indicators=indicators,
        **composition,
    )


def statuses(count, **composition):
    """A programme of so many problems, each with one status S1, S2, … that anybody may hold."""
    return programme(*(sign(f"S{number}", number) for number in range(1, count + 1)), **composition)
