"""E12: what cannot be assessed is refused, naming where it stands and what is wrong with it."""

from datetime import date
from decimal import Decimal

from eligibility.terms import FAMILY, Asks, BadInput, Evidence, Indicator, Person, Programme, Unit, Window

WHOLE_OF_IT = 100  # percent


def refuse_bad_input(programme: Programme, people, evidence, *, on: date, answered_no) -> None:
    """Raises BadInput at the first thing that cannot be assessed."""
    if not people:
        raise BadInput("people", "there must be at least one person")
    born: dict[str, date | None] = {}
    for position, person in enumerate(people):
        _refuse_person(f"people[{position}]", person, born, on)
        born[person.key] = person.date_of_birth
    for number in answered_no:
        if number not in programme.headlines:
            raise BadInput("answered_no", f"{programme.code} has no problem {number}")
    for position, piece in enumerate(evidence):
        _refuse_evidence(f"evidence[{position}]", programme, piece, born, on)


def _refuse_person(where: str, person: Person, born, on) -> None:
    if person.key == FAMILY:
        raise BadInput(f"{where}.key", f'"{FAMILY}" stands for the whole household and cannot be a person')
    if person.key in born:
        raise BadInput(f"{where}.key", f'two people have the key "{person.key}"')
    if person.date_of_birth is None:
        return
    if person.date_of_birth > on:
        raise BadInput(f"{where}.date_of_birth", f"{person.date_of_birth} is after {on}")
    if person.unborn:
        raise BadInput(f"{where}.date_of_birth", "an expected baby has none")


def _refuse_evidence(where: str, programme, piece: Evidence, born, on) -> None:
    indicator = programme.by_code.get(piece.indicator)
    if indicator is None:
        raise BadInput(f"{where}.indicator", f'{programme.code} has no indicator "{piece.indicator}"')
    if piece.subject != FAMILY and piece.subject not in born:
        raise BadInput(f"{where}.subject", f'nobody has the key "{piece.subject}"')
    if piece.observed_on > on and indicator.window != Window.NEXT:
        raise BadInput(f"{where}.observed_on", f"{piece.observed_on} is after {on}")
    if piece.ended_on is not None and piece.ended_on < piece.observed_on:
        raise BadInput(f"{where}.ended_on", f"{piece.ended_on} is before it was observed, {piece.observed_on}")
    birth = born.get(piece.subject)
    if birth is not None and piece.observed_on < birth:
        raise BadInput(f"{where}.observed_on", f"{piece.observed_on} is before {piece.subject} was born, {birth}")
    if piece.value is not None:
        _refuse_value(f"{where}.value", indicator, piece.value)


def _refuse_value(where: str, indicator: Indicator, value) -> None:
    """E5 and E12: only indicators held against a figure take one, and it must be a figure of their unit."""
    if indicator.asks != Asks.AT_LEAST:
        raise BadInput(where, f"{indicator.code} takes no figure")
    figure = Decimal(str(value))
    if not figure.is_finite():
        raise BadInput(where, f"{value} is not a number")
    if figure < 0:
        raise BadInput(where, f"{value} is negative")
    if indicator.unit == Unit.PERCENT and figure > WHOLE_OF_IT:
        raise BadInput(where, f"{value} is not a percentage from 0 to 100")
    if indicator.unit != Unit.PERCENT and figure != figure.to_integral_value():
        raise BadInput(where, f"{value} is not a whole number")
