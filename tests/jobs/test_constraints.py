"""What the database refuses about messages and long work."""

import pytest
from django.utils import timezone

from jobs.models import LongTask, OutboxMessage
from tests.accounts.factories import UserFactory
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def a_running_task():
    return LongTask.objects.create(kind="load", status="running", heartbeat_at=timezone.now(), started_by=UserFactory())


def a_finished_task():
    return LongTask.objects.create(kind="load", status="finished", ended_at=timezone.now(), started_by=UserFactory())


def a_message_to_a_user():
    return OutboxMessage.objects.create(kind="news", to=UserFactory(), subject="News", body="Open the record.")


def a_message_to_an_address():
    return OutboxMessage.objects.create(
        kind="news", address="wilma@quarry.example", subject="News", body="Open the record."
    )


def a_sent_message():
    return OutboxMessage.objects.create(
        kind="news", to=UserFactory(), subject="News", status="sent", sent_at=timezone.now()
    )


@pytest.mark.parametrize(
    ("constraint", "make", "wrong"),
    [
        ("long_task_heartbeat_while_running", a_running_task, {"heartbeat_at": None}),
        ("long_task_end_when_ended", a_running_task, {"ended_at": timezone.now()}),
        ("long_task_end_when_ended", a_running_task, {"status": "cancelled"}),
        ("long_task_end_when_ended", a_running_task, {"status": "dancing"}),
        ("long_task_end_when_ended", a_finished_task, {"ended_at": None}),
        ("message_sent_at_when_sent", a_sent_message, {"sent_at": None}),
        ("message_sent_at_when_sent", a_message_to_a_user, {"sent_at": timezone.now()}),
        ("message_to_one_person_while_waiting", a_message_to_a_user, {"to": None}),
        ("message_to_one_person_while_waiting", a_message_to_a_user, {"address": "wilma@quarry.example"}),
        ("message_to_one_person_while_waiting", a_message_to_a_user, {"body": None}),
        ("message_to_one_person_while_waiting", a_message_to_an_address, {"address": None}),
        ("message_to_one_person_while_waiting", a_message_to_an_address, {"body": None}),
        ("message_text_gone_when_sent", a_sent_message, {"body": "Open the record."}),
        ("message_text_gone_when_sent", a_sent_message, {"address": "wilma@quarry.example"}),
    ],
)
def test_a_message_or_a_task_is_what_its_state_says(constraint, make, wrong):
    row = make()
    with refused_by(constraint):
        type(row).objects.filter(pk=row.pk).update(**wrong)
