"""The web server killed in mid-journey and in mid-save: what was saved stays, and nothing is half saved."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.utils.crypto import get_random_string

from referrals.models import Referral
from strongerfamilies.edits import fingerprint
from tests.referrals.factories import a_full_draft

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS_TO_START = 30


class Browser:
    """As much of a browser as it takes to press Save: it keeps its cookies when the server goes."""

    def __init__(self, user):
        client = Client()
        client.force_login(user)
        self.token = get_random_string(32)
        self.cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={self.token}"

    def saves(self, port, path, **answers):
        """Post the answers; return the status, or None where the server died over it."""
        body = urllib.parse.urlencode({**answers, "csrfmiddlewaretoken": self.token})
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        server = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        with contextlib.closing(server), contextlib.suppress(OSError, http.client.HTTPException):
            server.request("POST", path, body, headers)
            return server.getresponse().status
        return None


@contextlib.contextmanager
def a_web_server():
    """Gunicorn as in production, over this test's database. Leaving kills it as a power cut would."""
    url = os.environ["DATABASE_OWNER_URL"].replace("/strongerfamilies?", f"/{connection.settings_dict['NAME']}?")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url, "DATABASE_OWNER_URL": url},
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_it_listens(port)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_until_it_listens(port):
    for _ in range(SECONDS_TO_START * 10):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError("The web server did not start.")


def test_killed_in_mid_journey_every_saved_step_is_there_after_the_restart():
    referral = a_full_draft()
    browser = Browser(referral.made_by)
    with a_web_server() as port:
        assert _saves_account(browser, port, referral, "Saved before the power cut.") == 302
    with a_web_server() as port:
        assert _stored(referral).account == "Saved before the power cut."
        assert _saves_account(browser, port, _stored(referral), "And after it.") == 302
    assert _stored(referral).account == "And after it."
    assert _stored(referral).contact_safely == referral.contact_safely


def test_killed_in_mid_save_the_step_before_stands_and_nothing_is_half_saved():
    referral = a_full_draft()
    browser, statuses = Browser(referral.made_by), []
    with a_web_server() as port, transaction.atomic():
        Referral.objects.select_for_update().get(pk=referral.pk)  # so that the save cannot finish
        saving = threading.Thread(target=lambda: statuses.append(_saves_account(browser, port, referral, "Too late.")))
        saving.start()
        _wait_until_a_save_waits()
    saving.join()
    assert statuses == [None]
    with a_web_server() as port:
        assert _stored(referral).account == referral.account
        assert _saves_account(browser, port, referral, "Typed once more.") == 302
    assert _stored(referral).account == "Typed once more."


def _saves_account(browser, port, referral, text):
    return browser.saves(
        port, f"/referrals/{referral.pk}/account/", account=text, seen=fingerprint(referral, ("account",))
    )


def _stored(referral):
    return Referral.objects.get(pk=referral.pk)


def _wait_until_a_save_waits():
    """Until another connection waits for a row lock of ours."""
    for _ in range(SECONDS_TO_START * 10):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    raise TimeoutError("No save came to wait for the locked row.")
