"""What the database refuses about stored files."""

import pytest

from documents.models import StoredFile
from tests.accounts.factories import UserFactory
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def a_file(**changed):
    given = {"name": "letter.pdf", "size": 1, "content_type": "application/pdf", "sha256": "a" * 64, "file": "aa/1"}
    return StoredFile.objects.create(**{**given, "stored_by": UserFactory(), **changed})


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("stored_file_holds_something", {"size": 0}),
        ("stored_file_has_its_fingerprint", {"sha256": ""}),
        ("stored_file_has_its_fingerprint", {"sha256": "a" * 63}),
        ("stored_file_has_its_fingerprint", {"sha256": "A" * 64}),
    ],
)
def test_a_stored_file_holds_something_and_has_its_fingerprint(constraint, wrong):
    assert a_file().pk
    with refused_by(constraint):
        a_file(**wrong)


def test_a_stored_file_never_changes():
    files = StoredFile.objects.filter(pk=a_file().pk)
    for rewrite in (lambda: files.update(name="other.pdf"), files.delete):
        with refused_by("StoredFile.unchanging"):
            rewrite()
