"""The worker as a process of its own: it works, stops when told, and when killed another takes over."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from jobs import actions
from jobs.management.commands.worker import keep_house, repeat, send
from jobs.models import LongTask, OutboxMessage, WorkerHeartbeat
from jobs.models.long_task import Status
from jobs.rules import SILENT_AFTER
from tests.accounts.factories import UserFactory
from tests.jobs.long_work import two_halves
from tests.jobs.mail_server import mail_server

pytestmark = pytest.mark.django_db(transaction=True)


@contextlib.contextmanager
def a_worker(**environment):
    url = os.environ["DATABASE_OWNER_URL"].replace("/strongerfamilies?", f"/{connection.settings_dict['NAME']}?")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url, "DATABASE_OWNER_URL": url} | environment,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def eventually(fact):
    for _ in range(200):
        if fact():
            return True
        time.sleep(0.1)
    return False


def test_the_worker_sends_mail_and_signs_off_when_told_to_stop():
    with mail_server() as server, a_worker(EMAIL_URL=f"smtp://127.0.0.1:{server.port}") as worker:
        actions.write_email("login-code", address="wilma@quarry.example", subject="Your code", body="4711")
        assert eventually(lambda: OutboxMessage.objects.filter(status="sent").exists())
        assert WorkerHeartbeat.objects.alive().count() == 1
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0
    assert not WorkerHeartbeat.objects.exists()
    assert "4711" in server.letters[0]


def test_work_of_a_killed_worker_is_finished_by_the_next():
    work = actions.start_long_task("import", by=UserFactory(), total=2)
    two_halves.enqueue(work.pk)
    with a_worker() as worker:
        assert eventually(lambda: LongTask.objects.get(pk=work.pk).done == 1)
        worker.kill()
    long_ago = timezone.now() - 2 * SILENT_AFTER
    WorkerHeartbeat.objects.update(seen_at=long_ago)
    LongTask.objects.update(heartbeat_at=long_ago)
    with a_worker():
        assert eventually(lambda: LongTask.objects.get(pk=work.pk).status == Status.FINISHED)


def test_a_database_that_is_away_is_awaited(monkeypatch, caplog):
    stop = threading.Event()
    beating = threading.Thread(target=repeat, args=[lambda: keep_house("one"), 0.1, stop])
    with monkeypatch.context() as away:
        away.setitem(connections.settings["default"], "HOST", "/nowhere")
        beating.start()
        assert eventually(lambda: "worker_tries_again" in caplog.text)
    assert eventually(WorkerHeartbeat.objects.exists)
    stop.set()
    beating.join()


def test_told_to_stop_the_worker_leaves_the_other_messages_for_the_next():
    actions.write_email("login-code", address="wilma@quarry.example", subject="Your code", body="4711")
    stop = threading.Event()
    stop.set()
    send(stop)
    assert OutboxMessage.objects.get().attempts == 0
