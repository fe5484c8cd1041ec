"""What the database refuses of the record's own papers: documents, notes, checked facts, links, batches, disclosures.

Each row stands as it is made here; one change of it is what must never be.
"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db.models import F
from django.utils import timezone

from documents.models import StoredFile
from eligibility.models import Indicator
from families.models import (
    Answer,
    CaseloadBatch,
    Disclosure,
    Evidence,
    FamilyDocument,
    Note,
    Person,
    PersonLink,
    ProtectedIdentity,
    Relationship,
)
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, say, years_ago
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

PAST, EARLIER, AHEAD = date(2021, 5, 4), date(2021, 5, 3), date(2999, 1, 1)


@pytest.fixture
def family():
    return FamilyFactory()


def a_person(family):
    return family.people.get(given_name="Petra")


def a_protected_identity(family):
    earlier = Person.objects.create(given_name="Paula")
    given = {"why": "In hiding", "starts_on": PAST, "ends_on": PAST, "placed_by": UserFactory()}
    return ProtectedIdentity.objects.create(person=a_person(family), earlier=earlier, **given)


def a_link(family):
    other = Person.objects.create(given_name="Petra")
    return PersonLink.objects.create(
        person=a_person(family), other=other, status="linked", moved=[["a", 1, "b"]], decided_by=UserFactory()
    )


def a_batch(family):
    return CaseloadBatch.objects.create(
        file_name="caseload.xlsx", programme=family.episode.programme, uploaded_by=UserFactory(), contents="[]"
    )


def a_document_marked_wrong(family):
    user = UserFactory()
    file = StoredFile.objects.create(
        name="letter.pdf", size=9, content_type="application/pdf", sha256="a" * 64, file="aa/1", stored_by=user
    )
    wrong = {"wrong_on": PAST, "wrong_because": "Another family's", "wrong_by": user}
    return FamilyDocument.objects.create(
        family=family, file=file, title="Letter", kind="letter", dated_on=PAST, added_by=user, once=uuid4(), **wrong
    )


def a_checked_fact(family):
    user = UserFactory()
    checked = {"verified": True, "verified_source": "Census", "verified_on": PAST, "verified_by": user}
    confirmed = {"confirmed_by": "Dr Ann Specimen", "confirmed_role": "Doctor", "confirmed_on": PAST}
    return Evidence.objects.create(
        family=family,
        indicator=Indicator.objects.get(code="P3.1"),
        problem_number=3,
        since=PAST,
        observed_on=PAST,
        ended_on=PAST,
        recorded_by=user,
        **checked,
        **confirmed,
    )


def a_note(family, **written):
    given = {"kind": "office", "happened_on": PAST, "text": "Rang.", "written_by": UserFactory(), "once": uuid4()}
    return Note.objects.create(family=family, **given, **written)


@pytest.mark.parametrize(
    ("constraint", "make", "wrong"),
    [
        ("person_linked_to_another", a_person, {"linked_to": F("pk")}),
        ("protected_identity_is_of_two_records", a_protected_identity, {"earlier": F("person")}),
        ("protected_identity_ends_after_it_starts", a_protected_identity, {"ends_on": EARLIER}),
        ("protected_identity_starts_by_today", a_protected_identity, {"starts_on": AHEAD, "ends_on": AHEAD}),
        ("nobody_is_linked_to_themselves", a_link, {"other": F("person")}),
        ("person_unlinked_or_apart_with_nothing_moved", a_link, {"status": "unlinked"}),
        ("person_unlinked_or_apart_with_nothing_moved", a_link, {"status": "kept apart"}),
        ("caseload_contents_until_loaded", a_batch, {"contents": None}),
        ("caseload_contents_until_loaded", a_batch, {"status": "loaded"}),
        ("caseload_contents_until_loaded", a_batch, {"status": "dancing"}),
        ("document_kind_is_known", a_document_marked_wrong, {"kind": "poem"}),
        ("document_dated_by_today", a_document_marked_wrong, {"dated_on": AHEAD}),
        ("document_marked_wrong_by_today", a_document_marked_wrong, {"wrong_on": AHEAD}),
        ("document_wrong_when_why_and_by_whom", a_document_marked_wrong, {"wrong_on": None}),
        ("document_wrong_when_why_and_by_whom", a_document_marked_wrong, {"wrong_because": ""}),
        ("document_wrong_when_why_and_by_whom", a_document_marked_wrong, {"wrong_by": None}),
        ("evidence_since_by_today", a_checked_fact, {"since": AHEAD, "observed_on": AHEAD, "ended_on": None}),
        ("evidence_ended_by_today", a_checked_fact, {"ended_on": AHEAD}),
        ("evidence_checked_by_today", a_checked_fact, {"verified_on": AHEAD}),
        ("evidence_confirmed_by_today", a_checked_fact, {"confirmed_on": AHEAD}),
        ("note_says_something", a_note, {"text": ""}),
        ("note_kind_is_known", a_note, {"kind": "poem"}),
        ("note_happened_by_today", a_note, {"happened_on": AHEAD}),
    ],
)
def test_the_record_never_says_what_cannot_be(constraint, make, wrong, family):
    row = make(family)
    with refused_by(constraint):
        type(row).objects.filter(pk=row.pk).update(**wrong)


def test_a_person_is_protected_once_a_day_h6(family):
    first = a_protected_identity(family)
    with refused_by("one_protected_identity_a_day"):
        a_protected_identity(family)
    ProtectedIdentity.objects.update(starts_on=EARLIER, ends_on=EARLIER)
    assert a_protected_identity(family).person == first.person


def test_two_records_have_one_decision_and_one_record_one_that_stands_for_it(family):
    link = a_link(family)
    third = Person.objects.create(given_name="Petra")
    given = {"status": "linked", "decided_by": link.decided_by}
    with refused_by("one_link_a_pair"):
        PersonLink.objects.create(**given | {"person": link.other, "other": link.person, "status": "kept apart"})
    with refused_by("person_stands_behind_one"):
        PersonLink.objects.create(**given, person=third, other=link.other)
    PersonLink.objects.create(**given | {"person": third, "other": link.other, "status": "kept apart"})


# Triggers: what stands, and what two rows together must never say


def moves(family):
    return family.episode.moves.all()


def documents(family):
    return FamilyDocument.objects.filter(pk=a_document_marked_wrong(family).pk)


def facts(family):
    return Evidence.objects.filter(pk=a_checked_fact(family).pk)


def notes(family):
    return Note.objects.filter(pk=a_note(family).pk)


def an_old_note(family):
    return Note.objects.filter(pk=a_note(family, written_at=timezone.now() - timedelta(minutes=61)).pk)


def whom_an_old_note_is_about(family):
    note = an_old_note(family).get()
    note.about.add(a_person(family))
    return Note.about.through.objects.filter(note=note)


def a_disclosure(family, **given):
    told = {"kind": "plan", "what": "The plan", "to_whom": "School", "why": "Lessons", "recorded_by": UserFactory()}
    return Disclosure.objects.create(**{"family": family, "once": uuid4(), **told, **given})


def disclosures(family):
    by_law = {"lawful_basis": "public task", "authorised_by": "Olga Example"}
    return Disclosure.objects.filter(pk=a_disclosure(family, **by_law).pk)


def whom_a_disclosure_is_about(family):
    disclosure = disclosures(family).get()
    disclosure.about.add(a_person(family))
    return Disclosure.about.through.objects.filter(disclosure=disclosure)


DELETED = None


@pytest.mark.parametrize(
    ("trigger", "rows_of", "change"),
    [
        ("EpisodeMove.unchanging", moves, {"status": "closed"}),
        ("EpisodeMove.unchanging", moves, DELETED),
        ("FamilyDocument.never_deleted", documents, DELETED),
        ("Evidence.never_deleted", facts, DELETED),
        ("Note.never_deleted", notes, DELETED),
        ("Note.unaltered_after_an_hour", an_old_note, {"text": "Never rang."}),
        ("Note.unaltered_after_an_hour", notes, {"written_at": timezone.now()}),
        ("NoteAbout.unaltered_after_an_hour", whom_an_old_note_is_about, {"person": None}),
        ("NoteAbout.unaltered_after_an_hour", whom_an_old_note_is_about, DELETED),
        ("Disclosure.unchanging", disclosures, {"to_whom": "Nobody"}),
        ("Disclosure.unchanging", disclosures, DELETED),
        ("DisclosureAbout.unchanging", whom_a_disclosure_is_about, {"person": None}),
        ("DisclosureAbout.unchanging", whom_a_disclosure_is_about, DELETED),
    ],
)
def test_what_stands_is_not_rewritten(trigger, rows_of, change, family):
    rows = rows_of(family)
    assert rows.exists()
    with refused_by(trigger):
        rows.delete() if change is DELETED else rows.update(**change)


def test_within_the_hour_a_note_is_put_right(family):
    assert notes(family).update(text="Rang twice.", happened_on=EARLIER) == 1


def test_a_disclosure_rests_on_an_agreement_only_while_it_stands_h25(family):
    person = a_person(family)
    agreement = say(family, person, Answer.YES)
    assert a_disclosure(family, agreement=agreement).agreement == agreement
    say(family, person, Answer.NO)
    with refused_by("Disclosure.rests_on_a_standing_agreement"):
        a_disclosure(family, agreement=agreement)


def test_nobody_is_younger_than_their_child_from_whichever_end(family):
    mother, child = a_person(family), family.people.get(given_name="Robin")
    kept = Relationship.objects.create(
        person=mother, kind="parent", relative=child, recorded_by=UserFactory(), once=uuid4()
    )
    with refused_by("Relationship.the_older_is_born_first"):
        Relationship.objects.filter(pk=kept.pk).update(person=child, relative=mother)
    with refused_by("Person.still_older_than_their_children"):
        Person.objects.filter(pk=mother.pk).update(date_of_birth=years_ago(1))
    Person.objects.filter(pk=mother.pk).update(date_of_birth=years_ago(30))
