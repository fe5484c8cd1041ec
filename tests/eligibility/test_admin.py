"""The administration pages of programmes and reference data."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from eligibility import actions
from eligibility.models import Indicator, Problem, Programme, ProgrammeIndicator, ProgressArea, ProgressSet, Reason

TABLES = ["programme", "problem", "indicator", "programmeindicator", "progressset", "progressarea", "reason"]
MODELS = [Programme, Problem, Indicator, ProgrammeIndicator, ProgressSet, ProgressArea, Reason]
LAST_DAY = date(2030, 3, 31)


def page(table, deed, *arguments):
    return reverse(f"admin:eligibility_{table}_{deed}", args=arguments)


@pytest.fixture
def admin_pages(signed_in, administrator):
    return signed_in(administrator)


@pytest.fixture
def draft(administrator):
    return actions.copy_as_draft(Programme.objects.get(code="phase2"), by=administrator)


def a_programme(**more):
    return {
        "code": "phase3",
        "name": "Phase 3",
        "counted_by": "problem",
        "headlines_needed": "1",
        "problems-TOTAL_FORMS": "0",
        "problems-INITIAL_FORMS": "0",
        **more,
    }


@pytest.mark.parametrize("table", TABLES)
def test_an_administrator_reads_and_searches_each_list(admin_pages, table):
    assert admin_pages.get(page(table, "changelist")).status_code == 200
    assert admin_pages.get(page(table, "changelist"), {"q": "school"}).status_code == 200


@pytest.mark.parametrize("table", TABLES)
def test_nobody_else_gets_in(signed_in, officer, table):
    assert signed_in(officer).get(page(table, "changelist")).status_code in (302, 403)


@pytest.mark.parametrize(("table", "model"), list(zip(TABLES, MODELS, strict=True)))
def test_each_row_opens_and_each_form_explains_itself(admin_pages, table, model):
    assert admin_pages.get(page(table, "change", model.objects.first().pk)).status_code == 200
    assert admin_pages.get(page(table, "add")).status_code == 200


@pytest.mark.parametrize("table", TABLES)
def test_a_list_costs_a_fixed_number_of_queries(admin_pages, draft, table, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        admin_pages.get(page(table, "changelist"))


def test_a_version_in_force_shows_only_its_last_day_as_a_field(admin_pages):
    programme = Programme.objects.get(code="phase2")
    shown = admin_pages.get(page("programme", "change", programme.pk)).context["adminform"].form
    assert list(shown.fields) == ["in_force_to"]
    admin_pages.post(
        page("programme", "change", programme.pk),
        {"in_force_to": "2030-03-31", "name": "Another", "problems-TOTAL_FORMS": "0", "problems-INITIAL_FORMS": "0"},
    )
    programme.refresh_from_db()
    assert (programme.in_force_to, programme.name) == (LAST_DAY, "Stronger Families 2")
    assert AuditEvent.objects.about(programme).first().fields == ["in_force_to"]


def test_a_last_day_before_the_first_is_refused_in_words(admin_pages):
    programme = Programme.objects.get(code="phase2")
    answer = admin_pages.post(
        page("programme", "change", programme.pk),
        {"in_force_to": "2015-03-31", "problems-TOTAL_FORMS": "0", "problems-INITIAL_FORMS": "0"},
    )
    assert "The last day must not be before the first." in answer.content.decode()


@pytest.mark.parametrize(
    ("table", "model"),
    [("problem", Problem), ("programmeindicator", ProgrammeIndicator), ("progressarea", ProgressArea)],
)
def test_parts_of_a_version_in_force_are_only_read(admin_pages, table, model):
    part = model.objects.first()
    assert admin_pages.post(page(table, "change", part.pk), {}).status_code == 403
    assert admin_pages.post(page(table, "delete", part.pk), {"post": "yes"}).status_code == 403


def test_an_indicator_in_use_is_only_read_and_a_new_one_is_not(admin_pages):
    assert admin_pages.post(page("indicator", "change", Indicator.objects.first().pk), {}).status_code == 403
    fields = {"code": "X1", "label": "New sign", "subject": "any", "measure": "status", "unit": ""}
    admin_pages.post(page("indicator", "add"), fields)
    new = Indicator.objects.get(code="X1")
    admin_pages.post(page("indicator", "change", new.pk), fields | {"label": "Newer sign"})
    new.refresh_from_db()
    assert new.label == "Newer sign"


def test_a_new_programme_is_a_draft_with_the_next_number(admin_pages):
    for name in ("Phase 3", "Phase 3 again"):
        admin_pages.post(page("programme", "add"), a_programme(name=name, listed="1,2", local_filter="3"))
    made = Programme.objects.filter(code="phase3").order_by("version")
    assert [(one.version, one.status, one.listed) for one in made] == [(1, "draft", [1, 2]), (2, "draft", [1, 2])]


def test_a_draft_is_copied_changed_and_put_in_force(admin_pages):
    in_force = Programme.objects.get(code="phase2")
    admin_pages.post(page("programme", "changelist"), {"action": "copy_as_draft", "_selected_action": in_force.pk})
    draft = Programme.objects.get(code="phase2", status="draft")
    problem = draft.problems.first()
    fields = a_programme(code="phase2", in_force_from="2020-01-01", problems_needed="3")
    fields |= {"problems-TOTAL_FORMS": "1", "problems-INITIAL_FORMS": "1", "problems-0-id": problem.pk}
    fields |= {"problems-0-programme": draft.pk, "problems-0-number": "1", "problems-0-headline": "Crime"}
    admin_pages.post(page("programme", "change", draft.pk), fields)
    admin_pages.post(page("programme", "changelist"), {"action": "put_in_force", "_selected_action": draft.pk})
    now = Programme.objects.in_force("phase2", date(2020, 1, 1))
    assert (now, now.problems_needed, now.problems.first().headline) == (draft, 3, "Crime")
    in_force.refresh_from_db()
    assert in_force.status == "retired"


def test_a_deed_that_is_refused_says_why(admin_pages, draft):
    answer = admin_pages.post(
        page("programme", "changelist"), {"action": "put_in_force", "_selected_action": draft.pk}, follow=True
    )
    assert "Give the first day on which this version is in force." in answer.content.decode()
    in_force = Programme.objects.get(code="phase2", status="in force")
    answer = admin_pages.post(
        page("programme", "changelist"), {"action": "retire", "_selected_action": in_force.pk}, follow=True
    )
    assert "retire it after that day" in answer.content.decode()


def test_what_a_draft_asks_is_added_under_a_problem_of_its_own(admin_pages, draft):
    new = Indicator.objects.create(code="X1", label="New sign", subject="any", measure="status")
    fields = {
        "programme": draft.pk,
        "problem": draft.problems.first().pk,
        "indicator": new.pk,
        "kind": "recorded",
        "window": "current",
        "asks": "holds now",
        "basis": "ours",
    }
    other = Programme.objects.create(code="phase3", name="Phase 3")
    elsewhere = Problem.objects.create(programme=other, number=1, headline="Other")
    refused = admin_pages.post(page("programmeindicator", "add"), fields | {"problem": elsewhere.pk})
    assert "Choose a problem of the same programme version." in refused.content.decode()
    refused = admin_pages.post(page("programmeindicator", "add"), fields | {"window": "within"})
    assert "Give the months for a window of so many months" in refused.content.decode()
    admin_pages.post(page("programmeindicator", "add"), fields)
    assert draft.indicators.get(indicator=new).problem.number == 1


def test_an_indicator_is_taken_out_of_a_draft_and_the_draft_keeps_the_line(admin_pages, administrator, draft):
    row = draft.indicators.get(indicator__code="P1.6")
    assert admin_pages.get(page("programmeindicator", "delete", row.pk)).status_code == 200
    admin_pages.post(page("programmeindicator", "delete", row.pk), {"post": "yes"})
    assert not draft.indicators.filter(indicator__code="P1.6").exists()
    line = AuditEvent.objects.about(draft).first()
    assert (line.deed, line.by, line.fields) == ("programme.changed", administrator, ["programmeindicator"])


def test_a_reason_keeps_its_code_and_changes_its_words(admin_pages):
    reason = Reason.objects.get(kind="returned", code="outside-borough")
    admin_pages.post(page("reason", "change", reason.pk), {"label": "Not in Millbrook", "order": "3", "code": "x"})
    reason.refresh_from_db()
    assert (reason.code, reason.label, reason.is_active) == ("outside-borough", "Not in Millbrook", False)
