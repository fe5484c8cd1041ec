"""Finding people by a name that is misspelt, misheard, in another order or another form."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from families.models import Person
from families.nicknames import OTHERS, other_forms
from families.search_terms import names_in

pytestmark = pytest.mark.django_db


def _found(text):
    return [str(person) for person in Person.objects.like(text)]


@pytest.mark.parametrize(
    "typed",
    [
        "Margaret Thistleby",
        "thistleby MARGARET",
        "Margraet Thistleby",  # swapped
        "Margret Thistleby",  # dropped
        "Margaret Thisstleby",  # doubled
        "Nargaret Thistleby",  # replaced
        "Margaret Thystelbee",  # as it sounds
        "Maggie Thistleby",  # another form
        "M Thistleby",
        "Margaret Anne Thistleby",  # one word of three is not recorded
        "Mrgaret Thistlebuy",  # a slip in each
    ],
)
def test_a_person_is_found_however_their_name_is_typed(typed):
    Person.objects.create(given_name="Margaret", family_name="Thistleby")
    Person.objects.create(given_name="Colin", family_name="Thistleby")
    assert _found(typed)[0] == "Margaret Thistleby"


def test_names_with_signs_and_accents_are_found_without_them():
    for given_name, family_name in [("Anne-Marie", "O'Brien"), ("Łukasz", "Wiśniewski"), ("Zoë", "van der Berg")]:
        Person.objects.create(given_name=given_name, family_name=family_name)
    assert (
        _found("annemarie obrien")[0]
        == _found("Anne Marie O\N{RIGHT SINGLE QUOTATION MARK}Brien")[0]
        == "Anne-Marie O'Brien"
    )
    assert _found("lukasz wisniewski")[0] == _found("ŁUKASZ")[0] == "Łukasz Wiśniewski"
    assert _found("zoe van der berg")[0] == "Zoë van der Berg"


def test_spellings_of_one_name_find_each_other():
    Person.objects.create(given_name="Muhammad", family_name="Hussain")
    assert _found("Mohammed Hussein") == ["Muhammad Hussain"]


def test_known_as_and_previous_names_count():
    Person.objects.create(
        given_name="Robert", family_name="Newname", known_as="Tig", previous_names="Oldname\nMiddlename"
    )
    assert _found("tig newname") == _found("robert oldname") == _found("bob midlename") == ["Robert Newname"]


def test_the_same_name_comes_before_one_that_only_sounds_alike():
    for given_name in ("Jean", "Joan", "John", "Jane"):
        Person.objects.create(given_name=given_name, family_name="Smythe")
    Person.objects.create(given_name="John-Paul", family_name="Smythe")
    assert _found("john smythe")[:2] == ["John Smythe", "John-Paul Smythe"]


def test_a_changed_name_is_found_at_once_however_it_was_changed():
    Person.objects.create(given_name="Ada", family_name="Before")
    Person.objects.update(family_name="Afterwards")
    assert _found("ada afterwards") == ["Ada Afterwards"]
    assert _found("ada before") == []


@pytest.mark.parametrize("typed", ["", "   ", "123", "-"])
def test_nobody_is_like_no_name(typed):
    Person.objects.create(given_name="Ada")
    assert _found(typed) == []


def test_babies_without_a_name_are_never_found():
    Person.objects.create(given_name="", family_name="")
    assert _found("a") == []


def test_every_form_of_a_name_leads_back_to_it():
    assert other_forms("bob") >= {"robert", "rob"}
    assert other_forms("thistleby") == frozenset()
    assert all(name in OTHERS[other] for name, others in OTHERS.items() for other in others)


@given(st.text(alphabet="abcdeéłœ'\N{RIGHT SINGLE QUOTATION MARK}- .", max_size=20))
def test_python_and_the_database_take_a_name_apart_alike(text):
    """Whatever is stored under a name is found when the name is typed as it is stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT families_name_words(%s)", [text])
        [stored] = cursor.fetchone()
    assert set(names_in(text)) <= set(stored)


def test_the_search_uses_the_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "person_by_name" in Person.objects.like("jon smiht").explain()
