"""Two people, or two tabs, editing one row: nobody overwrites what they have not seen."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder


class EditedElsewhere(Exception):
    """The row holds something other than what this person was shown. `current` is the row as it is now."""

    def __init__(self, current):
        super().__init__("Someone changed this after you opened it.")
        self.current = current


def fingerprint(instance, fields) -> str:
    """Stands for the values of these fields; changes when any of them does."""
    values = {name: _value(instance, name) for name in sorted(fields)}
    return hashlib.sha256(json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()[:32]


def fingerprint_of_all(rows, fields) -> str:
    """Stands for several rows edited on one page, in this order; changes when one is added, changed or taken away."""
    return hashlib.sha256("".join(fingerprint(row, fields) for row in rows).encode()).hexdigest()[:32]


def check_seen(instance, fields, seen):
    """Call under the row lock. Raises EditedElsewhere when the stored values are not the ones `seen`."""
    if seen != fingerprint(instance, fields):
        raise EditedElsewhere(instance)


def _value(instance, name):
    field = instance._meta.get_field(name)
    if field.many_to_many:
        return sorted(row.pk for row in getattr(instance, name).all()) if instance.pk else []
    return field.value_to_string(instance) if field.value_from_object(instance) is not None else None
