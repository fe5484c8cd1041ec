"""A note typed in a kitchen with no signal: it stays, says so, saves itself once, and survives a reload (H23)."""

import json

import pytest
from playwright.sync_api import expect

from accounts.models import Draft
from accounts.rules import KEYWORKER
from families.models import Note
from tests.accounts.factories import UserFactory
from tests.families.factories import HeldFamilyFactory
from tests.journeys.conftest import WINDOWS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a kitchen with no signal"
KEPT = "Object.entries(localStorage).filter(([name]) => name.startsWith('kept:'))"


@pytest.fixture
def window():
    return WINDOWS["phone"]


@pytest.fixture
def keyworker(transactional_db):
    keyworker = UserFactory(role=KEYWORKER)
    keyworker.set_password(PASSWORD)
    keyworker.save()
    return keyworker


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


@pytest.fixture
def worker(person, keyworker, family):
    worker = person()
    worker.signs_in(keyworker, PASSWORD)
    worker.goes_to(f"/families/{family.pk}/notes/write/")
    worker.chooses("Home visit")
    return worker


def network(worker, *, is_there):
    """The browser complains of what it cannot reach; that is what this test is about."""
    worker.page.context.set_offline(not is_there)
    if is_there:
        worker.complaints = [said for said in worker.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def reloads_in_vain(worker):
    """The browser shows its own page instead of ours, with nothing of ours left alive behind it."""
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        worker.page.reload()
    worker.page.wait_for_url("chrome-error://**")


def types(worker, text):
    """Key by key, as a person does."""
    worker.page.get_by_label("Note", exact=True).press_sequentially(text)


def is_told(worker, words):
    expect(worker.page.locator("#draft-status")).to_contain_text(words, timeout=15_000)


def kept(worker):
    return dict(worker.page.evaluate(KEPT))


def test_typing_is_saved_as_a_draft_meanwhile_and_the_note_takes_its_place(worker):
    types(worker, "All were in.")
    is_told(worker, "Draft saved at")
    assert Draft.objects.get().typed["text"] == ["All were in."]
    assert not kept(worker)
    worker.chooses("Anyone in the family")
    worker.presses("Save note")
    worker.sees("Note saved")
    assert Note.objects.get().text == "All were in."
    assert not Draft.objects.exists()


def test_with_the_network_cut_in_mid_note_it_stays_and_is_saved_once_when_it_returns_h23(worker):
    types(worker, "She said ")
    is_told(worker, "Draft saved at")
    network(worker, is_there=False)
    types(worker, "it was better.")
    is_told(worker, "Not saved yet")
    worker.page.get_by_role("button", name="Save note").click()
    is_told(worker, "Not saved yet")
    expect(worker.page.get_by_label("Note", exact=True)).to_have_value("She said it was better.")
    assert not Note.objects.exists()
    network(worker, is_there=True)
    expect(worker.page.locator("main")).to_contain_text("Note saved", timeout=15_000)
    assert Note.objects.get().text == "She said it was better."
    assert not Draft.objects.exists()
    worker.looks_around()


def test_what_was_typed_without_network_survives_a_reload_and_nobody_can_read_it_h23(worker, family):
    network(worker, is_there=False)
    types(worker, "He hides the bottles.")
    is_told(worker, "Not saved yet")
    assert "bottles" not in json.dumps(kept(worker))
    assert list(kept(worker)) == [f"kept:note-{family.pk}"]
    reloads_in_vain(worker)
    network(worker, is_there=True)
    worker.goes_to(f"/families/{family.pk}/notes/write/")
    expect(worker.page.get_by_label("Note", exact=True)).to_have_value("He hides the bottles.")
    expect(worker.page.get_by_label("Home visit", exact=True)).to_be_checked()
    is_told(worker, "Draft saved at")
    assert Draft.objects.get().typed["text"] == ["He hides the bottles."]
    assert not kept(worker)


def test_what_a_browser_kept_is_gone_after_signing_out_h23(worker, family):
    network(worker, is_there=False)
    types(worker, "Nobody else may read this.")
    is_told(worker, "Not saved yet")
    reloads_in_vain(worker)
    network(worker, is_there=True)
    worker.goes_to("/accounts/logout/")
    assert kept(worker)
    worker.page.locator("main").get_by_role("button", name="Sign out").click()
    worker.goes_to("/accounts/login/")
    assert not kept(worker)


def test_what_another_session_kept_cannot_be_read_and_is_taken_away_h23(worker, family, keyworker):
    network(worker, is_there=False)
    types(worker, "From before.")
    is_told(worker, "Not saved yet")
    mine = kept(worker)
    network(worker, is_there=True)
    is_told(worker, "Draft saved at")
    Draft.objects.all().delete()
    worker.page.context.clear_cookies()
    worker.signs_in(keyworker, PASSWORD)
    worker.page.evaluate("kept => Object.entries(kept).forEach(pair => localStorage.setItem(...pair))", mine)
    worker.goes_to(f"/families/{family.pk}/notes/write/")
    expect(worker.page.get_by_label("Note", exact=True)).to_have_value("")
    assert not kept(worker)


def test_signed_out_meanwhile_the_words_stay_on_the_page(worker):
    types(worker, "Half a ")
    is_told(worker, "Draft saved at")
    worker.page.context.clear_cookies()
    types(worker, "sentence")
    is_told(worker, "you are signed out")
    expect(worker.page.get_by_label("Note", exact=True)).to_have_value("Half a sentence")
