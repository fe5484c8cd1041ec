"""What the database refuses, by the name of the constraint or the trigger that does."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, IntegrityError, transaction


@contextmanager
def refused_by(name):
    """`name` is a constraint's, or a trigger's with its model: "Note.never_deleted"."""
    error, said = IntegrityError, f'"{name}"'
    if "." in name:
        error, said = DatabaseError, f"function pgtrigger_{name.split('.')[1]}_"
    with pytest.raises(error, match=said), transaction.atomic():
        yield
