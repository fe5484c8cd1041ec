"""Moves everything that was encrypted under an older key to the newest one, so that the older one can be given up."""

from collections.abc import Iterator

from django.apps import apps
from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from strongerfamilies.fields import EncryptedTextField, is_under_newest_key, keyed_hash

ROWS_AT_ONCE = 1000


def rotate_keys() -> Iterator[tuple[str, int]]:
    """Yield each encrypted column, and how many of its values were moved, when it is done.

    Batches of rows are moved each in its own transaction: cut off half-way, it goes on where it was.
    """
    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, EncryptedTextField):
                yield f"{model._meta.label}.{field.name}", _move(model, field)


def _move(model, field):
    rows = model._base_manager.exclude(**{field.name: None}).annotate(as_stored=Cast(field.name, TextField()))
    moved, last = 0, 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", "as_stored")[:ROWS_AT_ONCE]):
        older = [pk for pk, stored in batch if not is_under_newest_key(stored)]
        moved += _rewrite(model, field, older)
        last = batch[-1][0]
    return moved


@transaction.atomic
def _rewrite(model, field, keys):
    """Saving encrypts with the newest key."""
    rows = list(model._base_manager.select_for_update().filter(pk__in=keys).exclude(**{field.name: None}))
    written = [field.name]
    if field.hashed_in:
        written.append(field.hashed_in)
        for row in rows:
            setattr(row, field.hashed_in, keyed_hash(getattr(row, field.name)))
    model._base_manager.bulk_update(rows, written)
    return len(rows)
