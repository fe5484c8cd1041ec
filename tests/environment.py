"""Prepares what the settings read, before they are read: a database server of this run's own, and keys made up for it.

A pytest plugin, named in pyproject.toml. xdist's workers inherit all of it from the run that they belong to. The tables
are made by the migrations, once for all workers, and kept in pytest's cache until a migration changes.
"""

import base64
import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from strongerfamilies import embedded_postgres

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "sf-tests-"
MIGRATED = "migrated"
SECONDS_UNTIL_ABANDONED = 60
SECONDS_UNTIL_FORGOTTEN = 24 * 60 * 60


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    """Before pytest-django loads the settings. An xdist worker finds everything in its environment already."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    _clear_away_abandoned_servers()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    server = embedded_postgres.start(folder, for_tests=True)

    def put_away():
        server.stop()
        shutil.rmtree(folder)

    early_config.add_cleanup(put_away)
    os.environ.update(_environment(server, folder))
    _allow_putting_back(server)
    _make_tables(server)


@pytest.hookimpl(trylast=True)
def pytest_configure():
    """Django makes each worker's database as a copy of the migrated one."""
    from django.conf import settings

    settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = MIGRATED


def _environment(server, folder):
    return {
        "DJANGO_SETTINGS_MODULE": "strongerfamilies.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "yes",  # the browser's driver keeps an event loop in the test's thread
        "DATABASE_URL": server.web_url,
        "DATABASE_OWNER_URL": server.owner_url,
        "AS_DATABASE_OWNER": "yes",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "IDENTIFIER_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "BASE_URL": "http://testserver",
        "HTTPS": "no",
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "EMAIL_FROM": "Stronger Families <stronger-families@council.example>",
        "DOCUMENTS_DIR": str(folder / "documents"),
    }


def _allow_putting_back(server):
    """See clean_tables.py: only the server's own administrator may let anyone write as a replica does."""
    command = f"--command=GRANT SET ON PARAMETER session_replication_role TO {embedded_postgres.OWNER}"
    _run(server.programs / "psql", f"--host={server.socket}", "--username=postgres", command, "postgres")


def _make_tables(server):
    """Fill a database to copy from: out of the cache if these migrations were run before, else by running them."""
    owner = server.owner_url.replace("/strongerfamilies?", "/{}?")
    kept = ROOT / ".pytest_cache" / "migrated" / f"{_migrations()}.sql"
    kept.parent.mkdir(parents=True, exist_ok=True)
    _run(server.programs / "psql", owner.format("postgres"), f"--command=CREATE DATABASE {MIGRATED}")
    with kept.with_name("being-made").open("w") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)  # runs that begin together wait for the first, which migrates for all
        if not kept.exists():
            _migrate(server, owner.format(MIGRATED), kept)
            return
    _run(server.programs / "psql", owner.format(MIGRATED), "--set=ON_ERROR_STOP=1", f"--file={kept}")


def _migrate(server, database, kept):
    """Run the migrations, keep what they made, and forget what nobody used for a day."""
    named = {"DATABASE_OWNER_URL": database}
    _run(sys.executable, "manage.py", "migrate", "--verbosity=0", **named)
    for old in kept.parent.iterdir():
        if _settled(old, SECONDS_UNTIL_FORGOTTEN):
            old.unlink()
    unfinished = kept.with_name(secrets.token_hex(8))
    _run(server.programs / "pg_dump", database, "--no-owner", f"--file={unfinished}")
    unfinished.rename(kept)


def _migrations():
    """Changes with every migration of ours and every locked version."""
    files = [*sorted(ROOT.glob("*/migrations/*.py")), ROOT / "requirements-dev.txt"]
    return hashlib.sha256(b"".join(str(file).encode() + file.read_bytes() for file in files)).hexdigest()


def _run(*command, **environment):
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True)
    if done.returncode:
        pytest.exit(f"{Path(command[0]).name} failed: {done.stderr}", returncode=1)


def _clear_away_abandoned_servers():
    """Stop what a killed run left behind. A run that is alive is never the last user of its own server."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        settled = _settled(folder, SECONDS_UNTIL_ABANDONED)
        if settled and os.access(folder, os.W_OK) and not embedded_postgres.in_use(folder):
            embedded_postgres.start(folder, for_tests=True).stop()
            shutil.rmtree(folder)


def _settled(path, seconds):
    return time.time() - path.stat().st_mtime > seconds
