"""The role that serves pages: it reads and writes rows, and can neither rewrite a trail nor change a table."""

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from accounts.actions import audit
from accounts.models import AuditEvent
from jobs.models import WorkerHeartbeat
from strongerfamilies.web_role import grant_to, refused_by_trigger

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_web_role(officer):
    """Become the serving role until the test's transaction ends."""
    audit("user.created", officer, by=None)
    grant_to("sf_web")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE sf_web")


def test_it_does_the_ordinary_work(as_web_role, officer):
    WorkerHeartbeat.objects.create(worker="one", seen_at="2026-11-21T09:00Z")
    WorkerHeartbeat.objects.update(seen_at="2026-11-21T10:00Z")
    WorkerHeartbeat.objects.all().delete()
    officer.name = "Wilma Othername"
    officer.save()
    audit("user.changed", officer, by=officer, fields=["name"])
    assert AuditEvent.objects.about(officer).count() == 2


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE accounts_auditevent SET deed = 'nothing'",
        "DELETE FROM accounts_auditevent",
        "TRUNCATE accounts_auditevent",
        "UPDATE accounts_accessevent SET why = ''",
        "DELETE FROM accounts_accessevent",
        "TRUNCATE accounts_accessevent",
        "DELETE FROM families_restrictionevent",
        "DELETE FROM accounts_userevent",
        "ALTER TABLE accounts_auditevent DISABLE TRIGGER ALL",
        "DROP TABLE accounts_auditevent",
        "TRUNCATE jobs_outboxmessage",
        "CREATE TABLE mine ()",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('accounts', '9999', now())",
    ],
)
def test_it_cannot(as_web_role, deed):
    with (
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        transaction.atomic(),
    ):
        cursor.execute(deed)


def test_every_trail_and_every_history_is_among_the_protected():
    protected = {table for table, refused in refused_by_trigger().items() if refused == {"UPDATE", "DELETE"}}
    tables = connection.introspection.table_names()
    histories = {table for table in tables if table.endswith("event")}
    assert histories
    assert histories <= protected


def test_preparing_a_prepared_database_changes_nothing(capsys):
    call_command("prepare_database", verbosity=0)
    rights = "SELECT * FROM information_schema.role_table_grants WHERE grantee = 'sf_web' ORDER BY 1, 2, 3, 4, 5, 6"
    with connection.cursor() as cursor:
        cursor.execute(rights)
        before = cursor.fetchall()
        call_command("prepare_database", verbosity=0)
        cursor.execute(rights)
        assert cursor.fetchall() == before != []


def test_one_role_for_both_is_pointed_out(settings, capsys):
    settings.WEB_DATABASE = settings.OWNER_DATABASE
    call_command("prepare_database", verbosity=0)
    assert "set DATABASE_OWNER_URL" in capsys.readouterr().err
