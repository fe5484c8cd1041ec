"""Messages: written with the deed, sent by the worker, lost by nobody."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from jobs import actions
from jobs.models import OutboxMessage
from jobs.models.message import Status
from jobs.rules import MOST_ATTEMPTS
from strongerfamilies.moves import MoveNotAllowed
from tests.families.factories import FamilyFactory
from tests.jobs.mail_server import mail_server


@pytest.fixture
def smtp(settings):
    """Send by SMTP to a port of this machine, as an installation does; `smtp(port)`."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "127.0.0.1", None, None

    def use(port):
        settings.EMAIL_PORT = port

    use(1)  # nobody listens there
    return use


def a_message(**fields):
    fields = {"address": "wilma@quarry.example", "subject": "Your code", "body": "4711"} | fields
    return actions.write_email("login-code", **fields)


def make_due():
    OutboxMessage.objects.update(next_attempt_at=timezone.now())


@pytest.mark.django_db
def test_a_waiting_message_is_sent_and_its_text_forgotten(smtp):
    message = a_message()
    with mail_server() as server:
        smtp(server.port)
        assert actions.send_waiting() == 1
    assert "To: wilma@quarry.example" in server.letters[0]
    assert "4711" in server.letters[0]
    message.refresh_from_db()
    assert (message.status, message.body, message.address) == (Status.SENT, None, None)
    assert message.sent_at


@pytest.mark.django_db
def test_sending_twice_sends_once(smtp):
    a_message()
    with mail_server() as server:
        smtp(server.port)
        assert [actions.send_waiting(), actions.send_waiting()] == [1, 0]
    assert len(server.letters) == 1


@pytest.mark.django_db
def test_an_unreachable_mail_server_loses_nothing(smtp):
    message = a_message()
    assert actions.send_waiting() == 0
    message.refresh_from_db()
    assert (message.status, message.attempts, message.body) == (Status.WAITING, 1, "4711")
    assert message.next_attempt_at > timezone.now() + timedelta(seconds=50)
    assert message.last_error == "ConnectionRefusedError"
    with mail_server() as server:
        smtp(server.port)
        assert actions.send_waiting() == 0, "it waits before it tries again"
        make_due()
        assert actions.send_waiting() == 1


@pytest.mark.django_db
def test_one_address_that_is_refused_holds_up_nobody_else(smtp):
    a_message(address="gone@quarry.example")
    a_message()
    with mail_server(refuses="gone@") as server:
        smtp(server.port)
        assert actions.send_waiting() == 1
    refused = OutboxMessage.objects.get(status=Status.WAITING)
    assert refused.last_error == "SMTPRecipientsRefused"
    assert "gone" not in refused.last_error


@pytest.mark.django_db
def test_a_message_that_no_key_opens_waits_for_its_key_and_holds_up_nobody_else(smtp, settings):
    key = settings.IDENTIFIER_KEYS[0]
    locked = a_message()
    settings.IDENTIFIER_KEYS = ["b3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgISE="]
    a_message()
    with mail_server() as server:
        smtp(server.port)
        assert actions.send_waiting() == 1
        assert OutboxMessage.objects.values_list("status", "last_error").get(pk=locked.pk) == (
            "waiting",
            "InvalidToken",
        )
        settings.IDENTIFIER_KEYS.append(key)
        make_due()
        assert actions.send_waiting() == 1


@pytest.mark.django_db
def test_a_message_is_given_up_in_the_end_and_can_be_sent_again_by_hand(smtp, officer):
    message = a_message()
    OutboxMessage.objects.update(attempts=MOST_ATTEMPTS - 1)
    actions.send_waiting()
    message.refresh_from_db()
    assert (message.status, message.body) == (Status.GIVEN_UP, "4711")
    actions.send_again(message, by=officer)
    with mail_server() as server:
        smtp(server.port)
        assert actions.send_waiting() == 1


@pytest.mark.django_db
def test_a_code_that_nobody_can_use_any_more_is_not_sent(smtp, officer):
    message = a_message(useful_for=timedelta(minutes=15))
    OutboxMessage.objects.update(useless_after=timezone.now() - timedelta(seconds=1))
    assert actions.send_waiting() == 0
    message.refresh_from_db()
    assert (message.status, message.attempts, message.body) == (Status.GIVEN_UP, 0, None)
    with pytest.raises(MoveNotAllowed):
        actions.send_again(message, by=officer)


@pytest.mark.django_db
def test_a_message_to_a_user_goes_to_their_present_address(smtp, practitioner):
    message = OutboxMessage.objects.create(kind="greeting", to=practitioner, subject="Hello", body="R-000001")
    practitioner.email = "new-address@quarry.example"
    practitioner.save()
    with mail_server() as server:
        smtp(server.port)
        actions.send_waiting()
    assert "To: new-address@quarry.example" in server.letters[0]
    message.refresh_from_db()
    assert message.to == practitioner


@pytest.mark.django_db
def test_text_and_address_are_encrypted_in_the_database():
    a_message()
    with connection.cursor() as cursor:
        cursor.execute("SELECT body, address FROM jobs_outboxmessage")
        body, address = cursor.fetchone()
    assert "4711" not in body
    assert "wilma" not in address


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"address": None},
        {"body": None},
        {"status": Status.SENT},
        {"sent_at": timezone.now()},
    ],
    ids=["to nobody", "without text", "sent at no time", "sent while waiting"],
)
def test_the_database_refuses_half_a_message(wrong):
    message = a_message()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMessage.objects.filter(pk=message.pk).update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_send_one_message_twice(smtp):
    for number in range(20):
        a_message(address=f"wilma{number}@quarry.example")

    def work():
        actions.send_waiting()
        connection.close()

    with mail_server() as server:
        smtp(server.port)
        workers = [threading.Thread(target=work) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert len(server.letters) == len({letter.partition("To: ")[2].split()[0] for letter in server.letters}) == 20


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_fails_leaves_no_message_behind():
    @transaction.atomic
    def deed():
        a_message()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        deed()
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db
def test_a_message_about_a_record_holds_its_reference_and_a_link_and_names_nobody(keyworker, settings):
    settings.BASE_URL = "https://families.council.example"
    family = FamilyFactory()
    message = actions.write_message("family-allocated", to=keyworker, about=family)
    assert message.subject == f"You are the keyworker of {family.reference}"
    assert f"https://families.council.example{family.get_absolute_url()}" in message.body
    assert family.name not in message.subject + message.body
    assert list(OutboxMessage.objects.about(family)) == [message]
    assert message.recipient == keyworker.email


def test_no_letter_asks_for_more_than_references_a_link_and_days(settings):
    letters = list((settings.BASE_DIR / "templates" / "emails").glob("*.txt"))
    assert letters
    for letter in letters:
        asked = re.findall(r"{{\s*(.+?)\s*}}", letter.read_text())
        beyond = [name for name in asked if name not in {"reference", "link"} and not name.endswith('|date:"j F Y"')]
        assert not beyond, letter.name
