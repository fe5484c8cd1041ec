"""A copy of everything an installation holds in one file: database, documents, and which keys open it.

The keys themselves are not in it: keep them apart, or a stolen copy is a stolen register.
"""

import contextlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.core.files.storage import storages
from django.db import connection

from strongerfamilies import postgres_programs
from strongerfamilies.fields import key_fingerprints

LABEL, DUMP, DOCUMENTS = "about.json", "database.dump", "documents"


class NotPossible(Exception):
    """The copy cannot be made or put back; the message says why, for a person to read."""


def back_up(file: Path):
    """Write the archive under its own name only when it is complete."""
    if file.exists():
        raise NotPossible(f"{file} exists already. Choose another name.")
    with _workplace() as place:
        label = {"made_at": datetime.now(UTC).isoformat(), "keys": key_fingerprints()}
        (place / LABEL).write_text(json.dumps(label))
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={place / DUMP}")
        unfinished = file.with_name(f"{file.name}.unfinished")
        with (
            open(unfinished, "wb", opener=_for_its_owner_only) as target,
            tarfile.open(fileobj=target, mode="w:gz") as tar,
        ):
            tar.add(place / LABEL, LABEL)
            tar.add(place / DUMP, DUMP)
            if _documents().exists():
                tar.add(_documents(), DOCUMENTS)
        unfinished.rename(file)


def put_back(file: Path, *, replace=False):
    """Make the database and the documents what they were. All of it, or on any failure none of it."""
    with _workplace() as place:
        _open(file, place)
        _refuse_other_keys(json.loads((place / LABEL).read_text())["keys"])
        if not replace:
            _refuse_to_overwrite()
        documents = _beside_the_present_ones(place / DOCUMENTS)
        _restore_database(place)
        _swap(documents)


def _open(file, place):
    try:
        with tarfile.open(file) as tar:
            tar.extractall(place, filter="data")
    except (OSError, tarfile.TarError) as error:
        raise NotPossible(f"{file} is not a copy made by script/backup, or it is damaged.") from error
    if not (place / LABEL).exists() or not (place / DUMP).exists():
        raise NotPossible(f"{file} is not a copy made by script/backup.")


def _refuse_other_keys(theirs):
    missing = set(theirs) - set(key_fingerprints())
    if missing:
        raise NotPossible(
            f"The copy was made with {len(missing)} key(s) that this installation does not have, so its identifiers "
            f"could not be read. Put the keys it was made with into IDENTIFIER_KEYS, behind the newest, and try again."
        )


def _refuse_to_overwrite():
    if connection.introspection.table_names():
        raise NotPossible("This database is not empty. To give up what it holds, say --replace.")
    if _documents().exists() and any(_documents().iterdir()):
        raise NotPossible(f"There are documents in {_documents()}. To give them up, say --replace.")


def _restore_database(place):
    """Empty and fill in one transaction: when anything fails, everything is as it was."""
    script = place / "database.sql"
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", place / DUMP)
    _run(
        "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null",
        "--command=SET lock_timeout = '10s'", "--command=DROP OWNED BY CURRENT_USER CASCADE", f"--file={script}",
    )  # fmt: skip


def _beside_the_present_ones(restored):
    """Copy the documents next to where they will be, so that the last step is a rename."""
    new = _documents().with_name(f"{_documents().name}.restored")
    shutil.rmtree(new, ignore_errors=True)
    restored.mkdir(exist_ok=True)
    shutil.copytree(restored, new)
    return new


def _swap(new):
    old = _documents().with_name(f"{_documents().name}.replaced")
    shutil.rmtree(old, ignore_errors=True)
    with contextlib.suppress(FileNotFoundError):
        _documents().rename(old)
    new.rename(_documents())
    shutil.rmtree(old, ignore_errors=True)


def _documents():
    return Path(storages["documents"].location)


def _run(program, *arguments):
    """Run one of PostgreSQL's programs on the database that the settings name."""
    place = _programs()
    command = [place / program if place else program, *arguments]
    done = subprocess.run(command, env=os.environ | _libpq(), capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        raise NotPossible(f"{program} failed: {done.stderr.strip()}")


def _programs():
    """Programs of the server's own major version, else the newest there are; None leaves it to the system's path."""
    connection.ensure_connection()
    own = postgres_programs.DEBIAN / str(connection.pg_version // 10000) / "bin"
    if (own / "pg_dump").exists():
        return own
    with contextlib.suppress(postgres_programs.CannotStart):
        return postgres_programs.find_programs()
    return None


def _libpq():
    """The database's address in the variables that PostgreSQL's programs read; a password must not be an argument."""
    settings = connection.settings_dict
    wanted = {
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
        **{f"PG{name.upper()}": value for name, value in settings["OPTIONS"].items()},
    }
    return {name: str(value) for name, value in wanted.items() if value}


@contextlib.contextmanager
def _workplace():
    with tempfile.TemporaryDirectory(prefix="sf-copy-") as place:
        yield Path(place)


def _for_its_owner_only(path, flags):
    return os.open(path, flags, 0o600)
