"""Writes rows into tables by COPY, the quickest door that still keeps every constraint and every trail."""

import io

from django.db.models import NOT_PROVIDED

ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Table:
    """Rows of one model. Give the values of `columns` in that order; every other column has its default.

    The key is among the columns only where other tables point to it.
    """

    def __init__(self, model, *columns):
        defaults = {field.column: field.get_default() for field in _others(model, columns)}
        self.name = model._meta.db_table
        self.columns = [model._meta.get_field(name).column for name in columns] + list(defaults)
        self._rest = "".join(f"\t{_text(value)}" for value in defaults.values())
        self._rows = []

    def add(self, *values):
        self._rows.append("\t".join(map(_text, values)) + self._rest)

    def take_rows(self) -> list[str]:
        """Those that were added since the last time."""
        rows, self._rows = self._rows, []
        return rows

    def send(self, cursor, rows):
        if rows:
            columns = ", ".join(f'"{column}"' for column in self.columns)
            text = io.StringIO("\n".join(rows) + "\n")
            cursor.copy_expert(f'COPY "{self.name}" ({columns}) FROM STDIN', text)


def _others(model, columns):
    """Columns that have to be written and that nobody gave: without null, and not made by the database."""
    for field in model._meta.concrete_fields:
        made = field.primary_key or field.generated or field.null
        if not (made or field.name in columns or field.attname in columns):
            if field.default is NOT_PROVIDED and not field.empty_strings_allowed:
                raise TypeError(f"{model.__name__}.{field.name} has no default: give it a value.")
            yield field


def _text(value):
    """As COPY reads it. Most values are numbers and plain words, so those come first."""
    if value is None:
        return "\\N"
    text = f"{{{','.join(map(str, value))}}}" if isinstance(value, list) else str(value)
    return text.translate(ESCAPED) if "\\" in text or "\n" in text or "\t" in text or "\r" in text else text


class Keys:
    """Keys out of a table's own sequence, so that what is written later goes on behind them."""

    def __init__(self, model):
        self.table = model._meta.db_table

    def take(self, cursor, number):
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [self.table, number]
        )
        return (key for (key,) in cursor.fetchall())
