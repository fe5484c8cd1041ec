"""The background worker: does queued tasks, and beside them sends what waits in the outbox.

The outbox has a thread of its own, so that a sign-in code does not wait for an import to finish.
"""

import os
import secrets
import socket
import threading
import time

import structlog
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker

from jobs import actions
from jobs.rules import BEAT_EVERY

log = structlog.get_logger(__name__)

LOOK_EVERY_SECONDS = 1


class Command(BaseCommand):
    help = "Do background work until told to stop (SIGTERM or Ctrl-C); a task in hand is finished first."

    def handle(self, **options):
        name = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
        stop = threading.Event()
        actions.beat(name)
        outbox = threading.Thread(target=keep_house, args=[name, stop], name="outbox")
        outbox.start()
        try:
            do_tasks(name)
        finally:
            stop.set()
            outbox.join()
            actions.sign_off(name)


def do_tasks(name):
    """Take tasks from the queue, one after the other, until a signal asks to stop."""
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=LOOK_EVERY_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    )
    worker.configure_signals()
    worker.run()


def keep_house(name, stop):
    """Beat, send what is due and take back abandoned work, every second or so. A database that is away is awaited."""
    last_beat = 0.0
    while not stop.wait(LOOK_EVERY_SECONDS):
        close_old_connections()
        try:
            if time.monotonic() - last_beat > BEAT_EVERY.total_seconds():
                actions.beat(name)
                actions.take_back_abandoned_work()
                last_beat = time.monotonic()
            actions.send_waiting()
        except DatabaseError:
            log.exception("outbox_waits_for_database")
    connection.close()
