"""Every address of the product, tried by a stranger: only the short public list answers."""

import re

import pytest
from django.urls import get_resolver, resolve
from django.urls.resolvers import RoutePattern, URLResolver

OPEN_TO_STRANGERS = {
    # about the programme
    "about",
    "criteria",
    "leaflet",
    "privacy",
    "accessibility",
    # is the product alive
    "jobs:live",
    "jobs:ready",
    # signing in, with its codes, and choosing a password again
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
}
SAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}


def addresses(patterns=None, before="", space=""):
    """Yield (name, an address that leads there) for every page there is."""
    for entry in patterns or get_resolver().url_patterns:
        path = before + sample(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, path, f"{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name or ''}", f"/{path}"


def sample(pattern):
    if isinstance(pattern, RoutePattern):
        return re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or "str"], str(pattern))
    return re.sub(r"\(\?P<\w+>.*?\)(?=[-/$]|$)", "x", str(pattern)).strip("^$")


ALL = sorted(set(addresses()))


def test_the_walk_finds_the_pages_of_every_room():
    assert len(ALL) > 100
    assert {"home", "account_login", "families", "referrals"} <= {name for name, _ in ALL}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path"), ALL)
def test_a_stranger_finds_only_the_public_doors_open(client, name, path):
    resolve(path)
    answer = client.get(path)
    shut = answer.status_code == 404 or (answer.status_code == 302 and (answer.url == "/" or "/login/" in answer.url))
    assert shut or name in OPEN_TO_STRANGERS, f"{path} answers a stranger with {answer.status_code}"


def test_the_public_list_names_no_door_that_is_gone():
    assert {name for name, _ in ALL} >= OPEN_TO_STRANGERS
