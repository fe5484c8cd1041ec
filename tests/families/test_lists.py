"""Lists of families that somebody has to look at, counted on first pages and opened from there."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Setting
from accounts.rules import KEYWORKER
from families import actions
from families.models import Family
from families.models.lists import LISTS, settings_today
from strongerfamilies.working_days import is_working_day, working_days_before
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory
from tests.families.test_stages import close

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def days_ago(days):
    return time_machine.travel(timezone.now() - timedelta(days=days), tick=False)


def on(slug):
    return set(LISTS[slug].of(Family.objects.all(), settings_today()))


def a_note(family, kind, *, days):
    day = TODAY() - timedelta(days=days)
    return family.notes.create(kind=kind, happened_on=day, text="Met", written_by=UserFactory(), once=uuid4())


@pytest.fixture
def old_and_new():
    with days_ago(40):
        old = HeldFamilyFactory()
    return old, HeldFamilyFactory()


def test_without_contact_for_a_fortnight_a_family_is_listed_and_a_visit_takes_it_off(old_and_new):
    old, _ = old_and_new
    assert on("no-contact") == {old}
    for kind, days in (("office", 1), ("service", 1), ("home visit", 14)):
        a_note(old, kind, days=days)
        assert on("no-contact") == {old}
    a_note(old, "telephone", days=13)
    assert on("no-contact") == set()


def test_a_pause_takes_a_family_off_the_list_of_no_contact(old_and_new, officer):
    old, _ = old_and_new
    actions.pause(old, why="Away", until=TODAY(), by=officer)
    assert on("no-contact") == set()


def test_fifteen_working_days_after_its_agreement_a_family_without_a_plan_is_listed(officer):
    began = working_days_before(TODAY(), 15)
    with days_ago((TODAY() - began).days):
        late, planned = FamilyFactory(), HeldFamilyFactory()
    with days_ago((TODAY() - began).days - 1):
        FamilyFactory()
    actions.plan_agreed(planned, by=officer)
    assert on("no-plan") == {late}


def test_working_days_leave_out_weekends_and_bank_holidays():
    assert working_days_before(date(2026, 1, 5), 1) == date(2026, 1, 2)
    assert working_days_before(date(2026, 1, 2), 1) == date(2025, 12, 31)
    assert working_days_before(date(2026, 1, 5), 0) == date(2026, 1, 5)
    assert is_working_day(working_days_before(date(2026, 1, 5), 15))


def test_a_family_open_for_a_year_is_listed_and_the_council_says_how_long_is_long(old_and_new):
    old, _ = old_and_new
    assert on("open-long") == set()
    Setting.objects.create(key="long_open_days", value="40")
    assert on("open-long") == {old}


def test_a_pause_that_should_be_over_is_listed(officer):
    family, other = HeldFamilyFactory(), HeldFamilyFactory()
    with days_ago(9):
        family = HeldFamilyFactory()
        actions.pause(family, why="Away", until=TODAY() + timedelta(days=2), by=officer)
    actions.pause(other, why="Away", until=TODAY(), by=officer)
    assert on("pause-over") == {family}
    actions.resume(family, by=officer)
    assert on("pause-over") == set()


def test_a_family_once_closed_is_on_no_list_of_the_work(old_and_new, officer):
    old, _ = old_and_new
    close(old, by=officer)
    for slug in ("no-contact", "no-plan", "open-long", "pause-over"):
        assert old not in on(slug)


@pytest.mark.parametrize("slug", LISTS)
def test_every_list_opens_by_its_address_even_when_it_is_empty(slug, officer, signed_in):
    answer = signed_in(officer).get(f"/families/?list={slug}")
    assert answer.context["heading"] == LISTS[slug].text
    assert "No family fits these filters." in answer.text


def test_a_list_holds_only_what_this_person_may_open(old_and_new, signed_in):
    old, _ = old_and_new
    answer = signed_in(old.keyworker).get("/families/?list=no-contact")
    assert list(answer.context["page"]) == [old]
    assert list(signed_in(UserFactory(role=KEYWORKER)).get("/families/?list=no-contact").context["page"]) == []


def test_a_long_list_costs_the_same_queries(officer, signed_in, queries_of):
    client = signed_in(officer)
    with days_ago(40):
        HeldFamilyFactory()
    few = queries_of(client, "/families/?list=no-plan")
    with days_ago(40):
        for _ in range(9):
            HeldFamilyFactory()
    assert queries_of(client, "/families/?list=no-plan") == few
