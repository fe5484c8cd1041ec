"""What the database refuses about people, homes, and the ways to reach them, whatever the program says."""

from contextlib import contextmanager
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from families.models import Address, ContactWay, ExternalReference, FamilySplit, Membership, Person, Residence
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory

pytestmark = pytest.mark.django_db


@contextmanager
def refused(constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        yield


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


@pytest.fixture
def family():
    return FamilyFactory()


@pytest.fixture
def person(family):
    return family.members()[0].person


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("person_born_by_today", {"date_of_birth": day(1)}),
        ("person_of_a_possible_age", {"date_of_birth": date(1899, 12, 31)}),
        ("person_of_a_possible_age", {"age_told": 121, "age_told_on": day(0)}),
        ("person_died_by_today", {"died_on": day(1), "named_after_death": True}),
        ("person_dies_after_birth", {"date_of_birth": day(-5), "died_on": day(-6), "named_after_death": True}),
        ("person_death_says_whether_prints_name_them", {"died_on": day(0)}),
        ("person_death_says_whether_prints_name_them", {"named_after_death": False}),
        ("person_only_an_unborn_is_lost_or_asked_about", {"lost_on": day(0)}),
        ("person_only_an_unborn_is_lost_or_asked_about", {"birth_asked_on": day(0)}),
        (
            "person_only_an_unborn_is_lost_or_asked_about",
            {"due_on": day(0), "died_on": day(0), "named_after_death": True},
        ),
        ("person_birth_asked_by_today", {"due_on": day(0), "birth_asked_on": day(1)}),
        ("person_loss_told_by_today", {"due_on": day(0), "lost_on": day(1)}),
    ],
)
def test_nobody_is_born_dies_or_is_lost_impossibly_h8_h9(constraint, wrong):
    with refused(constraint):
        Person.objects.create(**wrong)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("member_joins_by_today", {"joined_on": day(1)}),
        ("member_leaves_by_today", {"left_on": day(1)}),
        ("member_leaves_after_joining", {"left_on": day(-1)}),
    ],
)
def test_nobody_joins_or_leaves_in_the_future(constraint, wrong, family):
    with refused(constraint):
        Membership.objects.create(family=family, person=Person.objects.create(), **wrong)


def test_a_member_may_come_back_on_the_day_they_left_and_on_no_day_before(family, person):
    family.memberships.filter(person=person).update(joined_on=day(-9), left_on=day(-3))
    with refused("member_once_a_day"):
        Membership.objects.create(family=family, person=person, joined_on=day(-4))
    Membership.objects.create(family=family, person=person, joined_on=day(-3))


def test_nobody_moves_in_or_out_in_the_future(person):
    home = Address.objects.create(postcode="M99 1AA")
    with refused("residence_starts_by_today"):
        Residence.objects.create(person=person, address=home, kind="other", starts_on=day(1))
    with refused("residence_ends_by_today"):
        Residence.objects.create(person=person, address=home, kind="other", ends_on=day(1))


def test_one_click_moves_nobody_twice(person):
    home, once = Address.objects.create(postcode="M99 1AA"), uuid4()
    Residence.objects.create(person=person, address=home, kind="other", once=once)
    with refused("residence_once_a_person"):
        Residence.objects.create(person=person, address=home, kind="other", once=once)


@pytest.mark.parametrize("wrong", ["012345", "12 34", "UPRN1"])
def test_a_property_reference_number_is_up_to_twelve_figures(wrong):
    with refused("address_uprn_is_figures"):
        Address.objects.create(postcode="M99 1AA", uprn=wrong)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("contact_way_kind_is_known", {"kind": "fax", "value": "01632 960100"}),
        ("contact_way_says_something", {"kind": "phone", "value": "no telephone"}),
        ("contact_way_says_something", {"kind": "email", "value": "petra"}),
        ("contact_way_ends_after_it_starts", {"kind": "phone", "value": "01632 960100", "ends_on": day(-1)}),
        ("contact_way_starts_by_today", {"kind": "phone", "value": "01632 960100", "starts_on": day(1)}),
        ("contact_way_ends_by_today", {"kind": "phone", "value": "01632 960100", "ends_on": day(1)}),
    ],
)
def test_a_way_to_reach_somebody_says_how(constraint, wrong, person):
    with refused(constraint):
        ContactWay.objects.create(person=person, **wrong)


def test_the_same_way_is_there_once_until_it_ends(person):
    way = ContactWay.objects.create(person=person, kind="email", value="petra@home.example")
    with refused("contact_way_once_at_a_time"):
        ContactWay.objects.create(person=person, kind="email", value="PETRA@home.example")
    way.ends_on = day(0)
    way.save()
    ContactWay.objects.create(person=person, kind="email", value="petra@home.example")


@pytest.mark.parametrize(
    "typed", ["07700 900123", "+44 7700 900123", "+44 (0)7700 900123", "0044 7700-900123", "07700.900.123"]
)
def test_a_number_is_searched_by_its_figures_from_the_nought(typed, person):
    assert ContactWay.objects.create(person=person, kind="phone", value=typed).digits == "07700900123"


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("external_reference_of_a_person_or_a_family", {"person": None}),
        ("external_reference_names_the_other_system", {"system": "other"}),
        ("external_reference_names_the_other_system", {"other_system": "Housing"}),
        ("external_reference_names_the_other_system", {"system": "homes"}),
        ("external_reference_says_something", {"reference": "--"}),
        ("external_reference_ends_after_it_starts", {"ends_on": day(-1)}),
        ("external_reference_starts_by_today", {"starts_on": day(1)}),
        ("external_reference_ends_by_today", {"ends_on": day(1)}),
    ],
)
def test_a_reference_says_whose_and_which(constraint, wrong, person):
    with refused(constraint):
        ExternalReference.objects.create(**{"person": person, "system": "caf", "reference": "C-1", **wrong})


def test_a_reference_is_of_a_person_or_of_the_family_not_both(family, person):
    with refused("external_reference_of_a_person_or_a_family"):
        ExternalReference.objects.create(family=family, person=person, system="caf", reference="C-1")


def test_the_same_reference_is_there_once_however_it_is_written(family, person):
    for whose in ({"person": person}, {"family": family}):
        assert ExternalReference.objects.create(**whose, system="caf", reference="caf/12-a").tidied == "CAF12A"
        with refused("external_reference_once_at_a_time"):
            ExternalReference.objects.create(**whose, system="caf", reference="CAF 12 A")


def test_a_family_splits_from_another_once_and_not_in_the_future(family):
    def split(**wrong):
        given = {"family": family, "new_family": FamilyFactory(), "split_by": by, "once": uuid4()}
        return FamilySplit.objects.create(**given | wrong)

    by = UserFactory()
    with refused("family_splits_from_another"):
        split(new_family=family)
    with refused("family_split_by_today"):
        split(split_on=day(1))
    first = split()
    with refused("new_family_id"):
        split(new_family=first.new_family)
    with refused("once"):
        split(once=first.once)
