"""Turns a database's address into Django's settings.

A server on a Unix socket is written as libpq writes it, with the socket's folder as `host`:
`postgresql://sf_web@/strongerfamilies?host=/var/run/postgresql`. django-environ does not understand that form.
"""

from urllib.parse import parse_qsl, unquote, urlsplit


def database_settings(url):
    """Return the entry for `DATABASES`; `host` may be a folder, other parameters become libpq options."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(
            f"The database must be PostgreSQL, and its address start with postgresql:// (not {parts.scheme!r})."
        )
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    port = options.pop("port", None) or parts.port or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
