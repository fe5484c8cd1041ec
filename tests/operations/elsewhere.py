"""Another database on the same server, empty at first, as on another machine."""

import contextlib

from django.db import connection


@contextlib.contextmanager
def another_database():
    """Gives a function that makes this process use the other database; afterwards everything is as it was."""
    ours = connection.settings_dict["NAME"]
    with contextlib.ExitStack() as leaving:
        leaving.callback(_use, ours)
        _run(f'CREATE DATABASE "{ours}_elsewhere"')
        leaving.callback(_run, f'DROP DATABASE "{ours}_elsewhere" WITH (FORCE)')
        leaving.callback(_use, ours)
        yield lambda: _use(f"{ours}_elsewhere")


def _use(database):
    connection.close()
    connection.settings_dict["NAME"] = database


def _run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
