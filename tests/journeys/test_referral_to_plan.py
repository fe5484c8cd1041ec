"""The main journey: a practitioner refers, an officer checks and accepts, a keyworker plans. At every width."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import rules
from eligibility.models import ProgressArea
from tests.accounts.factories import AgencyFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long invented password"
ATTENDANCE = "How much school did they attend, over the last three terms together?"
MUM, KID = "Marigold Example", "Teasel Example"
ABSENT = "Child misses a tenth or more of school"
CALLED = "Police have been called to the home for a domestic incident"
HOME_BY_TEN = "Home by ten on school nights"
KEPT_FROM_ALL = "Marigold sees the domestic abuse worker every week"


@pytest.fixture
def at_work(db):
    """A practitioner of a school, a performance officer, and a keyworker of a housing provider."""
    school = AgencyFactory(name="Quarry Lane Primary School")
    housing = AgencyFactory(name="Bridge Homes")
    team = [
        UserFactory(role=rules.PRACTITIONER, name="Priya Sample", email="priya@quarry.example", agency=school),
        UserFactory(role=rules.PERFORMANCE_OFFICER, name="Olive Sample", email="olive@council.example"),
        UserFactory(role=rules.KEYWORKER, name="Kit Sample", email="kit@bridge.example", agency=housing, team=None),
    ]
    for user in team:
        user.set_password(PASSWORD)
        user.save()
    return team


def test_from_a_referral_to_a_familys_plan(person, at_work):
    practitioner, officer, keyworker = (person() for _ in at_work)
    for someone, user in zip((practitioner, officer, keyworker), at_work, strict=True):
        someone.signs_in(user, PASSWORD)
    refers_a_family(practitioner)
    checks_and_accepts(officer)
    allocates(officer)
    practitioner.goes_to("/referrals/")
    practitioner.sees("Accepted")
    records_agreement(keyworker)
    plans(keyworker)
    prints(keyworker)
    records_progress(keyworker)


# The practitioner


def refers_a_family(person):
    today = timezone.localdate()
    person.goes_to("/referrals/")
    person.presses("Refer a family")
    person.chooses("No")
    person.presses("Continue")
    records_what_the_family_agrees_to(person)
    adds_people(person)
    says_how_to_reach_them(person)
    person.follows("2. ", exact=False)
    person.chooses(ABSENT)
    person.presses("Save and continue")
    person.chooses("I know the percentage they attended", of=ATTENDANCE)
    person.writes("Percentage attended", "82")
    person.chooses(KID, of="Who is this about?")
    person.dates("Up to which day does the information go?", today - timedelta(days=20))
    person.presses("Save and continue")
    person.sees(f"{KID} attended 82% of school sessions, and so missed 18%.")
    person.presses("Yes, save it")
    person.sees("1 of 6 met, 2 needed")
    goes_on(person)
    person.follows("5. ", exact=False)
    person.chooses(CALLED)
    person.presses("Save and continue")
    person.dates("When did it happen?", today - timedelta(days=40))
    person.presses("Save and continue")
    person.sees("2 of 6 met, 2 needed")
    goes_on(person)
    person.presses("Check your answers")
    person.sees("Marigold Example")
    person.presses("Send the referral")
    person.sees("Referral sent")


def records_what_the_family_agrees_to(person):
    person.follows("What the family was told and agrees to")
    person.chooses("Yes", of="Was the family told about this referral?")
    person.chooses("Yes", of="Do they agree to the referral?")
    person.chooses("Yes", of="Do they agree that agencies share information about them?")
    person.chooses("Quarry Lane Primary School")
    person.presses("Save and continue")


def adds_people(person):
    today = timezone.localdate()
    person.follows("The people in the family")
    person.presses("Add a person")
    for name, born, is_parent in ((MUM, today.replace(day=1, year=today.year - 34), "Yes"), (KID, None, "No")):
        given, family = name.split()
        person.writes("First name (optional)", given)
        person.writes("Last name (optional)", family)
        person.chooses("I know the date of birth", of="How old are they?")
        person.dates("Date of birth", born or today.replace(day=1, year=today.year - 9))
        person.chooses("Yes", of="Do they live with the family?")
        person.chooses(is_parent, of="Are they a parent or carer of a child in the family? (optional)")
        person.presses("Save and continue")
        if is_parent == "Yes":
            person.presses("Add another person")
    goes_on(person)


def says_how_to_reach_them(person):
    person.follows("How to reach the family safely")
    person.writes("How and when is it safe to contact them?", "Text first, weekdays before 3pm.")
    person.writes("What name does the family go by? (optional)", "Example")
    person.writes("Telephone number (optional)", "07700 900123")
    person.writes("Address (optional)", "1 Invented Street")
    person.writes("Postcode (optional)", "M99 1AA")
    person.presses("Save and continue")


def goes_on(person):
    person.presses("Go on with the referral")


# The performance officer


def checks_and_accepts(person):
    person.goes_to("/referrals/to-check/")
    person.follows("Example")
    person.presses("Start checking")
    for sign, source in ((ABSENT, "School census"), (CALLED, "Police, by secure e-mail")):
        verifies(person, sign, source)
    person.sees("It can be accepted on what is verified.")
    person.presses("Accept")
    person.presses("Accept and open the family's record")
    person.sees("Accepted")


def verifies(person, sign, source):
    card = person.page.locator(".govuk-summary-card").filter(has_text=sign)
    found = card.get_by_label("Verified", exact=True)
    if not found.is_visible():
        card.locator("summary").click()
    found.check()
    card.get_by_label("Where did you check?", exact=True).fill(source)
    card.get_by_role("button", name="Save this check").click()
    person.looks_around()


def allocates(person):
    person.goes_to("/families/")
    person.follows("Example", exact=False)
    person.presses("Allocate a keyworker")
    person.selects("Keyworker", "Kit Sample, 0 families now")
    person.presses("Allocate")
    person.sees("Kit Sample")


# The keyworker


def records_agreement(person):
    today = timezone.localdate()
    person.goes_to("/families/")
    person.follows("Example", exact=False)
    person.follows("Record agreement")
    person.follows(f"Record what {MUM} says")
    person.dates("When were they asked?", today)
    person.chooses("Yes", of="Do they agree to work with us?")
    person.chooses("Yes", of="Do they agree that we share information?")
    person.chooses("Bridge Homes")
    person.presses("Save and continue")
    person.presses("Record a notice given")
    person.chooses(MUM)
    person.page.get_by_label("Privacy notice", exact=False).first.check()
    person.dates("When was it given?", today)
    person.chooses("On paper and talked through")
    person.presses("Save and continue")


def plans(person):
    person.goes_to("/families/")
    person.follows("Example", exact=False)
    person.follows("Start the plan")
    person.presses("Start the plan")
    person.follows("Write down what the family wants")
    person.writes("What does the family want?", "Quiet evenings, and Teasel back at school.")
    person.presses("Save and continue")
    sets_a_target(person, HOME_BY_TEN, kept_from_all=False)
    sets_a_target(person, KEPT_FROM_ALL, kept_from_all=True)
    person.sees(HOME_BY_TEN)
    person.sees(KEPT_FROM_ALL)


def sets_a_target(person, specific, *, kept_from_all):
    today = timezone.localdate()
    person.presses("Set a target")
    person.presses("Save target")
    person.sees("There is a problem")
    person.writes("Specific: what will be done", specific)
    person.writes("Measurable: how we will know", "A tick on the calendar, five nights a week")
    person.writes("Achievable: what makes it possible", "The bus runs until nine")
    person.writes("Realistic: why it fits as things are", "Nobody works late now")
    person.dates("Timely: the deadline", today + timedelta(weeks=12))
    person.dates("Review date", today + timedelta(weeks=6))
    person.chooses(MUM, of="Who will do it?")
    person.chooses(MUM, of="Who helped to set this target?")
    if kept_from_all:
        person.chooses("Keep it from everyone in the family")
    else:
        person.chooses("Anyone in the family")
    person.presses("Save target")


def prints(person):
    person.follows("Print the plan for the family")
    person.chooses(MUM)
    person.chooses("Yes", of="May all of them read what the family wants?")
    person.chooses("No", of="Will somebody outside the family be given it too?")
    person.presses("See what will be printed")
    person.sees("Only you see this list.")
    person.sees(KEPT_FROM_ALL)
    person.presses("Show the page to print")
    person.sees(HOME_BY_TEN)
    person.sees("Quiet evenings, and Teasel back at school.")
    person.does_not_see(KEPT_FROM_ALL)
    person.does_not_see("left out")


def records_progress(person):
    person.goes_to("/families/")
    person.follows("Example", exact=False)
    person.follows("Record start progress")
    person.presses("Begin the start progress data")
    for group in ProgressArea.objects.order_by("code").values_list("group", flat=True).distinct():
        person.follows(group)
        person.writes("Where the answers come from", "The family")
        answers_every_area(person)
        person.presses("Save and continue")
    person.sees("58 of 58 areas have an answer.")
    person.presses("Finish the start progress data")
    person.follows("See all answers")
    person.sees("Not known")


def answers_every_area(person):
    """Zero for a figure, and "Not known" for the rest: neither is the other."""
    areas = person.page.locator(".app-area")
    not_known = areas.get_by_role("radio", name="Not known")
    not_known.evaluate_all("radios => radios.forEach(radio => radio.click())")  # one by one takes a second a group
    for area in areas.filter(has_not=person.page.get_by_role("radio", name="Not known")).all():
        area.locator("input[type=text]").first.fill("0")
