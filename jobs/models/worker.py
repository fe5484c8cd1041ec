"""Which workers are alive."""

from django.db import models
from django.utils import timezone

from jobs.rules import SILENT_AFTER


class WorkerHeartbeatQuerySet(models.QuerySet):
    def alive(self):
        return self.filter(seen_at__gte=timezone.now() - SILENT_AFTER)

    def silent(self):
        return self.filter(seen_at__lt=timezone.now() - SILENT_AFTER)


class WorkerHeartbeat(models.Model):
    """A worker process and when it was last heard of. The row goes when the worker stops in good order."""

    worker = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()

    objects = WorkerHeartbeatQuerySet.as_manager()

    def __str__(self):
        return self.worker
