"""A key for what a browser keeps while there is no network; with the session the key ends, and what was kept (H23)."""

import base64

from django.utils.crypto import salted_hmac


def key_for(session) -> str:
    """32 bytes that only pages of this session are given: after signing out nobody can make them again."""
    return base64.b64encode(salted_hmac("browser storage", session.session_key, algorithm="sha256").digest()).decode()
