"""The writes of the room: messages into the outbox and out of it, long tasks from start to end, worker heartbeats."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.actions import audit
from accounts.models import Setting, User
from jobs.models import LongTask, OutboxMessage, WorkerHeartbeat
from jobs.models.long_task import Status as TaskStatus
from jobs.models.message import Status as MessageStatus
from jobs.rules import MOST_ATTEMPTS, REMIND_EVERY, RESTARTS, wait_after
from strongerfamilies.moves import MoveNotAllowed

TO_CONFIRM = "people-to-confirm"


class Cancelled(Exception):
    """Somebody asked for the long task to stop; the work so far is kept or undone by the room that does it."""


class WorkerDied(Exception):
    """The worker was killed while it did this, too often to try once more."""


def write_message(kind, *, to, about):
    """Write to a user about a record, in the caller's transaction. Only its reference and a link go into the text.

    The template `emails/<kind>.txt` holds the subject in its first line and the text below an empty one.
    """
    where = {"record": about._meta.label_lower, "record_id": about.pk}
    return _write(kind, to, about.get_absolute_url(), reference=about.reference, **where)


def _write(kind, to, path, *, reference="", **where):
    text = render_to_string(f"emails/{kind}.txt", {"reference": reference, "link": settings.BASE_URL + path})
    subject, _, body = text.partition("\n\n")
    return OutboxMessage.objects.create(kind=kind, to=to, subject=subject.strip(), body=body, **where)


@transaction.atomic
def remind_leads():
    """Write to each agency lead whose people wait to be confirmed (H24), and again while they wait."""
    lately = OutboxMessage.objects.filter(kind=TO_CONFIRM, written_at__gte=timezone.now() - REMIND_EVERY)
    leads = User.objects.waited_for(Setting.objects.number("confirm_months"))
    leads = leads.exclude(pk__in=lately.filter(to__isnull=False).values("to"))
    for lead in leads.select_for_update(of=["self"], skip_locked=True).order_by("pk"):
        _write(TO_CONFIRM, lead, reverse("people"))


def write_email(kind, *, address, subject, body, useful_for: timedelta | None = None):
    """Write to an address, which need not belong to a user. Not sent any more once `useful_for` has passed."""
    useless_after = timezone.now() + useful_for if useful_for else None
    return OutboxMessage.objects.create(
        kind=kind, address=address, subject=subject, body=body, useless_after=useless_after
    )


def send_waiting(*, go_on=lambda: True) -> int:
    """Try every message that is due, and return how many were sent. Safe to run in several workers at once."""
    sent = 0
    while go_on() and (message := _try_next()):
        sent += message.status == MessageStatus.SENT
    return sent


@transaction.atomic
def _try_next():
    """Try the longest waiting message. Its row stays locked meanwhile, so no other worker can send it too.

    A worker killed in the middle drops the lock, and the message is due again: rather twice than never.
    """
    due = OutboxMessage.objects.due().defer("address", "body")
    message = due.select_for_update(skip_locked=True, of=["self"]).first()
    if message is None:
        return None
    if message.useless_after and message.useless_after < timezone.now():
        _end(message, MessageStatus.GIVEN_UP)
    else:
        _try(message)
    message.save()
    return message


def _try(message):
    """Send it, or let it wait on: for a mail server to come back, or for the key that it was written with."""
    message.attempts += 1
    try:
        EmailMessage(message.subject, message.body, to=[message.recipient]).send()
    except Exception as error:  # whatever a mail server or its library comes up with
        message.last_error = type(error).__name__
        message.next_attempt_at = timezone.now() + wait_after(message.attempts)
        if message.attempts >= MOST_ATTEMPTS:
            message.move_to(MessageStatus.GIVEN_UP)
    else:
        message.sent_at = timezone.now()
        _end(message, MessageStatus.SENT)


def _end(message, status):
    """Nothing will be tried again: what the message said need not be kept."""
    message.move_to(status)
    message.address = message.body = None


@transaction.atomic
def send_again(message, *, by):
    """Let the worker try anew what it had given up. Raises MoveNotAllowed when there is nothing left to send."""
    message = OutboxMessage.objects.select_for_update().get(pk=message.pk)
    if message.body is None:
        raise MoveNotAllowed("This message is no longer of use, and its text is gone.")
    message.move_to(MessageStatus.WAITING)
    message.attempts, message.next_attempt_at = 0, timezone.now()
    message.save()
    audit("message.sent_again", message, by=by)


@transaction.atomic
def start_long_task(kind, *, by, total=None):
    """Write down that work was asked for; the caller then enqueues the task that does it."""
    return LongTask.objects.create(kind=kind, started_by=by, total=total)


@transaction.atomic
def begin(long_task):
    """The worker takes the work up, for the first time or after a break. Raises Cancelled, MoveNotAllowed."""
    long_task = LongTask.objects.select_for_update().get(pk=long_task.pk)
    if long_task.cancel_asked:
        raise Cancelled
    long_task.move_to(TaskStatus.RUNNING)
    long_task.heartbeat_at = timezone.now()
    long_task.save()
    return long_task


@transaction.atomic
def progressed(long_task, *, done, checkpoint):
    """Note how far the work is, with the rows that it wrote, at least twice a minute. Raises Cancelled."""
    if LongTask.objects.select_for_update().get(pk=long_task.pk).cancel_asked:
        raise Cancelled
    long_task.done, long_task.checkpoint, long_task.heartbeat_at = done, checkpoint, timezone.now()
    long_task.save(update_fields=["done", "checkpoint", "heartbeat_at"])


@transaction.atomic
def end(long_task, status, *, error=None):
    """Finished, cancelled or failed."""
    long_task.move_to(status)
    long_task.ended_at = timezone.now()
    long_task.last_error = type(error).__name__ if error else ""
    long_task.save(update_fields=["status", "ended_at", "last_error"])


def ask_to_cancel(long_task):
    """Ask the worker to stop at its next step."""
    LongTask.objects.filter(pk=long_task.pk).update(cancel_asked=True)


def beat(worker):
    """Say that this worker is alive."""
    WorkerHeartbeat.objects.update_or_create(worker=worker, defaults={"seen_at": timezone.now()})


def sign_off(worker):
    """This worker stops in good order."""
    WorkerHeartbeat.objects.filter(worker=worker).delete()


@transaction.atomic
def take_back_abandoned_work():
    """Put what dead workers left running back into the queue; it goes on from its last checkpoint."""
    WorkerHeartbeat.objects.silent().delete()
    alive = set(WorkerHeartbeat.objects.values_list("worker", flat=True))
    for task in DBTaskResult.objects.running().select_for_update(skip_locked=True):
        if task.worker_ids[-1] not in alive:
            _queue_again(task)
    for long_task in LongTask.objects.abandoned().select_for_update(skip_locked=True):
        _let_wait_again(long_task)


def _queue_again(task):
    if len(task.worker_ids) > RESTARTS:
        task.set_failed(WorkerDied())
    else:
        task.status, task.started_at = TaskResultStatus.READY, None
        task.save(update_fields=["status", "started_at"])


def _let_wait_again(long_task):
    if long_task.restarts == RESTARTS:
        end(long_task, TaskStatus.FAILED, error=WorkerDied())
    else:
        long_task.move_to(TaskStatus.WAITING)
        long_task.restarts += 1
        long_task.save(update_fields=["status", "restarts"])
