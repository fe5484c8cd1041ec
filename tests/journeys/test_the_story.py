"""A keyworker tells the story of a family: evidence, a document, and what happened on paper for the mother."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.rules import KEYWORKER
from families.models import Evidence, FamilyDocument
from tests.accounts.factories import UserFactory
from tests.families.factories import HeldFamilyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "the story of a family"


@pytest.fixture
def keyworker(transactional_db):
    keyworker = UserFactory(role=KEYWORKER)
    keyworker.set_password(PASSWORD)
    keyworker.save()
    return keyworker


@pytest.fixture
def worker(person, keyworker):
    worker = person()
    worker.signs_in(keyworker, PASSWORD)
    return worker


def test_evidence_a_document_and_what_happened_on_paper(worker, keyworker):
    family = HeldFamilyFactory(keyworker=keyworker)
    yesterday = timezone.localdate() - timedelta(days=1)
    worker.goes_to(f"/families/{family.pk}/evidence/")
    worker.presses("Add evidence")
    worker.follows("Child misses a tenth or more of school")
    worker.presses("Add this evidence")
    worker.sees("There is a problem")
    worker.chooses("Robin Sample", of="Who is this about?")
    worker.chooses("I know the percentage they attended")
    worker.writes("Percentage attended", "80")
    worker.dates("Up to which day does the information go?", yesterday)
    worker.writes("Where does this come from?", "The school")
    worker.chooses("Some of them must not know")
    worker.chooses("Petra Sample", of="Who must not know?")
    worker.presses("Add this evidence")
    worker.sees("attended 80% of school sessions, and so missed 20%.")
    worker.presses("Yes, save it")
    worker.sees("1 of 6 met, 2 needed")
    worker.sees("Not to be known by Petra Sample")
    assert Evidence.objects.get().value == 20
    worker.goes_to(f"/families/{family.pk}/documents/")
    worker.presses("Add a document")
    plan = {"name": "plan.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff a photograph"}
    worker.page.get_by_label("File").set_input_files(plan)
    worker.writes("Title", "The plan, signed")
    worker.chooses("Plan signed by the family")
    worker.chooses("Anyone in the family")
    worker.presses("Add document")
    worker.sees("plan.jpg")
    assert FamilyDocument.objects.get().file.content_type == "image/jpeg"
    worker.goes_to(f"/families/{family.pk}/chronology/")
    worker.sees("Document added: The plan, signed")
    worker.sees("Child misses a tenth or more of school")
    worker.follows("Print for somebody in the family")
    worker.chooses("Petra Sample", of="Who will read it?")
    worker.presses("See what will be printed")
    worker.sees("Child misses a tenth or more of school")
    worker.presses("Show the page to print")
    worker.sees("Document added: The plan, signed")
    worker.does_not_see("misses a tenth")
    worker.looks_around()


def test_a_note_is_written_and_added_to(worker, keyworker):
    family = HeldFamilyFactory(keyworker=keyworker)
    worker.goes_to(f"/families/{family.pk}/notes/")
    worker.presses("Write a note")
    worker.chooses("Telephone call")
    worker.writes("Note", "She rang at nine and")
    worker.presses("Save as a draft")
    worker.presses("Go on with your draft")
    worker.sees("It is not saved as a note yet.")
    worker.writes("Note", "She rang at nine and again at ten.")
    worker.chooses("Anyone in the family")
    worker.presses("Save note")
    worker.sees("She rang at nine and again at ten.")
    worker.follows("Add to this note", exact=False)
    worker.writes("Note", "It was about the school.")
    worker.presses("Save note")
    worker.sees("Adds to Telephone call")
