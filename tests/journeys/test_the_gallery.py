"""Every question and component at once, in a real browser: widths, keyboard, errors, with and without JavaScript."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def administrator_at_gallery(person, client, administrator, live_server):
    client.force_login(administrator)
    somebody = person()
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    somebody.page.context.add_cookies([cookie])
    somebody.goes_to("/gallery/")
    return somebody


QUESTIONS = ["id_first_name", "id_born_on_0", "id_lives_here_0", "id_problems_0", "id_agency"]


def test_each_link_in_the_summary_leads_to_its_question(administrator_at_gallery):
    page = administrator_at_gallery.page
    administrator_at_gallery.presses("Show the errors")
    administrator_at_gallery.sees("There is a problem")
    for question in QUESTIONS:
        page.locator(f".govuk-error-summary a[href='#{question}']").press("Enter")
        expect(page.locator(f"#{question}")).to_be_in_viewport()
        if administrator_at_gallery.javascript:
            expect(page.locator(f"#{question}")).to_be_focused()


def test_a_question_under_an_option_shows_when_that_option_is_chosen(administrator_at_gallery):
    page = administrator_at_gallery.page
    expect(page.get_by_label("Why not", exact=True)).to_be_hidden()
    administrator_at_gallery.chooses("No", of="Was the family told about the referral?")
    expect(page.get_by_label("Why not", exact=True)).to_be_visible()
    administrator_at_gallery.looks_around()
    administrator_at_gallery.chooses("It is not safe to tell them")
    expect(page.get_by_label("Why not", exact=True)).to_be_hidden()


def test_the_keyboard_alone_skips_to_the_page_and_paper_shows_no_buttons(administrator_at_gallery):
    page = administrator_at_gallery.page
    page.goto("/accounts/logout/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sign out")).to_be_focused()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Sign out")).to_be_visible()
    for only_on_screen in (".govuk-service-navigation", ".govuk-footer", ".govuk-button"):
        expect(page.locator(only_on_screen)).to_be_hidden()
