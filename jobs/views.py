"""Answers to "are you well?", open to strangers: they say how old things are, never whom they concern."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobs.models import OutboxMessage, WorkerHeartbeat

LONGEST_WAIT_FOR_A_MESSAGE = timedelta(minutes=15)


@login_not_required
@never_cache
@require_safe
def live(request):
    """The web process answers. It asks nobody else, so a database that is away does not get the process killed."""
    return JsonResponse({"live": True})


@login_not_required
@never_cache
@require_safe
def ready(request):
    """Everything that a person's work needs is there: the database, a worker, and messages that get out."""
    try:
        connection.ensure_connection()
        findings = {"database": True} | _background()
    except DatabaseError:
        findings = {"database": False}
    return JsonResponse(findings, status=200 if all(finding is not False for finding in findings.values()) else 503)


def _background():
    waiting_since = OutboxMessage.objects.waiting_since()
    waited = timezone.now() - waiting_since if waiting_since else timedelta()
    return {
        "worker": WorkerHeartbeat.objects.alive().exists(),
        "outbox": waited < LONGEST_WAIT_FOR_A_MESSAGE,
        "oldest_message_seconds": int(waited.total_seconds()),
    }
