"""Makes the two databases to measure on, once: they are kept between runs, and only migrated when they are there."""

import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg2

from strongerfamilies import embedded_postgres, postgres_programs

CHECKOUT = Path(__file__).resolve().parent.parent
SIZES = {"borough": 1_200, "national": 400_000}
SEED, TODAY = 1, "2026-11-21"
SETTINGS = {
    "SECRET_KEY": "bench " * 10,
    "IDENTIFIER_KEYS": "YmVuY2hiZW5jaGJlbmNoYmVuY2hiZW5jaGJlbmNoYmU=",
    "HTTPS": "no",
}
SETTINGS |= {"ALLOWED_HOSTS": "testserver", "BASE_URL": "http://testserver", "EMAIL_URL": "smtp://127.0.0.1:1"}
SETTINGS |= {"EMAIL_FROM": "bench@council.example", "DJANGO_SETTINGS_MODULE": "strongerfamilies.settings"}


@dataclass(frozen=True)
class Built:
    """How `populate` went. `server_seconds` is processor time of PostgreSQL, `client_seconds` of the command."""

    families: int
    seconds: float
    client_seconds: float
    server_seconds: float
    megabytes: int


def folder() -> Path:
    """`var/bench`, or a folder in /tmp where the server's user cannot reach that."""
    kept = CHECKOUT / "var"
    kept.mkdir(exist_ok=True)
    if postgres_programs.reachable(kept):
        return kept / "bench"
    return Path(tempfile.gettempdir()) / f"sf-bench-{postgres_programs.short_name(CHECKOUT)}"


def environment(server, size) -> dict[str, str]:
    """What a process needs to work on the database of this size. A query keeps to one process, to be timed."""
    urls = {"DATABASE_URL": server.web_url, "DATABASE_OWNER_URL": server.owner_url}
    named = {name: url.replace(f"/{embedded_postgres.DATABASE}?", f"/{size}?") for name, url in urls.items()}
    return os.environ | SETTINGS | named | {"PGOPTIONS": "-c max_parallel_workers_per_gather=0"}


def build(server, size) -> Built:
    """Have the database of this size, migrated, with statistics; populate it if it is new."""
    notes = server.folder / f"{size}.json"
    if not notes.exists():
        _create(server, size)
    _manage(server, size, "prepare_database", "--verbosity=0")
    _manage(server, size, "load_reference", "--verbosity=0")
    if not notes.exists():
        notes.write_text(json.dumps(asdict(_populate(server, size))))
        _tidy(server, size)
    return Built(**json.loads(notes.read_text()))


def _populate(server, size) -> Built:
    before, used, began = resource.getrusage(resource.RUSAGE_CHILDREN), _server_seconds(server), time.monotonic()
    _manage(server, size, "populate", f"--families={SIZES[size]}", f"--seed={SEED}", f"--today={TODAY}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Built(
        families=SIZES[size],
        seconds=time.monotonic() - began,
        client_seconds=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        server_seconds=_server_seconds(server) - used,
        megabytes=after.ru_maxrss // 1024,
    )


def _create(server, size):
    """A new database; the unfinished one of a run that was stopped goes."""
    with _connected(server, "postgres") as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {size} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {size} OWNER {embedded_postgres.OWNER}")


def _tidy(server, size):
    """What the server does by itself in a quiet hour."""
    with _connected(server, size) as cursor:
        cursor.execute("VACUUM ANALYZE")


@contextlib.contextmanager
def _connected(server, database):
    connection = psycopg2.connect(host=str(server.socket), user="postgres", dbname=database)
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        yield cursor


def _server_seconds(server) -> float:
    """Processor time of the server with all its children that have ended."""
    pid = int((server.data / "postmaster.pid").read_text().split()[0])
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _manage(server, size, *command):
    subprocess.run([sys.executable, "manage.py", *command], cwd=CHECKOUT, env=environment(server, size), check=True)
