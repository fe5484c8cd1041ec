"""Adding somebody to a family begins with a search among the people whom the worker may know of."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from accounts.models import AccessEvent, AuditEvent
from accounts.rules import KEYWORKER
from families.actions import add_member
from families.models import Family, Membership, Person
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, child, give, mother

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


@pytest.fixture
def worker(keyworker, signed_in):
    return signed_in(keyworker)


def of(family, page=""):
    return f"/families/{family.pk}/people/add/{page}"


def day(field, value):
    return {f"{field}_0": value.day, f"{field}_1": value.month, f"{field}_2": value.year}


def somebody(**answers):
    return {
        "given_name": "Tamsin",
        "family_name": "Thistleby",
        "how_old": "born",
        **day("date_of_birth", date(2014, 5, 6)),
        "relationship": "daughter",
        "lives_with_family": "yes",
        "parent_or_carer": "no",
        **day("joined_on", TODAY()),
        "once": str(uuid4()),
        **answers,
    }


def elsewhere(*, keyworker=None, **facts):
    """A girl of another family, which `keyworker` holds."""
    facts = {"given_name": "Tamsin", "family_name": "Thistleby", "date_of_birth": date(2014, 5, 6), **facts}
    family = FamilyFactory(people=[mother(family_name="Thistleby"), child(**facts)])
    if keyworker:
        give(family, keyworker)
    return family, family.members()[1].person


def choices_of(page):
    field = page.context["form"].fields.get("who")
    return [label for _, label in field.choices] if field else []


def test_somebody_whom_nobody_is_like_is_added_at_once(family, worker):
    page = worker.post(of(family), somebody(), follow=True)
    member = family.members().last()
    assert page.redirect_chain == [(f"/families/{family.pk}/people/{member.person_id}/", 302)]
    assert (str(member.person), member.person.date_of_birth) == ("Tamsin Thistleby", date(2014, 5, 6))
    assert (member.relationship, member.lives_with_family, member.parent_or_carer) == ("daughter", True, False)
    assert (member.joined_on, member.left_on) == (TODAY(), None)
    line = AuditEvent.objects.get(deed="person.added")
    assert line.record_id == family.pk


@pytest.mark.parametrize(
    ("answers", "stored"),
    [
        ({"how_old": "age", "age_told": "9"}, {"age_told": 9, "age_told_on": TODAY(), "role": ""}),
        ({"how_old": "child"}, {"role": "child", "date_of_birth": None}),
    ],
)
def test_an_age_is_enough(answers, stored, family, worker):
    worker.post(of(family), somebody(**answers))
    person = family.members().last().person
    assert {name: getattr(person, name) for name in stored} == stored


def test_a_double_click_adds_once(family, worker):
    answers = somebody()
    for _ in range(2):
        assert worker.post(of(family), answers).status_code == 302
    assert family.members().count() == 3


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ({}, date(2014, 5, 6)),
        ({"given_name": "Tamzin", "family_name": "Thistelby"}, date(2014, 5, 6)),
        ({}, date(2014, 6, 5)),
        ({"given_name": "", "known_as": "Tamsin"}, date(2014, 5, 6)),
    ],
)
def test_a_likely_duplicate_is_asked_about_before_anybody_is_added(typed, born, family, keyworker, worker):
    other, _ = elsewhere(keyworker=keyworker, date_of_birth=born)
    page = worker.post(of(family), somebody(**typed))
    assert choices_of(page) == ["Tamsin Thistleby", "None of these: add a new person"]
    assert "Select whether it is one of these people" in page.text
    assert f"in {other} since" in page.text
    assert family.members().count() == 2


@pytest.mark.parametrize(
    "answers",
    [
        {"given_name": "Gwendolyn"},
        {"given_name": "Tam", **day("date_of_birth", date(1980, 1, 1))},
        {"given_name": "", "family_name": ""},
    ],
)
def test_nobody_is_asked_about_who_is_not_like_them(answers, family, keyworker, worker):
    elsewhere(keyworker=keyworker)
    assert worker.post(of(family), somebody(**answers)).status_code == 302


def test_none_of_these_adds_a_new_person(family, keyworker, worker):
    _, tamsin = elsewhere(keyworker=keyworker)
    worker.post(of(family), somebody(who="new"))
    assert family.members().last().person != tamsin


def test_the_person_on_record_joins_a_second_family_and_is_not_made_twice_h26(family, keyworker, worker):
    other, tamsin = elsewhere(keyworker=keyworker)
    people = Person.objects.count()
    worker.post(of(family), somebody(who=str(tamsin.pk), relationship="niece"))
    assert Person.objects.count() == people
    assert family.members().get(person=tamsin).relationship == "niece"
    assert other.members().filter(person=tamsin).exists()
    assert AuditEvent.objects.get(deed="member.joined").record_id == family.pk


def test_a_member_joined_twice_is_explained(family, worker):
    robin = family.members()[1].person
    same = {"given_name": "Robin", "family_name": "Sample", **day("date_of_birth", robin.date_of_birth)}
    page = worker.post(of(family), somebody(**same, who=str(robin.pk)))
    assert f"Robin Sample is in {family} since" in page.text
    assert family.members().count() == 2


def test_who_left_may_come_back(family, worker):
    robin = family.members()[1].person
    family.memberships.filter(person=robin).update(joined_on=TODAY() - timedelta(9), left_on=TODAY() - timedelta(2))
    same = {"given_name": "Robin", "family_name": "Sample", **day("date_of_birth", robin.date_of_birth)}
    page = worker.post(of(family), somebody(**same))
    assert f"in {family} until" in page.text
    worker.post(of(family), somebody(**same, who=str(robin.pk)))
    assert family.members().filter(person=robin).exists()


def test_nothing_hints_at_people_of_families_that_the_worker_may_not_open(family, keyworker, officer, worker):
    _, tamsin = elsewhere(keyworker=UserFactory(role=KEYWORKER))
    assert not worker.post(of(family, "likely/"), somebody()).text.strip()
    page = worker.post(of(family), somebody(who=str(tamsin.pk)))
    assert page.status_code == 302
    assert family.members().last().person != tamsin


def test_of_somebody_in_two_families_only_the_one_that_may_be_opened_is_named(family, keyworker, worker):
    known, tamsin = elsewhere(keyworker=keyworker)
    hidden = FamilyFactory(name="The Hidden")
    Membership.objects.create(family=hidden, person=tamsin)
    text = worker.post(of(family), somebody()).text
    assert str(known) in text
    assert "The Hidden" not in text


def test_while_typing_the_same_people_are_shown_and_counted(family, keyworker, worker):
    elsewhere(keyworker=keyworker)
    page = worker.post(of(family, "likely/"), {"given_name": "Tamsin", "family_name": "Thistleb", "who": "new"})
    shown = BeautifulSoup(page.text, "html.parser")
    assert shown.select_one("[data-found]")["data-found"] == "1 person on record may be the same"
    assert shown.select_one("input[checked]")["value"] == "new"
    assert not shown.select(".govuk-error-message")


def test_a_half_typed_date_is_no_reason_to_stop_looking(family, keyworker, worker):
    elsewhere(keyworker=keyworker)
    typed = {"given_name": "Tamsin", "family_name": "Thistleby", "date_of_birth_0": "31", "date_of_birth_1": "2"}
    assert "Tamsin Thistleby" in worker.post(of(family, "likely/"), typed).text


def test_looking_writes_no_line_a_keystroke_into_the_access_log(family, worker):
    worker.get(of(family))
    worker.post(of(family, "likely/"), {"given_name": "Tamsin"})
    assert AccessEvent.objects.about(family).count() == 1


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (day("joined_on", TODAY() + timedelta(1)), "must be today or in the past"),
        (day("date_of_birth", TODAY() + timedelta(1)), "Date of birth must be today or in the past"),
        ({"joined_on_0": "31", "joined_on_1": "2", "joined_on_2": "2020"}, "must be a real date"),
        ({"how_old": ""}, "Select how old they are"),
        ({"lives_with_family": ""}, "Select whether they live with the family"),
        ({"given_name": "x" * 81}, "must be 80 characters or fewer"),
    ],
)
def test_bad_answers_are_explained_and_kept(answers, words, family, worker):
    page = worker.post(of(family), somebody(**answers))
    assert words in page.text
    assert "Thistleby" in page.text
    assert family.members().count() == 2


def test_a_baby_not_yet_born_is_added_with_a_due_date_only_h9(family, worker):
    due = TODAY() + timedelta(days=90)
    once = str(uuid4())
    for _ in range(2):
        worker.post(of(family, "baby/"), {**day("due_on", due), "once": once})
    [baby] = [member.person for member in family.members() if member.person.is_unborn]
    assert baby.due_on == due


@pytest.mark.parametrize(
    ("days", "words"), [(400, "must be within 10 months"), (-60, "add the child with their date of birth")]
)
def test_a_due_date_far_away_is_refused_h9(days, words, family, worker):
    page = worker.post(of(family, "baby/"), day("due_on", TODAY() + timedelta(days=days)))
    assert words in page.text


def test_outsiders_find_none_of_these_pages(family, practitioner, signed_in):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        client = signed_in(outsider)
        assert {client.post(of(family, page), somebody()).status_code for page in ("", "likely/", "baby/")} == {404}


def test_who_sees_the_family_but_keeps_no_people_is_refused(family, officer, signed_in):
    officer.groups.first().permissions.remove(*officer.groups.first().permissions.filter(codename="keep_people"))
    client = signed_in(officer)
    assert client.post(of(family, "likely/")).status_code == 403


def test_looking_costs_the_same_queries_for_ten_times_the_people(officer, signed_in, django_assert_max_num_queries):
    family = FamilyFactory()
    client = signed_in(officer)
    client.get(of(family))
    for _ in range(10):
        elsewhere()
    with django_assert_max_num_queries(14):
        text = client.post(of(family, "likely/"), {"given_name": "Tamsin", "family_name": "Thistleby"}).text
    assert text.count('type="radio"') == 6


def test_nobody_is_added_where_the_audit_line_cannot_be_written(broken_audit):
    family = FamilyFactory()
    with broken_audit() as error, pytest.raises(error):
        add_member(family, person=Person(), joined_on=TODAY(), by=UserFactory(), once=uuid4())
    assert (Family.objects.get().members().count(), Person.objects.count()) == (2, 2)
