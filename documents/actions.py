"""Taking a file in. The room that links to it says who may, and hands it out through its own door."""

import hashlib
from contextlib import contextmanager
from pathlib import PurePath

from django.db import transaction

from documents.models import StoredFile
from documents.rules import content_type


@contextmanager
def taken_in(upload, *, by):
    """The file, stored, for the block that links to it. Where the block fails, row and bytes are gone again.

    `upload` was accepted by `DocumentField`.
    """
    name = PurePath(upload.name).name
    stored = StoredFile(
        name=name, size=upload.size, content_type=content_type(name), sha256=_fingerprint(upload), stored_by=by
    )
    stored.file.save(name, upload, save=False)
    try:
        with transaction.atomic():
            stored.save()
            yield stored
    except BaseException:
        stored.file.storage.delete(stored.file.name)
        raise


def _fingerprint(upload):
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()
