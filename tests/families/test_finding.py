"""One box finds a person or a family; what it found obeys need to know."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.rules import KEYWORKER
from families import actions
from families.models import (
    ContactWay,
    ExternalReference,
    Family,
    Membership,
    Person,
    PersonIdentifier,
    ReferrersAccount,
    Residence,
    Restriction,
)
from tests.accounts.factories import UserFactory
from tests.families.factories import Contact, FamilyFactory, HeldFamilyFactory, child, fact, mother

pytestmark = pytest.mark.django_db

BORN = date(2010, 4, 3)


@pytest.fixture
def family(db):
    """Zelda Quillfeather and her son Orson, born on 3 April 2010."""
    return FamilyFactory(
        name="The Quillfeathers",
        people=[
            mother(given_name="Zelda", family_name="Quillfeather"),
            child(given_name="Orson", family_name="Quillfeather", date_of_birth=BORN),
        ],
    )


def search(client, text, **filters):
    """Type into the box and follow to what was found."""
    answer = client.post(reverse("families-find"), {"text": text})
    assert answer.status_code == 302, answer.context["form"].errors
    return client.get(answer.url, filters)


def names(response):
    return [str(row["person"]) for row in response.context["rows"]]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Zelda Quillfeather", ["Zelda Quillfeather"], "Same name"),
        ("quilfeather zleda", ["Zelda Quillfeather"], "is spelt nearly like “zleda”"),
        ("orson 3/4/2010", ["Orson Quillfeather"], "born on this day"),
        ("4.3.10", ["Orson Quillfeather"], "day and month the other way round"),
        ("orson 2010", ["Orson Quillfeather"], "born in 2010"),
        ("zelda m99 1zz", ["Zelda Quillfeather"], "lives at M991ZZ"),
        ("M99 1ZZ", ["Orson Quillfeather", "Zelda Quillfeather"], "lives at M991ZZ"),
        ("+44 7700 900123", ["Orson Quillfeather", "Zelda Quillfeather"], "this telephone number"),
    ],
)
def test_a_person_is_found_by_what_is_known_of_them(text, expected, why, family, officer, signed_in):
    FamilyFactory(people=[mother(given_name="Else", family_name="Body")], contact=actions.Contact(phone="01632 960999"))
    response = search(signed_in(officer), text)
    assert names(response) == expected
    assert why in response.text


def test_a_person_is_found_by_every_number_that_stands_for_them(family, officer, signed_in):
    client, orson = signed_in(officer), Person.objects.get(given_name="Orson")
    ContactWay.objects.create(person=orson, kind="phone", value="01632 960 555")
    ExternalReference.objects.create(person=orson, system="social care", reference="LCS-77/1")
    ExternalReference.objects.create(family=family, system="caf", reference="CAF 1299")
    ReferrersAccount.objects.update(origin="R-000042")
    kind = PersonIdentifier.Kind.NATIONAL_INSURANCE
    actions.record_identifier(family, person=orson, kind=kind, number="QQ123456C", by=officer, seen=_unseen(kind))
    for text in ("01632960555", "lcs771", "qq 12 34 56 c"):
        assert names(search(client, text)) == ["Orson Quillfeather"], text
    for text in (family.reference, f"sf{family.pk}", str(family.pk), "caf1299", "R-42"):
        assert names(search(client, text)) == ["Orson Quillfeather", "Zelda Quillfeather"], text


def _unseen(kind):
    from strongerfamilies.edits import fingerprint

    return fingerprint(PersonIdentifier(kind=kind), ("keyed_hash",))


def test_an_age_that_somebody_told_fits_a_year(officer, signed_in):
    today = timezone.localdate()
    FamilyFactory(people=[mother(given_name="Zelda", date_of_birth=None, age_told=40, age_told_on=today)])
    assert names(search(signed_in(officer), f"zelda {today.year - 40}")) != []
    assert names(search(signed_in(officer), f"zelda {today.year - 30}")) == []


def test_nothing_personal_stands_in_the_address(family, officer, signed_in):
    answer = signed_in(officer).post("/families/find/", {"text": "Zelda Quillfeather"})
    assert re.fullmatch(r"/families/found/[\w-]{16}/", answer.url)


def test_somebody_elses_search_is_not_found(family, officer, signed_in, client):
    url = signed_in(officer).post("/families/find/", {"text": "Zelda"}).url
    client.force_login(UserFactory(role=KEYWORKER))
    assert client.get(url).status_code == 404


def test_only_the_last_ten_searches_are_kept(family, officer, signed_in):
    client = signed_in(officer)
    urls = [client.post("/families/find/", {"text": f"Zelda {number}"}).url for number in range(11)]
    assert client.get(urls[0]).status_code == 404
    assert client.get(urls[1]).status_code == 200


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "Enter a name"), ("?!", "Enter a name"), ("1984", "Too many people fit this"), ("M99", "Too many people")],
)
def test_a_search_that_says_too_little_is_asked_again(text, words, officer, signed_in):
    response = signed_in(officer).post("/families/find/", {"text": text})
    assert response.status_code == 200
    assert words in response.text
    assert f'value="{text}"' in response.text or not text


def test_a_keyworker_finds_their_own_families_only(family, keyworker, signed_in):
    HeldFamilyFactory(people=[mother(given_name="Zelda", family_name="Ownfamily")], keyworker=keyworker)
    assert names(search(signed_in(keyworker), "zelda")) == ["Zelda Ownfamily"]
    assert names(search(signed_in(keyworker), family.reference)) == []


def test_a_practitioner_finds_nobody_and_is_told_so_kindly(family, practitioner, signed_in):
    assert "Nobody whom you may look up fits" in search(signed_in(practitioner), "Zelda").text


def test_a_restricted_record_is_not_found_by_its_people_or_their_address(family, officer, signed_in):
    Restriction.objects.create(family=family, reason="A colleague's relation.", placed_by=officer)
    for text in ("Zelda", family.reference, "M99 1ZZ"):
        assert names(search(signed_in(officer), text)) == []


def test_a_home_that_is_shared_with_a_restricted_family_is_not_told(family, officer, signed_in):
    FamilyFactory(people=[mother(given_name="Lodger", family_name="Quillfeather")])
    home = Residence.objects.filter(person__given_name="Zelda").get().address
    Residence.objects.filter(person__given_name="Lodger").update(address=home)
    assert "Lodger Quillfeather" in names(search(signed_in(officer), "M99 1ZZ"))
    Restriction.objects.create(family=family, reason="A colleague's relation.", placed_by=officer)
    assert names(search(signed_in(officer), "M99 1ZZ")) == []
    assert names(search(signed_in(officer), "lodger quillfeather")) == ["Lodger Quillfeather"]


def test_whoever_lives_at_a_property_is_found_by_its_number_h33(family, officer, signed_in):
    home = Residence.objects.filter(person__given_name="Zelda").get().address
    home.uprn = "100023336956"
    home.save()
    client = signed_in(officer)
    assert set(names(search(client, "100023336956"))) == {"Orson Quillfeather", "Zelda Quillfeather"}
    Restriction.objects.create(family=family, reason="A colleague's relation.", placed_by=officer)
    assert names(search(client, "100023336956")) == []


def test_nobody_is_found_by_what_belongs_to_another_family_of_theirs_that_is_hidden(family, officer, signed_in):
    hidden = FamilyFactory(people=[mother()], contact=Contact(phone="07700 900555"), origin="R-900900")
    hidden.external_references.create(system="caf", reference="CAF-4711")
    Membership.objects.create(family=hidden, person=family.people.get(given_name="Zelda"))
    kinds = (hidden.reference, str(hidden.pk), "07700 900555", "R-900900", "CAF-4711")
    for text in kinds:
        assert "Zelda" in " ".join(names(search(signed_in(officer), text))), text
    Restriction.objects.create(family=hidden, reason="A colleague's relation.", placed_by=officer)
    for text in kinds:
        assert names(search(signed_in(officer), text)) == [], text


def test_who_left_a_family_is_found_with_the_day(family, officer, signed_in):
    today = timezone.localdate()
    Membership.objects.filter(person__given_name="Orson").update(left_on=today)
    assert f"left {today:%-d %B %Y}" in search(signed_in(officer), "orson").text


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"state": "awaiting allocation"}, ["Zelda Waiting"]),
        ({"state": "assessing"}, ["Zelda Held"]),
        ({"problem": "3"}, ["Zelda Held"]),
        ({"problem": "99", "team": "nonsense", "keyworker": "0"}, ["Zelda Held", "Zelda Waiting"]),
    ],
)
def test_what_was_found_is_filtered(filters, found, officer, signed_in):
    HeldFamilyFactory(people=[mother(given_name="Zelda", family_name="Held")], evidence=[fact("P3.1")])
    FamilyFactory(people=[mother(given_name="Zelda", family_name="Waiting")])
    assert names(search(signed_in(officer), "zelda", **filters)) == found


def test_families_are_filtered_by_team_and_keyworker_and_the_filters_stay(officer, signed_in):
    keyworker = UserFactory(role=KEYWORKER)
    ours = HeldFamilyFactory(name="Ours", keyworker=keyworker)
    HeldFamilyFactory(name="Theirs")
    client = signed_in(officer)
    for filters in ({"team": keyworker.team_id}, {"team": keyworker.team_id, "keyworker": keyworker.pk}):
        response = client.get("/families/", filters)
        assert [family.pk for family in response.context["page"]] == [ours.pk]
    assert f"?team={keyworker.team_id}&amp;keyworker={keyworker.pk}&amp;state=assessing" in response.text


def test_a_long_list_of_teams_is_not_offered(officer, signed_in, monkeypatch):
    monkeypatch.setattr("families.forms.finding.MOST_OPTIONS", 0)
    assert officer.team.name not in signed_in(officer).get("/families/").text


def test_many_are_shown_page_by_page_at_the_same_cost(officer, signed_in, queries_of):
    client = signed_in(officer)
    FamilyFactory(people=[mother(given_name="Zelda", family_name="Number 0")])
    url = client.post("/families/find/", {"text": "Zelda"}).url
    for_one = queries_of(client, url)
    for number in range(26):
        HeldFamilyFactory(people=[mother(given_name="Zelda", family_name=f"Number {number}")])
    assert queries_of(client, url) == for_one <= 18
    assert len(names(client.get(url, {"page": 2}))) == 2


def test_finding_writes_nothing_into_the_record(family, officer, signed_in):
    before = Family.objects.get(pk=family.pk)
    search(signed_in(officer), "Zelda")
    assert Family.objects.get(pk=family.pk) == before
