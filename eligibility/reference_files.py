"""Reads the reference data of `eligibility/reference/`, as rows and as the rule reads it. No database, no Django."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from eligibility.terms import Asks, CountedBy, Indicator, Problem, Programme, Subject, Unit, Window

FOLDER = Path(__file__).parent / "reference"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one file, in order, with empty cells as empty text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def yes(cell: str) -> bool:
    return {"yes": True, "no": False}[cell]


def number(cell: str) -> int | None:
    return int(cell) if cell else None


def day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def window(cell: str) -> tuple[Window, int | None]:
    """ "within 6 months", "next 12 months", "current" or "last 3 school terms" as kind and months."""
    kind, *rest = cell.split()
    if kind in (Window.WITHIN, Window.NEXT):
        return Window(kind), int(rest[0])
    return Window(cell), None


def test(cell: str) -> tuple[Asks, Decimal | None]:
    """ ">= 10", "holds now" or "in window" as what is asked and the threshold."""
    if cell.startswith(">="):
        return Asks.AT_LEAST, Decimal(cell.removeprefix(">=").strip())
    return Asks(cell), None


@cache
def programmes() -> tuple[Programme, ...]:
    """Every programme of the files, as the rule reads it."""
    return tuple(_programme(row) for row in rows("programmes"))


def _programme(row) -> Programme:
    return Programme(
        code=row["code"],
        name=row["name"],
        in_force_from=day(row["in_force_from"]),
        in_force_to=day(row["in_force_to"]),
        counted_by=CountedBy(row["counted_by"]),
        problems_needed=number(row["problems_needed"]),
        headlines_needed=int(row["headlines_needed"]),
        listed=frozenset(int(listed) for listed in row["listed"].split()),
        local_filter=number(row["local_filter"]),
        expecting_counts=yes(row["expecting_counts"]),
        problems=tuple(
            Problem(number=int(problem["number"]), headline=problem["headline"])
            for problem in rows("problems")
            if problem["programme"] == row["code"]
        ),
        indicators=tuple(
            _indicator(indicator) for indicator in rows("indicators") if indicator["programme"] == row["code"]
        ),
    )


def _indicator(row) -> Indicator:
    kind, months = window(row["window"])
    asks, threshold = test(row["test"])
    return Indicator(
        code=row["code"],
        label=row["label"],
        problem=int(row["problem"]),
        subject=Subject(row["subject"]),
        window=kind,
        months=months,
        asks=asks,
        threshold=threshold,
        measure=row["measure"],
        unit=Unit(row["unit"]) if row["unit"] else None,
        parents_only=yes(row["parents_only"]),
    )
