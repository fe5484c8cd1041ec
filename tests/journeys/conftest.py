"""The system's Chromium, at the widths people use, with and without JavaScript."""

import shutil

import pytest
from django.conf import settings
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
    """The live server without zeal, which looks at the stack for every query: tests of single pages have it."""
    without = [middleware for middleware in settings.MIDDLEWARE if not middleware.startswith("zeal.")]
    with override_settings(MIDDLEWARE=without):
        return request.getfixturevalue("live_server")


@pytest.fixture
def person(browser, served, live_server, window):
    """`person()` opens a browser window of its own, with nobody signed in."""
    contexts = []

    def open_window():
        context = browser.new_context(**window, base_url=live_server.url, locale="en-GB", timezone_id="Europe/London")
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Person(context.new_page(), live_server.url, javascript=window.get("java_script_enabled", True))

    yield open_window
    for context in contexts:
        context.close()
