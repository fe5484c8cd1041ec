"""What the database refuses, whatever the program says."""

from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import PrivacyNotice
from eligibility.models import Indicator, Reason
from families.models import (
    Address,
    Agreement,
    Allocation,
    Episode,
    Evidence,
    Membership,
    NoticeGiven,
    Person,
    PersonIdentifier,
    ReferrersAccount,
    Residence,
)
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory

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


def test_a_baby_not_yet_born_has_no_name_sex_or_age_h9():
    for wrong in ({"given_name": "Robin"}, {"sex": "female"}, {"date_of_birth": day(0)}, {"known_as": "Bean"}):
        with refused("person_unborn_has_no_name_or_sex"):
            Person.objects.create(due_on=day(30), **wrong)


def test_an_age_told_has_the_day_it_was_told():
    with refused("person_age_told_with_its_date"):
        Person.objects.create(given_name="Robin", age_told=7)
    with refused("person_age_told_with_its_date"):
        Person.objects.create(given_name="Robin", age_told_on=day(0))


def test_nobody_is_in_a_family_twice_at_a_time(family, person):
    with refused("member_once_a_day"):
        Membership.objects.create(family=family, person=person)
    family.memberships.filter(person=person).update(left_on=day(0))
    Membership.objects.create(family=family, person=person)


def test_nobody_leaves_a_family_before_joining_it(family):
    with refused("member_leaves_after_joining"):
        family.memberships.update(left_on=day(-1))


def test_one_main_home_a_day_but_a_child_may_have_another(person):
    Residence.objects.all().delete()
    here, there = Address.objects.create(postcode="M99 1AA"), Address.objects.create(postcode="M99 2AA")
    Residence.objects.create(person=person, address=here, starts_on=day(-9), ends_on=day(-1))
    Residence.objects.create(person=person, address=there, starts_on=day(0))
    with refused("one_main_home_a_day"):
        Residence.objects.create(person=person, address=here, starts_on=day(-5), ends_on=day(-4))
    with refused("one_main_home_a_day"):
        Residence.objects.create(person=person, address=here, starts_on=day(0))
    Residence.objects.create(person=person, address=here, starts_on=day(0), kind="other")


def test_a_home_ends_after_it_starts(person):
    with refused("residence_ends_after_it_starts"):
        person.residences.update(ends_on=day(-1))


def test_an_address_says_something():
    with refused("address_says_something"):
        Address.objects.create()


def test_one_open_time_on_the_programme_a_family(family):
    programme = family.episode.programme
    with refused("one_open_episode_a_family"):
        Episode.objects.create(family=family, programme=programme)
    reason = Reason.objects.offered(Reason.Kind.DECLINED)[0]
    family.episodes.update(status="declined", ended_on=day(0), reason=reason)
    Episode.objects.create(family=family, programme=programme)


def test_an_end_says_when_and_why_and_only_an_end_does(family):
    reason = Reason.objects.offered(Reason.Kind.DECLINED)[0]
    for wrong in (
        {"status": "declined"},
        {"status": "declined", "ended_on": day(0)},
        {"status": "declined", "reason": reason},
        {"status": "assessing", "ended_on": day(0)},
        {"status": "assessing", "reason": reason},
    ):
        with refused("episode_ended_when_and_why"):
            family.episodes.update(**wrong)
    with refused("episode_ends_after_it_starts"):
        family.episodes.update(status="declined", reason=reason, ended_on=day(-1))


def test_one_keyworker_a_day():
    family = HeldFamilyFactory()
    worker = UserFactory()
    given = {"family": family, "keyworker": worker, "allocated_by": worker}
    for starts, ends in ((day(0), None), (day(0), day(0)), (day(-3), day(0)), (day(7), day(9))):
        with refused("one_keyworker_a_day"):
            Allocation.objects.create(**given, starts_on=starts, ends_on=ends)
    Allocation.objects.create(**given, starts_on=day(-3), ends_on=day(-1))


def test_who_never_held_the_family_was_allocated_for_one_day():
    family = HeldFamilyFactory()
    with refused("allocation_never_held_is_of_one_day"):
        family.allocations.update(never_held=True)
    with refused("allocation_never_held_is_of_one_day"):
        family.allocations.update(never_held=True, ends_on=day(1))
    with refused("allocation_ends_after_it_starts"):
        family.allocations.update(ends_on=day(-1))


def test_an_account_is_copied_once_a_referral(family):
    user = UserFactory()
    origin = family.accounts_told.get().origin
    with refused("one_account_a_referral"):
        ReferrersAccount.objects.create(
            family=family, origin=origin, referred_by=user, agency_name="Quarry Lane", referred_on=day(0)
        )


def an_agreement(family, **answers):
    return Agreement.objects.create(
        **{
            "family": family,
            "to_support": "yes",
            "to_sharing": "yes",
            "told_by": "Rita",
            "recorded_by": UserFactory(),
            **answers,
        }
    )


def test_an_agreement_is_one_persons_or_told_by_somebody(family, person):
    with refused("agreement_says_who_spoke"):
        an_agreement(family, told_by="")
    with refused("agreement_says_who_spoke"):
        an_agreement(family, person=person)


def test_anything_but_two_yeses_needs_the_lawful_basis_and_who_authorised_it_h16(family):
    for answers in ({"to_support": "no"}, {"to_sharing": "no", "lawful_basis": "public task"}):
        with refused("no_agreement_needs_a_lawful_basis"):
            an_agreement(family, **answers)
    with refused("no_agreement_needs_a_lawful_basis"):
        an_agreement(family, to_sharing="no", authorised_by="Olga")


def test_not_asked_says_why_h16(family):
    basis = {"lawful_basis": "public task", "authorised_by": "Olga"}
    for question in ("to_support", "to_sharing"):
        with refused("agreement_not_asked_says_why"):
            an_agreement(family, **{question: "not asked"}, **basis)


def test_a_childs_own_view_comes_with_who_judged_that_they_understand_h16(family):
    with refused("agreement_own_view_with_who_judged"):
        an_agreement(family, own_view="Stop it")


def test_a_double_click_makes_one_agreement_and_one_notice(family, person):
    once = uuid4()
    an_agreement(family, once=once)
    with refused("once"):
        an_agreement(family, once=once)
    notice = PrivacyNotice.objects.create(version="t-1", in_use_from=day(0), text="We keep this.")
    given = {"family": family, "person": person, "notice": notice, "given_by": UserFactory(), "once": once}
    NoticeGiven.objects.create(**given)
    with refused("notice_given_once_a_person"):
        NoticeGiven.objects.create(**given)


def a_fact(family, **facts):
    return Evidence.objects.create(
        **{
            "family": family,
            "indicator": Indicator.objects.get(code="P2.1"),
            "problem_number": 2,
            "observed_on": day(-10),
            "origin": "R-000001",
            "recorded_by": UserFactory(),
            **facts,
        }
    )


def test_the_dates_of_a_fact_are_in_order(family):
    with refused("evidence_since_before_last_known"):
        a_fact(family, since=day(-9))
    with refused("evidence_ends_after_last_known"):
        a_fact(family, ended_on=day(-11))


def test_sessions_missed_come_with_sessions_possible_and_are_no_more_than_those(family):
    for possible, missed in ((5, None), (None, 5), (0, 0), (5, 6)):
        with refused("evidence_missed_of_possible"):
            a_fact(family, sessions_possible=possible, sessions_missed=missed)
    a_fact(family, sessions_possible=5, sessions_missed=5)


def test_a_check_says_who_when_and_where(family):
    checked = {"verified_source": "Census", "verified_on": day(0), "verified_by": UserFactory()}
    for missing, nothing in (("verified_source", ""), ("verified_on", None), ("verified_by", None)):
        with refused("evidence_checked_says_who_when_and_where"):
            a_fact(family, verified=True, **{**checked, missing: nothing})
    with refused("evidence_checked_says_who_when_and_where"):
        a_fact(family, verified=True)
    assert a_fact(family, **checked).check_in_words == "Could not be checked"
    assert a_fact(family, **checked, verified=False).check_in_words == "Checked, and not so"


def test_a_number_is_recorded_once_a_person_and_belongs_to_one(family, person):
    other = family.members()[1].person
    given = {"kind": "nhs", "value": "9990000018", "keyed_hash": "a" * 64}
    PersonIdentifier.objects.create(person=person, **given)
    with refused("identifier_once_a_person"):
        PersonIdentifier.objects.create(person=person, **{**given, "keyed_hash": "b" * 64})
    with refused("identifier_belongs_to_one_person"):
        PersonIdentifier.objects.create(person=other, **given)
