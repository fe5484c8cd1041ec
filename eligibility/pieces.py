"""Does one piece of evidence count? E2 to E6 of the eligibility rule, for one recorded fact at a time.

Every test says what it holds against the piece: something that settles the matter, something that leaves it open, or
nothing. `rules.py` puts the pieces together.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date
from math import inf
from typing import NamedTuple

from eligibility import sentences
from eligibility.terms import Asks, Doubt, Evidence, Indicator, Person, Role, Subject, Window

ADULT_AGE = 18

# E2: the youngest and oldest age of each kind of subject.
AGES = {
    Subject.CHILD: (-inf, 17),
    Subject.PRIMARY_CHILD: (-inf, 11),
    Subject.YOUNG_PERSON: (16, 24),
    Subject.ADULT: (ADULT_AGE, inf),
    Subject.SIXTEEN_OR_OVER: (16, inf),
    Subject.ANY: (-inf, inf),
}
STARTING_AGES = {youngest for youngest, _ in AGES.values()} - {-inf}
MONTHS_UNTIL_STALE = 12  # E4
OPEN_DOUBTS = frozenset({Doubt.AGE_UNKNOWN, Doubt.MAY_NOT_BE_A_PARENT, Doubt.STALE, Doubt.NO_FIGURE})
AGE_DOUBTS = frozenset({Doubt.AGE_UNKNOWN, Doubt.MAY_NOT_BE_A_PARENT})


class Piece(NamedTuple):
    """One piece of evidence with what tells against it."""

    position: int
    evidence: Evidence
    indicator: Indicator
    person: Person | None  # None: the whole family
    doubts: tuple[Doubt, ...]

    @property
    def counts(self) -> bool | None:
        if not self.doubts:
            return True
        return None if OPEN_DOUBTS.issuperset(self.doubts) else False

    @property
    def deciding(self) -> tuple[Doubt, ...]:
        """The doubts to speak of: what is open does not matter once something settles it."""
        return self.doubts if self.counts is None else tuple(doubt for doubt in self.doubts if doubt not in OPEN_DOUBTS)


# Three-valued answers


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """No if any is no, else unknown if any is unknown."""
    answers = set(answers)
    if False in answers:
        return False
    return None if None in answers else True


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """Yes if any is yes, else unknown if any is unknown."""
    answers = set(answers)
    if True in answers:
        return True
    return None if None in answers else False


# One piece of evidence: E2 to E6


def judge_all(programme, people, evidence, on) -> list[Piece]:
    """Every piece judged, in an order that does not depend on how they were given."""
    persons = {person.key: person for person in people}
    pieces = [
        judged(position, piece, programme.by_code[piece.indicator], persons.get(piece.subject), on)
        for position, piece in enumerate(evidence)
    ]
    return sorted(pieces, key=lambda piece: sentences.order(piece.evidence))


def judged(position, evidence, indicator, person, on) -> Piece:
    """One piece with every doubt about it, not only the first."""
    asked = (
        _found_untrue(evidence),
        _wrong_subject(indicator, evidence, person),
        _not_a_parent(indicator, evidence, person),
        _outside_window(indicator, evidence, on),
        _figure(indicator, evidence),
    )
    doubts = tuple(doubt for doubt in asked if doubt is not None)
    return Piece(position=position, evidence=evidence, indicator=indicator, person=person, doubts=doubts)


def age_on(born: date, day: date) -> int:
    """E2: whole years. Someone born on 29 February ages on 1 March in other years."""
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (not had_birthday)


def is_a(subject: Subject, person: Person, day: date) -> bool | None:
    """E2: is the person of this age on the day? With the age unknown the stated role decides where it can."""
    youngest, oldest = _ages(person, day)
    from_age, to_age = AGES[subject]
    if oldest < from_age or to_age < youngest:
        return False
    return True if from_age <= youngest and oldest <= to_age else None


def _ages(person, day) -> tuple:
    """The youngest and oldest that a person may be."""
    if person.date_of_birth is not None:
        age = age_on(person.date_of_birth, day)
        return age, age
    if person.unborn:
        return -inf, -inf
    if not person.role:
        return AGES[Subject.ANY]
    return AGES[Subject.ADULT if person.role == Role.ADULT else Subject.CHILD]


def _wrong_subject(indicator, evidence, person) -> Doubt | None:
    """E2: judged on the day observed; for a *next* window that is the future date."""
    if person is None:
        fits = indicator.subject in (Subject.FAMILY, Subject.ANY)
    elif indicator.subject == Subject.FAMILY:
        fits = False
    else:
        fits = is_a(indicator.subject, person, evidence.observed_on)
    return {True: None, None: Doubt.AGE_UNKNOWN, False: Doubt.WRONG_SUBJECT}[fits]


def _not_a_parent(indicator, evidence, person) -> Doubt | None:
    """E3: an adult who is no parent or carer does not count; unknown counts."""
    if not indicator.parents_only or person is None or person.parent_or_carer is not False:
        return None
    adult = is_a(Subject.ADULT, person, evidence.observed_on)
    return {True: Doubt.NOT_A_PARENT, None: Doubt.MAY_NOT_BE_A_PARENT, False: None}[adult]


def parent_unconfirmed(piece) -> bool:
    """E3: counted with parent or carer unknown, so put to the officer."""
    if not piece.indicator.parents_only or piece.person is None or piece.person.parent_or_carer is not None:
        return False
    return bool(piece.counts) and is_a(Subject.ADULT, piece.person, piece.evidence.observed_on) is not False


def months_from(day: date, months: int) -> date:
    """E4: calendar months later (earlier when negative), clipped to the month's end and to the calendar's own ends."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < MINYEAR:
        return date.min
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[-1]))


def _outside_window(indicator, evidence, on) -> Doubt | None:
    """E4, both ends inclusive. Only a *next* window can hold a date after `on`: E12 refuses the others."""
    observed = evidence.observed_on
    if indicator.window == Window.NEXT:
        inside = on <= observed <= months_from(on, indicator.months)
        return None if inside else Doubt.OUTSIDE_WINDOW
    if indicator.window == Window.WITHIN:
        return None if observed >= months_from(on, -indicator.months) else Doubt.OUTSIDE_WINDOW
    if indicator.window == Window.CURRENT and evidence.ended_on is not None and evidence.ended_on <= on:
        return Doubt.ENDED
    return None if observed >= months_from(on, -MONTHS_UNTIL_STALE) else Doubt.STALE


def _figure(indicator, evidence) -> Doubt | None:
    """E5: the threshold is inclusive; a test of at least 1 takes a fact without a figure as 1."""
    if indicator.asks != Asks.AT_LEAST:
        return None
    if evidence.value is None:
        return None if indicator.threshold == 1 else Doubt.NO_FIGURE
    return None if evidence.value >= indicator.threshold else Doubt.TOO_LITTLE


def _found_untrue(evidence) -> Doubt | None:
    """E6: false never counts; not yet verified counts provisionally."""
    return Doubt.FOUND_UNTRUE if evidence.verified is False else None
