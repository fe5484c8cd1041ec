"""A family's chronology: one statement over every room, cut into pages by the database."""

from dataclasses import dataclass, field
from datetime import date, time

from django.utils import timezone

from families.models import Person
from overview.chronology.sources import KINDS, SOURCES

NEWEST_FIRST = ("-happened_day", "-happened_clock", "source_kind", "-row_key", "headline")


@dataclass(frozen=True)
class Happening:
    """One line, for a page to draw. `about` and `kept_from` are names."""

    day: date
    clock: time | None
    kind: str
    headline: str
    narrative: str
    by: str
    about: list[str] = field(default_factory=list)
    kept_from: str = ""


class Chronology:
    """What happened to a family until today, of one kind, about one person and in one year, or all of it.

    As far as a user (`by`) may know; with `readers`, only what all of them may know, as it may stand on paper (H1).
    """

    def __init__(self, family, *, by, kind=None, person=None, year=None, readers=None):
        self.family, self.by, self.kind, self.person, self.year, self.readers = family, by, kind, person, year, readers

    def rows(self):
        """Newest first, to be cut into pages; each row holds the columns of `source.COLUMNS`."""
        return self._union(self._known, on_paper=self.readers is not None)

    def left_out(self):
        """What these readers may not know, for the worker alone to see."""
        return self._union(lambda source, rows: rows.exclude(pk__in=self._known(source, rows).values("pk")))

    def _known(self, source, rows):
        return rows if self.readers is None else source.known(rows, self.readers)

    def _union(self, chosen, *, on_paper=False):
        today, parts = timezone.localdate(), []
        for source in SOURCES:
            if self.kind in (None, source.kind):
                rows = chosen(source, self._about(source, source.rows(self.family, self.by)))
                parts.append(source.happenings(rows, until=today, year=self.year, on_paper=on_paper))
        first, *others = parts
        return first.union(*others, all=True).order_by(*NEWEST_FIRST)

    def _about(self, source, rows):
        if not self.person:
            return rows
        return rows.filter(**{source.about: self.person}) if source.about else rows.none()


def drawn(rows) -> list[Happening]:
    """The rows of one page with people's names, in one query more."""
    rows = list(rows)
    keys = {key for row in rows for key in (*row["about_whom"], *row["kept_from_some"])}
    names = {person.pk: str(person) for person in Person.objects.filter(pk__in=keys)}
    return [_happening(row, names) for row in rows]


def _happening(row, names):
    kept = [names[key] for key in row["kept_from_some"]]
    return Happening(
        day=row["happened_day"],
        clock=row["happened_clock"],
        kind=KINDS[row["source_kind"]],
        headline=row["headline"],
        narrative=row["narrative"].strip(),
        by=row["by_whom"],
        about=[names[key] for key in row["about_whom"]],
        kept_from="the family" if row["kept_from_all"] else ", ".join(kept),
    )
