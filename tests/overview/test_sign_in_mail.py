"""E-mails about signing in leave through the outbox, so that a mail server that is away stops nobody's page."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from jobs import actions
from jobs.models import OutboxMessage
from overview.sign_in import SignInAdapter

pytestmark = pytest.mark.django_db


def test_a_sign_in_code_waits_in_the_outbox_and_then_lets_its_owner_in(client, practitioner):
    client.post("/accounts/login/code/", {"email": practitioner.email})
    message = OutboxMessage.objects.get()
    assert (message.kind, message.address) == ("login-code", practitioner.email)
    assert timedelta() < message.useless_after - timezone.now() <= timedelta(minutes=15)
    assert mail.outbox == []

    actions.send_waiting()
    (letter,) = mail.outbox
    code = re.search(r"^\w[\w-]{4,}$", letter.body, re.MULTILINE)[0]
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert client.session["_auth_user_id"] == str(practitioner.pk)


def test_a_letter_about_signing_in_names_nobody(client, practitioner):
    client.post("/accounts/login/code/", {"email": practitioner.email})
    client.post("/accounts/password/reset/", {"email": practitioner.email})
    for message in OutboxMessage.objects.all():
        assert practitioner.name not in message.subject + message.body
        assert practitioner.email not in message.subject + message.body


def test_a_stranger_is_told_by_letter_only_that_there_is_no_account(client, db):
    answer = client.post("/accounts/login/code/", {"email": "stranger@elsewhere.example"}, follow=True)
    assert "no account" not in answer.content.decode()
    assert "no account uses it" in OutboxMessage.objects.get().body


def test_nobody_signs_up_alone(rf):
    assert not SignInAdapter().is_open_for_signup(rf.get("/"))
