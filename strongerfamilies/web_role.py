"""What the database lets the serving role do: read and write rows, but never rewrite a trail nor change a table.

The trails refuse change by trigger already. This is the second lock: triggers do not see TRUNCATE, and an owner could
switch them off.
"""

import pgtrigger
from django.apps import apps
from django.db import connection

READ_ONLY_TABLES = {"django_migrations"}


def grant_to(role):
    """Give the role exactly its rights on every table there is; whatever it had before is taken back."""
    name = connection.ops.quote_name(role)
    refused = refused_by_trigger()
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}")
        for table in connection.introspection.table_names(cursor):
            rights = ["SELECT"]
            if table not in READ_ONLY_TABLES:
                rights += sorted({"INSERT", "UPDATE", "DELETE"} - refused.get(table, set()))
            cursor.execute(f"GRANT {', '.join(rights)} ON {connection.ops.quote_name(table)} TO {name}")


def refused_by_trigger():
    """Return {table: {"UPDATE", "DELETE"}}: what each table's own triggers refuse whatever the row."""
    refused = {}
    for model in apps.get_models():
        for trigger in getattr(model._meta, "triggers", ()):
            if isinstance(trigger, pgtrigger.Protect) and trigger.condition is None:
                refused.setdefault(model._meta.db_table, set()).update(str(trigger.operation).split(" OR "))
    return refused
