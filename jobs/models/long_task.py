"""Work that takes minutes: how far it is, where to go on after a break, and whether somebody wants it stopped."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from jobs.rules import SILENT_AFTER
from strongerfamilies.moves import Moving


class Status(models.TextChoices):
    WAITING = "waiting", "Waiting to start"
    RUNNING = "running", "Running"
    FINISHED = "finished", "Finished"
    CANCELLED = "cancelled", "Cancelled"
    FAILED = "failed", "Failed"


class LongTaskQuerySet(models.QuerySet):
    def abandoned(self):
        """Running by its own account, but its worker has gone silent."""
        return self.filter(status=Status.RUNNING, heartbeat_at__lt=timezone.now() - SILENT_AFTER)


class LongTask(Moving):
    """One piece of long work. The room that does it keeps in `checkpoint` whatever it needs to go on from there."""

    MOVES = {
        Status.WAITING: {Status.RUNNING, Status.CANCELLED},
        Status.RUNNING: {Status.WAITING, Status.FINISHED, Status.CANCELLED, Status.FAILED},
        Status.FINISHED: set(),
        Status.CANCELLED: set(),
        Status.FAILED: set(),
    }

    kind = models.SlugField(max_length=60)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True, help_text="Empty while nobody knows how much there is.")
    checkpoint = models.JSONField(default=dict, blank=True)
    restarts = models.PositiveSmallIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    last_error = models.CharField(max_length=80, blank=True, help_text="The error's class; its text may name people.")

    objects = LongTaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="long_task_heartbeat_while_running",
                condition=~models.Q(status="running") | models.Q(heartbeat_at__isnull=False),
            ),
            models.CheckConstraint(
                name="long_task_end_when_ended",
                condition=models.Q(status__in=["waiting", "running"], ended_at__isnull=True)
                | models.Q(status__in=["finished", "cancelled", "failed"], ended_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.get_status_display().lower()}"
