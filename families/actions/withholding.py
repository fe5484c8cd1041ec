"""From whom in the family something on the record is kept (H1)."""

from django.db import transaction

from accounts.actions import audit
from strongerfamilies.edits import check_seen


@transaction.atomic
def say_who_may_know(row, *, withheld, not_known_by, by, seen):
    """Keep a row of the record from every member of the family, from those named, or from nobody.

    `not_known_by` are people or their keys.
    """
    row = type(row).objects.select_for_update().get(pk=row.pk)
    check_seen(row, row.KEPT_FROM, seen)
    row.withheld = withheld
    row.save(update_fields=["withheld"])
    row.not_known_by.set(not_known_by)
    kept = withheld or not_known_by
    audit(f"{row._meta.model_name}.{'withheld' if kept else 'released'}", row.family, by=by, fields=row.KEPT_FROM)
    return row
