"""A task for the worker's tests: half of it is done at once, the other half only after a break."""

import time

from django.db import transaction
from django_tasks import task

from jobs import actions
from jobs.models import LongTask
from jobs.models.long_task import Status


@task()
def two_halves(pk):
    long_task = actions.begin(LongTask.objects.get(pk=pk))
    if not long_task.checkpoint:
        with transaction.atomic():
            actions.progressed(long_task, done=1, checkpoint={"half": 1})
        time.sleep(60)
    actions.progressed(long_task, done=2, checkpoint={"half": 2})
    actions.end(long_task, Status.FINISHED)
