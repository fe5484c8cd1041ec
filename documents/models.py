"""Stored files. Which record one belongs to, and who may open it, is for the room that links to it."""

import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.core.files.storage import storages
from django.db import models


def where():
    """The storage of documents, looked up when it is used."""
    return storages["documents"]


def place(stored, name) -> str:
    """A name that tells nothing about what is in it or about whom it is."""
    token = uuid.uuid4().hex
    return f"{token[:2]}/{token}"


@pghistory.track()
class StoredFile(models.Model):
    """A file as it was handed in. It never changes: a better one is another file."""

    name = models.CharField("name of the file", max_length=255)
    size = models.PositiveBigIntegerField("bytes")
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(storage=where, upload_to=place, max_length=60)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="stored_file_holds_something", condition=models.Q(size__gt=0)),
            models.CheckConstraint(
                name="stored_file_has_its_fingerprint", condition=models.Q(sha256__regex="^[0-9a-f]{64}$")
            ),
        ]
        triggers = [pgtrigger.Protect(name="unchanging", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return self.name
