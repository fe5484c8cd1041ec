"""Writing down how people are related, from either end; what the database refuses, whatever changes later."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from families.actions import change_relationship, relate, take_back_relationship
from families.actions.relating import WATCHED
from families.models import Person, Relationship
from strongerfamilies.edits import EditedElsewhere, fingerprint
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, child, mother, told, years_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def family():
    return FamilyFactory(
        people=[mother(), child(), told(given_name="Sam", age_told=None), told(due_on=date(2099, 1, 1))]
    )


@pytest.fixture
def people(family):
    return [member.person for member in family.members()]


@pytest.fixture
def tie(family, officer):
    """`tie(person, reading, relative)` writes a relationship down."""

    def write(person, reading, relative, **facts):
        return relate(
            family, person=person, reading=reading, relative=relative, by=officer, **{"once": uuid4(), **facts}
        )

    return write


def a_row(**facts):
    """Straight into the database, past the action."""
    return Relationship.objects.create(recorded_by=UserFactory(), once=uuid4(), **facts)


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


def test_one_row_is_read_from_both_ends(people, tie):
    petra, robin, *_ = people
    petra.sex, robin.sex = "female", "male"
    kept = tie(robin, "other end of parent", petra)
    assert (kept.person, kept.kind, kept.relative) == (petra, "parent", robin)
    assert kept.read_by(petra) == ("mother", robin)
    assert kept.read_by(robin) == ("son", petra)
    assert AuditEvent.objects.get(deed="relationship.recorded").fields == ["kind", "person", "relative"]


def test_a_double_click_makes_one_row(people, tie):
    petra, robin, *_ = people
    once = uuid4()
    assert tie(petra, "parent", robin, once=once) == tie(petra, "parent", robin, once=once)
    assert Relationship.objects.count() == 1


def test_nobody_is_related_to_themselves(people, tie):
    petra = people[0]
    with pytest.raises(ValidationError, match="two different people"):
        tie(petra, "friend", petra)
    with refused("relationship_is_to_another"), transaction.atomic():
        a_row(person=petra, kind="friend", relative=petra)


@pytest.mark.parametrize("reading", ["parent", "other end of parent"])
def test_the_same_is_not_said_twice_from_either_end(people, tie, reading):
    petra, _, sam, _ = people
    tie(petra, "parent", sam)
    with pytest.raises(ValidationError, match="recorded already"):
        tie(petra, reading, sam)
    turned = {"person": petra, "relative": sam} if reading == "parent" else {"person": sam, "relative": petra}
    with refused("relationship_once_a_day"), transaction.atomic():
        a_row(kind="parent", **turned)


def test_two_people_may_be_a_couple_again_but_not_twice_on_one_day(people, tie):
    petra, _, sam, _ = people
    ended = {"starts_on": date(2010, 1, 1), "ends_on": date(2012, 1, 1)}
    tie(petra, "partner", sam, **ended)
    tie(sam, "partner", petra, starts_on=date(2015, 1, 1))
    for days in (ended, {"starts_on": date(2012, 1, 1), "ends_on": date(2013, 1, 1)}, {"ends_on": date(2010, 1, 1)}):
        with pytest.raises(ValidationError, match="recorded already"):
            tie(petra, "partner", sam, **days)
    tie(petra, "partner", sam, starts_on=date(2013, 1, 1), ends_on=date(2014, 1, 1))


def test_one_person_may_be_two_things_to_another(people, tie):
    petra, robin, *_ = people
    tie(petra, "grandparent", robin)
    assert tie(petra, "foster carer", robin).pk


def test_a_parent_younger_than_the_child_is_refused_by_form_and_database(people, tie):
    petra, robin, *_ = people
    with pytest.raises(ValidationError, match="is older than a child"):
        tie(robin, "parent", petra)
    with refused("A parent is older than their child"), transaction.atomic():
        a_row(person=robin, kind="adoptive parent", relative=petra)
    assert tie(robin, "step-parent", petra).pk


def test_a_mother_may_be_of_a_baby_not_yet_born_but_a_baby_is_nobodys_parent_h9(people, tie):
    petra, *_, baby = people
    assert tie(petra, "parent", baby).pk
    with refused("A parent is older than their child"), transaction.atomic():
        a_row(person=baby, kind="grandparent", relative=petra)


def test_a_date_of_birth_changed_later_cannot_make_a_parent_the_younger(people, tie):
    petra, robin, *_ = people
    kept = tie(petra, "parent", robin)
    for person, born in ((petra, robin.date_of_birth), (robin, petra.date_of_birth - timedelta(days=1))):
        with refused("A parent is older than their child"), transaction.atomic():
            Person.objects.filter(pk=person.pk).update(date_of_birth=born)
        assert "is older than a child" in Relationship.objects.why_not_born_on(person, born)
    assert not Relationship.objects.why_not_born_on(petra, years_ago(40))
    Person.objects.filter(pk=petra.pk).update(date_of_birth=None)
    take_back_relationship(people[0].families.get(), kept, by=kept.recorded_by)
    Person.objects.filter(pk=petra.pk).update(date_of_birth=robin.date_of_birth)


def test_a_date_of_birth_learned_later_is_held_against_what_was_kept(people, tie):
    petra, _, sam, _ = people
    tie(sam, "parent", petra)
    with refused("A parent is older than their child"), transaction.atomic():
        Person.objects.filter(pk=sam.pk).update(date_of_birth=years_ago(1))
    Person.objects.filter(pk=sam.pk).update(date_of_birth=years_ago(60))


def test_only_who_cares_for_somebody_has_parental_responsibility(people, tie):
    petra, robin, sam, _ = people
    assert tie(petra, "parent", robin, parental_responsibility=True).parental_responsibility
    assert tie(petra, "friend", sam, parental_responsibility=True).parental_responsibility is None
    with refused("relationship_responsibility_of_who_cares"), transaction.atomic():
        a_row(person=robin, kind="sibling", relative=sam, parental_responsibility=False)


def test_a_mutual_relation_is_not_said_twice_whichever_end_comes_first(people, tie):
    petra, robin, *_ = people
    tie(petra, "cousin", robin)
    with refused("relationship_once_a_day"), transaction.atomic():
        a_row(person=robin, kind="cousin", relative=petra)


def test_a_mutual_relation_reads_the_same_whichever_end_comes_first(people):
    """As a link of two records of one person may leave it."""
    petra, robin, *_ = people
    kept = a_row(person=robin, kind="friend", relative=petra)
    assert kept.read_by(petra) == ("friend of the family", robin)
    assert kept.read_by(robin) == ("friend of the family", petra)


def test_no_other_kind_is_known(people):
    petra, robin, *_ = people
    with refused("relationship_kind_is_known"), transaction.atomic():
        a_row(person=petra, kind="enemy", relative=robin)


def test_days_are_in_order_and_none_begins_in_the_future(people):
    petra, robin, *_ = people
    between = {"person": petra, "kind": "friend", "relative": robin}
    with refused("relationship_ends_after_it_starts"), transaction.atomic():
        a_row(**between, starts_on=date(2020, 1, 2), ends_on=date(2020, 1, 1))
    with refused("relationship_starts_by_today"), transaction.atomic():
        a_row(**between, starts_on=timezone.localdate() + timedelta(days=2))


def test_what_is_known_can_be_completed_and_two_tabs_do_not_overwrite(family, people, tie, officer):
    petra, robin, *_ = people
    kept = tie(petra, "parent", robin)
    seen = fingerprint(kept, WATCHED)
    changed = {"parental_responsibility": False, "starts_on": None, "ends_on": None}
    assert change_relationship(family, kept, by=officer, seen=seen, **changed).parental_responsibility is False
    with pytest.raises(EditedElsewhere):
        change_relationship(family, kept, by=officer, seen=seen, **changed | {"parental_responsibility": True})


def test_a_mistake_taken_back_twice_leaves_one_line_and_can_be_told_again(family, people, tie, officer):
    petra, robin, *_ = people
    kept = tie(petra, "sibling", robin)
    for _ in range(2):
        take_back_relationship(family, kept, by=officer)
    assert AuditEvent.objects.filter(deed="relationship.taken_back").count() == 1
    assert not Relationship.objects.standing().within(family).exists()
    assert tie(petra, "sibling", robin).pk


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_cannot_make_a_parent_the_younger():
    """One keeps the relationship while another puts a new date of birth: who comes second waits, and is refused."""
    petra, robin = (member.person for member in FamilyFactory().members())

    def another_worker():
        try:
            Person.objects.filter(pk=petra.pk).update(date_of_birth=robin.date_of_birth)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            a_row(person=petra, kind="parent", relative=robin)
            second = pool.submit(another_worker)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.3)
        with refused("A parent is older than their child"):
            second.result(timeout=10)
