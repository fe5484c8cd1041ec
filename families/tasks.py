"""Long work of the room, done by the worker."""

from django_tasks import task

from families import actions
from families.models import CaseloadBatch


@task()
def load_caseload(pk):
    actions.load_batch(CaseloadBatch.objects.select_related("long_task__started_by", "programme").get(pk=pk))


@task()
def take_out_caseload(pk):
    actions.take_out_batch(CaseloadBatch.objects.select_related("long_task__started_by").get(pk=pk))
