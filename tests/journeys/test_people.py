"""A keyworker keeps a family's people: adds a child who is on record already, moves them, and parts a family."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.rules import KEYWORKER
from families.models import Answer, FamilySplit, Person
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, child, give, mother, say, told, years_ago

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "the people of a family"


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


def on(offset):
    return timezone.localdate() + timedelta(days=offset)


def test_a_child_on_record_is_found_while_typing_and_joins(worker, keyworker):
    other = FamilyFactory(people=[mother(), child(given_name="Tamsin", family_name="Thistleby")])
    give(other, keyworker)
    family = HeldFamilyFactory(keyworker=keyworker)
    worker.goes_to(f"/families/{family.pk}/people/")
    worker.presses("Add somebody")
    worker.writes("First names (optional)", "Tamzin")
    worker.writes("Last name (optional)", "Thistleby")
    if worker.javascript:
        worker.sees("1 person on record may be the same")
    else:
        worker.chooses("I do not know", of="How old are they?")
        worker.chooses("Yes", of="Do they live with the family?")
        worker.presses("Save and continue")
        worker.sees("Select whether it is one of these people")
    worker.looks_around()
    worker.chooses("Tamsin Thistleby", of="Is it one of these people, who are on record already?")
    worker.chooses("I do not know", of="How old are they?")
    worker.chooses("Yes", of="Do they live with the family?")
    worker.writes("Who are they in the family? (optional)", "niece")
    worker.presses("Save and continue")
    worker.sees("Added Tamsin Thistleby to the family")
    assert Person.objects.filter(family_name="Thistleby").count() == 1
    worker.goes_to(f"/families/{family.pk}/people/")
    worker.sees("Also in another record")


def test_a_person_is_put_right_reached_and_moved(worker, keyworker):
    family = HeldFamilyFactory(keyworker=keyworker, referred_on=on(-30))
    worker.goes_to(f"/families/{family.pk}/people/")
    worker.follows("Petra Sample")
    worker.follows("Change language they speak best")
    worker.writes("Language they speak best (optional)", "Urdu")
    worker.presses("Save")
    worker.sees("Urdu")
    worker.follows("Add a telephone number or email address")
    worker.chooses("Telephone", of="Telephone or email?")
    worker.presses("Save")
    worker.sees("There is a problem")
    worker.writes("Telephone number", "07700 900 456")
    worker.chooses("No", of="Is it safe to use?")
    worker.presses("Save")
    worker.sees("Not safe: do not use it")
    worker.follows("Homes, now and before")
    worker.presses("Record a new home")
    worker.chooses("Petra Sample", of="Who lives there?")
    worker.chooses("Their main home: they moved house")
    worker.writes("Address (optional)", "2 Invented Lane")
    worker.dates("Since when do they live there?", on(-3))
    worker.chooses("Anyone in the family")
    worker.presses("Save and continue")
    worker.sees("2 Invented Lane")
    worker.follows("Change or end this home of Petra Sample")
    worker.follows("Back")


def test_a_baby_is_born_and_a_family_parts(worker, keyworker):
    people = [mother(), told(given_name="Peter", date_of_birth=years_ago(40)), told(due_on=on(-1))]
    family = HeldFamilyFactory(keyworker=keyworker, people=people)
    say(family, family.members()[0].person, Answer.YES, by=keyworker)
    worker.goes_to("/")
    worker.follows("Ask, and record it", exact=False)
    worker.follows("Is the baby born?")
    worker.chooses("Yes, the baby is born")
    worker.dates("Date of birth", on(-1))
    worker.writes("First names", "Juno")
    worker.presses("Save")
    worker.sees("Juno")
    worker.follows("Split the family")
    worker.chooses("Goes to the new record", of="Peter")
    worker.chooses("Belongs to both", of="Juno")
    worker.writes("What name does the new record go by?", "The Samples of Far Lane")
    worker.chooses("No", of=f"Does {keyworker} work with those who go, too?")
    worker.presses("Open the new record")
    worker.sees("Also in another record")
    assert FamilySplit.objects.count() == 1
    worker.follows("Petra Sample")
    worker.follows("They have died")
    worker.dates("When did they die?", on(0))
    worker.chooses("No", of="Should prints still name them?")
    worker.presses("Save")
    worker.sees("Prints leave their name out.")
