"""Prepares what the settings read, before they are read: a database server of this run's own, and keys made up for it.

A pytest plugin, named in pyproject.toml. xdist's workers inherit all of it from the run that they belong to.
"""

import base64
import os
import secrets
import shutil
import tempfile
import time
from pathlib import Path

import pytest

from strongerfamilies import embedded_postgres

PREFIX = "sf-tests-"
SECONDS_UNTIL_ABANDONED = 60


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


def _clear_away_abandoned_servers():
    """Stop what a killed run left behind. A run that is alive is never the last user of its own server."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        settled = time.time() - folder.stat().st_mtime > SECONDS_UNTIL_ABANDONED
        if settled and os.access(folder, os.W_OK) and not embedded_postgres.in_use(folder):
            embedded_postgres.start(folder, for_tests=True).stop()
            shutil.rmtree(folder)
