"""An agency lead confirms a colleague; the colleague comes in by the council's directory, without a password."""

from datetime import date

import pytest

from accounts.actions import suspend_unconfirmed
from accounts.rules import PRACTITIONER
from tests.accounts.factories import UserFactory
from tests.accounts.identity_provider import IdentityProvider, configured

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long invented password"


@pytest.fixture
def directory():
    with IdentityProvider() as provider, configured(provider.address):
        yield provider


@pytest.mark.parametrize("window", ["phone", "phone without JavaScript"], indirect=True)
def test_a_suspended_colleague_is_confirmed_and_comes_in_by_single_sign_on_h24(person, directory, agency_lead):
    agency_lead.set_password(PASSWORD)
    agency_lead.save()
    robin = UserFactory(
        name="Robin Fern", agency=agency_lead.agency, role=PRACTITIONER, confirmed_on=date(2020, 1, 1), password="!"
    )
    suspend_unconfirmed()
    directory.person = {"sub": "7", "email": robin.email, "email_verified": True}
    colleague, lead = person(), person()
    colleague.goes_to("/accounts/login/")
    colleague.page.get_by_role("button", name="Sign in with your Millbrook account").click()
    colleague.sees("There is no open account here")
    colleague.complaints.clear()  # the browser mentions that the page was refused
    lead.signs_in(agency_lead, PASSWORD)
    lead.follows("1 person waits for you to confirm them")
    lead.chooses("Robin Fern")
    lead.presses("Confirm")
    lead.sees("Robin Fern confirmed for 6 months")
    colleague.follows("Sign in another way")
    colleague.presses("Sign in with your Millbrook account")
    colleague.sees("Robin Fern")
    colleague.sees("Refer a family")
