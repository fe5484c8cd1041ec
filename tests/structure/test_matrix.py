"""What every page answers every role, about a record of their own, another's, a restricted and a closed one.

The table is `matrix.py`. A page that has no line in it fails here.
"""

import re

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from families.views.reasons import KEPT
from tests.structure.matrix import ABOUT_ONESELF, PAGES, ROLES, WITHOUT_RECORD
from tests.structure.world import RECORDS, make_world

pytestmark = pytest.mark.django_db
# Where the name of a part in the address is not the name of what it needs.
MEANT = {
    ("person-reference-end", "reference"): "person-reference",
    ("family-reference-end", "reference"): "family-reference",
    ("person-due", "person"): "baby",
}
TOLD = "exists, but you may not open it"


def pages(patterns=None, before="", space=""):
    """Yield (name, route) for every page there is."""
    for entry in patterns or get_resolver().url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from pages(entry.url_patterns, route, f"{entry.namespace}:" if entry.namespace else space)
        elif entry.name:
            yield f"{space}{entry.name}", route


ROUTES = dict(pages())


def _is_of_a_library(name):
    return name.startswith("admin:") or name in ABOUT_ONESELF


def test_every_page_has_its_line_and_every_line_its_page():
    ours = {name for name in ROUTES if not _is_of_a_library(name)}
    assert ours == PAGES.keys() | WITHOUT_RECORD.keys()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once; every test undoes what it did itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def browsers(world):
    """A signed-in browser of every role, which has said why it opens each record."""
    quick = [middleware for middleware in settings.MIDDLEWARE if not middleware.startswith("zeal.")]
    with override_settings(SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies", MIDDLEWARE=quick):
        yield {role: _browser(world, world.users[role]) for role in ROLES}


def _browser(world, user):
    browser = Client()
    browser.force_login(user)
    session = browser.session
    reasons = {str(family["pk"]): "the matrix asks" for family in world.families.values()}
    session[KEPT] = {"day": timezone.localdate().isoformat(), "reasons": reasons}
    session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return browser


@pytest.mark.parametrize("name", PAGES)
def test_a_page_answers_each_role_as_the_table_says(name, world, browsers):
    assert " ".join(_answers(name, browsers[role], world) for role in ROLES) == PAGES[name]


@pytest.mark.parametrize("name", WITHOUT_RECORD)
def test_a_page_without_a_record_answers_each_role_as_the_table_says(name, world, browsers):
    address = reverse(name, kwargs=world.things.get(name))
    assert " ".join(_letter(_get(browsers[role], address)) for role in ROLES) == WITHOUT_RECORD[name]


def _answers(name, browser, world):
    """A letter for each kind of record. What refuses to be looked at must refuse to be sent anything too."""
    addresses = [reverse(name, kwargs=_arguments(name, world, kind)) for kind in RECORDS]
    letters = [_letter(_get(browser, address)) for address in addresses]
    refused = next((address for address, letter in zip(addresses, letters, strict=True) if letter != "o"), None)
    assert refused is None or _letter(_post(browser, refused)) != "o", f"{refused} takes a post"
    return "".join(letters)


def _get(browser, address):
    """Pages that take posts only are asked by one."""
    answer = browser.get(address)
    if answer.streaming:  # a document: an open file, until it was read
        answer.getvalue()
    return _post(browser, address) if answer.status_code == 405 else answer


def _post(browser, address):
    with transaction.atomic():
        answer = browser.post(address)
        transaction.set_rollback(True)
    return answer


def _letter(answer):
    if answer.status_code == 403:
        return "t" if TOLD in answer.text else "f"
    return "-" if answer.status_code == 404 else "o"


def _arguments(name, world, kind):
    route = ROUTES[name]
    parts = (world.referrals if route.startswith("referrals/") else world.families)[kind]
    wanted = re.findall(r"<(?:\w+:)?(\w+)>", route)
    return {part: parts[MEANT.get((name, part), part)] for part in wanted}
