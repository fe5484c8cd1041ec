"""What the database refuses about who may open a record, whatever the program says."""

from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from families.models import AccessGrant, Bar, NamedUser, Restriction, TeamMember
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory

pytestmark = pytest.mark.django_db


@contextmanager
def refused(constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        yield


def hours(offset):
    return timezone.now() + timedelta(hours=offset)


@pytest.fixture
def family(officer):
    return FamilyFactory(by=officer)


def test_a_family_has_one_restriction_at_a_time(family, officer):
    about = {"family": family, "reason": "Kin", "placed_by": officer}
    lifted = {"lifted_by": officer, "why_lifted": "He left."}
    Restriction.objects.create(starts_at=hours(-9), ends_at=hours(-5), **lifted, **about)
    Restriction.objects.create(starts_at=hours(-5), **about)
    with refused("one_restriction_at_a_time"):
        Restriction.objects.create(starts_at=hours(-1), **about)
    with refused("restriction_ends_after_it_starts"):
        Restriction.objects.create(starts_at=hours(-20), ends_at=hours(-21), **lifted, **about)


def test_a_restriction_says_why_and_who_lifted_it(family, officer):
    about = {"family": family, "placed_by": officer}
    with refused("restriction_says_why"):
        Restriction.objects.create(reason="", **about)
    for wrong in ({"ends_at": hours(1)}, {"lifted_by": officer}, {"why_lifted": "He left."}):
        with refused("restriction_lifted_when_by_whom_and_why"):
            Restriction.objects.create(reason="Kin", **wrong, **about)


def test_nobody_is_named_twice_at_a_time(family, officer):
    restriction = Restriction.objects.create(family=family, reason="Kin", placed_by=officer)
    named = {"restriction": restriction, "user": officer, "named_by": officer}
    NamedUser.objects.create(starts_at=hours(-2), ends_at=hours(-1), **named)
    NamedUser.objects.create(**named)
    with refused("named_once_at_a_time"):
        NamedUser.objects.create(**named)
    with refused("named_user_ends_after_it_starts"):
        NamedUser.objects.create(starts_at=hours(-5), ends_at=hours(-6), **named)
    assert str(NamedUser.objects.now().get()) == f"{officer} on the {restriction}"
    assert str(restriction) == f"Restriction of {family}"


def test_nobody_is_barred_twice_at_a_time_or_without_a_reason(family, officer, keyworker):
    about = {"family": family, "user": keyworker, "placed_by": officer}
    Bar.objects.create(reason="Kin", **about)
    with refused("barred_once_at_a_time"):
        Bar.objects.create(reason="Kin", **about)
    about["user"] = UserFactory()
    with refused("bar_says_why"):
        Bar.objects.create(reason="", **about)
    with refused("bar_declared_by_themselves"):
        Bar.objects.create(reason="Kin", declared=True, **about)
    with refused("bar_ends_after_it_starts"):
        Bar.objects.create(reason="Kin", ends_at=hours(-1), ended_by=officer, why_ended="A mistake", **about)
    for wrong in ({"ends_at": hours(1)}, {"ended_by": officer}, {"why_ended": "A mistake"}):
        with refused("bar_ended_when_by_whom_and_why"):
            Bar.objects.create(reason="Kin", **wrong, **about)


def test_access_is_of_one_kind_at_a_time_with_a_reason(family, officer, keyworker):
    about = {"family": family, "user": keyworker, "granted_by": officer}
    AccessGrant.objects.create(kind="other", reason="A complaint", **about)
    with refused("one_access_grant_of_a_kind_at_a_time"):
        AccessGrant.objects.create(kind="other", reason="A complaint", **about)
    with refused("access_grant_says_why"):
        AccessGrant.objects.create(kind="rights request", reason="", **about)
    with refused("access_grant_ends_after_it_starts"):
        AccessGrant.objects.create(kind="rights request", reason="A request", ends_at=hours(-1), **about)


def test_an_emergency_ends_and_only_it_is_reviewed(family, officer, keyworker):
    about = {"family": family, "user": keyworker, "granted_by": keyworker, "reason": "A child is missing."}
    with refused("emergency_access_has_an_end"):
        AccessGrant.objects.create(kind="emergency", **about)
    found = {"reviewed_by": officer, "reviewed_at": hours(0), "finding": "Justified."}
    with refused("emergency_access_reviewed_when_by_whom_and_found_what"):
        AccessGrant.objects.create(kind="cover", **found, **about)
    for missing in found:
        with refused("emergency_access_reviewed_when_by_whom_and_found_what"):
            some = {name: value for name, value in found.items() if name != missing}
            AccessGrant.objects.create(kind="emergency", ends_at=hours(1), **some, **about)


def test_a_team_member_signs_in_or_is_named_with_an_agency(family, officer):
    def join(**who):
        TeamMember.objects.create(family=family, role="Nurse", added_by=officer, once=uuid4(), **who)

    for wrong in ({}, {"name": "Wanda"}, {"agency_name": "Debt Advice"}, {"user": officer, "name": "Wanda"}):
        with refused("team_member_signs_in_or_is_named"):
            join(**wrong)
    with refused("team_member_ends_after_it_starts"):
        join(user=officer, ends_on=timezone.localdate() - timedelta(days=1))


def test_nobody_is_in_the_team_twice_on_one_day(family, officer):
    def join(**who):
        TeamMember.objects.create(family=family, role="Nurse", added_by=officer, once=uuid4(), **who)

    join(user=officer)
    with refused("in_the_team_once_a_day"):
        join(user=officer)
    join(name="Wanda", agency_name="Debt Advice")
    with refused("worker_from_elsewhere_once_a_day"):
        join(name="Wanda", agency_name="Debt Advice")
    join(name="Wanda", agency_name="School")
