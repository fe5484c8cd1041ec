"""Long work: where it stands, how it is stopped, and what happens when its worker dies."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs import actions
from jobs.models import LongTask, WorkerHeartbeat
from jobs.models.long_task import Status
from jobs.rules import RESTARTS, SILENT_AFTER
from strongerfamilies.moves import MoveNotAllowed
from tests.jobs.long_work import two_halves

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(officer):
    return actions.start_long_task("import", by=officer, total=2)


def fall_silent(row):
    """As if nothing had been heard of it for a while."""
    field = "seen_at" if isinstance(row, WorkerHeartbeat) else "heartbeat_at"
    type(row).objects.filter(pk=row.pk).update(**{field: timezone.now() - 2 * SILENT_AFTER})


def test_work_tells_how_far_it_is(work):
    running = actions.begin(work)
    actions.progressed(running, done=1, checkpoint={"row": 500})
    work.refresh_from_db()
    assert (work.status, work.done, work.total, work.checkpoint) == (Status.RUNNING, 1, 2, {"row": 500})


def test_finished_work_cannot_begin_again(work):
    actions.end(actions.begin(work), Status.FINISHED)
    with pytest.raises(MoveNotAllowed):
        actions.begin(work)


def test_cancelling_stops_the_work_at_its_next_step(work):
    running = actions.begin(work)
    actions.ask_to_cancel(work)
    with pytest.raises(actions.Cancelled):
        actions.progressed(running, done=1, checkpoint={})


def test_work_cancelled_before_it_began_does_not_begin(work):
    actions.ask_to_cancel(work)
    with pytest.raises(actions.Cancelled):
        actions.begin(work)


def test_failed_work_keeps_the_errors_class_and_not_its_words(work):
    actions.end(actions.begin(work), Status.FAILED, error=ValueError("Wilma Testcase"))
    work.refresh_from_db()
    assert work.last_error == "ValueError"
    assert work.ended_at


def test_work_whose_worker_died_waits_again_and_keeps_its_place(work):
    running = actions.begin(work)
    actions.progressed(running, done=1, checkpoint={"row": 500})
    fall_silent(work)
    actions.take_back_abandoned_work()
    work.refresh_from_db()
    assert (work.status, work.checkpoint, work.restarts) == (Status.WAITING, {"row": 500}, 1)


def test_work_that_kills_every_worker_fails_in_the_end(work):
    for _ in range(RESTARTS + 1):
        fall_silent(actions.begin(work))
        actions.take_back_abandoned_work()
    work.refresh_from_db()
    assert (work.status, work.last_error) == (Status.FAILED, "WorkerDied")


def test_work_that_beats_is_left_alone(work):
    actions.begin(work)
    actions.take_back_abandoned_work()
    work.refresh_from_db()
    assert work.status == Status.RUNNING


def test_only_a_dead_workers_tasks_go_back_into_the_queue(work):
    actions.beat("alive")
    actions.beat("dead")
    fall_silent(WorkerHeartbeat.objects.get(worker="dead"))
    for worker in ("alive", "dead"):
        DBTaskResult.objects.get(pk=two_halves.enqueue(work.pk).id).claim(worker)
    actions.take_back_abandoned_work()
    found = {task.worker_ids[0]: task.status for task in DBTaskResult.objects.all()}
    assert found == {"alive": "RUNNING", "dead": "READY"}
    assert list(WorkerHeartbeat.objects.values_list("worker", flat=True)) == ["alive"]


def test_a_task_that_kills_every_worker_fails_in_the_end(work):
    pk = two_halves.enqueue(work.pk).id
    for _ in range(RESTARTS + 1):
        DBTaskResult.objects.get(pk=pk).claim("dead")
        actions.take_back_abandoned_work()
    assert DBTaskResult.objects.get(pk=pk).status == "FAILED"


@pytest.mark.parametrize(
    "wrong",
    [{"status": Status.RUNNING}, {"status": Status.FINISHED}, {"ended_at": timezone.now()}],
    ids=["running without a heartbeat", "finished at no time", "ended while waiting"],
)
def test_the_database_refuses_contradictions(work, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        LongTask.objects.filter(pk=work.pk).update(**wrong)


def test_a_worker_is_alive_until_it_falls_silent_or_signs_off():
    actions.beat("one")
    actions.beat("one")
    assert WorkerHeartbeat.objects.alive().count() == 1
    WorkerHeartbeat.objects.update(seen_at=timezone.now() - SILENT_AFTER - timedelta(seconds=1))
    assert not WorkerHeartbeat.objects.alive().exists()
    actions.sign_off("one")
    assert not WorkerHeartbeat.objects.exists()
