"""A keyworker writes down who is related to whom, an order, a warning, a service, and what was given to a school."""

import pytest
from django.utils import timezone

from accounts.rules import KEYWORKER
from families.models import Disclosure, LegalOrder, Relationship
from tests.accounts.factories import UserFactory
from tests.families.factories import HeldFamilyFactory, child, mother

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MUM, SON = "Petra Sample", "Robin Sample"
VISIT_IN_TWOS = "Visit in twos"


def test_a_keyworker_writes_down_what_stands_around_a_family(person, transactional_db):
    keyworker = UserFactory(role=KEYWORKER)
    keyworker.set_password("around a family for tests")
    keyworker.save()
    people = [mother(sex="female"), child(sex="male"), *(child(given_name=f"Child {n}") for n in range(8))]
    family = HeldFamilyFactory(keyworker=keyworker, people=people)
    worker = person()
    worker.signs_in(keyworker, "around a family for tests")
    worker.goes_to(f"/families/{family.pk}/relationships/")
    relates(worker)
    gives_an_order(worker, family)
    warns(worker)
    asks_for_a_service(worker)
    gives_a_letter(worker)


def relates(worker):
    worker.presses("Add a relationship")
    worker.selects("First person", MUM)
    worker.selects("What are they to the second person?", "Parent")
    worker.selects("Second person", SON)
    worker.chooses("Yes", of="Does the parent or carer have parental responsibility for the child? (optional)")
    worker.presses("Save")
    worker.sees(f"Son of {MUM}")
    worker.follows("See them drawn as a genogram")
    worker.sees(f"{MUM} is the parent of {SON}.")
    assert Relationship.objects.count() == 1


def gives_an_order(worker, family):
    worker.goes_to(f"/families/{family.pk}/orders/")
    worker.presses("Add an order")
    worker.presses("Save")
    worker.sees("Select which order it is")
    worker.selects("Which order is it?", "Non-molestation order")
    worker.writes("Does it bind somebody who is not on this record? (optional)", "Peter Elsewhere, ex-partner")
    worker.chooses(MUM, of="Whom does it protect, or which child is it about? (optional)")
    worker.writes("What does it forbid or say?", "Must not come near her")
    worker.dates("From when?", timezone.localdate())
    worker.chooses("Anyone in the family")
    worker.presses("Save")
    worker.sees("Must not come near her")
    worker.goes_to(f"/families/{family.pk}/")
    worker.page.get_by_text("binds Peter Elsewhere").first.wait_for()
    assert LegalOrder.objects.count() == 1


def warns(worker):
    worker.follows("People")
    worker.follows("Warnings")
    worker.presses("Add a safety warning")
    worker.chooses("Workers")
    worker.writes("What should workers do or avoid?", VISIT_IN_TWOS)
    worker.writes("Why?", "The dog bites")
    worker.dates("When will it be looked at again?", timezone.localdate())
    worker.chooses("Yes", of="Was the person it is about, or the family, told of it?")
    worker.writes("Which manager was informed?", "Max Example, manager")
    worker.writes("Who informed the manager?", "Kit Example, keyworker")
    worker.dates("When was the manager informed?", timezone.localdate())
    worker.presses("Save the warning")
    worker.sees("Review due")
    worker.follows("Who works with them")
    worker.follows("Services")
    worker.page.get_by_text(VISIT_IN_TWOS).first.wait_for()


def asks_for_a_service(worker):
    worker.presses("Ask for a service")
    worker.writes("Which service?", "Speech therapy")
    worker.chooses(SON, of="For whom? (optional)")
    worker.writes("What for?", "He stammers")
    worker.dates("When was it asked for?", timezone.localdate())
    worker.chooses("Anyone in the family")
    worker.presses("Save")
    worker.sees("Asked for on")


def gives_a_letter(worker):
    worker.follows("Agreement")
    worker.follows("Given to others")
    worker.presses("Record what was given")
    worker.chooses("A letter or an e-mail")
    worker.writes("What did it hold?", "That he is often late")
    worker.writes("To whom?", "Hedda Example, head teacher")
    worker.writes("Why did they need it?", "To plan his mornings")
    worker.dates("When was it given?", timezone.localdate())
    worker.chooses("Public task", of="On what does it rest?", exact=False)
    worker.writes("Who authorised it?", "Olga Example, manager")
    worker.presses("Save")
    worker.sees("Hedda Example, head teacher")
    assert Disclosure.objects.get().about.count() == 10
