"""What the tests of this room share."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection


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
