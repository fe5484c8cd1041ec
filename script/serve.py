"""Prepares the database and the static files when something has changed, then runs web server and worker until stopped.

Called by script/server, which has made .venv. Everything started here is stopped here.
"""

import argparse
import base64
import contextlib
import hashlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import environ

from strongerfamilies import embedded_postgres

ROOT = Path(__file__).resolve().parent.parent
ENV_FILE = ROOT / ".env"
VAR = ROOT / "var"
LOGS = VAR / "log"
BIN = Path(sys.executable).parent
SECONDS_TO_ANSWER = 60
SECONDS_TO_STOP = 30
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl-C, a service manager, a closed window
ROOMS = sorted(path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests")


def main():
    arguments = _arguments()
    for number in STOPPING:
        signal.signal(number, _stop)
    VAR.mkdir(exist_ok=True)
    _refuse_a_taken_port(arguments.port)
    with contextlib.ExitStack() as started:
        folder = None if _database_is_named() else started.enter_context(_database())
        _write_env_file(folder)
        os.environ["BASE_URL"] = address = f"http://localhost:{arguments.port}"
        sign_ins = _prepare(folder, demo=not arguments.empty)
        web = started.enter_context(_process("web", "gunicorn", "--bind", f"127.0.0.1:{arguments.port}"))
        worker = started.enter_context(_process("worker", "python", "manage.py", "worker"))
        _wait_until_ready(arguments.port, web, worker)
        _say(f"\nStronger Families is at {address}\n{sign_ins}")
        _say("E-mails are put into var/mail, log lines into var/log. Stop with Ctrl-C.")
        _wait_for_either_to_end(web, worker)


def _arguments():
    parser = argparse.ArgumentParser(prog="script/server", description="Run the whole product on this machine.")
    parser.add_argument("--port", type=int, default=8000, help="the web server's port (8000)")
    parser.add_argument("--empty", action="store_true", help="load no demonstration council")
    return parser.parse_args()


def _stop(number, frame):
    for ignored in STOPPING:
        signal.signal(ignored, signal.SIG_IGN)
    _say("\nStopping …")
    sys.exit(0)


def _refuse_a_taken_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is in use. Choose another: script/server --port {port + 1}")


def _database_is_named():
    if ENV_FILE.exists():
        environ.Env.read_env(ENV_FILE, overwrite=False)
    return bool(os.environ.get("DATABASE_URL"))


@contextlib.contextmanager
def _database():
    try:
        server = embedded_postgres.start()
    except embedded_postgres.CannotStart as reason:
        sys.exit(str(reason))
    try:
        os.environ.update(DATABASE_URL=server.web_url, DATABASE_OWNER_URL=server.owner_url)
        yield server.folder
    finally:
        server.stop()


def _write_env_file(folder):
    """Make up this installation's keys, once; new ones would not open what a database already holds."""
    if ENV_FILE.exists():
        return
    if folder and (folder / "prepared").exists():
        sys.exit(
            f"The keys to the database in {folder} are missing: put .env back, or remove the folder to start anew."
        )
    values = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "IDENTIFIER_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "BASE_URL": "http://localhost:8000",
        "HTTPS": "no",
        "EMAIL_URL": "filemail:///var/mail",
        "EMAIL_FROM": "stronger-families@localhost",
        "DEMO_PASSWORD": os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(9),
    }
    with open(ENV_FILE, "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.writelines(f"{name}={value}\n" for name, value in values.items())
    environ.Env.read_env(ENV_FILE, overwrite=False)


def _prepare(folder, *, demo):
    """Do what has changed since the last start, and return what to tell about the demonstration's sign-ins."""
    static = VAR / "static-made-from.txt"
    if _changed(static, wanted := _fingerprint("static", "requirements-local.txt")):
        _say("Collecting static files …")
        _manage("collectstatic", "--no-input", "--verbosity=0")
        static.write_text(wanted)
    wanted = _fingerprint(*ROOMS, "requirements-local.txt")
    stamp = folder / "prepared" if folder else None
    if stamp is None or _changed(stamp, wanted):
        _say("Preparing the database …")
        _manage("prepare_database", "--verbosity=0")
        _manage("load_reference", "--verbosity=0")
    sign_ins = _demo(folder) if demo else ""
    if stamp:
        stamp.write_text(wanted)
    return sign_ins


def _demo(folder):
    """Load the demonstration council once; it says who can sign in, which is kept for the next start."""
    kept = folder / "demo-sign-ins.txt" if folder else None
    if kept and kept.exists():
        return kept.read_text()
    _say("Loading the demonstration council …")
    loaded = subprocess.run([BIN / "python", "manage.py", "load_demo"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if loaded.returncode == 0 and kept:
        kept.write_text(loaded.stdout)
    return loaded.stdout


def _manage(*command):
    if subprocess.run([BIN / "python", "manage.py", *command], cwd=ROOT).returncode:
        sys.exit(f"script/server: manage.py {command[0]} failed; see above.")


def _changed(stamp, wanted):
    return not stamp.exists() or stamp.read_text() != wanted


def _fingerprint(*names):
    digest = hashlib.sha256()
    for path in (path for name in names for path in [ROOT / name, *sorted((ROOT / name).rglob("*"))]):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


@contextlib.contextmanager
def _process(name, program, *arguments):
    """Run a program out of Ctrl-C's reach, so that it is stopped in order, with its log in var/log/."""
    LOGS.mkdir(exist_ok=True)
    with (LOGS / f"{name}.log").open("ab") as log:
        process = subprocess.Popen([BIN / program, *arguments], cwd=ROOT, start_new_session=True, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_until_ready(port, *processes):
    address = f"http://127.0.0.1:{port}/health/ready/"
    for _ in range(SECONDS_TO_ANSWER * 10):
        if any(process.poll() is not None for process in processes):
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    sys.exit(f"script/server: {address} does not say that everything is ready; see {LOGS}.")


def _wait_for_either_to_end(*processes):
    while all(process.poll() is None for process in processes):
        time.sleep(0.5)
    sys.exit(f"script/server: the web server or the worker ended by itself; see {LOGS}.")


def _say(text):
    print(text, flush=True)


if __name__ == "__main__":
    main()
