"""What strangers may read and what each person sees first, in a real browser."""

import pytest

from accounts import rules
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory
from tests.plans.factories import a_family, a_plan
from tests.referrals.factories import a_draft, a_sent_referral

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long invented password"


def test_a_stranger_reads_what_is_public(person):
    stranger = person()
    for path, heading in [
        ("/about/", "Help for the whole family"),
        ("/criteria/", "Who can join"),
        ("/leaflet/", "Your family, one person to turn to, one plan"),
        ("/privacy/", "What happens to your information"),
        ("/accessibility/", "Accessibility of this site"),
    ]:
        stranger.goes_to(path)
        stranger.sees(heading)
    stranger.goes_to("/about/")
    stranger.presses("Sign in to refer a family")
    stranger.sees("Sign in")


def test_somebody_with_every_role_sees_all_the_parts_of_a_first_page(person):
    user = UserFactory(role=rules.PRACTITIONER, also=rules.ROLES, name="Robin Example")
    user.set_password(PASSWORD)
    user.save()
    a_draft(by=user, child_at_risk=True)
    a_sent_referral(by=user)
    FamilyFactory()
    a_plan(a_family(user), by=user)
    robin = person()
    robin.signs_in(user, PASSWORD)
    for part in [
        "A child is at risk, and no report is known",
        "Drafts to finish",
        "My referrals",
        "Referrals to check",
        "Families awaiting allocation",
        "My families",
        f"Families of {user.team.name}",
        "Administration",
        "Worried about a child now?",
    ]:
        robin.sees(part)
