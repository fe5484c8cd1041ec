"""The web server as a process of its own, killed while people work: what was saved is there, nothing is half saved."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from http.cookies import SimpleCookie

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection, transaction

from accounts.models import AuditEvent
from referrals.models import Referral
from tests.referrals.factories import a_draft

pytestmark = pytest.mark.django_db(transaction=True)

ACCOUNT = "Rowan's <b>mother</b> says: żółć 😀"


@contextlib.contextmanager
def a_web_server():
    """Gunicorn on this test's database; gives its address and a way to kill it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = os.environ["DATABASE_OWNER_URL"].replace("/strongerfamilies?", f"/{connection.settings_dict['NAME']}?")
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers=1", "--log-level=error"],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {"DATABASE_OWNER_URL": url, "DJANGO_SETTINGS_MODULE": "tests.operations.plain_static_settings"},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

    def kill():
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    address = f"http://127.0.0.1:{port}"
    try:
        assert eventually(lambda: answers(address))
        yield address, kill
    finally:
        if process.poll() is None:
            kill()


def answers(address):
    with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/health/", timeout=5):  # noqa: S310
        return True
    return False


def eventually(fact):
    for _ in range(300):
        if fact():
            return True
        time.sleep(0.1)
    return False


def browser(client, token=""):
    """Somebody signed in, over the network, with the token that a form was given."""
    opener = urllib.request.build_opener()
    opener.addheaders = [("Cookie", f"sessionid={client.cookies['sessionid'].value}; csrftoken={token}")]
    return opener


def write_account(client, address, draft, text):
    """Fill in the form as a browser does, with all that it carries."""
    page = f"{address}{draft.get_absolute_url()}account/"
    with browser(client).open(page) as answer:
        token = SimpleCookie(answer.headers["Set-Cookie"])["csrftoken"].value
        form = BeautifulSoup(answer.read(), "html.parser").select_one("main form")
    fields = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    return browser(client, token).open(page, urllib.parse.urlencode(fields | {"account": text}).encode())


def someone_waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


@pytest.fixture
def draft(client):
    draft = a_draft()
    client.force_login(draft.made_by)
    return draft


def test_what_was_saved_is_there_after_the_web_server_was_killed(client, draft):
    with a_web_server() as (address, kill):
        write_account(client, address, draft, ACCOUNT).close()
        kill()
    with a_web_server() as (address, _), browser(client).open(f"{address}{draft.get_absolute_url()}account/") as page:
        assert BeautifulSoup(page.read(), "html.parser").select_one("textarea").text.strip() == ACCOUNT


def test_a_save_that_was_cut_off_left_nothing_behind_and_can_be_done_again(client, draft):
    lines = AuditEvent.objects.count()

    def save_in_vain():
        with contextlib.suppress(OSError):
            write_account(client, address, draft, "half").close()

    with a_web_server() as (address, kill), transaction.atomic():
        Referral.objects.select_for_update().get(pk=draft.pk)
        saving = threading.Thread(target=save_in_vain)
        saving.start()
        assert eventually(someone_waits_for_a_lock), "the save has begun, and cannot end"
        kill()
        saving.join()
    draft.refresh_from_db()
    assert (draft.account, AuditEvent.objects.count()) == ("", lines)
    with a_web_server() as (address, _):
        write_account(client, address, draft, ACCOUNT).close()
    draft.refresh_from_db()
    assert draft.account == ACCOUNT
