"""What the tests of this room share."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def queries_of():
    """`queries_of(client, address)` counts what opening a page asks of the database."""

    def count(client, address):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return count


@pytest.fixture
def broken_audit(transactional_db):
    """`with broken_audit() as error:` the database refuses every audit line by raising `error`."""

    @contextmanager
    def broken():
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE FUNCTION refuse_line() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no audit'; END $$;"
                "CREATE TRIGGER refuse_line BEFORE INSERT ON accounts_auditevent EXECUTE FUNCTION refuse_line();"
            )
        try:
            yield DatabaseError
        finally:
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER refuse_line ON accounts_auditevent; DROP FUNCTION refuse_line;")

    return broken
