#!/usr/bin/env python
"""Runs a management command; without DATABASE_URL it has the embedded database for as long as the command lasts."""

import contextlib
import os
import secrets
import sys
from pathlib import Path

import environ
from django.core.management import execute_from_command_line

from strongerfamilies import embedded_postgres

# These change tables or rights, so they run as the role that owns the tables. Everything else may not.
OWNER_COMMANDS = {
    "backup",
    "createcachetable",
    "dbshell",
    "flush",
    "migrate",
    "pgtrigger",
    "prepare_database",
    "restore",
}

# These keep nothing that a key protects, so a checkout without any keys can run them as well.
KEYLESS_COMMANDS = {"assess"}
KEYS_AND_ADDRESSES = ("SECRET_KEY", "IDENTIFIER_KEYS", "ALLOWED_HOSTS", "BASE_URL", "EMAIL_FROM")


@contextlib.contextmanager
def database():
    """Name the database to the settings: the one in the environment or in .env, else our own."""
    environ.Env.read_env(Path(__file__).parent / ".env", overwrite=False)
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with embedded_postgres.running() as server:
        os.environ.update(DATABASE_URL=server.web_url, DATABASE_OWNER_URL=server.owner_url)
        yield


def lend_keys():
    """Throw-away values for the length of the command, wherever the environment and .env name none."""
    for name in KEYS_AND_ADDRESSES:
        os.environ.setdefault(name, secrets.token_urlsafe(50))
    os.environ.setdefault("EMAIL_URL", "consolemail://")


def main():
    """Run the command that was asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "strongerfamilies.settings")
    if OWNER_COMMANDS.intersection(sys.argv[1:2]):
        os.environ["AS_DATABASE_OWNER"] = "yes"
    try:
        with database():
            if KEYLESS_COMMANDS.intersection(sys.argv[1:2]):
                lend_keys()
            execute_from_command_line(sys.argv)
    except embedded_postgres.CannotStart as reason:
        sys.exit(str(reason))


if __name__ == "__main__":
    main()
