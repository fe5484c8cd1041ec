"""The pages of relationships, and the genogram."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from accounts.rules import KEYWORKER
from families.actions import relate
from families.models import Address, Person, Relationship
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, child, mother, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker, people=[mother(sex="female"), child(sex="male")])


@pytest.fixture
def people(family):
    return [member.person for member in family.members()]


@pytest.fixture
def page(family, keyworker, signed_in):
    """`page("add/")` reads one of the pages, `page("add/", {…})` sends it."""
    client = signed_in(keyworker)

    def open_or_send(path="", answers=None):
        address = f"/families/{family.pk}/relationships/{path}"
        return client.get(address) if answers is None else client.post(address, answers, follow=True)

    return open_or_send


@pytest.fixture
def kept(family, people, keyworker):
    petra, robin = people
    return relate(family, person=petra, reading="parent", relative=robin, by=keyworker, once=uuid4())


def answers(people, reading="parent", **changes):
    petra, robin = people
    return {
        "person": petra.pk,
        "reading": reading,
        "relative": robin.pk,
        "parental_responsibility": "yes",
        "once": str(uuid4()),
        **changes,
    }


def test_without_any_the_page_says_where_to_begin(page):
    assert "Begin with each child and their parents" in page().text


def test_a_relationship_is_added_and_read_from_both_ends(page, people):
    text = page("add/", answers(people)).text
    assert "Mother of Robin Sample" in text
    assert "Son of Petra Sample" in text
    assert "Petra Sample has parental responsibility" in text


@pytest.mark.parametrize(("said", "words"), [("no", "does not have parental"), ("unknown", "Not known whether")])
def test_no_and_not_known_are_two_answers(page, people, said, words):
    assert words in page("add/", answers(people, parental_responsibility=said)).text


def test_a_double_click_saves_one(page, people):
    given = answers(people)
    for _ in range(2):
        assert "Relationship saved" in page("add/", given).text
    assert Relationship.objects.count() == 1


def test_an_empty_page_says_what_is_missing(page):
    text = page("add/", {}).text
    assert "Select the first person" in text
    assert "Select what they are to the second person" in text


def test_oneself_is_refused_beside_the_question(page, people):
    petra, _ = people
    assert "Select two different people" in page("add/", answers(people, relative=petra.pk)).text


def test_a_parent_younger_than_the_child_is_explained_and_the_answers_are_kept(page, people):
    text = page("add/", answers(people, reading="other end of parent")).text
    assert "Check both dates of birth" in text
    assert '<option value="other end of parent" selected' in text


def test_the_same_twice_is_explained(page, people, kept):
    assert "This is recorded already" in page("add/", answers(people)).text


def test_days_the_wrong_way_round_are_explained(page, people):
    days = dict(zip(["starts_on_0", "starts_on_1", "starts_on_2"], [2, 1, 2020], strict=True))
    days |= dict(zip(["ends_on_0", "ends_on_1", "ends_on_2"], [1, 1, 2020], strict=True))
    assert "The last day must not be before the first" in page("add/", answers(people, **days)).text


def test_a_relationship_is_changed_and_in_two_tabs_both_texts_are_shown(page, kept):
    form = page(f"{kept.pk}/").context["form"]
    seen = form["seen"].value()
    assert "Relationship saved" in page(f"{kept.pk}/", {"parental_responsibility": "no", "seen": seen}).text
    text = page(f"{kept.pk}/", {"parental_responsibility": "yes", "seen": seen}).text
    assert "Somebody else changed this" in text


def test_responsibility_is_not_asked_where_nobody_cares_for_the_other(page, family, people, keyworker):
    petra, robin = people
    kept = relate(family, person=petra, reading="friend", relative=robin, by=keyworker, once=uuid4())
    assert "parental responsibility" not in page(f"{kept.pk}/").text


def test_a_mistake_is_confirmed_and_no_page_shows_it_any_more(page, kept):
    assert "No page will show it any more" in page(f"{kept.pk}/mistaken/").text
    assert "Mother of" not in page(f"{kept.pk}/mistaken/", {}).text
    assert page(f"{kept.pk}/").status_code == 404


def test_the_genogram_draws_everybody_and_says_the_same_in_words(page, family, kept, client):
    text = client.get(f"/families/{family.pk}/genogram/").text
    assert text.count('class="app-genogram__person') == 2
    assert "<circle" in text
    assert "Petra Sample is the parent of Robin Sample." in text
    assert "style=" not in text.split("<main")[1]


def test_whoever_left_is_still_drawn_with_their_relations_as_living_elsewhere(page, family, people, kept, client):
    family.memberships.filter(person=people[0]).update(left_on="2026-01-01", joined_on="2025-01-01")
    family.memberships.filter(person=people[1]).update(lives_with_family=None)
    text = client.get(f"/families/{family.pk}/genogram/").text
    assert text.count("app-genogram__person--elsewhere") == 1
    assert "Petra Sample: 34, lives elsewhere." in text


def test_a_child_in_two_homes_is_drawn_and_told_as_such_and_who_left_unrelated_is_not_drawn(
    page, family, people, client
):
    petra, robin = people
    there = Address.objects.create(postcode="M99 2AA")
    robin.residences.create(address=there, kind="other")
    family.memberships.filter(person=petra).update(left_on=timezone.localdate())
    text = client.get(f"/families/{family.pk}/genogram/").text
    assert "lives in 2 homes" in text
    assert text.count("<polygon") == 2
    assert "Petra Sample" not in text.split("<svg")[1]


def test_whoever_died_and_a_pregnancy_that_was_lost_are_crossed_h8_h9(keyworker, signed_in):
    family = HeldFamilyFactory(keyworker=keyworker, people=[mother(), child(), told(due_on=timezone.localdate())])
    petra, _, baby = (member.person for member in family.members())
    Person.objects.filter(pk=petra.pk).update(died_on=timezone.localdate(), named_after_death=True)
    Person.objects.filter(pk=baby.pk).update(lost_on=timezone.localdate())
    text = signed_in(keyworker).get(f"/families/{family.pk}/genogram/").text
    assert text.count("<path d=") == 2
    assert ">died</text>" in text
    assert ">lost</text>" in text
    assert "Petra Sample: died on" in text


def test_who_may_not_keep_the_record_reads_but_does_not_write(family, kept, keyworker, signed_in):
    reader = UserFactory(team=keyworker.team)
    reader.user_permissions.add(Permission.objects.get(codename="read_team_families"))
    client = signed_in(reader)
    assert "Add a relationship" not in client.get(f"/families/{family.pk}/relationships/").text
    for path in ("add/", f"{kept.pk}/", f"{kept.pk}/mistaken/"):
        assert client.get(f"/families/{family.pk}/relationships/{path}").status_code == 403


def test_outsiders_find_none_of_these_pages(family, kept, practitioner, signed_in):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        client = signed_in(outsider)
        for path in ("relationships/", "relationships/add/", f"relationships/{kept.pk}/", "genogram/"):
            assert client.get(f"/families/{family.pk}/{path}").status_code == 404


def test_a_relationship_of_another_family_is_not_found(page, keyworker, officer):
    other = FamilyFactory()
    one, two = (member.person for member in other.members())
    strange = relate(other, person=one, reading="parent", relative=two, by=officer, once=uuid4())
    assert page(f"{strange.pk}/").status_code == 404


def test_both_pages_cost_the_same_queries_for_thirty_children(keyworker, signed_in, queries_of):
    def household(size):
        family = HeldFamilyFactory(keyworker=keyworker, people=[mother(), *(child() for _ in range(size))])
        petra, *children = (member.person for member in family.members())
        for one in children:
            relate(family, person=petra, reading="parent", relative=one, by=keyworker, once=uuid4())
        return family.pk

    few, many, client = household(2), household(30), signed_in(keyworker)
    for page in ("relationships", "genogram"):
        assert queries_of(client, f"/families/{few}/{page}/") == queries_of(client, f"/families/{many}/{page}/") <= 16
