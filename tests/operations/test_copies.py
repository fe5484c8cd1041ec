"""Backup and restore: what was copied comes back, and nothing is overwritten or made unreadable by mistake."""

import tarfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection

from jobs.actions import write_email
from jobs.models import OutboxMessage
from tests.accounts.factories import UserFactory
from tests.operations.elsewhere import another_database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def documents(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "documents": settings.STORAGES["documents"] | {"OPTIONS": {"location": tmp_path / "documents"}}
    }
    return storages["documents"]


@pytest.fixture
def copy(documents, tmp_path):
    """A copy of an installation with an encrypted message and a document."""
    write_email("login-code", address="wilma@quarry.example", subject="Żółć 😀", body="O'Hara <b>4711</b>")
    documents.save("plans/plan.txt", ContentFile(b"Tea at four"))
    call_command("backup", tmp_path / "copy.tar.gz")
    return tmp_path / "copy.tar.gz"


@pytest.fixture
def elsewhere(settings, tmp_path):
    """Go on with an empty database and no documents, as on another machine."""
    with another_database() as use_it:

        def go():
            use_it()
            location = {"OPTIONS": {"location": tmp_path / "elsewhere"}}
            settings.STORAGES = settings.STORAGES | {"documents": settings.STORAGES["documents"] | location}

        yield go


def test_a_copy_put_back_elsewhere_is_the_same(copy, elsewhere):
    elsewhere()
    call_command("restore", copy)
    message = OutboxMessage.objects.get()
    assert (message.subject, message.body) == ("Żółć 😀", "O'Hara <b>4711</b>")
    with storages["documents"].open("plans/plan.txt") as document:
        assert document.read() == b"Tea at four"
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('sf_web', 'accounts_auditevent', 'UPDATE')")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT has_table_privilege('sf_web', 'jobs_outboxmessage', 'UPDATE')")
        assert cursor.fetchone() == (True,)


def test_what_an_installation_holds_is_given_up_only_when_told_to(copy, elsewhere):
    elsewhere()
    call_command("restore", copy)
    UserFactory(email="later@quarry.example")
    storages["documents"].save("later.txt", ContentFile(b"later"))
    with pytest.raises(CommandError, match=r"not empty.*--replace"):
        call_command("restore", copy)
    assert storages["documents"].exists("later.txt")

    call_command("restore", copy, replace=True)
    assert not OutboxMessage.objects.filter(address="later@quarry.example").exists()
    assert not storages["documents"].exists("later.txt")
    assert storages["documents"].exists("plans/plan.txt")


def test_documents_alone_are_not_overwritten_either(copy, elsewhere):
    elsewhere()
    storages["documents"].save("here.txt", ContentFile(b"here"))
    with pytest.raises(CommandError, match="There are documents"):
        call_command("restore", copy)


def test_a_copy_made_with_other_keys_is_refused(copy, elsewhere, settings):
    elsewhere()
    settings.IDENTIFIER_KEYS = ["b3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgISE="]
    with pytest.raises(CommandError, match=r"1 key\(s\) that this installation does not have"):
        call_command("restore", copy)
    assert connection.introspection.table_names() == []


def test_a_copy_made_before_a_new_key_came_is_welcome(copy, elsewhere, settings):
    elsewhere()
    settings.IDENTIFIER_KEYS = ["b3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgISE=", *settings.IDENTIFIER_KEYS]
    call_command("restore", copy)
    assert OutboxMessage.objects.get().body == "O'Hara <b>4711</b>"


def test_a_copy_that_cannot_be_read_changes_nothing(copy, documents, tmp_path):
    damaged = tmp_path / "damaged.tar.gz"
    with tarfile.open(copy) as good, tarfile.open(damaged, "w:gz") as bad:
        bad.addfile(good.getmember("about.json"), good.extractfile("about.json"))
        (tmp_path / "nonsense").write_bytes(b"nonsense")
        bad.add(tmp_path / "nonsense", "database.dump")
    for file in (damaged, tmp_path / "nonsense", tmp_path / "nowhere.tar.gz"):
        with pytest.raises(CommandError, match=r"failed|not a copy"):
            call_command("restore", file, replace=True)
    assert OutboxMessage.objects.count() == 1
    assert documents.exists("plans/plan.txt")


def test_an_archive_of_something_else_is_refused(documents, tmp_path):
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz"):
        pass
    with pytest.raises(CommandError, match="not a copy made by script/backup"):
        call_command("restore", tmp_path / "other.tar.gz", replace=True)


def test_a_copy_never_overwrites_a_file_and_only_its_owner_may_read_it(copy):
    assert copy.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", copy)
