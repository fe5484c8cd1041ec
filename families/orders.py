"""What a court order warns of. Pure: names and keys in, sentences out (H5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

ASK_FIRST = "Ask the duty manager before you book or invite."


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
    apart = _keeps_apart(binds, protects, set(people))
    until = f"until {ends_on:%-d %B %Y}" if ends_on else "with no end date known"
    about = _about(kind, [*binds.values(), *filter(None, [binds_others])], protects.values(), until)
    return OrderWarning(text=f"{about}. {forbids.strip()}", keeps_them_apart=apart)


def warning_from_a_closed_record(
    *, kind: str, binds: Mapping[int, str], protects: Mapping[int, str], people: Iterable[int]
) -> OrderWarning:
    """All that is told of an order on a record that the reader may not open: it may say where somebody hides."""
    about = _about(kind, binds.values(), protects.values())
    return OrderWarning(text=f"{about}. {ASK_FIRST}", keeps_them_apart=_keeps_apart(binds, protects, set(people)))


def _keeps_apart(binds, protects, people):
    return any(one != other for one in people & set(binds) for other in people & set(protects))


def _about(kind, binds, protects, *more):
    parts = [kind, _named("binds", binds), _named("protects or is about", protects), *more]
    return ", ".join(filter(None, parts))


def _named(verb, names):
    return f"{verb} {' and '.join(names)}" if names else ""
