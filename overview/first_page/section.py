"""The shape that every part of a first page has."""

from dataclasses import dataclass, field

MOST_ROWS = 10


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of somebody's first page. `template` draws it and says what its rows are.

    `all_at` names the page with the whole list, shown when there is more than fits here.
    """

    template: str
    heading: str
    columns: tuple[str, ...] = ()
    rows: list = field(default_factory=list)
    nothing: str = ""
    all_at: str = ""
    is_cut: bool = False
    urgent: bool = False


def first_of(rows):
    """The first rows of a QuerySet, and whether there are more, in one query."""
    found = list(rows[: MOST_ROWS + 1])
    return {"rows": found[:MOST_ROWS], "is_cut": len(found) > MOST_ROWS}
