"""What an administrator sees and does about messages and long work."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from jobs import actions
from jobs.models import OutboxMessage
from jobs.models.message import Status

pytestmark = pytest.mark.django_db

OUTBOX = "admin:jobs_outboxmessage_changelist"


@pytest.fixture
def given_up():
    message = actions.write_email("login-code", address="wilma@quarry.example", subject="Secret", body="4711")
    OutboxMessage.objects.update(status=Status.GIVEN_UP, last_error="ConnectionRefusedError")
    return message


def try_again(client):
    chosen = {"action": "send_again", "_selected_action": list(OutboxMessage.objects.values_list("pk", flat=True))}
    return client.post(reverse(OUTBOX), chosen, follow=True)


def test_the_outbox_says_what_failed_and_never_what_was_written_to_whom(signed_in, administrator, given_up):
    client = signed_in(administrator)
    listed = client.get(reverse(OUTBOX), {"q": "login"}).content.decode()
    opened = client.get(reverse("admin:jobs_outboxmessage_change", args=[given_up.pk])).content.decode()
    assert "ConnectionRefusedError" in listed
    for word in ("4711", "Secret", "wilma@"):
        assert word not in listed + opened


def test_a_message_given_up_is_tried_again_and_a_line_tells_who_asked(signed_in, administrator, given_up):
    page = try_again(signed_in(administrator))
    assert "Waiting to be sent again" in page.content.decode()
    given_up.refresh_from_db()
    assert (given_up.status, given_up.attempts) == (Status.WAITING, 0)
    assert AuditEvent.objects.about(given_up).get().by == administrator


def test_a_message_that_waits_anyway_is_left_alone(signed_in, administrator, given_up):
    client = signed_in(administrator)
    try_again(client)
    assert "This cannot be done now" in try_again(client).content.decode()
    assert AuditEvent.objects.about(given_up).count() == 1


def test_an_officer_does_not_see_the_outbox(signed_in, officer, given_up):
    answer = signed_in(officer).get(reverse(OUTBOX))
    assert answer.status_code in (302, 403, 404)


def test_long_work_is_listed(signed_in, administrator):
    actions.start_long_task("import", by=administrator)
    page = signed_in(administrator).get(reverse("admin:jobs_longtask_changelist"))
    assert "Waiting to start" in page.content.decode()
