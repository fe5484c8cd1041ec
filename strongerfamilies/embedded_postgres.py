"""Runs a PostgreSQL server of our own, for development, the demonstration and tests; never for production.

It listens on a Unix socket inside one folder that nobody else may enter, and never on the network. As root it runs as
`nobody`, because PostgreSQL refuses root. Commands that run at the same time share it, and whoever leaves last stops
it; a server left over from a killed command is found again, or its remains are cleared away.
"""

import contextlib
import fcntl
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg2

from strongerfamilies.postgres_programs import (
    CannotStart,
    attempt,
    find_programs,
    reachable,
    run,
    server_account,
    short_name,
)

CHECKOUT = Path(__file__).resolve().parent.parent
DATABASE = "strongerfamilies"
OWNER, WEB = "sf_owner", "sf_web"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 106
SECONDS_TO_START = 60
ATTEMPTS_TO_START = 5

# Terse: an error's detail quotes the row, and rows are people.
ALWAYS = {"listen_addresses": "", "log_error_verbosity": "terse", "log_min_error_statement": "panic"}
FAST_AND_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Server:
    """A running server, and this process's share in it."""

    def __init__(self, folder, programs):
        self.folder = folder
        self.programs = programs
        self.socket = folder / "socket"
        self.data = folder / "data"
        self.owner_url = self._url(OWNER)
        self.web_url = self._url(WEB)
        self._share = None

    def stop(self):
        """Leave; the last to leave stops the server and returns when it has stopped."""
        if self._share is None or self._share.closed:
            return
        with _locked(self.folder), self._share:
            if _only_user(self._share) and self._answers():
                run(self.programs / "pg_ctl", "stop", "--pgdata", self.data, "--mode=fast", "--wait")

    def _url(self, role):
        return f"postgresql://{role}@/{DATABASE}?host={quote(str(self.socket))}"

    def _start(self, settings):
        if (self.data / "PG_VERSION").exists():
            _refuse_another_major_version(self.data, self.programs)
        else:
            self._create_cluster(for_tests="fsync" in settings)
        if not self._answers():
            _forget_a_dead_server(self.data)
            self._launch(settings)
        self._create_roles()
        self._share = (self.folder / "in-use.lock").open("a")
        fcntl.flock(self._share, fcntl.LOCK_SH)

    def _create_cluster(self, *, for_tests):
        unfinished = self.folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        quick = ["--no-sync"] if for_tests else []
        run(
            self.programs / "initdb", "--pgdata", unfinished, "--username=postgres", "--auth=trust",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions", *quick,
        )  # fmt: skip
        unfinished.rename(self.data)

    def _launch(self, settings):
        log = self.folder / "postgres.log"
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        for _ in range(ATTEMPTS_TO_START):
            started = attempt(
                self.programs / "pg_ctl", "start", "--pgdata", self.data, "--log", log,
                "--options", f"{options} -c unix_socket_directories='{self.socket}'",
                "--wait", f"--timeout={SECONDS_TO_START}",
            )  # fmt: skip
            if started.returncode == 0:
                return
            time.sleep(1)  # the last processes of a server that was killed just now are still leaving
        raise CannotStart(f"PostgreSQL does not start; {log} says why.")

    def _answers(self):
        """Ask the server on our own socket; one that is still starting or stopping is waited for."""
        for _ in range(SECONDS_TO_START * 10):
            answer = attempt(self.programs / "pg_isready", "--host", self.socket, "--quiet").returncode
            if answer != 1:  # 1: it is there, and not yet (or no longer) accepting connections
                return answer == 0
            time.sleep(0.1)
        raise CannotStart(
            f"The database in {self.folder} has been starting or stopping for {SECONDS_TO_START} seconds."
        )

    def _create_roles(self):
        connection = psycopg2.connect(host=str(self.socket), user="postgres", dbname="postgres")
        connection.autocommit = True
        with contextlib.closing(connection), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone():
                return
            cursor.execute("SELECT rolname FROM pg_roles")
            present = {name for (name,) in cursor.fetchall()}
            if WEB not in present:
                cursor.execute(f"CREATE ROLE {WEB} LOGIN")
            if OWNER not in present:
                cursor.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB IN ROLE {WEB}")
            cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def start(folder=None, *, for_tests=False, programs=None):
    """Start the server that keeps its data in `folder`, or join it if it runs. `for_tests` trades safety for speed."""
    folder = Path(folder or default_folder())
    if len(str(folder / "socket" / SOCKET_NAME)) > LONGEST_SOCKET_PATH:
        raise CannotStart(f"The folder's name is too long for a Unix socket: {folder}")
    _make_private(folder)
    _make_private(folder / "socket")
    with _locked(folder):
        server = Server(folder, programs or find_programs())
        server._start(ALWAYS | (FAST_AND_FORGETFUL if for_tests else {}))
    return server


@contextlib.contextmanager
def running(folder=None, **options):
    """Have the server for as long as the block lasts."""
    server = start(folder, **options)
    try:
        yield server
    finally:
        server.stop()


def in_use(folder):
    """Say whether any process holds a share in the server of this folder."""
    with (folder / "in-use.lock").open("a") as lock:
        return not _only_user(lock)


def default_folder():
    """Return `var/postgres` of the checkout, or a short folder in /tmp when that would be out of the server's reach."""
    folder = CHECKOUT / "var" / "postgres"
    folder.parent.mkdir(exist_ok=True)
    if len(str(folder / "socket" / SOCKET_NAME)) <= LONGEST_SOCKET_PATH and reachable(folder.parent):
        return folder
    return Path(tempfile.gettempdir()) / f"sf-{short_name(CHECKOUT)}"


def _refuse_another_major_version(data, programs):
    theirs = (data / "PG_VERSION").read_text().strip()
    ours = run(programs / "postgres", "--version").split()[2].split(".")[0]
    if theirs != ours:
        raise CannotStart(
            f"The data in {data} were written by PostgreSQL {theirs}; this is PostgreSQL {ours}, which cannot read "
            f"them. Either install PostgreSQL {theirs}, make a backup with it and restore that here, or move the "
            f"folder away to start with an empty database."
        )


def _forget_a_dead_server(data):
    """Remove the note of a killed server, whose number another program may bear by now."""
    note = data / "postmaster.pid"
    if note.exists() and not _is_postgres(int(note.read_text().split()[0]), data):
        note.unlink()


def _is_postgres(pid, data):
    """Look at the process's own command line: a dead one has none, and another program does not name our folder."""
    if Path("/proc/self/cmdline").exists():
        place = Path(f"/proc/{pid}/cmdline")
        command = place.read_text() if place.exists() else ""
    else:
        command = subprocess.run(["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True).stdout  # noqa: S603
    return "postgres" in command and str(data) in command


def _make_private(folder):
    """Make a folder that only the server's own user may enter, and refuse one that somebody else put there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    account = server_account()
    if folder.stat().st_uid == os.geteuid() and account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    if folder.stat().st_uid != (account.pw_uid if account else os.geteuid()):
        raise CannotStart(f"{folder} belongs to another user. Start as that user, or remove the folder.")


@contextlib.contextmanager
def _locked(folder):
    """Hold the folder while the server starts or stops."""
    with (folder / "starting.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _only_user(share):
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(share, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
