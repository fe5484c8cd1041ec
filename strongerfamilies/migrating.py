"""Many changes of tables in one step of a migration.

Django works out the models anew after every single operation; with as many tables as this product has, each leading to
the others, that takes a minute for what the database does in two seconds.
"""

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import CreateModel, IndexOperation
from pgtrigger.migrations import AddTrigger, RemoveTrigger


class Together(Operation):
    """Does these operations from the state before all of them to the state after all of them.

    A new table is made with everything that the others add to it. Operations that run SQL or Python stand beside it, as
    does anything that names a column or a constraint which another of them changes again.
    """

    reduces_to_sql = True
    reversible = False

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return (type(self).__name__, [self.operations], {})

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # worked out once, when all is changed
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        new = {operation.name_lower for operation in self.operations if isinstance(operation, CreateModel)}
        for operation in sorted(self.operations, key=_place):
            if not _comes_with_its_table(operation, new):
                operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"{len(self.operations)} changes of tables"


def _place(operation):
    """Tables first, since columns elsewhere lead to them; triggers last, since they name columns."""
    if isinstance(operation, RemoveTrigger):
        return 0
    return 3 if isinstance(operation, AddTrigger) else 1 if isinstance(operation, CreateModel) else 2


def _comes_with_its_table(operation, new):
    if isinstance(operation, AddTrigger | RemoveTrigger):
        return False
    return isinstance(operation, FieldOperation | IndexOperation) and operation.model_name_lower in new
