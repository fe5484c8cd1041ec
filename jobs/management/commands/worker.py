"""The background worker: does queued tasks, sends what waits in the outbox, and suspends the unconfirmed (H24).

The outbox has a thread of its own, so that a sign-in code does not wait for an import to finish; so has the heartbeat,
so that a slow mail server does not make a living worker look dead.
"""

import os
import secrets
import socket
import threading

import structlog
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker

from accounts.actions import clear_old_drafts, suspend_unconfirmed
from jobs import actions
from jobs.rules import BEAT_EVERY

log = structlog.get_logger(__name__)

LOOK_EVERY_SECONDS = 1
TIDY_EVERY_SECONDS = 60 * 60


class Command(BaseCommand):
    help = "Do background work until told to stop (SIGTERM or Ctrl-C); a task in hand is finished first."

    def handle(self, **options):
        name = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
        stop = threading.Event()
        actions.beat(name)
        threads = [
            threading.Thread(target=repeat, args=[lambda: keep_house(name), BEAT_EVERY.total_seconds(), stop]),
            threading.Thread(target=repeat, args=[lambda: send(stop), LOOK_EVERY_SECONDS, stop]),
            threading.Thread(target=repeat, args=[tidy_up, TIDY_EVERY_SECONDS, stop]),
        ]
        for thread in threads:
            thread.start()
        try:
            do_tasks(name)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
            actions.sign_off(name)


def repeat(deed, seconds, stop):
    """Do it again and again until told to stop. What goes wrong is logged and tried again: a database may be away."""
    while not stop.is_set():
        close_old_connections()
        try:
            deed()
        except Exception:  # a thread that ended here would be missed by nobody
            log.exception("worker_tries_again")
        stop.wait(seconds)
    connection.close()


def keep_house(name):
    """Say that this worker is alive, and put what dead ones left back into the queue."""
    actions.beat(name)
    actions.take_back_abandoned_work()


def tidy_up():
    """What time alone brings about: people to confirm, those not confirmed in time (H24), drafts nobody touched."""
    actions.remind_leads()
    suspend_unconfirmed()
    clear_old_drafts()


def send(stop):
    """Send what is due; told to stop, finish only the message in hand."""
    actions.send_waiting(go_on=lambda: not stop.is_set())


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
