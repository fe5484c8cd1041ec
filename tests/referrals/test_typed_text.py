"""Everything typed comes back exactly as typed, and harmless."""

from html import unescape

import pytest

from tests.referrals.factories import a_draft, a_full_draft
from tests.referrals.pages import Desk, words

pytestmark = pytest.mark.django_db

TEXTS = {
    "scripts": "Ola: Zażółć gęślą jaźń; Ελληνικά; Кириллица; العربية; 中文; हिन्दी; עברית",
    "emoji": "Happy 👨‍👩‍👧‍👦 and sad 😢🏽",
    "markup": "<script>alert('x')</script> & \"quotes\" {{ user }} {% now 'Y' %} </textarea><b>",
    "ten thousand": "He said: it's fine. " * 500,
    "spaces and lines": "  First line\n\n\tsecond line  ",
}


@pytest.fixture
def desk(signed_in, practitioner):
    return Desk(signed_in(practitioner))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_account_comes_back_exactly_as_typed(desk, practitioner, text):
    draft = a_draft(by=practitioner)
    path = f"/referrals/{draft.pk}/account/"
    desk.fills(path, account=text)
    draft.refresh_from_db()
    assert draft.account == text
    page = desk.opens(path).content.decode()
    typed = page.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>", 1)[0]
    assert unescape(typed).removeprefix("\n") == text
    assert "<script>alert" not in page


def test_markup_is_harmless_wherever_it_is_shown(desk, practitioner):
    draft = a_full_draft(by=practitioner)
    rowan = draft.people.first()
    known = {"how_old": "child", "lives_with_family": "yes"}
    desk.fills(f"/referrals/{draft.pk}/people/{rowan.pk}/", given_name="<b>Ro & 'wan'</b>", **known)
    for page in ("", "people/", "send/", "problems/2/"):
        response = desk.opens(f"/referrals/{draft.pk}/{page}")
        assert b"<b>Ro" not in response.content
        assert "<b>Ro & 'wan'</b>" in unescape(response.content.decode())


@pytest.mark.parametrize(
    ("page", "field"),
    [("account/", "account"), ("contact/", "contact_safely"), ("people/add/", "given_name"), ("start/", None)],
)
def test_a_character_that_cannot_be_kept_is_told_beside_the_field(desk, practitioner, page, field):
    if field is None:
        assert desk.client.post("/referrals/start/", {"child_at_risk": "no\x00"}).status_code == 200
        return
    draft = a_draft(by=practitioner)
    response = desk.fills(f"/referrals/{draft.pk}/{page}", **{field: "Ro\x00wan"})
    assert "has a character in it that cannot be kept" in words(response)


def test_a_name_that_is_too_long_is_kept_in_the_field_and_refused(desk, practitioner):
    draft = a_draft(by=practitioner)
    long = "N" * 81
    response = desk.fills(f"/referrals/{draft.pk}/people/add/", given_name=long, how_old="child")
    assert "First name must be 80 characters or fewer" in words(response)
    assert long in response.content.decode()


def test_a_postcode_is_put_into_its_usual_form_or_refused(desk, practitioner):
    draft = a_draft(by=practitioner)
    path = f"/referrals/{draft.pk}/contact/"
    desk.fills(path, contact_safely="Text first.", postcode="m991aa", address_lines="1 Invented Row")
    draft.refresh_from_db()
    assert draft.postcode == "M99 1AA"
    refused = desk.fills(path, contact_safely="Text first.", postcode="nowhere")
    assert "Enter a full UK postcode" in words(refused)
    assert 'value="nowhere"' in refused.content.decode()


def test_how_it_is_safe_to_make_contact_is_asked_for_h19(desk, practitioner):
    draft = a_draft(by=practitioner)
    assert "Enter how and when it is safe to contact them" in words(desk.fills(f"/referrals/{draft.pk}/contact/"))


@pytest.mark.parametrize("page", ["contact/", "account/"])
def test_the_second_of_two_tabs_is_told_and_nothing_is_overwritten(desk, practitioner, page):
    draft = a_draft(by=practitioner)
    path = f"/referrals/{draft.pk}/{page}"
    field = {"contact/": "contact_safely", "account/": "account"}[page]
    stale = desk.hidden(path)
    desk.fills(path, **{field: "What the first tab wrote"})
    late = desk.fills(path, hidden=stale, **{field: "What the second tab wrote"})
    assert "What the second tab wrote What the first tab wrote" in words(late)
    draft.refresh_from_db()
    assert getattr(draft, field) == "What the first tab wrote"


def test_every_saved_step_is_there_after_signing_out_and_in(desk, practitioner):
    draft = a_draft(by=practitioner)
    desk.fills(f"/referrals/{draft.pk}/account/", account="Half a thought")
    desk.client.logout()
    desk.client.force_login(practitioner)
    assert "Half a thought" in desk.opens(f"/referrals/{draft.pk}/account/").content.decode()
