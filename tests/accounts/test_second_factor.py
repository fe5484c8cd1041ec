"""Where the council asks for it, whoever opens family records needs a second factor; nobody else does (H18)."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from accounts import rules
from accounts.models import Setting
from accounts.models.setting import KEYS
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db
ASKED = (rules.PERFORMANCE_OFFICER, rules.KEYWORKER, rules.TEAM_MANAGER, rules.ADMINISTRATOR)
NOT_ASKED = (rules.PRACTITIONER, rules.AGENCY_LEAD)
SET_UP = "/accounts/second-factor/"


@pytest.fixture
def asked_for():
    """What a new installation has by default."""
    Setting.objects.filter(key="second_factor").delete()


def set_up(user):
    TOTP.activate(user, generate_totp_secret())


def test_a_council_asks_for_it_unless_it_decides_otherwise():
    assert KEYS["second_factor"].default == "yes"


@pytest.mark.usefixtures("asked_for")
@pytest.mark.parametrize("role", ASKED, ids=lambda role: role.name)
@pytest.mark.parametrize("place", ["/", "/families/", "/admin/", "/gallery/", "/accounts/2fa/", "/accounts/people/"])
def test_whoever_opens_records_is_led_to_set_one_up_before_any_page(signed_in, role, place):
    answer = signed_in(UserFactory(role=role)).get(place)
    assert (answer.status_code, answer.url) == (302, SET_UP)


@pytest.mark.usefixtures("asked_for")
def test_a_form_sent_meanwhile_does_nothing(signed_in, administrator):
    answer = signed_in(administrator).post("/admin/accounts/agency/add/", {"name": "Hill Farm School"})
    assert answer.url == SET_UP


@pytest.mark.usefixtures("asked_for")
def test_the_ways_to_set_one_up_and_out_stay_open(signed_in):
    client = signed_in(UserFactory(role=rules.KEYWORKER, password="!"))
    page = client.get(SET_UP).text
    for way in ("/accounts/2fa/webauthn/add/", "/accounts/2fa/totp/activate/"):
        assert way in page
        assert client.get(way).status_code == 200
    assert client.get("/about/").status_code == 200
    assert client.get("/accounts/logout/").status_code == 200
    client.post("/accounts/logout/")
    assert "/accounts/login/" in client.get("/").url


@pytest.mark.usefixtures("asked_for")
def test_somebody_with_a_password_gives_it_once_more_before_setting_one_up(signed_in, keyworker):
    keyworker.set_password("a long walk by the mill")
    keyworker.save()
    answer = signed_in(keyworker).get("/accounts/2fa/totp/activate/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/reauthenticate/")
    assert answer.status_code == 200


@pytest.mark.usefixtures("asked_for")
def test_with_one_every_page_opens(signed_in, keyworker):
    set_up(keyworker)
    client = signed_in(keyworker)
    assert client.get("/families/").status_code == 200
    assert client.get(SET_UP).url == "/"


@pytest.mark.usefixtures("asked_for")
def test_recovery_codes_alone_are_no_second_factor(signed_in, keyworker):
    RecoveryCodes.activate(keyworker)
    assert signed_in(keyworker).get("/").url == SET_UP


@pytest.mark.usefixtures("asked_for")
@pytest.mark.parametrize("role", NOT_ASKED, ids=lambda role: role.name)
def test_who_opens_no_records_is_never_asked_h18(signed_in, role):
    assert signed_in(UserFactory(role=role)).get("/").status_code == 200


@pytest.mark.usefixtures("asked_for")
def test_a_practitioner_who_becomes_a_keyworker_too_is_asked_from_then_on(signed_in):
    assert signed_in(UserFactory(role=rules.PRACTITIONER, also=[rules.KEYWORKER])).get("/").url == SET_UP


def test_where_the_council_decided_against_it_nobody_is_asked(signed_in, keyworker):
    assert Setting.objects.value("second_factor") == "no"
    assert signed_in(keyworker).get("/").status_code == 200
    assert "Set up a second way" in signed_in(keyworker).get(SET_UP).text


@pytest.mark.usefixtures("asked_for")
def test_the_settings_of_a_page_are_read_once(signed_in, keyworker, django_assert_max_num_queries):
    set_up(keyworker)
    client = signed_in(keyworker)
    with django_assert_max_num_queries(40) as queries:
        client.get("/families/")
    assert sum("accounts_setting" in query["sql"] for query in queries.captured_queries) == 1


@pytest.mark.usefixtures("asked_for")
def test_turning_it_off_leads_back_to_setting_one_up(signed_in, keyworker):
    set_up(keyworker)
    client = signed_in(keyworker)
    keyworker.authenticator_set.all().delete()
    assert client.get("/").url == SET_UP
