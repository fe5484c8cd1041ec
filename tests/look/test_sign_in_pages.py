"""The pages of signing in are drawn in our layouts and our words, and hold no script of their own."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

BEFORE_SIGN_IN = {
    "account_login": "Sign in",
    "account_request_login_code": "Get a sign-in code by email",
    "account_reset_password": "Choose a new password",
    "account_reset_password_done": "Look for the email",
    "account_inactive": "This account is closed",
}
AFTER_SIGN_IN = {
    "account_logout": "Sign out",
    "account_reauthenticate": "Confirm that it is you",
    "account_change_password": "Change your password",
    "mfa_index": "Your sign-in",
    "mfa_list_webauthn": "Your passkeys",
    "second-factor": "Set up a second way to prove that it is you",
}


def read(response):
    page = BeautifulSoup(response.text, "html.parser")
    assert response.status_code == 200
    assert page.find(class_="govuk-service-navigation")
    assert [script for script in page.find_all("script") if not script.get("src")] == []
    assert page.find_all(style=True) == page.find_all("style") == []
    for field in page.select("main input:not([type=hidden])"):
        assert "placeholder" not in field.attrs
    return page


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "heading"), BEFORE_SIGN_IN.items())
def test_a_page_before_sign_in(client, name, heading):
    page = read(client.get(reverse(name)))
    assert page.h1.get_text(strip=True) == heading
    assert page.title.get_text().startswith(heading)


@pytest.mark.parametrize(("name", "heading"), AFTER_SIGN_IN.items())
def test_a_page_after_sign_in(signed_in, practitioner, name, heading):
    practitioner.set_password("three quiet otters")
    practitioner.save()
    page = read(signed_in(practitioner).get(reverse(name)))
    assert page.h1.get_text(strip=True) == heading


@pytest.mark.django_db
def test_a_sign_in_without_answers_says_what_to_enter(client):
    page = read(client.post(reverse("account_login"), {}))
    links = {link["href"]: link.get_text() for link in page.select(".govuk-error-summary a")}
    assert links == {"#id_login": "Enter work email address", "#id_password": "Enter password"}
    assert page.title.get_text().startswith("Error: Sign in")


def test_a_wrong_password_is_not_said_to_be_the_wrong_part(client, practitioner):
    answers = {"login": practitioner.email, "password": "not the password"}
    page = read(client.post(reverse("account_login"), answers))
    assert (
        page.select_one(".govuk-error-summary li").get_text(strip=True).startswith("The email address and/or password")
    )
    assert page.select_one("#id_login")["value"] == practitioner.email


def test_the_code_page_says_the_same_whether_or_not_the_address_has_an_account(practitioner):
    for address in (practitioner.email, "nobody@school.example"):
        page = read(Client().post(reverse("account_request_login_code"), {"email": address}, follow=True))
        assert page.h1.get_text(strip=True) == "Enter the code from the email"
        assert f"If {address} has an account here" in page.main.get_text()


@pytest.fixture
def just_confirmed(signed_in, practitioner):
    """A client whose person has given the password a moment ago, so that allauth lets the second factor be changed."""
    practitioner.set_password("three quiet otters")
    practitioner.save()
    client = signed_in(practitioner)
    client.post(reverse("account_reauthenticate"), {"password": "three quiet otters"})
    return client


def test_a_second_factor_is_set_up_used_and_turned_off(just_confirmed, practitioner):
    page = read(just_confirmed.get(reverse("mfa_activate_totp")))
    assert page.h1.get_text(strip=True) == "Set up an authenticator app"
    secret = page.select_one("main strong").get_text()
    wrong = read(just_confirmed.post(reverse("mfa_activate_totp"), {"code": "000"}))
    assert wrong.select_one(".govuk-error-summary a")["href"] == "#id_code"
    codes = read(just_confirmed.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True))
    assert codes.h1.get_text(strip=True) == "Your recovery codes"
    assert len(codes.select("main code")) == 10
    assert read(just_confirmed.get(reverse("mfa_index"))).find(string="On")
    for name in ("mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_reauthenticate", "mfa_add_webauthn"):
        read(just_confirmed.get(reverse(name)))
    second = Client()
    answers = {"login": practitioner.email, "password": "three quiet otters"}
    page = read(second.post(reverse("account_login"), answers, follow=True))
    assert page.h1.get_text(strip=True) == "Confirm that it is you"
    assert not page.select("[data-passkey]:not([data-options-url])")


def code_of(secret):
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.mark.django_db
def test_a_spent_link_to_a_new_password_says_so(client):
    page = read(client.get(reverse("account_reset_password_from_key", args=["1", "spent-link"]), follow=True))
    assert page.h1.get_text(strip=True) == "This link no longer works"
