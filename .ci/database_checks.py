"""Checks with settings as in production: migrations are complete, and run on the oldest PostgreSQL there is."""

import base64
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from strongerfamilies import embedded_postgres, postgres_programs  # noqa: E402  (found from the line above)

PRODUCTION = {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "IDENTIFIER_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    "ALLOWED_HOSTS": "families.council.example",
    "BASE_URL": "https://families.council.example",
    "HTTPS": "yes",
    "EMAIL_URL": "smtp+tls://mail.council.example:587",
    "EMAIL_FROM": "stronger.families@council.example",
}
COMPLETE = ["makemigrations", "--check", "--dry-run"]
FIT_FOR_PRODUCTION = ["check", "--deploy", "--fail-level", "WARNING"]


def main():
    good = _on(postgres_programs.find_programs(), COMPLETE, FIT_FOR_PRODUCTION)
    if debian := postgres_programs.debian_programs():
        good &= _on(debian, ["prepare_database", "--verbosity=0"], ["load_reference", "--verbosity=0"])
    return 0 if good else 1


def _on(programs, *commands):
    """Run the commands on a fresh server of these programs; True when all went well."""
    folder = Path(tempfile.mkdtemp(prefix="sf-tests-"))
    try:
        with embedded_postgres.running(folder, for_tests=True, programs=programs) as server:
            named = {"DATABASE_URL": server.web_url, "DATABASE_OWNER_URL": server.owner_url}
            return not sum(_manage(command, named) for command in commands)
    finally:
        shutil.rmtree(folder)


def _manage(command, named):
    print(" ", *command, flush=True)
    environment = os.environ | PRODUCTION | named
    return subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
