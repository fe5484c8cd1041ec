"""The database server of our own: it starts, is shared, survives being killed, and refuses what it cannot do."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg2
import pytest

from strongerfamilies import embedded_postgres, postgres_programs
from strongerfamilies.embedded_postgres import CannotStart


@pytest.fixture
def folder():
    """A place that the server's own user can reach, which pytest's tmp_path is not."""
    place = Path(tempfile.mkdtemp(prefix="sf-tests-server-"))
    yield place
    if (place / "data" / "postmaster.pid").exists():
        embedded_postgres.start(place, for_tests=True).stop()
    shutil.rmtree(place)


def ask(url, question):
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]
    finally:
        connection.close()


def process_number(folder):
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


def test_it_listens_on_a_socket_only_and_speaks_every_script(folder):
    with embedded_postgres.running(folder, for_tests=True) as server:
        assert ask(server.owner_url, "SHOW listen_addresses") == ""
        assert ask(server.owner_url, "SHOW server_encoding") == "UTF8"
        assert (
            ask(server.owner_url, "SELECT datcollate FROM pg_database WHERE datname = current_database()") == "C.UTF-8"
        )
    assert not (folder / "data" / "postmaster.pid").exists()


def test_one_role_owns_the_database_and_the_other_does_not(folder):
    with embedded_postgres.running(folder, for_tests=True) as server:
        owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
        assert ask(server.web_url, owner) == "sf_owner"
        assert ask(server.web_url, "SELECT current_user") == "sf_web"
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            ask(server.web_url, "CREATE TABLE mine (); SELECT 1")
        assert ask(server.owner_url, "CREATE EXTENSION pg_trgm; SELECT 1") == 1


def test_commands_share_the_server_and_the_last_one_stops_it(folder):
    first = embedded_postgres.start(folder, for_tests=True)
    second = embedded_postgres.start(folder, for_tests=True)
    first.stop()
    first.stop()
    assert ask(second.web_url, "SELECT 1") == 1
    assert embedded_postgres.in_use(folder)
    second.stop()
    assert not embedded_postgres.in_use(folder)
    assert not (folder / "data" / "postmaster.pid").exists()


def test_what_was_written_survives_a_killed_server(folder):
    server = embedded_postgres.start(folder)
    ask(server.owner_url, "CREATE TABLE kept (); COMMIT; SELECT 1")
    os.kill(process_number(folder), signal.SIGKILL)
    server.stop()
    with embedded_postgres.running(folder) as again:
        assert ask(again.owner_url, "SELECT count(*) FROM kept") == 0


def test_a_number_that_belongs_to_another_program_by_now_is_not_believed(folder):
    embedded_postgres.start(folder, for_tests=True).stop()
    sleeper = subprocess.Popen(["/bin/sleep", "60"])
    note = folder / "data" / "postmaster.pid"
    note.write_text(f"{sleeper.pid}\n{folder / 'data'}\n{int(time.time())}\n5432\n{folder / 'socket'}\n\n0 0\nready\n")
    try:
        with embedded_postgres.running(folder, for_tests=True) as server:
            assert ask(server.web_url, "SELECT 1") == 1
        assert sleeper.poll() is None
    finally:
        sleeper.kill()
        sleeper.wait()


def test_a_start_that_was_cut_off_half_way_is_begun_anew(folder):
    (folder / "data.unfinished").mkdir()
    (folder / "data.unfinished" / "half").write_text("")
    with embedded_postgres.running(folder, for_tests=True) as server:
        assert ask(server.web_url, "SELECT 1") == 1


def test_data_of_another_major_version_are_refused_in_plain_words(folder):
    embedded_postgres.start(folder, for_tests=True).stop()
    version = folder / "data" / "PG_VERSION"
    real = version.read_text()
    version.write_text("12\n")
    with pytest.raises(CannotStart, match=r"written by PostgreSQL 12; this is PostgreSQL .*make a backup"):
        embedded_postgres.start(folder)
    version.write_text(real)


def test_a_folder_whose_name_is_too_long_for_a_socket_is_refused():
    with pytest.raises(CannotStart, match="too long"):
        embedded_postgres.start(Path(tempfile.gettempdir()) / ("long" * 30))


def test_a_long_or_private_checkout_gets_a_short_folder_elsewhere(monkeypatch, tmp_path):
    checkout = tmp_path / ("long" * 30)
    checkout.mkdir()
    (checkout / "var").mkdir()
    monkeypatch.setattr(embedded_postgres, "CHECKOUT", checkout)
    folder = embedded_postgres.default_folder()
    assert folder.parent == Path(tempfile.gettempdir())
    assert folder == embedded_postgres.default_folder()


def test_a_checkout_within_reach_keeps_the_data_in_its_own_folder(monkeypatch, folder):
    folder.chmod(0o755)
    monkeypatch.setattr(embedded_postgres, "CHECKOUT", folder)
    assert embedded_postgres.default_folder() == folder / "var" / "postgres"


def test_a_folder_that_somebody_else_put_there_is_refused(folder, monkeypatch):
    monkeypatch.setattr(embedded_postgres, "server_account", lambda: None)
    (folder / "theirs").mkdir()
    os.chown(folder / "theirs", 12345, 12345)
    with pytest.raises(CannotStart, match="belongs to another user"):
        embedded_postgres.start(folder / "theirs")


def test_without_the_wheel_debians_own_programs_are_used(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(postgres_programs, "debian_programs", lambda: None)
    with pytest.raises(CannotStart, match=r"Install requirements-local\.txt"):
        postgres_programs.find_programs()


def test_programs_in_a_private_home_are_copied_to_where_the_server_may_read_them(folder):
    package = postgres_programs.find_programs().parent.parent
    home = Path(tempfile.mkdtemp(prefix="sf-home-"))
    for part in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(part, home / part.name)
    private = home / package.name / "pginstall" / "bin"
    programs = postgres_programs._readable_copy(private)
    assert programs == postgres_programs._readable_copy(private), "copied once"
    with embedded_postgres.running(folder, for_tests=True, programs=programs) as server:
        assert ask(server.web_url, "SELECT 1") == 1
    assert (programs != private) == (os.geteuid() == 0)
    shutil.rmtree(programs.parent.parent.parent)
    shutil.rmtree(home, ignore_errors=True)
