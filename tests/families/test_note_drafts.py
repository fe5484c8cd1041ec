"""What is typed into a note is never lost: a draft on the server, which the form opens with until it is saved."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AccessEvent, Draft
from accounts.rules import KEYWORKER
from families.actions import notes as actions
from families.models import Note
from tests.accounts.factories import UserFactory
from tests.families.factories import HeldFamilyFactory
from tests.families.test_notes import ANSWERS, a_note, page
from tests.referrals.pages import Desk, boxes, words

pytestmark = pytest.mark.django_db

HALF = {"kind": "telephone", "text": "She rang at nine and", "happened_on_0": "31", "happened_on_1": "februar"}


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


@pytest.fixture
def desk(keyworker, signed_in):
    return Desk(signed_in(keyworker))


def typed(desk, family, **answers):
    """What the browser sends while somebody types."""
    hidden = desk.hidden(page(family, "write"))
    return hidden, desk.client.post(page(family, "draft"), {**hidden, **HALF, **answers})


def test_what_is_typed_is_kept_and_the_form_opens_with_it_right_or_wrong(family, desk):
    _, response = typed(desk, family)
    assert response.json() == {"saved_at": f"{timezone.localtime():%H:%M}"}
    opened = desk.opens(page(family, "write"))
    text = words(opened)
    assert "It is not saved as a note yet." in text
    assert "She rang at nine and" in text
    assert 'value="februar"' in opened.text
    assert "There is a problem" not in text
    assert "Go on with your draft" in words(desk.opens(page(family)))


def test_the_plain_button_keeps_a_draft_without_a_script(family, desk):
    response = desk.client.post(page(family, "write"), {**desk.hidden(page(family, "write")), **HALF, "keep": "yes"})
    assert response.url == page(family)
    assert Draft.objects.get().typed["text"] == ["She rang at nine and"]
    assert "keep" not in Draft.objects.get().typed


def test_a_draft_survives_signing_out(family, desk, keyworker):
    typed(desk, family)
    desk.client.logout()
    desk.client.force_login(keyworker)
    assert "She rang at nine and" in words(desk.opens(page(family, "write")))


def test_a_character_that_no_database_keeps_is_dropped(family, desk):
    hidden = desk.hidden(page(family, "write"))
    sent = desk.client.post(page(family, "draft"), hidden | {"text": "She\0 rang", "odd\0": "name"})
    assert sent.status_code == 200
    assert "She rang" in words(desk.opens(page(family, "write")))


def test_a_draft_is_its_writers_alone(family, desk, officer, signed_in):
    typed(desk, family)
    assert "She rang" not in words(Desk(signed_in(officer)).opens(page(family, "write")))


def test_saving_the_note_lets_go_of_the_draft(family, desk):
    hidden, _ = typed(desk, family)
    desk.fills(page(family, "write"), hidden=hidden, **ANSWERS)
    assert not Draft.objects.exists()


def test_a_late_draft_of_a_saved_note_does_not_come_back(family, desk):
    hidden, _ = typed(desk, family)
    desk.fills(page(family, "write"), hidden=hidden, **ANSWERS)
    late = desk.client.post(page(family, "draft"), {**hidden, **HALF})
    assert late.json() == {"saved_at": None}
    assert not Draft.objects.exists()
    kept = desk.client.post(page(family, "write"), {**hidden, **HALF, "keep": "yes"}, follow=True)
    assert "This note is saved already" in words(kept)


def test_a_draft_without_a_real_token_is_kept_all_the_same(family, desk):
    desk.client.post(page(family, "draft"), {**HALF, "once": "nonsense"})
    assert Draft.objects.exists()


def test_a_draft_can_be_thrown_away(family, desk):
    typed(desk, family)
    for _ in range(2):
        response = desk.client.post(page(family, "write"), {"throw_away": "yes"}, follow=True)
    assert "The draft is thrown away" in words(response)
    assert not Draft.objects.exists()


def test_an_addition_has_a_draft_of_its_own(family, desk, keyworker):
    note = a_note(family, by=keyworker)
    typed(desk, family)
    hidden = desk.hidden(page(family, note.pk, "add"))
    desk.client.post(page(family, note.pk, "draft"), {**hidden, **HALF, "text": "And then"})
    assert "And then" in words(desk.opens(page(family, note.pk, "add")))
    desk.client.post(page(family, note.pk, "add"), {**hidden, **boxes(ANSWERS)})
    assert Draft.objects.get().typed["text"] == ["She rang at nine and"]


def test_keeping_a_draft_shows_nothing_of_the_record_and_writes_no_opening(family, desk):
    hidden = desk.hidden(page(family, "write"))
    opened = AccessEvent.objects.about(family).count()
    desk.client.post(page(family, "draft"), {**hidden, **HALF})
    assert AccessEvent.objects.about(family).count() == opened


def test_outsiders_keep_no_draft_on_a_family_they_may_not_open(family, practitioner, signed_in):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        assert signed_in(outsider).post(page(family, "draft"), HALF).status_code == 404
    assert not Draft.objects.exists()


def test_whoever_may_read_but_not_write_keeps_no_draft(family, officer, signed_in):
    officer.groups.clear()
    officer.user_permissions.set(_permission("read_all_families"))
    assert signed_in(officer).post(page(family, "draft"), HALF).status_code == 403


def _permission(codename):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename=codename)


def test_a_draft_is_kept_only_by_a_post(family, desk):
    assert desk.client.get(page(family, "draft")).status_code == 405


def test_the_key_of_the_browsers_storage_ends_with_the_session_h23(family, desk, keyworker):
    key = desk.opens(page(family, "write")).context["key"]
    assert desk.opens(page(family, "write")).context["key"] == key
    assert "no-store" in desk.opens(page(family, "write"))["Cache-Control"]
    desk.client.logout()
    desk.client.force_login(keyworker)
    assert desk.opens(page(family, "write")).context["key"] != key


def test_a_note_saved_from_its_draft_is_saved_once(family, keyworker):
    once = uuid.uuid4()
    written = {"kind": "office", "happened_on": timezone.localdate() - timedelta(days=1), "text": "Came in."}
    for _ in range(2):
        actions.write_note(family, by=keyworker, once=once, **written)
    assert Note.objects.count() == 1
