"""The trails: nobody rewrites what was done or who looked."""

import pytest
from django.db import Error, connection, transaction

from accounts.actions import audit
from accounts.models import AccessEvent, AuditEvent, RoleHeld
from strongerfamilies.web_role import grant_to
from tests.accounts.factories import AgencyFactory

TRAILS = [AuditEvent, AccessEvent]


@pytest.fixture
def a_line_of_each(officer):
    agency = AgencyFactory()
    audit("agency.changed", agency, by=officer, fields=["name", "email_domain"])
    AccessEvent.objects.create(by=officer, record="accounts.agency", record_id=agency.pk, page="x", working_with=False)
    return agency


def refused(statement, table):
    with transaction.atomic(), connection.cursor() as cursor:
        try:
            cursor.execute(statement.format(connection.ops.quote_name(table)))
        except Error:
            transaction.set_rollback(True)
            return True
    return False


def test_a_line_holds_field_names_in_order_and_the_reference(a_line_of_each, officer):
    line = AuditEvent.objects.about(a_line_of_each).get()
    assert (line.fields, line.by, line.reference) == (["email_domain", "name"], officer, "")
    assert str(line) == "agency.changed "
    assert str(AccessEvent.objects.about(a_line_of_each).get()) == "x "


@pytest.mark.parametrize("trail", TRAILS)
def test_a_line_can_be_neither_changed_nor_deleted(a_line_of_each, trail):
    table = trail._meta.db_table
    assert refused("UPDATE {} SET record = 'other'", table)
    assert refused("DELETE FROM {}", table)
    assert trail.objects.about(a_line_of_each).count() == 1


@pytest.mark.parametrize("table", ["accounts_auditevent", "accounts_accessevent", "accounts_userevent"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}"])
def test_the_role_that_serves_pages_has_no_right_to_touch_a_trail(a_line_of_each, table, deed):
    grant_to("sf_web")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE sf_web")
        assert refused(deed, table)


def test_the_role_that_serves_pages_writes_and_reads_the_trails(a_line_of_each, officer):
    grant_to("sf_web")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE sf_web")
        audit("agency.changed", a_line_of_each, by=officer)
        assert AuditEvent.objects.about(a_line_of_each).count() == 2


def test_history_keeps_what_a_person_was_and_which_roles_they_held(keyworker):
    keyworker.name = "Wilma Otherwise"
    keyworker.save()
    keyworker.groups.clear()
    events = type(keyworker).pgh_event_model.objects.filter(pgh_obj_id=keyworker.pk).order_by("pgh_id")
    assert [event.name for event in events][-1] == "Wilma Otherwise"
    held = RoleHeld.pgh_event_model.objects.filter(user_id=keyworker.pk).order_by("pgh_id")
    assert [event.pgh_label for event in held] == ["role.given", "role.taken"]
