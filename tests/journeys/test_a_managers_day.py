"""A team manager's day, by keyboard alone: from a family to its keyworker, cover arranged, a caseload handed over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.rules import KEYWORKER, TEAM_MANAGER
from families.models import Family
from tests.accounts.factories import TeamFactory, UserFactory
from tests.families.factories import HeldFamilyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a manager knows the way"
MOST_STEPS = 80
FOCUSED = """() => {
  const focused = document.activeElement;
  const says = focused.matches("a, button, summary") ? [focused] : [...(focused.labels || [])];
  return says.map(e => e.innerText).join(" ");
}"""


@pytest.fixture
def team(transactional_db):
    return TeamFactory()


@pytest.fixture
def kit(team):
    return UserFactory(role=KEYWORKER, team=team, agency=team.agency, name="Kit Walker")


@pytest.fixture
def kay(team):
    return UserFactory(role=KEYWORKER, team=team, agency=team.agency, name="Kay Holding")


@pytest.fixture
def manager(person, team):
    """Signed in, with hands that never touch the mouse."""
    user = UserFactory(role=TEAM_MANAGER, team=team, agency=team.agency)
    user.set_password(PASSWORD)
    user.save()
    manager = person()
    manager.signs_in(user, PASSWORD)
    return manager


def moves_to(person, text):
    """Tab on until the focus is on something that says so."""
    for _ in range(MOST_STEPS):
        person.page.keyboard.press("Tab")
        if text in " ".join(person.page.evaluate(FOCUSED).split()):
            return
    raise AssertionError(f"The keyboard does not lead to “{text}” on {person.page.url}")


def enters(person, text):
    """Follow a link or press a button."""
    moves_to(person, text)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    person.looks_around()


def types(person, label, text):
    moves_to(person, label)
    person.page.keyboard.type(text)


def test_a_caseload_is_covered_and_handed_over_by_keyboard_alone_h24(manager, kit, kay):
    family = HeldFamilyFactory(name="Pebbleby", keyworker=kit)
    manager.goes_to("/")
    enters(manager, "Pebbleby")
    enters(manager, "Who works with them")
    enters(manager, "Keyworker")
    manager.sees("Kit Walker")

    manager.goes_to("/families/keyworkers/")
    enters(manager, "Arrange cover for Kit Walker")
    types(manager, "Who stands in?", "Kay")
    for _ in range(3):  # the first day is today, unless somebody says otherwise
        manager.page.keyboard.press("Tab")
    last_day = timezone.localdate() + timedelta(days=7)
    for number in (last_day.day, last_day.month, last_day.year):
        manager.page.keyboard.press("Tab")
        manager.page.keyboard.type(str(number))
    enters(manager, "Arrange cover")
    manager.sees("Kay Holding stands in for 1 family")

    enters(manager, "Hand over families of Kit Walker")
    enters(manager, "Hand over")
    manager.sees("There is a problem")
    types(manager, "Who takes them over?", "Kay")
    enters(manager, "Hand over")
    manager.sees("1 family handed over to Kay Holding")
    assert Family.objects.get(pk=family.pk).keyworker == kay
