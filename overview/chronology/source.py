"""What a table must say of its rows to stand in the chronology: when, what, by whom, about whom, and who may know."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Expression, F, Func, OuterRef, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, TruncDate

PEOPLE = ArrayField(models.BigIntegerField())
NOBODY = Func(template="ARRAY[]::bigint[]", output_field=PEOPLE)

# From whom a row is kept, and the column beside it that says "from all of them".
KEPT = {"not_known_by": "withheld", "withheld_from": "withheld_from_all"}

# The columns of one happening, in this order in every part of the union.
COLUMNS = (
    "happened_day",
    "happened_clock",
    "source_kind",
    "row_key",
    "headline",
    "narrative",
    "by_whom",
    "about_whom",
    "kept_from_all",
    "kept_from_some",
)


# Who in the family may know of a row: functions from the rows and the readers to the rows that all of them may know.


def anybody(rows, readers):
    return rows


def workers_only(rows, readers):
    return rows.none()


def as_marked(rows, readers):
    """What is marked as not to be known by one of them is left out (H1)."""
    return rows.known_to(readers)


def their_own(rows, readers):
    """What somebody said, or where they live, is theirs: shown to nobody else."""
    return rows.filter(person=readers[0]) if len(readers) == 1 else rows.none()


def their_own_as_marked(rows, readers):
    return their_own(rows, readers).known_to(readers)


@dataclass(frozen=True, kw_only=True)
class Source:
    """One kind of happening. `day`, `clock`, `by` and `about` are columns; `about` leads to one person or to many.

    `rows` takes the family and the user who asks. `narrative` is what workers read; on the family's paper it stands
    only where `told_in_full`.
    """

    kind: str
    rows: Callable[[models.Model, models.Model], QuerySet]
    day: str
    headline: str | Expression
    narrative: str | Expression = ""
    by: str = ""
    about: str = ""
    clock: str = ""
    known: Callable[[QuerySet, list], QuerySet] = anybody
    told_in_full: bool = True

    def happenings(self, rows, *, until, year=None, on_paper=False):
        """Every row as a happening, up to and with a day. Rows without their day have not happened."""
        model, hidden = rows.model, on_paper and not self.told_in_full
        kept_from_some = next((name for name in KEPT if hasattr(model, name)), "")
        rows = self._dated(rows).filter(happened_day__lte=until)
        if year:
            rows = rows.filter(happened_day__year=year)
        return rows.annotate(
            happened_clock=Cast(F(self.clock) if self.clock else Value(None), models.TimeField()),
            source_kind=text(self.kind),
            row_key=F("pk"),
            headline=text(self.headline),
            narrative=text("" if hidden else self.narrative),
            by_whom=Coalesce(text(F(self.by) if self.by else ""), text("")),
            about_whom=_people(model, self.about),
            kept_from_all=F(KEPT[kept_from_some]) if kept_from_some else Value(False),
            kept_from_some=_people(model, kept_from_some),
        ).values(*COLUMNS)

    def _dated(self, rows):
        is_moment = isinstance(rows.model._meta.get_field(self.day), models.DateTimeField)
        return rows.order_by().annotate(happened_day=TruncDate(self.day) if is_moment else F(self.day))


def text(words):
    return Cast(Value(words) if isinstance(words, str) else words, models.TextField())


def labelled(column, choices):
    """The words for each of a column's values."""
    return Case(*(When(**{column: value}, then=Value(str(label))) for value, label in choices), default=F(column))


def _people(model, name):
    """The keys of the people that a column leads to."""
    if not name:
        return NOBODY
    field = model._meta.get_field(name)
    if not field.many_to_many:
        return Func(F(name), template="ARRAY_REMOVE(ARRAY[%(expressions)s]::bigint[], NULL)", output_field=PEOPLE)
    links = field.remote_field.through._default_manager.filter(**{field.m2m_field_name(): OuterRef("pk")})
    return ArraySubquery(links.order_by("pk").values(field.m2m_reverse_field_name()), output_field=PEOPLE)
