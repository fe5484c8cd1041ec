"""Single sign-on against a real provider on this machine: it opens accounts that exist, and makes none."""

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount

from accounts import actions
from accounts.models import AuditEvent, User
from tests.accounts.factories import UserFactory
from tests.accounts.identity_provider import IdentityProvider, configured

pytestmark = pytest.mark.django_db
BEGIN, BACK = "/accounts/oidc/council/login/", "/accounts/oidc/council/login/callback/"
PASSWORD = "a long walk by the mill"


@pytest.fixture
def directory():
    with IdentityProvider() as provider, configured(provider.address):
        yield provider


@pytest.fixture
def robin(directory):
    """Has an account here, and is signed in at the council's directory."""
    user = UserFactory(email="robin@millbrook.example", name="Robin Fern")
    directory.person = {"sub": "7", "email": user.email, "email_verified": True, "name": "Robin Fern"}
    return user


def goes_there_and_back(client, begin=BEGIN):
    """As a browser would: to the provider over the network, and back with what it answers."""
    there = client.get(begin)
    back = requests.get(there.url, allow_redirects=False, timeout=5).headers["Location"]
    return client.get(back.removeprefix("http://testserver"))


def is_in(client):
    return client.get("/").status_code == 200


def test_where_no_provider_is_named_nothing_is_shown_and_nothing_answers(client):
    assert "Millbrook account" not in client.get("/accounts/login/").text
    assert client.get(BEGIN).status_code == 404
    assert client.get(BACK).status_code == 404


def test_the_sign_in_page_offers_it_and_keeps_the_page_asked_for(client, directory):
    page = client.get("/accounts/login/?next=/referrals/").text
    assert "Sign in with your Millbrook account" in page
    assert f'href="{BEGIN}?next=%2Freferrals%2F"' in page


def test_it_opens_the_account_with_that_address_and_leaves_a_line(client, robin):
    assert goes_there_and_back(client).url == "/"
    assert is_in(client)
    line = AuditEvent.objects.about(robin).get()
    assert (line.deed, line.by, line.fields) == ("user.signed-in-by-single-sign-on", robin, [])


def test_the_page_asked_for_comes_after_it_and_another_site_never(client, robin):
    assert goes_there_and_back(client, f"{BEGIN}?next=/referrals/").url == "/referrals/"
    client.logout()
    assert goes_there_and_back(client, f"{BEGIN}?next=https://elsewhere.example/").url == "/"


def test_capitals_in_the_address_make_no_difference(client, directory, robin):
    directory.person["email"] = "Robin@Millbrook.Example"
    goes_there_and_back(client)
    assert is_in(client)


def test_nothing_about_the_account_is_changed(client, robin):
    robin.set_password(PASSWORD)
    robin.save()
    goes_there_and_back(client)
    robin.refresh_from_db()
    assert robin.check_password(PASSWORD)
    assert not SocialAccount.objects.exists()


def test_somebody_without_an_account_is_refused_and_none_is_made(client, directory):
    directory.person = {"sub": "8", "email": "nobody@millbrook.example", "email_verified": True}
    answer = goes_there_and_back(client)
    assert answer.status_code == 403
    assert "There is no open account here for your work email address." in answer.text
    assert not is_in(client)
    assert not User.objects.filter(email="nobody@millbrook.example").exists()


def test_a_closed_account_stays_closed_and_the_try_leaves_a_line(client, robin, administrator):
    actions.let_sign_in(robin, is_active=False, by=administrator)
    assert goes_there_and_back(client).status_code == 403
    assert not is_in(client)
    assert AuditEvent.objects.about(robin).first().deed == "user.single-sign-on-refused"


@pytest.mark.parametrize("vouching", [{}, {"email_verified": False}, {"email_verified": "false"}])
def test_an_address_that_the_directory_has_not_checked_opens_nothing(client, directory, robin, vouching):
    directory.person = {"sub": "7", "email": robin.email, **vouching}
    assert goes_there_and_back(client).status_code == 403
    assert not is_in(client)


def test_for_its_own_domain_a_directory_need_not_say_that_it_checked(client, directory, robin):
    directory.person = {"sub": "7", "email": robin.email}
    with configured(directory.address, domains=["millbrook.example"]):
        goes_there_and_back(client)
    assert is_in(client)


def test_a_directory_that_gives_no_address_opens_nothing(client, directory, robin):
    directory.person = {"sub": "7", "name": "Robin Fern"}
    assert goes_there_and_back(client).status_code == 403


def test_an_answer_that_does_not_say_who_it_is_about_opens_nothing(client, directory, robin):
    directory.person = {"email": robin.email, "email_verified": True}
    assert goes_there_and_back(client).status_code == 502
    assert not is_in(client)


def test_a_second_factor_is_asked_for_all_the_same(client, robin):
    TOTP.activate(robin, generate_totp_secret())
    assert goes_there_and_back(client).url == "/accounts/2fa/authenticate/"
    assert client.get("/accounts/2fa/authenticate/").status_code == 200
    assert not is_in(client)


def test_going_back_without_signing_in_is_said(client, directory, robin):
    directory.cancels = True
    assert "You went back without signing in." in goes_there_and_back(client).text
    assert not is_in(client)


@pytest.mark.parametrize("wrong", [{"aud": "another-product"}, {"iss": "https://elsewhere.example"}, {"exp": 1}])
def test_a_token_that_was_not_meant_for_this_product_opens_nothing(client, directory, robin, wrong):
    directory.token = wrong
    answer = goes_there_and_back(client)
    assert answer.status_code == 502
    assert "could not be read" in answer.text
    assert not is_in(client)


def test_an_answer_that_nobody_asked_for_opens_nothing(client, robin):
    assert client.get(BACK, {"code": "x", "state": "made-up"}).status_code == 502
    assert not is_in(client)


def test_the_same_answer_twice_does_no_harm(client, directory, robin):
    there = client.get(BEGIN)
    back = requests.get(there.url, allow_redirects=False, timeout=5).headers["Location"]
    back = back.removeprefix("http://testserver")
    client.get(back)
    assert client.get(back).status_code == 502
    assert is_in(client)


def test_a_directory_that_does_not_answer_is_said(client, directory, robin):
    there = client.get(BEGIN)
    back = requests.get(there.url, allow_redirects=False, timeout=5).headers["Location"]
    directory.stop()
    for page in (BEGIN, back.removeprefix("http://testserver")):
        answer = client.get(page)
        assert answer.status_code == 502
        assert "Try again in a few minutes." in answer.text


def test_no_account_is_connected_by_asking_for_it(client, robin):
    client.force_login(robin)
    goes_there_and_back(client, f"{BEGIN}?process=connect")
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("place", ["3rdparty", "3rdparty/signup", "3rdparty/login/error", "social/signup"])
def test_pages_for_connecting_and_signing_up_do_not_exist(client, robin, place):
    client.force_login(robin)
    assert client.get(f"/accounts/{place}/").status_code == 404
