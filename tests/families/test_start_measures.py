"""Where each problem stood at the start, and since when a family is attached (H42)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules import KEYWORKER
from families import actions
from families.actions.starting import FIELDS
from families.models import StartMeasure
from families.rules import attached_on
from strongerfamilies.edits import EditedElsewhere, fingerprint
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, fact, give

days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
TODAY = timezone.localdate


def days_ago(number):
    return time_machine.travel(timezone.now() - timedelta(days=number), tick=False)


@given(days, days, days)
def test_a_family_is_attached_when_the_last_of_the_three_is_in_place_h42(assessed, planned, held):
    assert attached_on(assessed_on=assessed, planned_on=planned, keyworker_on=held) == max(assessed, planned, held)


@given(days, days, st.sampled_from(["assessed_on", "planned_on", "keyworker_on"]))
def test_while_one_of_the_three_is_missing_it_is_not_attached_h42(one, other, missing):
    places = {"assessed_on": one, "planned_on": other, "keyworker_on": one, missing: None}
    assert attached_on(**places) is None


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker, evidence=[fact("P3.1")], problems_met=[2])


def measured(**changes):
    given = {"measure": "Robin missed 23% of sessions", "value": "23.50", "unit": "% of sessions missed"}
    given |= {"measured_on": TODAY(), "source": "School census", "seen_by": "Prue Lesson, mentor"}
    return given | changes


def typed(problem, family, **changes):
    row = family.episode.start_measures.filter(problem=problem).first()
    row = row or StartMeasure(episode=family.episode, problem=problem)
    answers = measured(seen=fingerprint(row, FIELDS), **changes)
    day = answers.pop("measured_on")
    return answers | {"measured_on_0": day.day, "measured_on_1": day.month, "measured_on_2": day.year}


def problem(family, number):
    return family.episode.programme.problems.get(number=number)


def address(family, number):
    return f"/families/{family.pk}/start/{number}/"


@pytest.mark.django_db
def test_the_plan_attaches_a_family_that_has_its_keyworker_and_no_later_one_changes_the_day_h42(keyworker):
    with days_ago(9):
        family = HeldFamilyFactory()
    with days_ago(4):
        assert family.episode.attached_on is None
        actions.plan_agreed(family, by=keyworker)
    attached = TODAY() - timedelta(days=4)
    assert family.episode.attached_on == attached
    give(family, keyworker)
    assert family.episode.attached_on == attached


@pytest.mark.django_db
def test_a_plan_without_a_keyworker_waits_for_one_h42(keyworker):
    with days_ago(9):
        family = HeldFamilyFactory()
        family.allocations.update(ends_on=TODAY() - timedelta(days=0))
    with days_ago(5):
        actions.plan_agreed(family, by=keyworker)
        assert family.episode.attached_on is None
    give(family, keyworker)
    assert family.episode.attached_on == TODAY()


@pytest.mark.django_db
def test_every_problem_met_or_found_later_asks_for_its_start_measure_h42(family, keyworker, signed_in):
    text = signed_in(keyworker).get(f"/families/{family.pk}/episode/").text
    assert text.count("Not measured yet") == 2
    assert text.count("found later") == 1
    for number in (2, 3):
        assert f'href="{address(family, number)}"' in text


@pytest.mark.django_db
def test_a_start_measure_is_kept_with_its_source_date_and_who_saw_it_h42(family, keyworker, signed_in):
    client = signed_in(keyworker)
    answer = client.post(address(family, 2), typed(problem(family, 2), family), follow=True)
    assert "Saved the start measure of problem 2" in answer.text
    assert "Robin missed 23% of sessions: 23.5 % of sessions missed" in answer.text
    assert "from School census, seen by Prue Lesson, mentor" in answer.text
    client.post(address(family, 2), typed(problem(family, 2), family, value="", unit="", measure="Better than told"))
    assert family.episode.start_measures.get().in_figures == ""


@pytest.mark.django_db
def test_what_is_missing_or_to_come_or_half_a_figure_is_refused_h42(family, keyworker, signed_in):
    client, tomorrow = signed_in(keyworker), TODAY() + timedelta(days=1)
    asked = problem(family, 2)
    assert "Enter how things stand" in client.post(address(family, 2), typed(asked, family, measure="")).text
    assert "Give the figure and its unit" in client.post(address(family, 2), typed(asked, family, unit="")).text
    answer = client.post(address(family, 2), typed(asked, family, measured_on=tomorrow))
    assert "must be today or in the past" in answer.text
    assert not family.episode.start_measures.exists()


@pytest.mark.django_db
def test_of_two_people_who_measure_at_once_the_second_sees_both(family, keyworker, signed_in):
    client, first = signed_in(keyworker), typed(problem(family, 2), family)
    client.post(address(family, 2), first)
    answer = client.post(address(family, 2), first | {"measure": "Mine"})
    assert "Somebody else changed this" in answer.text
    with pytest.raises(EditedElsewhere):
        actions.record_start_measure(family, problem=problem(family, 2), by=keyworker, seen="old", **measured())


@pytest.mark.django_db
def test_no_other_problem_is_measured_and_no_other_family(family, keyworker, signed_in):
    assert signed_in(keyworker).get(address(family, 6)).status_code == 404
    assert signed_in(UserFactory(role=KEYWORKER)).get(address(family, 2)).status_code == 404
    assert signed_in(keyworker).get(address(FamilyFactory(), 2)).status_code == 404


@pytest.mark.django_db
def test_a_family_without_evidence_is_told_what_to_record_first(officer, signed_in):
    text = signed_in(officer).get(f"/families/{FamilyFactory().pk}/episode/").text
    assert "Record evidence first." in text
