"""Many changes of tables in one step come to the same as one after the other."""

import pgtrigger.compiler
import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from strongerfamilies.migrating import Together

pytestmark = pytest.mark.django_db(transaction=True)

KEY = ("id", models.BigAutoField(primary_key=True))
UNCHANGING = pgtrigger.compiler.Trigger(
    name="unchanging",
    sql=pgtrigger.compiler.UpsertTriggerSql(
        func="RAISE EXCEPTION 'It stays as it is';",
        hash="abc",
        operation="UPDATE",
        pgid="pgtrigger_unchanging_quarry",
        table="jobs_quarry",
        when="BEFORE",
    ),
)
FIRST = [
    AddTrigger("quarry", UNCHANGING),
    migrations.AddField("Quarry", "owner", models.ForeignKey("jobs.Owner", models.PROTECT)),
    migrations.AddConstraint("Quarry", models.CheckConstraint(name="deep_enough", condition=models.Q(depth__gt=3))),
    migrations.AddIndex("Quarry", models.Index(fields=["depth"], name="quarry_by_depth")),
]
TABLES = [
    migrations.CreateModel("Quarry", [KEY, ("depth", models.IntegerField()), ("name", models.TextField())]),
    migrations.CreateModel("Owner", [KEY, ("quarries", models.ManyToManyField("jobs.Quarry"))]),
]
THEN = [
    RemoveTrigger("quarry", "unchanging"),
    migrations.AddField("Owner", "name", models.TextField(default="", null=True)),
    migrations.AlterField("Quarry", "name", models.CharField(max_length=30)),
    migrations.RemoveConstraint("Quarry", "deep_enough"),
]


def made_by(steps):
    """What the database holds after these steps. The tables are taken away again."""
    state = ProjectState()
    try:
        for operations in steps:
            with connection.schema_editor() as editor:
                for operation in operations:
                    before = state.clone()
                    operation.state_forwards("jobs", state)
                    operation.database_forwards("jobs", editor, before, state)
        return what_there_is()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS jobs_owner_quarries, jobs_quarry, jobs_owner CASCADE")
            cursor.execute("DROP FUNCTION IF EXISTS pgtrigger_unchanging_quarry")


WHAT_THERE_IS = """
WITH ours AS (SELECT oid FROM pg_class WHERE relname IN ('jobs_quarry', 'jobs_owner', 'jobs_owner_quarries'))
SELECT attrelid::regclass::text, attname, atttypid::regtype::text, attnotnull::text
    FROM pg_attribute WHERE attrelid IN (SELECT oid FROM ours) AND attnum > 0
UNION SELECT conrelid::regclass::text, pg_get_constraintdef(oid), contype::text, ''
    FROM pg_constraint WHERE conrelid IN (SELECT oid FROM ours) AND contype <> 'n'
UNION SELECT indrelid::regclass::text, regexp_replace(pg_get_indexdef(indexrelid), '_[0-9a-f]{8}', ''), '', ''
    FROM pg_index WHERE indrelid IN (SELECT oid FROM ours)
UNION SELECT tgrelid::regclass::text, tgname, '', ''
    FROM pg_trigger WHERE tgrelid IN (SELECT oid FROM ours) AND NOT tgisinternal
"""


def what_there_is():
    with connection.cursor() as cursor:
        cursor.execute(WHAT_THERE_IS)
        return set(cursor.fetchall())


def test_new_tables_come_out_the_same():
    found = made_by([[Together([*TABLES, *FIRST])]])
    assert found == made_by([TABLES, FIRST])
    assert {"CHECK ((depth > 3))", "pgtrigger_unchanging_quarry"} < {what for _, what, _, _ in found}


def test_tables_that_are_there_are_changed_the_same():
    found = made_by([[Together([*TABLES, *FIRST])], [Together(THEN)]])
    assert found == made_by([TABLES, FIRST, THEN])
    assert ("jobs_quarry", "name", "character varying", "true") in found
    assert not {"CHECK ((depth > 3))", "pgtrigger_unchanging_quarry"} & {what for _, what, _, _ in found}


def test_it_says_how_much_it_does_and_can_be_written_down():
    operation = Together(TABLES)
    assert operation.describe() == "2 changes of tables"
    assert operation.deconstruct() == ("Together", [TABLES], {})
