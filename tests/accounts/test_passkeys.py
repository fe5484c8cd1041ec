"""Passkeys: made, used to sign in alone or as the second step, named, removed; and never by anybody else."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts import actions
from accounts.models import AuditEvent
from tests.accounts.factories import UserFactory
from tests.accounts.passkey import SoftwarePasskey

pytestmark = pytest.mark.django_db
PASSWORD = "a long walk by the mill"
ADD, LIST, SIGN_IN = "/accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/login/"


@pytest.fixture(autouse=True)
def no_earlier_attempts():
    """The limits count in the shared cache."""
    cache.clear()


def a_browser():
    """Passkeys belong to a site's name; `localhost` may have them without HTTPS."""
    return Client(SERVER_NAME="localhost")


def options_on(page):
    return BeautifulSoup(page.text, "html.parser").select_one("[data-passkey]")["data-options"]


def adds(browser, passkey, **answers):
    credential = passkey.make(options_on(browser.get(ADD)))
    return browser.post(ADD, {"passwordless": "True", "credential": credential, **answers}, follow=True)


def asked_to_prove(browser):
    answer = browser.get(SIGN_IN, headers={"Accept": "application/json"})
    return json.dumps(answer.json()["request_options"])


def signs_in_with(passkey, browser=None):
    browser = browser or a_browser()
    browser.post(SIGN_IN, {"credential": passkey.prove(asked_to_prove(browser))})
    return browser


def is_in(browser):
    return browser.get("/").status_code == 200


@pytest.fixture
def robin():
    """Signs in with emailed codes so far."""
    return UserFactory(name="Robin Fern", password="!")


@pytest.fixture
def with_passkey(robin):
    """Robin's passkey, added in a browser that is closed by now."""
    browser, passkey = a_browser(), SoftwarePasskey()
    browser.force_login(robin)
    adds(browser, passkey, name="Work laptop")
    return passkey


def test_a_passkey_is_added_and_recovery_codes_come_with_it(robin):
    browser = a_browser()
    browser.force_login(robin)
    page = adds(browser, SoftwarePasskey(), name="Work laptop").text
    assert "Passkey added" in page
    assert len(BeautifulSoup(page, "html.parser").select("main code")) == 10
    assert "Work laptop" in browser.get(LIST).text


def test_a_passkey_without_a_name_gets_one(robin):
    browser = a_browser()
    browser.force_login(robin)
    adds(browser, SoftwarePasskey(), name="")
    adds(browser, SoftwarePasskey(), name="")
    page = browser.get(LIST).text
    assert "Passkey 1" in page
    assert "Passkey 2" in page


def test_a_passkey_opens_the_door_alone(robin, with_passkey):
    assert is_in(signs_in_with(with_passkey))
    assert Authenticator.objects.get(user=robin, type="webauthn").last_used_at


def test_the_page_asked_for_comes_after_signing_in(with_passkey):
    browser = a_browser()
    credential = with_passkey.prove(asked_to_prove(browser))
    assert browser.post(SIGN_IN, {"credential": credential, "next": "/referrals/"}).url == "/referrals/"


def test_a_passkey_that_nobody_added_opens_nothing(robin, with_passkey):
    stranger = SoftwarePasskey()
    stranger.user_handle = with_passkey.user_handle
    browser = signs_in_with(stranger)
    assert "That was not right. Try again" in browser.get("/accounts/login/").text
    assert not is_in(browser)


def test_an_answer_that_another_key_has_signed_opens_nothing(robin, with_passkey):
    forged = SoftwarePasskey()
    forged.user_handle, forged.credential_id = with_passkey.user_handle, with_passkey.credential_id
    browser = signs_in_with(forged)
    assert "That was not right. Try again" in browser.get("/accounts/login/").text
    assert not is_in(browser)


def test_an_answer_given_before_opens_nothing(with_passkey):
    browser = a_browser()
    credential = with_passkey.prove(asked_to_prove(browser))
    for later in (browser, a_browser()):
        asked_to_prove(later)
        later.post(SIGN_IN, {"credential": credential})
        assert not is_in(later)


@pytest.mark.parametrize("nonsense", ["", "x", "1", "[]", "{}", '{"id": 1}', '{"response": {}}', '{"response": 1}'])
def test_nonsense_opens_nothing_and_breaks_nothing(nonsense):
    browser = a_browser()
    asked_to_prove(browser)
    assert browser.post(SIGN_IN, {"credential": nonsense}).url == "/accounts/login/"
    assert not is_in(browser)


@pytest.mark.parametrize("nonsense", ["", "x", "1", "[]", "{}", '{"id": 1}', '{"response": {}}', '{"response": 1}'])
def test_nonsense_is_not_taken_for_a_passkey(robin, nonsense):
    browser = a_browser()
    browser.force_login(robin)
    browser.get(ADD)
    answer = browser.post(ADD, {"name": "Laptop", "credential": nonsense})
    assert "There is a problem" in answer.text
    assert not Authenticator.objects.exists()


def test_somebody_who_left_does_not_get_in_by_passkey(robin, with_passkey):
    actions.let_sign_in(robin, is_active=False, by=None)
    assert not is_in(signs_in_with(with_passkey))


def test_the_password_alone_opens_nothing_beside_a_passkey(robin, with_passkey):
    robin.set_password(PASSWORD)
    robin.save()
    browser = a_browser()
    page = browser.post("/accounts/login/", {"login": robin.email, "password": PASSWORD}, follow=True)
    assert "Use your passkey" in page.text
    assert not is_in(browser)
    stranger = SoftwarePasskey()
    wrong = browser.post("/accounts/2fa/authenticate/", {"credential": stranger.prove(options_on(page))})
    assert "There is a problem" in wrong.text
    browser.post("/accounts/2fa/authenticate/", {"credential": with_passkey.prove(options_on(wrong))})
    assert is_in(browser)


def test_a_recovery_code_stands_in_for_a_lost_passkey(robin, with_passkey):
    robin.set_password(PASSWORD)
    robin.save()
    code = Authenticator.objects.get(user=robin, type="recovery_codes").wrap().get_unused_codes()[0]
    browser = a_browser()
    browser.post("/accounts/login/", {"login": robin.email, "password": PASSWORD})
    browser.post("/accounts/2fa/authenticate/", {"code": code})
    assert is_in(browser)


@pytest.fixture
def some_time_ago(robin, with_passkey):
    """The passkey was not added this minute."""
    Authenticator.objects.update(created_at=timezone.now() - timedelta(hours=1))


@pytest.mark.usefixtures("some_time_ago")
def test_changing_passkeys_asks_for_one_first(with_passkey):
    browser = signs_in_with(with_passkey)
    page = browser.get(ADD, follow=True)
    assert page.redirect_chain[-1][0].startswith("/accounts/2fa/reauthenticate/")
    again = browser.get("/accounts/2fa/webauthn/reauthenticate/")
    browser.post("/accounts/2fa/webauthn/reauthenticate/", {"credential": with_passkey.prove(options_on(again))})
    assert browser.get(ADD).status_code == 200


def just_proved(passkey):
    browser = signs_in_with(passkey)
    page = browser.get("/accounts/2fa/webauthn/reauthenticate/")
    browser.post("/accounts/2fa/webauthn/reauthenticate/", {"credential": passkey.prove(options_on(page))})
    return browser


def test_each_change_leaves_a_line(robin, with_passkey):
    browser = just_proved(with_passkey)
    browser.post(f"{LIST}keys/{Authenticator.objects.get(user=robin, type='webauthn').pk}/remove/")
    deeds = AuditEvent.objects.about(robin).values_list("deed", "by")
    assert list(deeds) == [("user.passkey-removed", robin.pk), ("user.passkey-added", robin.pk)]


def test_a_passkey_is_renamed_and_removed(robin, with_passkey):
    browser = just_proved(with_passkey)
    kept = Authenticator.objects.get(user=robin, type="webauthn")
    rename, remove = (f"{LIST}keys/{kept.pk}/{deed}/" for deed in ("edit", "remove"))
    assert "Enter what to call it" in browser.post(rename, {"name": " "}).text
    assert "must be 50 characters or fewer" in browser.post(rename, {"name": "x" * 51}).text
    browser.post(rename, {"name": "Old laptop"})
    assert "Old laptop" in browser.get(LIST).text
    assert "Remove the passkey “Old laptop”" in browser.get(remove).text
    page = browser.post(remove, follow=True).text
    assert "You have no passkey" in page
    assert browser.post(remove).status_code == 404
    assert not is_in(signs_in_with(with_passkey))


def test_nobody_reaches_a_colleagues_passkey(robin, with_passkey):
    theirs = Authenticator.objects.get(user=robin, type="webauthn")
    browser = a_browser()
    browser.force_login(UserFactory(password="!"))
    for deed in ("edit", "remove"):
        assert browser.get(f"{LIST}keys/{theirs.pk}/{deed}/").status_code == 404
    assert "Work laptop" not in browser.get(LIST).text


def test_an_administrator_removes_a_lost_passkey(robin, with_passkey, administrator):
    actions.remove_second_factor(robin, by=administrator)
    assert not is_in(signs_in_with(with_passkey))
