"""Columns that a copy of the database does not give away: encrypted text, and keyed hashes to search by.

Keys come from the setting IDENTIFIER_KEYS, newest first: the newest writes, all of them read.
"""

import base64
import hmac
from functools import cache
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models


class EncryptedTextField(models.TextField):
    """Text stored encrypted, so it cannot be filtered on: `hashed_in` names the column of the hash to search by."""

    def __init__(self, *args, hashed_in="", **kwargs):
        self.hashed_in = hashed_in  # not of the table: migrations do not know it
        super().__init__(*args, **kwargs)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else _box(tuple(settings.IDENTIFIER_KEYS)).encrypt(value.encode()).decode()

    def from_db_value(self, value, expression, connection):
        return value if value is None else _box(tuple(settings.IDENTIFIER_KEYS)).decrypt(value.encode()).decode()


def keyed_hash(value: str) -> str:
    """How the newest key stands for `value`: what a new row stores."""
    return keyed_hashes(value)[0]


def keyed_hashes(value: str) -> list[str]:
    """How every key in use stands for `value`, newest first: what a search asks for."""
    return [hmac.new(_derived(key, b"search"), value.encode(), sha256).hexdigest() for key in settings.IDENTIFIER_KEYS]


def is_under_newest_key(stored: str) -> bool:
    """Can the newest key alone open what a column holds?"""
    try:
        _box(tuple(settings.IDENTIFIER_KEYS[:1])).decrypt(stored.encode())
    except InvalidToken:
        return False
    return True


def key_fingerprints() -> list[str]:
    """One for every key, newest first: tells whether two installations hold the same keys, without telling the keys."""
    return [hmac.new(b"key fingerprint", key.encode(), sha256).hexdigest()[:16] for key in settings.IDENTIFIER_KEYS]


def _derived(key: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(base64.urlsafe_b64decode(key))


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key, b"encrypt"))) for key in keys])
