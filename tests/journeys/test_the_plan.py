"""A keyworker sets targets with a family, shares the plan, records who agreed, prints it, and records the start."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.rules import KEYWORKER
from plans.models import Plan, ProgressValue
from tests.accounts.factories import UserFactory
from tests.plans.factories import a_family

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECRET = "Ada sees the adviser on Mondays"


@pytest.fixture
def keyworker(transactional_db):
    keyworker = UserFactory(role=KEYWORKER)
    keyworker.set_password("a family plan for tests")
    keyworker.save()
    return keyworker


@pytest.fixture
def worker(person, keyworker):
    worker = person()
    worker.signs_in(keyworker, "a family plan for tests")
    return worker


def sets_a_target(worker, words, *, kept_from=None):
    worker.presses("Set a target")
    worker.writes("Specific: what will be done", words)
    worker.writes("Measurable: how we will know", "The adviser says so")
    worker.writes("Achievable: what makes it possible", "It is in the library")
    worker.writes("Realistic: why it fits as things are", "Mondays are free")
    worker.dates("Timely: the deadline", timezone.localdate() + timedelta(days=90))
    worker.chooses("Ada Sample", of="Who will do it?")
    worker.chooses("Ada Sample", of="Who helped to set this target?")
    if kept_from:
        worker.chooses("Some of them must not know")
        worker.chooses(kept_from, of="Who must not know?")
    worker.presses("Save target")
    worker.sees("Target saved")


def test_from_an_empty_plan_to_one_the_family_agreed_to_and_holds(worker, keyworker):
    family = a_family(keyworker)
    worker.goes_to(f"/families/{family.pk}/plan/")
    worker.presses("Start the plan")
    worker.follows("Write down what the family wants")
    worker.writes("What does the family want?", "Evenings without shouting")
    worker.presses("Save and continue")
    worker.presses("Set a target")
    worker.presses("Save target")
    worker.sees("Enter what will be done")
    worker.goes_to(f"/families/{family.pk}/plan/")
    sets_a_target(worker, "Cleo is at school by nine")
    sets_a_target(worker, SECRET, kept_from="Bert Sample")
    worker.sees("Not to be known by Bert Sample")
    worker.follows("Share the plan with the family")
    worker.presses("The family has seen it")
    worker.follows("The family agrees to the plan")
    worker.chooses("Ada Sample", of="Who agreed?")
    worker.chooses("Signed the plan on paper")
    worker.presses("Record their agreement")
    worker.sees("the plan is in place")
    assert family.episode.status == "plan in place"
    assert Plan.objects.get().agreements.get().how == "signed"
    worker.follows("Print the plan for the family")
    worker.chooses("Bert Sample", of="Who will read it?")
    worker.chooses("Yes", of="May all of them read what the family wants?")
    worker.chooses("No", of="Will somebody outside the family be given it too?")
    worker.presses("See what will be printed")
    worker.sees(SECRET)
    worker.presses("Show the page to print")
    worker.sees("Cleo is at school by nine")
    worker.sees("Evenings without shouting")
    worker.does_not_see(SECRET)


def test_the_start_is_recorded_group_by_group(worker, keyworker):
    family = a_family(keyworker)
    worker.goes_to(f"/families/{family.pk}/progress/")
    worker.presses("Begin the start progress data")
    worker.follows("Housing")
    worker.writes("Rent or mortgage arrears", "lots")
    worker.presses("Save and continue")
    worker.sees("Rent or mortgage arrears must be a number")
    worker.writes("Rent or mortgage arrears", "1,200.50")
    worker.chooses("No", of="The family is homeless or in temporary accommodation")
    worker.writes("Where the answers come from", "The family")
    worker.presses("Save and continue")
    worker.sees("2 of 3 answered")
    worker.follows("Education")
    worker.presses("Save and continue")
    worker.follows("See all answers")
    worker.sees("£1,200.50")
    assert ProgressValue.objects.count() == 2
