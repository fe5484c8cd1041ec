"""Who gets in, what is written down of it, and what each page costs."""

import pytest

from accounts.models import AccessEvent
from accounts.rules import PRACTITIONER
from tests.accounts.factories import AgencyFactory, UserFactory
from tests.referrals.factories import a_draft, a_full_draft, a_person, a_piece, a_sent_referral, agreed
from tests.referrals.pages import queries_of

pytestmark = pytest.mark.django_db

PAGES = [
    "", "worry/", "agreement/", "lawful-basis/", "contact/", "account/", "people/", "people/add/", "people/add-baby/",
    "people/{person}/", "people/{person}/sixteen-plus/", "people/{person}/remove/", "problems/2/", "evidence/add/P2.1/",
    "evidence/{piece}/", "evidence/{piece}/remove/", "send/", "sent/",
]  # fmt: skip


def address(referral, path):
    person, piece = referral.people.first(), referral.evidence.first()
    return f"/referrals/{referral.pk}/{path.format(person=person.pk, piece=piece.pk)}"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", ["stranger", "officer", "keyworker", "team_manager", "administrator"])
def test_a_stranger_cannot_tell_that_a_draft_exists(client, request, role, path):
    draft = a_full_draft()
    who = UserFactory(role=PRACTITIONER) if role == "stranger" else request.getfixturevalue(role)
    client.force_login(who)
    assert client.get(address(draft, path)).status_code == 404
    assert client.post(address(draft, path)).status_code == 404
    assert not AccessEvent.objects.exists()


@pytest.mark.parametrize("path", ["start/", "", *PAGES])
def test_nobody_gets_in_without_signing_in(client, path):
    draft = a_full_draft()
    whole = f"/referrals/{path}" if path in ("start/", "") else address(draft, path)
    assert client.get(whole).url.startswith("/accounts/login/")


def test_a_referral_that_does_not_exist_is_not_found(signed_in, practitioner):
    assert signed_in(practitioner).get("/referrals/987654/").status_code == 404


@pytest.mark.parametrize("path", [path for path in PAGES if path not in ("sent/", "lawful-basis/")])
def test_every_opening_is_written_down(signed_in, practitioner, path):
    draft = a_full_draft(by=practitioner)
    signed_in(practitioner).get(address(draft, path))
    line = AccessEvent.objects.about(draft).get()
    assert (line.by, line.working_with, line.reference) == (practitioner, True, draft.reference)
    assert line.page.startswith("referral")


def test_opening_a_colleagues_referral_is_written_down_as_not_working_with_the_family(signed_in, agency_lead):
    sent = a_sent_referral(by=UserFactory(role=PRACTITIONER, agency=agency_lead.agency))
    signed_in(agency_lead).get(f"/referrals/{sent.pk}/")
    assert AccessEvent.objects.about(sent).get().working_with is False


# What each page costs, on a draft with ten times the people, evidence and agencies too.
COSTS = {
    "": 10, "worry/": 7, "agreement/": 10, "contact/": 7, "account/": 7, "people/": 10, "people/add/": 7,
    "people/{person}/": 10, "people/{person}/remove/": 10, "problems/2/": 12, "evidence/add/P2.1/": 9,
    "evidence/{piece}/": 11, "evidence/{piece}/remove/": 10, "send/": 11,
}  # fmt: skip


@pytest.mark.parametrize("path", COSTS)
def test_a_page_costs_the_same_at_ten_times_the_rows(signed_in, practitioner, path):
    client = signed_in(practitioner)
    small, large = a_full_draft(by=practitioner), a_full_draft(by=practitioner)
    agreed(large, agencies=AgencyFactory.create_batch(10))
    for number in range(18):
        a_piece(large, "P3.1", a_person(large, given_name=f"Child {number}"))
        a_piece(large, "P3.1", large.people.first())
    costs = {queries_of(client, address(draft, path)) for draft in (small, large)}
    assert costs == {COSTS[path]}


def test_the_list_costs_the_same_at_ten_times_the_rows(signed_in, practitioner):
    client = signed_in(practitioner)
    a_person(a_draft(by=practitioner))
    small = queries_of(client, "/referrals/")
    for _ in range(9):
        a_person(a_draft(by=practitioner))
    assert queries_of(client, "/referrals/") == small == 8


@pytest.mark.parametrize("path", ["", "sent/"])
def test_reading_what_was_sent_costs_the_same_at_ten_times_the_rows(signed_in, practitioner, path):
    client = signed_in(practitioner)
    sent, larger = a_sent_referral(by=practitioner), a_full_draft(by=practitioner)
    for number in range(18):
        a_piece(larger, "P3.1", a_person(larger, given_name=f"Child {number}"))
    client.post(f"/referrals/{larger.pk}/send/")
    small = queries_of(client, f"/referrals/{sent.pk}/{path}")
    assert queries_of(client, f"/referrals/{larger.pk}/{path}") == small <= 12
