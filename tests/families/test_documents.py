"""Documents on a family's record: added, opened through the door, kept from members, marked as wrong."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.models import AccessEvent, AuditEvent
from accounts.rules import KEYWORKER
from documents.models import StoredFile
from families.actions import documents as actions
from families.models import FamilyDocument
from tests.accounts.factories import UserFactory
from tests.families.factories import HeldFamilyFactory
from tests.referrals.pages import Desk, queries_of, words

pytestmark = pytest.mark.django_db

ANSWERS = {"title": "GP letter", "kind": "letter", "may_know": "anyone"}
PDF = b"%PDF-1.7 Dear Ms Sample"


def today():
    return timezone.localdate()


def a_file(name="letter.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


@pytest.fixture
def petra(family):
    return family.people.get(given_name="Petra")


@pytest.fixture
def desk(keyworker, signed_in):
    return Desk(signed_in(keyworker))


def a_document(family, *, by, upload=None, **told):
    told = {"title": "GP letter", "kind": "letter", **told}
    return actions.add_document(family, upload=upload or a_file(), by=by, once=uuid.uuid4(), **told)


def page(family, *rest):
    return "/".join(["", "families", str(family.pk), "documents", *map(str, rest), ""])


def test_a_document_is_added_and_listed(family, petra, desk, keyworker):
    dated = today() - timedelta(days=4)
    desk.fills(page(family, "add"), **ANSWERS, file=a_file(), dated_on=dated, about=[petra.pk])
    text = words(desk.opens(page(family)))
    assert f"Letter or e-mail of {dated:%-d %B %Y}, about Petra Sample" in text
    assert "letter.pdf" in text
    assert f"Added by {keyworker}" in text
    line = AuditEvent.objects.about(family).get(deed="document.added")
    assert line.fields == ["about", "dated_on", "file", "kind", "title", "withheld"]


def test_opening_one_hands_it_out_to_be_saved_and_writes_a_line(family, desk, keyworker):
    document = a_document(family, by=keyworker)
    response = desk.client.get(page(family, document.pk))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    line = AccessEvent.objects.about(family).first()
    assert (line.page, line.why, line.by) == ("document", "Opening a document", keyworker)


def test_what_is_missing_or_is_no_document_is_refused_beside_its_question(family, desk):
    text = words(desk.fills(page(family, "add"), title="Kept words"))
    for said in ("Select file", "Select what it is", "Select who in the family may know"):
        assert said in text
    text = words(desk.fills(page(family, "add"), **ANSWERS, file=a_file("page.html", b"<script>")))
    assert "The selected file must be a PDF" in text
    text = words(desk.fills(page(family, "add"), **ANSWERS, file=a_file("letter.pdf", b"")))
    assert "The selected file is empty" in text
    assert not StoredFile.objects.exists()


def test_a_double_click_adds_one_document(family, desk):
    hidden = desk.hidden(page(family, "add"))
    for _ in range(2):
        desk.fills(page(family, "add"), hidden=hidden, **ANSWERS, file=a_file())
    assert FamilyDocument.objects.count() == StoredFile.objects.count() == 1


def test_a_document_is_kept_from_named_members_and_released_h1(family, petra, desk):
    desk.fills(page(family, "add"), **{**ANSWERS, "may_know": "some", "not_known_by": [petra.pk]}, file=a_file())
    document = FamilyDocument.objects.get()
    assert "Not to be known by Petra Sample" in words(desk.opens(page(family)))
    assert not FamilyDocument.objects.known_to([petra]).exists()
    desk.fills(page(family, document.pk, "who-may-know"), may_know="anyone")
    assert FamilyDocument.objects.known_to([petra]).exists()


def test_a_wrong_document_is_marked_kept_and_not_opened_any_more(family, desk, keyworker):
    document = a_document(family, by=keyworker)
    wrong = page(family, document.pk, "wrong")
    assert "Enter what is wrong with it" in words(desk.fills(wrong))
    for _ in range(2):
        desk.fills(wrong, because="It belongs to another family")
    text = words(desk.opens(page(family)))
    assert f"on {today():%-d %B %Y} by {keyworker}: It belongs to another family" in text
    assert desk.client.get(page(family, document.pk)).status_code == 404
    assert AuditEvent.objects.filter(deed="document.marked_wrong").count() == 1


def test_no_document_is_deleted(family, keyworker):
    document = a_document(family, by=keyworker)
    with pytest.raises(DatabaseError), transaction.atomic():
        document.delete()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "gossip"},
        {"dated_on": timezone.localdate() + timedelta(days=2)},
        {"wrong_on": timezone.localdate()},
        {"wrong_because": "No day"},
        {"wrong_on": timezone.localdate() + timedelta(days=2), "wrong_because": "Tomorrow"},
    ],
)
def test_the_database_refuses_an_impossible_document(family, keyworker, wrong):
    document = a_document(family, by=keyworker)
    by = {"wrong_by": keyworker} if len(wrong) == 2 else {}
    with pytest.raises(DatabaseError), transaction.atomic():
        FamilyDocument.objects.filter(pk=document.pk).update(**wrong, **by)


@pytest.mark.parametrize("rest", ["", "add/", "{pk}/", "{pk}/wrong/", "{pk}/who-may-know/"])
def test_outsiders_find_nothing(family, practitioner, signed_in, keyworker, rest):
    address = page(family) + rest.format(pk=a_document(family, by=keyworker).pk)
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        assert signed_in(outsider).get(address).status_code == 404


def test_a_document_of_another_family_is_not_found(family, desk, keyworker):
    document = a_document(HeldFamilyFactory(keyworker=keyworker), by=keyworker)
    for rest in ((), ("wrong",), ("who-may-know",)):
        assert desk.client.get(page(family, document.pk, *rest)).status_code == 404


def test_when_the_audit_cannot_be_written_neither_row_nor_file_stays(family, keyworker, broken_audit):
    with broken_audit() as error, pytest.raises(error):
        a_document(family, by=keyworker)
    assert not StoredFile.objects.exists()


def test_the_list_costs_the_same_queries_for_ten_times_the_documents(keyworker, signed_in):
    client = signed_in(keyworker)

    def cost(size):
        family = HeldFamilyFactory(keyworker=keyworker)
        people = list(family.people.all())
        for number in range(size):
            a_document(family, by=keyworker, about=people, not_known_by=people, title=f"Letter {number}")
        return queries_of(client, page(family))

    assert cost(20) == cost(2) <= 16
