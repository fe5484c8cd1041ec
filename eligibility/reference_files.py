"""Reads the reference data of `eligibility/reference/`, as definitions and for the rule. No database, no Django.

A definition is plain values under the names of the tables' fields, so that `actions.py` can store it as it is.
"""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from eligibility.terms import Asks, CountedBy, Indicator, Problem, Programme, Subject, Unit, Window

FOLDER = Path(__file__).parent / "reference"


def programme_definitions() -> list[dict]:
    """Every programme of the files: its fields, its problems, and what it asks of each indicator."""
    return [_programme_definition(row) for row in _rows("programmes")]


def progress_set_definition() -> dict:
    """The areas of family progress data, and what the list is."""
    (about,) = _rows("progress_sets")
    fields = {"name": about["name"], "about": about["about"], "in_force_from": _day(about["in_force_from"])}
    return {"set": fields, "areas": [_area(row) for row in _rows("progress_areas")]}


def reasons() -> list[dict]:
    """The coded reasons, in the order in which they are offered."""
    return list(_rows("reasons"))


@cache
def programmes() -> tuple[Programme, ...]:
    """Every programme of the files, as the rule reads it."""
    return tuple(_as_rule(definition) for definition in programme_definitions())


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one file, in order, with empty cells as empty text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _yes(cell: str) -> bool:
    return {"yes": True, "no": False}[cell]


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _window(cell: str) -> dict:
    """Read "within 6 months", "next 12 months", "current" or "last 3 school terms" as kind and months."""
    kind, *rest = cell.split()
    if kind in (Window.WITHIN, Window.NEXT):
        return {"window": kind, "months": int(rest[0])}
    return {"window": Window(cell).value, "months": None}


def _test(cell: str) -> dict:
    """Read ">= 10", "holds now" or "in window" as what is asked and the threshold."""
    if cell.startswith(">="):
        return {"asks": Asks.AT_LEAST.value, "threshold": Decimal(cell.removeprefix(">=").strip())}
    return {"asks": Asks(cell).value, "threshold": None}


def _programme_definition(row) -> dict:
    of_programme = {
        name: [part for part in _rows(name) if part["programme"] == row["code"]] for name in ("problems", "indicators")
    }
    return {
        "programme": {
            "code": row["code"],
            "name": row["name"],
            "in_force_from": _day(row["in_force_from"]),
            "in_force_to": _day(row["in_force_to"]),
            "counted_by": row["counted_by"],
            "problems_needed": _number(row["problems_needed"]),
            "headlines_needed": int(row["headlines_needed"]),
            "listed": [int(listed) for listed in row["listed"].split()],
            "local_filter": _number(row["local_filter"]),
            "expecting_counts": _yes(row["expecting_counts"]),
        },
        "problems": [
            {"number": int(part["number"]), "headline": part["headline"], "question": part["question"]}
            for part in of_programme["problems"]
        ],
        "indicators": [_indicator(part) for part in of_programme["indicators"]],
    }


def _indicator(row) -> dict:
    return {
        "indicator": {name: row[name] for name in ("code", "label", "subject", "measure", "unit")},
        "problem": int(row["problem"]),
        "asks": {
            **_window(row["window"]),
            **_test(row["test"]),
            "kind": row["kind"],
            "parents_only": _yes(row["parents_only"]),
            "for_example": row["for_example"],
            "basis": row["basis"],
            "information_sources": row["information_sources"],
        },
    }


def _area(row) -> dict:
    same = ("code", "group", "area", "about", "value_type", "unit", "better", "window", "basis", "note")
    return {
        **{name: row[name] for name in same},
        "problem_number": _number(row["problem"]),
        "categories": [category.strip() for category in row["categories"].split("|") if category],
    }


def _as_rule(definition) -> Programme:
    fields = definition["programme"]
    return Programme(
        **fields
        | {"counted_by": CountedBy(fields["counted_by"]), "listed": frozenset(fields["listed"])}
        | {
            "problems": tuple(
                Problem(number=problem["number"], headline=problem["headline"]) for problem in definition["problems"]
            ),
            "indicators": tuple(_indicator_as_rule(row) for row in definition["indicators"]),
        }
    )


def _indicator_as_rule(row) -> Indicator:
    sign, asks = row["indicator"], row["asks"]
    return Indicator(
        code=sign["code"],
        label=sign["label"],
        problem=row["problem"],
        subject=Subject(sign["subject"]),
        measure=sign["measure"],
        unit=Unit(sign["unit"]) if sign["unit"] else None,
        window=Window(asks["window"]),
        months=asks["months"],
        asks=Asks(asks["asks"]),
        threshold=asks["threshold"],
        parents_only=asks["parents_only"],
    )
