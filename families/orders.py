"""What a court order warns of. Pure: names and keys in, sentences out (H5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OrderWarning:
    """One order in force, as a worker has to read it. `keeps_them_apart`: it binds one of the people asked about and
    protects another of them, so that bringing them together may break it."""

    text: str
    keeps_them_apart: bool


def warning_of(
    *,
    kind: str,
    binds: Mapping[int, str],
    protects: Mapping[int, str],
    forbids: str,
    ends_on: date | None,
    people: Iterable[int],
    binds_others: str = "",
) -> OrderWarning:
    """`binds` and `protects` are names by key; `binds_others` is somebody who is not on the record."""
    people = set(people)
    bound_here, protected_here = people & set(binds), people & set(protects)
    apart = any(one != other for one in bound_here for other in protected_here)
    parts = [
        kind,
        _named("binds", [*binds.values(), *filter(None, [binds_others])]),
        _named("protects or is about", protects.values()),
        f"until {ends_on:%-d %B %Y}" if ends_on else "with no end date known",
    ]
    return OrderWarning(text=f"{', '.join(filter(None, parts))}. {forbids.strip()}", keeps_them_apart=apart)


def _named(verb, names):
    return f"{verb} {' and '.join(names)}" if names else ""
