"""Notes on a family's record: typed, newest first, standing after an hour, added to, kept from members (H1)."""

import uuid
from datetime import time, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from families.actions import leave_family
from families.actions import notes as actions
from families.models import Note
from strongerfamilies.edits import EditedElsewhere, fingerprint
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.families.factories import HeldFamilyFactory
from tests.referrals.pages import Desk, queries_of, words

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


@pytest.fixture
def petra(family):
    return family.people.get(given_name="Petra")


@pytest.fixture
def desk(keyworker, signed_in):
    return Desk(signed_in(keyworker))


def a_note(family, *, by, **told):
    told = {"kind": "home visit", "happened_on": days_ago(1), "happened_at": None, "text": "All were in.", **told}
    return actions.write_note(family, by=by, once=uuid.uuid4(), **told)


def two_hours_old(note):
    """As it stands in the database, which alone knows how old a note is; within a test its own rules are put aside."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE families_note SET written_at = now() - interval '2 hours' WHERE id = %s", [note.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    return Note.objects.get(pk=note.pk)


def page(family, *rest):
    return "/".join(["", "families", str(family.pk), "notes", *map(str, rest), ""])


ANSWERS = {"kind": "home visit", "happened_on": days_ago(1), "text": "All were in.", "may_know": "anyone"}


def test_a_note_says_what_when_about_whom_and_who_wrote_it(family, petra, desk, keyworker):
    desk.fills(page(family, "write"), **ANSWERS, happened_at="2.30pm", about=[petra.pk])
    text = words(desk.opens(page(family)))
    assert f"Home visit, {days_ago(1):%-d %B %Y}, 14:30" in text
    assert "About Petra Sample" in text
    assert "All were in." in text
    assert f"Written by {keyworker}, {keyworker.agency}" in text
    line = AuditEvent.objects.about(family).get(deed="note.written")
    assert line.fields == ["about", "happened_at", "happened_on", "kind", "text"]


def test_a_note_about_nobody_in_particular_is_about_the_whole_family(family, desk):
    desk.fills(page(family, "write"), **ANSWERS)
    assert "About the whole family" in words(desk.opens(page(family)))


def test_bad_input_is_refused_beside_its_question_and_what_was_typed_stays(family, desk):
    wrong = {"text": "Kept words", "happened_on": days_ago(-1), "happened_at": "half past"}
    text = words(desk.fills(page(family, "write"), **wrong))
    for said in ("Select what kind of note it is", "must be today or in the past", "Enter a time, like 14:30"):
        assert said in text
    assert "Kept words" in text
    assert not Note.objects.exists()


def test_an_empty_note_is_refused(family, desk):
    assert "Enter the note" in words(desk.fills(page(family, "write"), **{**ANSWERS, "text": "  \n "}))


def test_a_double_click_writes_one_note(family, desk):
    hidden = desk.hidden(page(family, "write"))
    for _ in range(2):
        desk.fills(page(family, "write"), hidden=hidden, **ANSWERS)
    assert Note.objects.count() == 1
    assert AuditEvent.objects.filter(deed="note.written").count() == 1


def test_the_newest_comes_first_and_a_kind_can_be_chosen(family, desk, keyworker):
    a_note(family, by=keyworker, text="The first", happened_on=days_ago(9))
    a_note(family, by=keyworker, text="The last", happened_on=days_ago(1), kind="telephone")
    a_note(family, by=keyworker, text="In between", happened_on=days_ago(5))
    text = words(desk.opens(page(family)))
    assert text.index("The last") < text.index("In between") < text.index("The first")
    only = words(desk.opens(page(family) + "?kind=telephone"))
    assert "The last" in only
    assert "The first" not in only
    assert "The first" in words(desk.opens(page(family) + "?kind=nonsense"))


def test_within_the_hour_its_writer_puts_a_note_right(family, petra, desk, keyworker):
    note = a_note(family, by=keyworker, about=[petra])
    assert "Put it right" in words(desk.opens(page(family, note.pk)))
    desk.fills(page(family, note.pk, "change"), kind="office", happened_on=days_ago(2), text="Only Petra was in.")
    note.refresh_from_db()
    assert (note.kind, note.text, list(note.about.all())) == ("office", "Only Petra was in.", [])
    assert AuditEvent.objects.filter(deed="note.changed").count() == 1


def test_nobody_else_puts_it_right(family, officer, signed_in, keyworker):
    note = a_note(family, by=keyworker)
    response = signed_in(officer).get(page(family, note.pk, "change"), follow=True)
    assert "by whoever wrote it" in words(response)
    with pytest.raises(MoveNotAllowed):
        actions.change_note(note, by=officer, seen="", about=[], text="Mine")


def test_two_tabs_putting_one_note_right_do_not_overwrite_each_other(family, keyworker):
    note = a_note(family, by=keyworker)
    seen = fingerprint(note, Note.WRITTEN)
    actions.change_note(note, by=keyworker, seen=seen, about=[], text="The first tab")
    with pytest.raises(EditedElsewhere):
        actions.change_note(note, by=keyworker, seen=seen, about=[], text="The second tab")


def test_after_an_hour_the_page_says_that_a_note_stands(family, desk, keyworker):
    note = two_hours_old(a_note(family, by=keyworker))
    text = words(desk.opens(page(family, note.pk)))
    assert "Put it right" not in text
    assert "After that it stands, and can be added to." in text
    response = desk.client.get(page(family, note.pk, "change"), follow=True)
    assert "It stands as it is: add to it instead." in words(response)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Something else"},
        {"kind": "office"},
        {"happened_on": days_ago(9)},
        {"happened_at": time(9)},
        {"written_at": timezone.now()},
    ],
)
def test_after_an_hour_the_database_refuses_every_change(family, keyworker, change):
    note = two_hours_old(a_note(family, by=keyworker))
    with pytest.raises(DatabaseError, match="cannot be altered"), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(**change)


def test_after_an_hour_the_database_keeps_whom_it_is_about(family, petra, keyworker):
    note = two_hours_old(a_note(family, by=keyworker, about=[petra]))
    with pytest.raises(DatabaseError, match="cannot be altered"), transaction.atomic():
        note.about.clear()


def test_when_and_by_whom_it_was_written_never_changes_and_no_note_is_deleted(family, officer, keyworker):
    note = a_note(family, by=keyworker)
    for change in ({"written_by": officer}, {"written_at": timezone.now()}, {"once": uuid.uuid4()}):
        with pytest.raises(DatabaseError, match="cannot be altered"), transaction.atomic():
            Note.objects.filter(pk=note.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        note.delete()


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"kind": "gossip"}, {"happened_on": days_ago(-1)}], ids=["empty", "kind", "tomorrow"]
)
def test_the_database_refuses_an_impossible_note(family, keyworker, wrong):
    with pytest.raises(DatabaseError), transaction.atomic():
        a_note(family, by=keyworker, **wrong)


def test_an_addition_is_a_new_note_that_points_to_the_first(family, petra, desk, keyworker):
    note = two_hours_old(a_note(family, by=keyworker, about=[petra], kind="meeting", not_known_by=[petra]))
    form = desk.opens(page(family, note.pk, "add")).context["form"]
    assert (form["kind"].value(), form["may_know"].value()) == ("meeting", "some")
    desk.fills(page(family, note.pk, "add"), **{**ANSWERS, "text": "It was Tuesday, not Monday."})
    addition = Note.objects.get(adds_to=note)
    assert "It was Tuesday, not Monday." in words(desk.opens(page(family, note.pk)))
    assert f"Adds to {note}" in words(desk.opens(page(family, addition.pk)))


def test_a_note_is_kept_from_named_members_and_can_be_released_at_any_time_h1(family, petra, desk):
    desk.fills(page(family, "write"), **{**ANSWERS, "may_know": "some", "not_known_by": [petra.pk]})
    note = two_hours_old(Note.objects.get())
    assert "Not to be known by Petra Sample" in words(desk.opens(page(family)))
    assert not Note.objects.known_to([petra]).exists()
    desk.fills(page(family, note.pk, "who-may-know"), may_know="nobody")
    assert "Not to be known by the family" in words(desk.opens(page(family)))
    desk.fills(page(family, note.pk, "who-may-know"), may_know="anyone")
    assert Note.objects.known_to([petra]).exists()


def test_who_must_not_know_and_left_the_family_still_must_not_h1(family, petra, desk, keyworker):
    note = a_note(family, by=keyworker, not_known_by=[petra.pk])
    member = family.memberships.get(person=petra)
    leave_family(member, left_on=timezone.localdate(), by=keyworker)
    robin = family.people.get(given_name="Robin")
    desk.fills(page(family, note.pk, "who-may-know"), may_know="some", not_known_by=[petra.pk, robin.pk])
    assert set(note.not_known_by.all()) == {petra, robin}
    assert "Petra Sample" in words(desk.opens(page(family, note.pk, "add")))


def test_whom_a_note_is_about_may_have_left_and_stays_in_it(family, petra, desk, keyworker):
    note = a_note(family, by=keyworker, about=[petra])
    leave_family(family.memberships.get(person=petra), left_on=timezone.localdate(), by=keyworker)
    for rest in ("change", "add"):
        assert desk.opens(page(family, note.pk, rest)).context["form"]["about"].value() == [petra.pk]
        assert "Petra Sample" in words(desk.opens(page(family, note.pk, rest)))


@pytest.mark.parametrize("address", ["", "write/", "{note}/", "{note}/add/", "{note}/change/", "{note}/who-may-know/"])
def test_outsiders_find_nothing(family, practitioner, signed_in, keyworker, address):
    address = page(family) + address.format(note=a_note(family, by=keyworker).pk)
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        assert signed_in(outsider).get(address).status_code == 404


def test_a_note_of_another_family_is_not_found(family, desk, keyworker):
    note = a_note(HeldFamilyFactory(keyworker=keyworker), by=keyworker)
    for rest in ((), ("add",), ("change",), ("who-may-know",)):
        assert desk.client.get(page(family, note.pk, *rest)).status_code == 404


def test_when_the_audit_cannot_be_written_no_note_is_saved(family, keyworker, broken_audit):
    with broken_audit() as error, pytest.raises(error):
        a_note(family, by=keyworker)
    assert not Note.objects.exists()


def test_the_list_costs_the_same_queries_for_ten_times_the_notes(keyworker, signed_in):
    client = signed_in(keyworker)

    def cost(size):
        family = HeldFamilyFactory(keyworker=keyworker)
        people = list(family.people.all())
        for number in range(size):
            a_note(family, by=keyworker, about=people, not_known_by=people, text=f"Note {number}")
        return queries_of(client, page(family))

    assert cost(20) == cost(2) <= 16
