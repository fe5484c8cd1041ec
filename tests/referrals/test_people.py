"""The people in the family: a name or nothing, an age as well as it is known (H9, H15, H19)."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from referrals.models import ReferredPerson
from tests.referrals.factories import a_draft, a_mother, a_person, a_piece, days_ago
from tests.referrals.pages import CHANGED_MEANWHILE, Desk, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(practitioner):
    return a_draft(by=practitioner)


@pytest.fixture
def desk(signed_in, practitioner):
    return Desk(signed_in(practitioner))


@pytest.fixture
def add(draft):
    return f"/referrals/{draft.pk}/people/add/"


def the_only_person():
    return ReferredPerson.objects.get()


def test_a_date_of_birth_a_name_and_a_place_in_the_family(desk, draft, add):
    told = {"given_name": "Marge", "family_name": "Example", "relationship": "mother", "parent_or_carer": "yes"}
    born = date(1990, 5, 1)
    response = desk.fills(add, **told, how_old="born", date_of_birth=born, lives_with_family="yes")
    assert response.url == f"/referrals/{draft.pk}/people/"
    marge = the_only_person()
    assert (marge.full_name, marge.date_of_birth, marge.lives_with_family, marge.parent_or_carer) == (
        "Marge Example",
        born,
        True,
        True,
    )
    assert "Marge Example mother, 36" in words(desk.opens(response.url))


def test_an_age_alone_is_enough_h19(desk, draft, add):
    desk.fills(add, how_old="age", age_told="9", lives_with_family="yes")
    child = the_only_person()
    assert (child.age_told, child.age_told_on) == (9, days_ago(0))
    assert child.called == "Someone (about 9)"
    assert child.parent_or_carer is None


@pytest.mark.parametrize(("how_old", "role"), [("adult", "adult"), ("child", "child"), ("unknown", "")])
def test_of_somebody_little_may_be_known(desk, add, how_old, role):
    desk.fills(add, how_old=how_old, lives_with_family="unknown")
    somebody = the_only_person()
    assert somebody.role == role
    assert somebody.lives_with_family is None


def test_an_answer_under_another_option_is_dropped(desk, add):
    desk.fills(add, how_old="age", age_told="9", date_of_birth=date(1999, 2, 30 - 2), lives_with_family="yes")
    assert the_only_person().date_of_birth is None


def test_the_form_asks_for_what_is_missing_and_keeps_what_was_typed(desk, add):
    response = desk.fills(add, given_name="Rowan", how_old="age")
    assert "Enter their age in years" in words(response)
    assert "Select whether they live with the family" in words(response)
    assert b'value="Rowan"' in response.content
    assert not ReferredPerson.objects.exists()


@pytest.mark.parametrize(
    ("day", "month", "year", "told"),
    [
        ("31", "2", "2012", "Date of birth must be a real date"),
        ("1", "1", "2190", "Date of birth must be today or in the past"),
        ("1", "1", "1803", "Date of birth must be in 1900 or later"),
        ("1", "", "2012", "Date of birth must include a month"),
    ],
)
def test_an_impossible_date_of_birth_is_refused_beside_the_field(desk, add, day, month, year, told):
    typed = {"date_of_birth_0": day, "date_of_birth_1": month, "date_of_birth_2": year}
    assert told in words(desk.fills(add, how_old="born", lives_with_family="yes", **typed))


def test_nobody_is_two_hundred_years_old(desk, add):
    assert "must be 120 or less" in words(desk.fills(add, how_old="age", age_told="200", lives_with_family="yes"))


def test_a_double_click_adds_one_person(desk, add):
    hidden = desk.hidden(add)
    for _ in range(2):
        desk.fills(add, hidden=hidden, given_name="Rowan", how_old="child", lives_with_family="yes")
    assert ReferredPerson.objects.count() == 1
    assert AuditEvent.objects.filter(deed="referral.person_added").count() == 1


def test_a_mother_of_sixteen_may_be_the_parent_and_no_adult_is_asked_for_h15(desk, draft, add):
    mother = {"given_name": "Mina", "how_old": "age", "age_told": "16", "parent_or_carer": "yes"}
    response = desk.fills(add, **mother, lives_with_family="yes")
    mina = the_only_person()
    assert response.url == f"/referrals/{draft.pk}/people/{mina.pk}/sixteen-plus/"
    desk.fills(response.url, in_education_or_training="yes", unemployed="unknown")
    mina.refresh_from_db()
    assert (mina.in_education_or_training, mina.unemployed, mina.parent_or_carer) == (True, None, True)


@pytest.mark.parametrize(("age", "asked"), [("15", False), ("16", True), ("18", True), ("19", False)])
def test_education_is_asked_from_sixteen_to_eighteen_only(desk, draft, add, age, asked):
    response = desk.fills(add, how_old="age", age_told=age, lives_with_family="yes")
    assert response.url.endswith("sixteen-plus/") == asked
    again = desk.client.get(f"/referrals/{draft.pk}/people/{the_only_person().pk}/sixteen-plus/")
    assert (again.status_code == 200) == asked


def test_an_unborn_baby_has_a_due_date_and_nothing_else_h9(desk, draft):
    desk.fills(f"/referrals/{draft.pk}/people/add-baby/", due_on=days_ago(-100))
    baby = the_only_person()
    assert baby.is_unborn
    assert baby.called.startswith("Baby due ")
    assert "First name" not in words(desk.opens(f"/referrals/{draft.pk}/people/{baby.pk}/"))


@pytest.mark.parametrize(("due", "told"), [(-400, "within 10 months"), (60, "long past")])
def test_an_impossible_due_date_is_refused_h9(desk, draft, due, told):
    assert told in words(desk.fills(f"/referrals/{draft.pk}/people/add-baby/", due_on=days_ago(due)))


def test_a_babys_date_is_put_right_h9(desk, draft):
    desk.fills(f"/referrals/{draft.pk}/people/add-baby/", due_on=days_ago(-100))
    desk.fills(f"/referrals/{draft.pk}/people/{the_only_person().pk}/", due_on=days_ago(-90))
    assert the_only_person().due_on == days_ago(-90)


@pytest.mark.parametrize(
    ("told", "how_old"),
    [
        ({}, "born"),
        ({"date_of_birth": None, "age_told": 40}, "age"),
        ({"date_of_birth": None, "role": "adult"}, "adult"),
        ({"date_of_birth": None}, "unknown"),
    ],
)
def test_what_was_told_of_somebody_comes_back_to_be_changed(desk, draft, told, how_old):
    marge = a_mother(draft, **told)
    page = desk.opens(f"/referrals/{draft.pk}/people/{marge.pk}/")
    assert page.context["form"]["how_old"].value() == how_old
    assert 'value="Marge"' in page.content.decode()


def test_an_age_is_told_on_the_day_it_was_told_until_it_changes(desk, draft):
    kim = a_person(draft, date_of_birth=None, age_told=9)
    ReferredPerson.objects.update(age_told_on=days_ago(50))
    path = f"/referrals/{draft.pk}/people/{kim.pk}/"
    same = {"how_old": "age", "lives_with_family": "yes"}
    desk.fills(path, given_name="Kim", age_told="9", **same)
    assert the_only_person().age_told_on == days_ago(50)
    desk.fills(path, given_name="Kim", age_told="10", **same)
    assert the_only_person().age_told_on == days_ago(0)
    desk.fills(path, given_name="Kim", how_old="child", lives_with_family="yes")
    assert the_only_person().age_told_on is None


@pytest.mark.parametrize(
    "later", [{"how_old": "born", "date_of_birth": days_ago(10)}, {"how_old": "age", "age_told": "0"}]
)
def test_nobody_is_born_after_the_evidence_about_them(desk, draft, later):
    rowan = a_person(draft)
    a_piece(draft, "P3.1", rowan, observed_on=days_ago(800))
    page = words(desk.fills(f"/referrals/{draft.pk}/people/{rowan.pk}/", **later, lives_with_family="yes"))
    assert "before they would have been born" in page


def test_removing_somebody_says_what_goes_with_them(desk, draft):
    rowan = a_person(draft)
    a_piece(draft, "P3.1", rowan)
    path = f"/referrals/{draft.pk}/people/{rowan.pk}/remove/"
    page = words(desk.opens(path))
    assert "Remove Rowan Example?" in page
    assert "Child needs early help" in page
    assert ReferredPerson.objects.exists()
    desk.fills(path)
    assert not ReferredPerson.objects.exists()
    assert not draft.evidence.exists()
    assert AuditEvent.objects.filter(deed="referral.person_removed").exists()


def test_the_second_of_two_tabs_is_told_and_may_then_save(desk, draft):
    rowan = a_person(draft)
    path = f"/referrals/{draft.pk}/people/{rowan.pk}/"
    known = {"how_old": "child", "lives_with_family": "yes", "family_name": "Example"}
    stale = desk.hidden(path)
    desk.fills(path, given_name="Robin", **known)
    late = desk.fills(path, hidden=stale, given_name="Rowena", **known)
    assert CHANGED_MEANWHILE in words(late)
    assert "First name Rowena Robin" in words(late)
    hidden = {field.html_name: field.value() for field in late.context["form"].hidden_fields()}
    desk.fills(path, hidden=hidden, given_name="Rowena", **known)
    assert the_only_person().given_name == "Rowena"


def test_somebody_of_another_referral_is_not_found(desk, draft):
    stranger = a_person(a_draft())
    assert desk.client.get(f"/referrals/{draft.pk}/people/{stranger.pk}/").status_code == 404
