"""An administrator adds a colleague, who signs in with a code from an e-mail. No page breaks the content policy."""

import re

import pytest

from accounts.models import User
from accounts.rules import PRACTITIONER
from jobs.models import OutboxMessage
from tests.accounts.factories import AgencyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long invented password"
KEPT = ["accounts/agency", "accounts/setting", "accounts/privacynotice", "eligibility/programme"]
READ = ["accounts/auditevent", "accounts/role", "families/family", "referrals/referral", "jobs/outboxmessage"]


@pytest.fixture
def administrator_at_work(person, administrator):
    administrator.set_password(PASSWORD)
    administrator.save()
    ada = person()
    ada.signs_in(administrator, PASSWORD)
    return ada


def no_complaints(somebody):
    """Django draws these pages, so axe is not asked; but nothing inline was refused, and nothing failed."""
    assert not somebody.complaints, "\n".join(somebody.complaints)


def test_an_administrator_adds_a_colleague_who_signs_in_by_code(person, administrator_at_work):
    AgencyFactory(name="Quarry Lane Primary School")
    page = administrator_at_work.page
    page.goto("/admin/accounts/user/add/")
    page.get_by_label("Work e-mail address:").fill("Robin.New@quarry.example")
    page.get_by_label("Full name:").fill("Robin New")
    page.get_by_label("Agency:").select_option(label="Quarry Lane Primary School")
    page.get_by_label(f"{PRACTITIONER.name}: {PRACTITIONER.does}").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was added successfully").wait_for()
    no_complaints(administrator_at_work)
    robin = person()
    robin.goes_to("/accounts/login/code/")
    robin.writes("Work email address", "robin.new@quarry.example")
    robin.presses("Send me a code")
    robin.writes("Code", re.search(r"^[0-9A-Z-]{6,}$", OutboxMessage.objects.get().body, re.MULTILINE)[0])
    robin.presses("Sign in")
    robin.sees("Robin New")
    robin.sees("Refer a family")
    assert not User.objects.get(name="Robin New").has_usable_password()


def test_the_administration_pages_need_no_hole_in_the_content_policy(administrator_at_work):
    pages = [f"{table}/" for table in KEPT + READ] + [f"{table}/add/" for table in KEPT]
    for page in pages:
        administrator_at_work.page.goto(f"/admin/{page}")
        administrator_at_work.page.wait_for_load_state("networkidle")
    no_complaints(administrator_at_work)
