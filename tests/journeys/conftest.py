"""The system's Chromium, at the widths people use, with and without JavaScript."""

import shutil
from collections import defaultdict

import pytest
from django.conf import settings
from django.core.servers.basehttp import WSGIRequestHandler
from django.test import override_settings

from tests.journeys.browsing import Person

WINDOWS = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone without JavaScript": {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False},
}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET}


@pytest.fixture(params=WINDOWS)
def window(request):
    return WINDOWS[request.param]


@pytest.fixture(scope="session")
def served(request):
    """The live server, quick: without zeal, which tests of single pages have, and without Nagle's algorithm.

    Python's server sends the head of an answer and its body apart. The body would wait until the browser has confirmed
    the head, which it puts off for 40 ms: on every page of a journey.
    """
    without = [middleware for middleware in settings.MIDDLEWARE if not middleware.startswith("zeal.")]
    WSGIRequestHandler.disable_nagle_algorithm = True
    with override_settings(MIDDLEWARE=without):
        return request.getfixturevalue("live_server")


@pytest.fixture(scope="session")
def shapes_seen():
    """What axe was asked about in each window: once is enough, whoever of a journey's people sees it again."""
    return defaultdict(set)


@pytest.fixture
def person(browser, served, live_server, window, shapes_seen):
    """`person()` opens a browser window of its own, with nobody signed in."""
    contexts = []

    def open_window():
        context = browser.new_context(**window, base_url=live_server.url, locale="en-GB", timezone_id="Europe/London")
        context.set_default_timeout(10_000)
        contexts.append(context)
        javascript = window.get("java_script_enabled", True)
        seen = shapes_seen[window["viewport"]["width"]]
        return Person(context.new_page(), live_server.url, javascript=javascript, shapes_seen=seen)

    yield open_window
    for context in contexts:
        context.close()
