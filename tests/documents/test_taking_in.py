"""A file is stored as it was handed in, under a name that tells nothing, and does not outlive a failure."""

import hashlib
import stat
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from documents.actions import taken_in
from documents.models import StoredFile

pytestmark = pytest.mark.django_db

WORDS = b"Dear Ms Sample"


def a_file(name="letter.txt", words=WORDS):
    return SimpleUploadedFile(name, words, content_type="text/html")


def files_on_disk():
    folder = Path(storages["documents"].location)
    return {path for path in folder.rglob("*") if path.is_file()}


def test_a_file_keeps_its_name_size_kind_and_fingerprint(keyworker):
    with taken_in(a_file(), by=keyworker) as stored:
        pass
    stored = StoredFile.objects.get(pk=stored.pk)
    assert (str(stored), stored.size, stored.content_type) == ("letter.txt", len(WORDS), "text/plain")
    assert stored.sha256 == hashlib.sha256(WORDS).hexdigest()
    with stored.file.open() as file:
        assert file.read() == WORDS


def test_on_disk_it_tells_neither_its_name_nor_anything_to_other_users(keyworker):
    with taken_in(a_file("Petra Sample GP.txt"), by=keyworker) as stored:
        path = Path(stored.file.path)
    assert "Petra" not in str(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_same_bytes_twice_are_two_files(keyworker):
    for _ in range(2):
        with taken_in(a_file(), by=keyworker):
            pass
    assert StoredFile.objects.values("file").distinct().count() == 2


def test_where_what_links_to_it_fails_neither_row_nor_bytes_stay(keyworker):
    before = files_on_disk()
    with pytest.raises(ZeroDivisionError), taken_in(a_file(), by=keyworker):
        raise ZeroDivisionError
    assert not StoredFile.objects.exists()
    assert files_on_disk() == before


def test_a_stored_file_never_changes(keyworker):
    with taken_in(a_file(), by=keyworker) as stored:
        pass
    for deed in (lambda: StoredFile.objects.update(name="other.txt"), stored.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


@pytest.mark.parametrize("wrong", [{"size": 0}, {"sha256": "none"}])
def test_the_database_refuses_an_empty_file_or_one_without_its_fingerprint(keyworker, wrong):
    facts = {"name": "a.txt", "size": 1, "content_type": "text/plain", "sha256": "0" * 64, "stored_by": keyworker}
    with pytest.raises(DatabaseError), transaction.atomic():
        StoredFile.objects.create(file="a", **{**facts, **wrong})
