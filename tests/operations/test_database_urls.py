"""How a database's address is read."""

import pytest

from strongerfamilies.database_urls import database_settings


def read(url):
    settings = database_settings(url)
    return tuple(settings[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS"))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://sf_web@/families?host=/run/sf/socket", ("sf_web", "", "/run/sf/socket", "", "families", {})),
        ("postgres://sf_web@%2Frun%2Fsf/families", ("sf_web", "", "/run/sf", "", "families", {})),
        (
            "postgresql://sf_web:p%40ss@db.council.example:5433/families?sslmode=require",
            ("sf_web", "p@ss", "db.council.example", "5433", "families", {"sslmode": "require"}),
        ),
        ("postgresql://sf_web@/families?host=/run&port=6000", ("sf_web", "", "/run", "6000", "families", {})),
    ],
    ids=["a socket's folder", "a folder written with percent signs", "a server with a password", "a port apart"],
)
def test_an_address_as_postgresql_writes_it(url, expected):
    assert read(url) == expected


def test_another_kind_of_database_is_refused():
    with pytest.raises(ValueError, match="must be PostgreSQL"):
        database_settings("sqlite:///families.db")
