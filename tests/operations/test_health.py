"""What the installation says of its own health, to anybody who asks."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from jobs import actions
from jobs.models import OutboxMessage, WorkerHeartbeat


def test_live_asks_nobody_else(client):
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"live": True})


@pytest.mark.django_db
def test_ready_when_database_worker_and_outbox_are_well(client, django_assert_num_queries):
    actions.beat("one")
    with django_assert_num_queries(2):
        answer = client.get("/health/ready/")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "worker": True, "outbox": True, "oldest_message_seconds": 0}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_not_ready_without_a_worker(client):
    actions.beat("one")
    WorkerHeartbeat.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    answer = client.get("/health/ready/")
    assert answer.status_code == 503
    assert answer.json()["worker"] is False


@pytest.mark.django_db
def test_not_ready_when_messages_do_not_get_out_and_it_says_not_whose(client):
    actions.beat("one")
    actions.write_email("login-code", address="wilma@quarry.example", subject="Your code", body="4711")
    assert client.get("/health/ready/").status_code == 200
    OutboxMessage.objects.update(written_at=timezone.now() - timedelta(hours=1))
    answer = client.get("/health/ready/")
    assert answer.status_code == 503
    assert answer.json()["oldest_message_seconds"] >= 3600
    assert b"wilma" not in answer.content


@pytest.mark.django_db(transaction=True)
def test_not_ready_without_a_database(client, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
    answer = client.get("/health/ready/")
    assert (answer.status_code, answer.json()) == (503, {"database": False})
    assert client.get("/health/").status_code == 200


def test_watching_is_not_doing(client):
    assert client.post("/health/").status_code == 405
    assert client.post("/health/ready/").status_code == 405
