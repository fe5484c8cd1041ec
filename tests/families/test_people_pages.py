"""Everyone in a family, one person in full, and the small pages on which a person is put right."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from families.models import Person
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, child, mother, told, years_ago

pytestmark = pytest.mark.django_db

LONGEST = {"given_name": "Maximiliana-" * 6, "family_name": "Featherstone-" * 6, "known_as": "Maximilian " * 7}


@pytest.fixture
def family(keyworker):
    people = [mother(), child(), told(due_on=timezone.localdate() + timedelta(days=60))]
    return HeldFamilyFactory(keyworker=keyworker, people=people)


@pytest.fixture
def petra(family):
    return family.members()[0].person


@pytest.fixture
def robin(family):
    return family.members()[1].person


@pytest.fixture
def worker(keyworker, signed_in):
    return signed_in(keyworker)


def of(family, person, page=""):
    return f"/families/{family.pk}/people/{person.pk}/{page}"


def seen_on(page):
    return page.context["form"]["seen"].value()


def change(client, family, person, theme, **answers):
    """Open the page of one theme and send it, as a worker does."""
    address = of(family, person, f"change/{theme}/")
    seen = answers.pop("seen", None) or seen_on(client.get(address))
    return client.post(address, {"seen": seen, **answers}, follow=True)


def day(field, value):
    return {f"{field}_0": value.day, f"{field}_1": value.month, f"{field}_2": value.year}


def test_everyone_is_listed_with_how_they_belong_their_age_and_home(family, worker):
    text = worker.get(f"/families/{family.pk}/people/").text
    assert "34, born" in text
    assert "Mother; lives with the family; parent or carer of a child here" in text
    assert "Main home: 1 Invented Lane, M99 1ZZ" in text
    assert "Not yet born" in text
    assert "In the family before" not in text


def test_who_left_is_listed_with_their_days_and_without_a_home(family, robin, worker):
    family.memberships.filter(person=robin).update(joined_on=date(2026, 1, 5), left_on=date(2026, 3, 9))
    text = worker.get(f"/families/{family.pk}/people/").text
    assert "Robin Sample, 9: from 5 January 2026 to 9 March 2026" in text
    assert worker.get(of(family, robin)).status_code == 404


def test_one_person_is_shown_in_full_and_what_nobody_said_is_said(family, petra, worker):
    Person.objects.filter(pk=petra.pk).update(
        previous_names="Petra Earlier", language="Urdu", interpreter_needed=True, access_needs="Large print"
    )
    text = worker.get(of(family, petra)).text
    assert all(words in text for words in ("Petra Earlier", "Urdu", "Large print", "Mother", "Not asked"))
    assert f'href="{of(family, petra, "change/names/")}"' in text
    assert f'href="{of(family, petra, "numbers/")}"' in text


def test_nobody_under_sixteen_is_asked_about_work(family, petra, robin, worker):
    assert "Unemployed" in worker.get(of(family, petra)).text
    assert "Unemployed" not in worker.get(of(family, robin)).text


def test_a_baby_not_yet_born_has_no_name_to_change_h9(family, worker):
    baby = family.members()[2].person
    assert "Baby due" in worker.get(of(family, baby)).text
    assert worker.get(of(family, baby, "change/names/")).status_code == 404


@pytest.mark.parametrize(
    ("theme", "sent", "stored"),
    [
        (
            "names",
            {"given_name": "Petra Ann", "family_name": "Sample", "known_as": "Pet", "previous_names": "A\r\nB"},
            {"given_name": "Petra Ann", "known_as": "Pet", "previous_names": "A\nB"},
        ),
        (
            "age",
            {"how_old": "born", **day("date_of_birth", date(1990, 2, 28))},
            {"date_of_birth": date(1990, 2, 28), "age_told": None, "role": ""},
        ),
        ("age", {"how_old": "adult"}, {"date_of_birth": None, "role": "adult"}),
        ("age", {"how_old": "unknown"}, {"date_of_birth": None, "role": "", "age_told_on": None}),
        ("about", {"sex": "female", "ethnicity": "indian"}, {"sex": "female", "ethnicity": "indian"}),
        ("about", {"sex": "", "ethnicity": ""}, {"sex": "", "ethnicity": ""}),
        (
            "language",
            {"language": "Urdu", "interpreter_needed": "yes", "access_needs": "No stairs"},
            {"language": "Urdu", "interpreter_needed": True, "access_needs": "No stairs"},
        ),
        ("language", {"interpreter_needed": "unknown"}, {"interpreter_needed": None}),
        (
            "occupation",
            {"in_education_or_training": "no", "unemployed": "yes"},
            {"in_education_or_training": False, "unemployed": True},
        ),
    ],
)
def test_each_theme_is_put_right_on_a_page_of_its_own_h35(theme, sent, stored, family, petra, worker):
    page = change(worker, family, petra, theme, **sent)
    assert page.redirect_chain == [(of(family, petra), 302)]
    petra.refresh_from_db()
    assert {name: getattr(petra, name) for name in stored} == stored


def test_an_estimated_age_is_told_on_the_day_it_changes(family, petra, worker):
    change(worker, family, petra, "age", how_old="age", age_told="40")
    petra.refresh_from_db()
    assert (petra.age_told, petra.age_told_on, petra.date_of_birth) == (40, timezone.localdate(), None)
    Person.objects.filter(pk=petra.pk).update(age_told_on=years_ago(2))
    page = worker.get(of(family, petra, "change/age/"))
    assert page.context["form"]["age_told"].value() == 42
    change(worker, family, petra, "age", how_old="age", age_told="42")
    petra.refresh_from_db()
    assert (petra.age_told, petra.age_told_on) == (40, years_ago(2))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"how_old": "born"}, "Enter date of birth"),
        ({"how_old": "born", **day("date_of_birth", timezone.localdate() + timedelta(days=1))}, "must be today or in"),
        (
            {"how_old": "born", "date_of_birth_0": "31", "date_of_birth_1": "2", "date_of_birth_2": "2015"},
            "Date of birth must be a real date",
        ),
        ({"how_old": "born", **day("date_of_birth", date(1899, 12, 31))}, "must be in 1900 or later"),
        ({"how_old": "age", "age_told": "121"}, "must be 120 or less"),
        ({}, "Select how old they are"),
    ],
)
def test_an_impossible_or_future_birthday_is_explained_and_kept_as_typed(answers, words, family, petra, worker):
    page = change(worker, family, petra, "age", **answers)
    assert words in page.text
    assert page.context["form"].errors
    petra.refresh_from_db()
    assert petra.date_of_birth == years_ago(34)


def test_a_birthday_after_the_death_is_refused_h8(family, petra, worker):
    Person.objects.filter(pk=petra.pk).update(died_on=date(2020, 1, 2), named_after_death=True)
    page = change(worker, family, petra, "age", how_old="born", **day("date_of_birth", date(2021, 1, 1)))
    assert "They died on 2 January 2020, before they would have been born" in page.text
    assert change(worker, family, petra, "age", how_old="unknown").redirect_chain


def test_of_two_who_change_one_person_the_second_sees_both_texts_and_chooses(family, petra, worker):
    stale = seen_on(worker.get(of(family, petra, "change/names/")))
    names = {"given_name": "Petra", "family_name": "Sample"}
    change(worker, family, petra, "names", **names, known_as="Theirs")
    page = change(worker, family, petra, "names", **names, known_as="Mine", seen=stale)
    assert page.context["form"].both == [("Known as", "Mine", "Theirs")]
    petra.refresh_from_db()
    assert petra.known_as == "Theirs"
    change(worker, family, petra, "names", **names, known_as="Mine", seen=seen_on(page))
    petra.refresh_from_db()
    assert petra.known_as == "Mine"


def test_two_who_change_different_themes_never_meet(family, petra, worker):
    seen = seen_on(worker.get(of(family, petra, "change/names/")))
    change(worker, family, petra, "language", language="Urdu")
    names = {"given_name": "Petra", "family_name": "Sample", "known_as": "Pet"}
    assert change(worker, family, petra, "names", **names, seen=seen).redirect_chain


def test_saving_twice_writes_one_line_in_the_trail_without_values(family, petra, worker):
    seen = seen_on(worker.get(of(family, petra, "change/about/")))
    for _ in range(2):
        change(worker, family, petra, "about", sex="female", ethnicity="arab", seen=seen)
    line = AuditEvent.objects.get(deed="person.changed")
    assert (line.record_id, line.fields) == (family.pk, ["ethnicity", "sex"])


def test_how_somebody_belongs_is_changed_in_this_family_only(family, robin, worker):
    address = of(family, robin, "belonging/")
    other = FamilyFactory()
    theirs = other.memberships.create(person=robin, relationship="nephew")
    answers = {"relationship": "son", "lives_with_family": "no", "parent_or_carer": "unknown"}
    answers |= day("joined_on", date(2026, 1, 5))
    for _ in range(2):
        worker.post(address, {"seen": seen_on(worker.get(address)), **answers})
    member = family.memberships.get(person=robin)
    assert (member.relationship, member.lives_with_family, member.parent_or_carer) == ("son", False, None)
    assert member.joined_on == date(2026, 1, 5)
    theirs.refresh_from_db()
    assert theirs.relationship == "nephew"
    assert AuditEvent.objects.filter(deed="member.changed").count() == 1


def test_a_theme_that_is_none_is_not_found(family, petra, worker):
    assert worker.get(of(family, petra, "change/shoes/")).status_code == 404


PAGES = ("", "change/names/", "belonging/")


def test_outsiders_find_none_of_these_pages(family, petra, practitioner, agency_lead, signed_in):
    for outsider in (practitioner, agency_lead, UserFactory(role=KEYWORKER)):
        client = signed_in(outsider)
        addresses = [f"/families/{family.pk}/people/", *[of(family, petra, page) for page in PAGES]]
        assert {client.get(address).status_code for address in addresses} == {404}


def test_a_person_of_another_family_is_not_found_here(family, worker):
    stranger = FamilyFactory().members()[0].person
    assert {worker.get(of(family, stranger, page)).status_code for page in PAGES} == {404}


def test_thirty_children_with_the_longest_names_cost_the_same_queries(officer, signed_in, queries_of):
    client = signed_in(officer)
    few, many = (
        FamilyFactory(people=[mother(**LONGEST), *(child(**LONGEST) for _ in range(size))]) for size in (1, 30)
    )
    for page in ("", "{person}/"):
        costs = [
            queries_of(client, f"/families/{family.pk}/people/" + page.format(person=family.members()[0].person_id))
            for family in (few, many)
        ]
        assert costs[0] == costs[1] <= 22
