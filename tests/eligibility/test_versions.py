"""A version's life: draft, in force, retired; and what the database refuses on the way."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from eligibility import actions
from eligibility.models import Indicator, Problem, Programme, ProgrammeIndicator, ProgressArea, ProgressSet, Reason
from strongerfamilies.moves import MoveNotAllowed

pytestmark = pytest.mark.django_db

ON = date(2015, 11, 1)


@pytest.fixture
def in_force():
    return Programme.objects.in_force("phase2", ON)


@pytest.fixture
def draft(in_force, administrator):
    return actions.copy_as_draft(in_force, by=administrator)


def starts(version, first, last=None):
    type(version).objects.filter(pk=version.pk).update(in_force_from=first, in_force_to=last)
    return version


def refused(statement, *values):
    with pytest.raises(DatabaseError) as reason, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(reason.value)


# What the database refuses


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE eligibility_programme SET problems_needed = 1",
        "UPDATE eligibility_programme SET in_force_from = '2014-01-01'",
        "UPDATE eligibility_programme SET name = 'Another'",
        "UPDATE eligibility_problem SET headline = 'Another'",
        "UPDATE eligibility_programmeindicator SET months = 1 WHERE months IS NOT NULL",
        "UPDATE eligibility_progressset SET about = 'The national list'",
        "UPDATE eligibility_progressarea SET better = 'higher'",
        "DELETE FROM eligibility_programmeindicator",
        "DELETE FROM eligibility_progressarea",
    ],
)
def test_what_is_in_force_cannot_be_changed_even_by_hand(statement):
    assert "A version that has been in force cannot be changed" in refused(statement)


def test_nothing_is_added_to_what_is_in_force(in_force):
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        Problem.objects.create(programme=in_force, number=7, headline="Housing")
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        ProgressArea.objects.create(progress_set=ProgressSet.objects.on(ON), code="FP59", value_type="count")


def test_nothing_moves_from_a_draft_into_what_is_in_force(draft, in_force):
    statement = "UPDATE eligibility_problem SET programme_id = %s WHERE programme_id = %s"
    assert "cannot be changed" in refused(statement, in_force.pk, draft.pk)


def test_a_version_in_force_is_not_deleted(in_force):
    assert "cannot be changed" in refused("DELETE FROM eligibility_programme WHERE id = %s", in_force.pk)


def test_an_indicator_in_use_keeps_its_meaning():
    refusal = refused("UPDATE eligibility_indicator SET subject = 'any' WHERE code = 'P2.1'")
    assert "give the new sign a new code" in refusal
    unused = Indicator.objects.create(code="X1", label="Unused", subject="any", measure="status")
    unused.label = "Still unused"
    unused.save()
    unused.delete()


def test_a_status_never_goes_back(in_force):
    assert "Invalid transition" in refused("UPDATE eligibility_programme SET status = 'draft'")


def test_its_last_day_may_still_come(in_force):
    in_force.in_force_to = date(2020, 3, 31)
    in_force.save()
    assert Programme.objects.in_force("phase2", date(2020, 4, 1)) == in_force


def test_a_draft_is_changed_freely(draft):
    draft.problems.update(headline="Another")
    draft.indicators.filter(indicator__code="P1.1").delete()
    draft.problems_needed = 3
    draft.save()
    assert draft.as_rule().problems_needed == 3


def test_two_versions_are_never_in_force_on_one_day(draft):
    with pytest.raises(IntegrityError, match="one_version_in_force_on_any_day"), transaction.atomic():
        Programme.objects.filter(pk=draft.pk).update(status="in force", in_force_from=ON)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("programme_in_force_has_a_start", {"status": "in force", "in_force_from": None}),
        ("programme_ends_after_start", {"in_force_from": ON, "in_force_to": date(2015, 10, 31)}),
        ("programme_retired_has_an_end", {"status": "retired", "in_force_from": ON}),
        ("local_filter_needs_a_list", {"local_filter": 4}),
        ("programme_version_once", {"version": 1}),
    ],
)
def test_a_programme_that_contradicts_itself_is_refused(constraint, wrong):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Programme.objects.create(**{"code": "phase2", "version": 9, "name": "Wrong"} | wrong)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("months_with_windows_of_months", {"window": "within", "asks": "at least", "threshold": 1}),
        ("months_with_windows_of_months", {"window": "current", "months": 3}),
        ("threshold_with_a_figure", {"asks": "at least", "threshold": None}),
        ("threshold_with_a_figure", {"asks": "holds now", "threshold": 2}),
        ("holds_now_is_current", {"window": "last 3 school terms", "asks": "holds now"}),
    ],
)
def test_what_is_asked_of_an_indicator_fits_together(draft, constraint, wrong):
    row = draft.indicators.get(indicator__code="P3.3")
    fields = {"window": "current", "asks": "holds now", "months": None, "threshold": None} | wrong
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ProgrammeIndicator.objects.filter(pk=row.pk).update(**fields)


def test_an_indicator_is_asked_for_once_in_a_programme(draft):
    row = draft.indicators.get(indicator__code="P3.3")
    row.pk = None
    with pytest.raises(IntegrityError, match="indicator_once_in_programme"), transaction.atomic():
        row.save()


def test_problem_numbers_area_codes_and_reasons_occur_once(draft):
    with pytest.raises(IntegrityError, match="problem_number_once"), transaction.atomic():
        Problem.objects.create(programme=draft, number=1, headline="Again")
    with pytest.raises(IntegrityError, match="reason_once"), transaction.atomic():
        Reason.objects.create(kind="returned", code="outside-borough", label="Again")


def test_progress_areas_and_sets_fit_together():
    made = ProgressSet.objects.create(version=2, name="Ours", about="Ours")
    ProgressArea.objects.create(progress_set=made, code="A1", value_type="count")
    with pytest.raises(IntegrityError, match="progress_area_once"), transaction.atomic():
        ProgressArea.objects.create(progress_set=made, code="A1", value_type="count")
    with pytest.raises(IntegrityError, match="categories_where_one_of_a_list"), transaction.atomic():
        ProgressArea.objects.create(progress_set=made, code="A2", value_type="category")
    with pytest.raises(IntegrityError, match="progress_set_version_once"), transaction.atomic():
        ProgressSet.objects.create(version=2, name="Again", about="Ours")
    with pytest.raises(IntegrityError, match="one_progress_set_in_force_on_any_day"), transaction.atomic():
        ProgressSet.objects.create(version=3, name="Ours", about="Ours", status="in force", in_force_from=ON)


# Which version holds


def test_e1_a_code_means_the_version_of_the_day_else_the_earliest(draft, in_force, administrator):
    actions.put_in_force(starts(draft, date(2018, 1, 1)), by=administrator)

    def version(day):
        return Programme.objects.in_force("phase2", day).version

    assert [version(day) for day in (date(2017, 12, 31), date(2018, 1, 1), date(2014, 1, 1))] == [1, 2, 1]


def test_e1_a_draft_is_never_meant(draft):
    starts(draft, date(2010, 1, 1))
    assert Programme.objects.in_force("phase2", date(2010, 6, 1)).version == 1
    with pytest.raises(Programme.DoesNotExist):
        Programme.objects.in_force("phase9", ON)


def test_of_the_programmes_in_force_referrals_are_put_to_the_newest(draft, administrator):
    Programme.objects.filter(pk=draft.pk).update(code="families-first")
    actions.put_in_force(starts(draft, date(2025, 4, 1)), by=administrator)
    newest = {day.year: Programme.objects.newest_on(day).code for day in (date(2016, 1, 1), date(2026, 1, 1))}
    assert newest == {2016: "phase2", 2026: "families-first"}


def test_a_version_in_force_is_read_once_by_a_process(in_force, django_assert_num_queries):
    in_force.as_rule()
    with django_assert_num_queries(0):
        in_force.as_rule()


def test_a_draft_is_read_in_two_queries(draft, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(draft.as_rule().indicators) == 32


def test_only_some_indicators_take_a_figure_and_fewer_need_one(in_force):
    asked = {row.indicator.code: row for row in in_force.indicators.select_related("indicator")}
    assert [asked[code].takes_figure for code in ("P2.1", "P5.3", "P3.3", "P1.3")] == [True, True, False, False]
    assert [asked[code].needs_figure for code in ("P2.1", "P5.3", "P3.3", "P1.3")] == [True, False, False, False]


# Deeds


def test_a_copy_holds_everything_and_is_a_draft(draft, in_force):
    assert (draft.version, draft.status, draft.in_force_from) == (2, "draft", None)
    assert draft.as_rule().indicators == in_force.as_rule().indicators
    assert draft.as_rule().problems == in_force.as_rule().problems
    assert {row.problem.programme for row in draft.indicators.all()} == {draft}


def test_putting_a_draft_in_force_ends_and_retires_the_one_before(draft, in_force, administrator):
    actions.put_in_force(starts(draft, date(2018, 1, 1)), by=administrator)
    in_force.refresh_from_db()
    assert (in_force.in_force_to, in_force.status) == (date(2017, 12, 31), "retired")
    deeds = AuditEvent.objects.filter(by=administrator).values_list("deed", flat=True)
    assert sorted(deeds) == ["programme.copied", "programme.ended", "programme.put-in-force", "programme.retired"]


def test_one_before_that_ends_in_the_future_stays_in_force_until_then(draft, in_force, administrator):
    tomorrow = timezone.localdate() + timedelta(days=1)
    actions.put_in_force(starts(draft, tomorrow), by=administrator)
    in_force.refresh_from_db()
    assert (in_force.in_force_to, in_force.status) == (timezone.localdate(), "in force")


def test_one_before_with_a_last_day_of_its_own_keeps_it(draft, in_force, administrator):
    starts(in_force, in_force.in_force_from, date(2016, 12, 31))
    actions.put_in_force(starts(draft, date(2018, 1, 1)), by=administrator)
    in_force.refresh_from_db()
    assert in_force.in_force_to == date(2016, 12, 31)


def test_a_draft_without_a_first_day_is_not_put_in_force(draft, administrator):
    with pytest.raises(MoveNotAllowed, match="Give the first day"):
        actions.put_in_force(draft, by=administrator)


def test_a_day_that_a_later_version_has_is_refused_in_words(draft, administrator):
    with pytest.raises(MoveNotAllowed, match="Version 1 is in force from 1 April 2015: end this before"):
        actions.put_in_force(starts(draft, date(2015, 1, 1)), by=administrator)
    with pytest.raises(MoveNotAllowed, match="Version 1 is in force"):
        actions.put_in_force(starts(draft, date(2015, 1, 1), date(2015, 4, 1)), by=administrator)
    earlier = actions.put_in_force(starts(draft, date(2015, 1, 1), date(2015, 3, 31)), by=administrator)
    assert Programme.objects.in_force("phase2", date(2015, 2, 1)) == earlier


def test_only_a_draft_is_put_in_force(in_force, administrator):
    with pytest.raises(MoveNotAllowed):
        actions.put_in_force(in_force, by=administrator)


def test_a_version_is_retired_after_its_last_day(in_force, administrator):
    for last in (None, timezone.localdate()):
        with pytest.raises(MoveNotAllowed, match="retire it after that day"):
            actions.retire(starts(in_force, in_force.in_force_from, last), by=administrator)
    yesterday = timezone.localdate() - timedelta(days=1)
    assert actions.retire(starts(in_force, in_force.in_force_from, yesterday), by=administrator).status == "retired"
    assert Programme.objects.in_force("phase2", ON) == in_force


def test_a_set_without_areas_is_not_put_in_force(administrator):
    empty = ProgressSet.objects.create(version=2, name="Ours", about="Ours", in_force_from=date(2030, 1, 1))
    with pytest.raises(MoveNotAllowed, match="no areas"):
        actions.put_in_force(empty, by=administrator)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_saved_when_the_trail_cannot_be_written(monkeypatch, administrator):
    def broken(*arguments, **more):
        raise RuntimeError("The trail is full")

    monkeypatch.setattr(actions, "audit", broken)
    with pytest.raises(RuntimeError):
        actions.copy_as_draft(Programme.objects.in_force("phase2", ON), by=administrator)
    assert Programme.objects.count() == 1
