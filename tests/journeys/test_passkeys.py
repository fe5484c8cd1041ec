"""A keyworker is asked for a second factor, makes a passkey, and signs in with it the next day."""

import pytest
from playwright.sync_api import expect

from accounts.models import Setting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long invented password"
REFUSED = "No passkey was used. Try again"
# What a laptop with a fingerprint reader has, pressed without being asked.
KEEPS_PASSKEYS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def kit(person, keyworker):
    """Kit's browser, at work where the council asks for a second factor."""
    Setting.objects.filter(key="second_factor").delete()
    keyworker.set_password(PASSWORD)
    keyworker.save()
    return person()


def with_a_reader(somebody):
    """Returns what turns the fingerprint off: the next time the browser asks, nobody answers."""
    devtools = somebody.page.context.new_cdp_session(somebody.page)
    devtools.send("WebAuthn.enable")
    reader = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEEPS_PASSKEYS})["authenticatorId"]
    return lambda yes: devtools.send("WebAuthn.setUserVerified", {"authenticatorId": reader, "isUserVerified": yes})


def proves(somebody, button, *, then):
    """The next page comes when the reader has answered, and not with the press of the button."""
    somebody.page.get_by_role("button", name=button, exact=True).click()
    somebody.sees(then)
    somebody.looks_around()


@pytest.mark.parametrize("window", ["phone", "desktop"], indirect=True)
def test_a_passkey_is_made_and_then_opens_the_door_alone(kit, keyworker):
    finger_fits = with_a_reader(kit)
    kit.signs_in(keyworker, PASSWORD)
    kit.sees("Set up a second way to prove that it is you")
    kit.presses("Set up a passkey")
    kit.writes("Your password", PASSWORD)
    kit.presses("Continue")
    kit.writes("What to call it (optional)", "Work laptop")
    expect(kit.page.get_by_text(REFUSED)).to_be_hidden()
    finger_fits(False)
    kit.page.get_by_role("button", name="Add the passkey").click()
    expect(kit.page.get_by_text(REFUSED)).to_be_visible()
    finger_fits(True)
    kit.page.wait_for_timeout(1000)  # a button that was just pressed takes a second press for a double click
    proves(kit, "Add the passkey", then="Your recovery codes")
    kit.presses("Go to your work")
    kit.sees("My families")
    kit.goes_to("/accounts/2fa/")
    kit.follows("Change passkeys")
    kit.sees("Work laptop")
    kit.goes_to("/accounts/logout/")
    kit.presses("Sign out")
    kit.goes_to("/accounts/login/")
    proves(kit, "Sign in with a passkey", then="My families")


@pytest.mark.parametrize("window", ["phone without JavaScript"], indirect=True)
def test_without_scripts_an_authenticator_app_is_offered_instead(kit, keyworker):
    kit.goes_to("/accounts/login/")
    expect(kit.page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    kit.signs_in(keyworker, PASSWORD)
    kit.presses("Set up a passkey")
    kit.writes("Your password", PASSWORD)
    kit.presses("Continue")
    kit.sees("its scripts are turned off. Set up an authenticator app instead.")
    expect(kit.page.get_by_role("button", name="Add the passkey")).to_be_hidden()
