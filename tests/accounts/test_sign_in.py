"""Signing in: by password or by a code sent to the work address (H18), with a second factor for who set one up."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from accounts import actions
from accounts.models import AuditEvent, User
from jobs.models import OutboxMessage

pytestmark = pytest.mark.django_db
PASSWORD = "a long walk by the mill"


@pytest.fixture(autouse=True)
def no_earlier_attempts():
    """The limits count in the shared cache."""
    cache.clear()


@pytest.fixture
def somebody(practitioner):
    practitioner.set_password(PASSWORD)
    practitioner.save()
    return practitioner


def signs_in(client, email, password=PASSWORD):
    return client.post("/accounts/login/", {"login": email, "password": password})


def is_in(client):
    return client.get("/").status_code == 200


def asks_for_a_code(client, email):
    return client.post("/accounts/login/code/", {"email": email})


def code_in_the_outbox():
    return re.search(r"^\s*([0-9A-Z-]{6,})\s*$", OutboxMessage.objects.get(kind="login-code").body, re.MULTILINE)[1]


def second_factor_of(user):
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return lambda: format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_the_password_opens_the_door(client, somebody):
    assert signs_in(client, somebody.email).url == "/"
    assert is_in(client)


def test_the_address_may_be_typed_in_capitals(client, somebody):
    signs_in(client, somebody.email.upper())
    assert is_in(client)


def test_a_wrong_password_does_not_say_which_of_the_two_was_wrong(client, somebody):
    wrong = signs_in(client, somebody.email, "not the password").content.decode()
    unknown = signs_in(client, "nobody@quarry.example").content.decode()
    message = "The email address and/or password you specified are not correct."
    assert message in wrong
    assert message in unknown
    assert not is_in(client)


def test_the_page_asked_for_comes_after_signing_in(client, somebody):
    answer = client.post("/accounts/login/?next=/referrals/", {"login": somebody.email, "password": PASSWORD})
    assert answer.url == "/referrals/"


def test_another_site_never_comes_after_signing_in(client, somebody):
    answer = client.post(
        "/accounts/login/?next=https://elsewhere.example/", {"login": somebody.email, "password": PASSWORD}
    )
    assert answer.url == "/"


def test_a_code_by_email_opens_the_door_without_any_password(client, practitioner):
    practitioner.set_unusable_password()
    practitioner.save()
    asks_for_a_code(client, practitioner.email)
    message = OutboxMessage.objects.get(kind="login-code")
    assert message.recipient == practitioner.email
    assert message.useless_after is not None
    client.post("/accounts/login/code/confirm/", {"code": code_in_the_outbox()})
    assert is_in(client)


def test_a_code_works_once(client, practitioner):
    asks_for_a_code(client, practitioner.email)
    code = code_in_the_outbox()
    client.post("/accounts/login/code/confirm/", {"code": code})
    client.post("/accounts/logout/")
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert not is_in(client)


def test_a_wrong_code_opens_nothing_and_three_end_the_try(client, practitioner):
    asks_for_a_code(client, practitioner.email)
    for _ in range(3):
        client.post("/accounts/login/code/confirm/", {"code": "WRONG1"})
    client.post("/accounts/login/code/confirm/", {"code": code_in_the_outbox()})
    assert not is_in(client)


def test_an_unknown_address_is_told_nothing(client, practitioner):
    known = asks_for_a_code(client, practitioner.email)
    unknown = asks_for_a_code(client, "nobody@quarry.example")
    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    assert not OutboxMessage.objects.filter(kind="login-code").exclude(pk=OutboxMessage.objects.first().pk).exists()


def test_too_many_wrong_passwords_shut_the_door_for_a_while(client, somebody):
    for _ in range(6):
        answer = signs_in(client, somebody.email, "not the password")
    assert "Too many failed login attempts" in answer.content.decode()
    signs_in(client, somebody.email)
    assert not is_in(client)


def test_nobody_fills_a_colleagues_mailbox_with_codes(practitioner):
    answers = [asks_for_a_code(Client(), practitioner.email) for _ in range(5)]
    assert "Too many failed login attempts" in answers[-1].content.decode()
    assert OutboxMessage.objects.count() == 3


def test_someone_who_left_does_not_get_in_by_password_or_code(client, somebody):
    actions.let_sign_in(somebody, is_active=False, by=None)
    signs_in(client, somebody.email)
    assert not is_in(client)
    asks_for_a_code(client, somebody.email)
    assert not OutboxMessage.objects.filter(kind="login-code").exists()


def test_stopping_somebody_ends_the_session_they_have_open(client, somebody):
    signs_in(client, somebody.email)
    actions.let_sign_in(somebody, is_active=False, by=None)
    assert not is_in(client)


def test_signing_out_ends_the_session(client, somebody):
    signs_in(client, somebody.email)
    client.post("/accounts/logout/")
    assert not is_in(client)


def test_with_a_second_factor_the_password_alone_opens_nothing(client, somebody):
    code = second_factor_of(somebody)
    assert signs_in(client, somebody.email).url == "/accounts/2fa/authenticate/"
    assert not is_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert is_in(client)


def test_a_recovery_code_stands_in_for_a_lost_telephone(client, somebody):
    second_factor_of(somebody)
    codes = RecoveryCodes.activate(somebody).get_unused_codes()
    signs_in(client, somebody.email)
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert is_in(client)


def test_the_administration_pages_ask_for_the_second_factor_too(client, administrator):
    administrator.set_password(PASSWORD)
    administrator.save()
    code = second_factor_of(administrator)
    client.post("/admin/login/", {"username": administrator.email, "password": PASSWORD})
    signs_in(client, administrator.email)
    assert client.get("/admin/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert client.get("/admin/").status_code == 200


def test_an_administrator_removes_a_lost_second_factor(client, somebody, administrator):
    second_factor_of(somebody)
    client.force_login(administrator)
    chosen = {"action": "remove_second_factor", "_selected_action": [somebody.pk]}
    client.post("/admin/accounts/user/", chosen)
    client.post("/admin/accounts/user/", chosen)
    client.logout()
    signs_in(client, somebody.email)
    assert is_in(client)


@pytest.mark.parametrize("page", ["signup", "email", "confirm-email", "confirm-email/x"])
def test_nobody_signs_up_alone_or_changes_their_address(client, practitioner, page):
    client.force_login(practitioner)
    assert client.get(f"/accounts/{page}/").status_code == 404
    assert client.post(f"/accounts/{page}/", {"email": "me@elsewhere.example"}).status_code == 404


def test_somebody_may_choose_a_password_later(client, practitioner):
    practitioner.set_unusable_password()
    practitioner.save()
    client.post("/accounts/password/reset/", {"email": practitioner.email})
    link = re.search(r"http://testserver(/\S+)", OutboxMessage.objects.get().body)[1]
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    signs_in(client, practitioner.email)
    assert is_in(client)


def test_changing_the_password_leaves_a_line_without_it(client, somebody):
    signs_in(client, somebody.email)
    again = "three quiet otters by night"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": again, "password2": again})
    line = AuditEvent.objects.about(somebody).get()
    assert (line.deed, line.by, line.fields) == ("user.password-changed", somebody, [])


def test_who_is_suspended_is_told_whom_to_ask(client, somebody):
    User.objects.filter(pk=somebody.pk).update(confirmed_on="2020-01-01")
    actions.suspend_unconfirmed()
    page = client.post("/accounts/login/", {"login": somebody.email, "password": PASSWORD}, follow=True)
    assert "Ask its lead for this programme to confirm you" in page.text


def test_a_short_password_is_refused(client, somebody):
    signs_in(client, somebody.email)
    answer = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    )
    assert "at least 12 characters" in answer.content.decode()
