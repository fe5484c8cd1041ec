"""Cases as JSON: what `manage.py assess` reads and writes. A mistake in shape is a BadInput that says where (E12)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from eligibility.rules import Assessment, BadInput, Evidence, Person, Programme, Role, assess

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
REQUIRED = object()
FindProgramme = Callable[[str, date], Programme | None]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A family put to a programme on a day, as plain values."""

    programme: str
    on: date
    people: tuple[Person, ...]
    evidence: tuple[Evidence, ...]
    answered_no: tuple[int, ...] = ()

    def assess(self, find_programme: FindProgramme) -> Assessment:
        """`find_programme` gives the version of a code for a day, or None."""
        programme = find_programme(self.programme, self.on)
        if programme is None:
            raise BadInput("programme", f'there is no programme "{self.programme}"')
        return assess(programme, self.people, self.evidence, on=self.on, answered_no=self.answered_no)

    def as_json(self) -> dict:
        """The same case again, without what nobody said."""
        return {
            "programme": self.programme,
            "on": self.on.isoformat(),
            "answered_no": list(self.answered_no),
            "people": [_plain(person) for person in self.people],
            "evidence": [_plain(piece) for piece in self.evidence],
        }


def answer(given, find_programme: FindProgramme) -> dict:
    """One case as JSON values in, its assessment out, or what is wrong with it."""
    try:
        return read_case(given).assess(find_programme).as_json()
    except BadInput as mistake:
        return {"error": str(mistake)}


def read_case(given) -> Case:
    """Raises BadInput at the first field that is missing, unknown or of the wrong kind."""
    case = _read(given, "case", CASE)
    return Case(
        **case
        | {
            "people": tuple(_read_all(case["people"], "people", PERSON, Person)),
            "evidence": tuple(_read_all(case["evidence"], "evidence", EVIDENCE, Evidence)),
            "answered_no": tuple(
                _whole(number, f"answered_no[{place}]") for place, number in enumerate(case["answered_no"])
            ),
        }
    )


def _read_all(rows, where, known, make):
    return [make(**_read(row, f"{where}[{place}]", known)) for place, row in enumerate(rows)]


def _read(given, where: str, known: dict) -> dict:
    """The fields of one object. `known` gives each a reader and what stands for it when it is left out."""
    if not isinstance(given, dict):
        raise BadInput(where, "must be an object")
    path = "" if where == "case" else f"{where}."
    for name in given:
        if name not in known:
            raise BadInput(f"{path}{name}", "is not a known field")
    values = {}
    for name, (reader, default) in known.items():
        if name not in given and default is REQUIRED:
            raise BadInput(f"{path}{name}", "is missing")
        values[name] = reader(given[name], f"{path}{name}") if name in given else default
    return values


def _text(value, where) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadInput(where, "must be text")
    return value


def _day(value, where) -> date:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise BadInput(where, "must be a date such as 2015-11-01")
    try:
        return date.fromisoformat(value)
    except ValueError as reason:
        raise BadInput(where, f"{value} is not a date that exists") from reason


def _yes_no(value, where) -> bool:
    if not isinstance(value, bool):
        raise BadInput(where, "must be true or false")
    return value


def _whole(value, where) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadInput(where, "must be a whole number")
    return value


def _figure(value, where) -> Decimal:
    if not isinstance(value, int | float | Decimal) or isinstance(value, bool):
        raise BadInput(where, "must be a number")
    return Decimal(str(value))


def _role(value, where) -> Role:
    if value not in list(Role):
        raise BadInput(where, "must be adult or child")
    return Role(value)


def _rows(value, where) -> list:
    if not isinstance(value, list):
        raise BadInput(where, "must be a list")
    return value


def _or_unknown(reader):
    """Null says that nobody knows, as leaving the field out does."""
    return lambda value, where: None if value is None else reader(value, where)


UNKNOWN_DAY = (_or_unknown(_day), None)
UNKNOWN_ANSWER = (_or_unknown(_yes_no), None)

CASE = {
    "programme": (_text, REQUIRED),
    "on": (_day, REQUIRED),
    "people": (_rows, REQUIRED),
    "evidence": (_rows, REQUIRED),
    "answered_no": (_rows, ()),
}
PERSON = {
    "key": (_text, REQUIRED),
    "name": (_text, ""),
    "date_of_birth": UNKNOWN_DAY,
    "role": (_or_unknown(_role), None),
    "lives_with_family": UNKNOWN_ANSWER,
    "parent_or_carer": UNKNOWN_ANSWER,
    "in_education_or_training": UNKNOWN_ANSWER,
    "unemployed": UNKNOWN_ANSWER,
    "unborn": (_yes_no, False),
}
EVIDENCE = {
    "indicator": (_text, REQUIRED),
    "subject": (_text, REQUIRED),
    "observed_on": (_day, REQUIRED),
    "value": (_or_unknown(_figure), None),
    "verified": UNKNOWN_ANSWER,
    "ended_on": UNKNOWN_DAY,
}


def _plain(thing) -> dict:
    return {
        field.name: _json(getattr(thing, field.name))
        for field in fields(thing)
        if getattr(thing, field.name) != field.default
    }


def _json(value):
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
