"""`manage.py assess`: JSON in, JSON out, whatever the database holds."""

import io
import json

import pytest
from django.core.management import call_command
from django.db import connection

from eligibility import actions
from eligibility.models import Programme
from tests.eligibility.test_cases import THE_EXAMPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def assess(monkeypatch):
    """`assess(text)` gives exit status, standard output and standard error."""

    def run(text):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode(errors="surrogateescape"))))
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("assess", stdout=out, stderr=err)
        except SystemExit as ended:
            return ended.code, out.getvalue(), err.getvalue()
        return 0, out.getvalue(), err.getvalue()

    return run


def test_one_case_in_one_answer_out(assess):
    status, out, err = assess(json.dumps(THE_EXAMPLE))
    assert (status, err, json.loads(out)["outcome"]) == (0, "", "eligible")


def test_a_list_in_a_list_out_with_errors_in_their_place(assess):
    status, out, _ = assess(json.dumps([THE_EXAMPLE, {}, THE_EXAMPLE, 5]))
    first, second, third, fourth = json.loads(out)
    assert (status, first, second) == (0, third, {"error": "programme: is missing"})
    assert fourth == {"error": "case: must be an object"}
    assert assess("[]") == (0, "[]\n", "")


@pytest.mark.parametrize("text", ["", "nope", "{", '{"programme": }', "[" * 100_000, "\udcff"])
def test_input_that_is_not_json_ends_with_status_2(assess, text):
    status, out, err = assess(text)
    assert (status, out) == (2, "")
    assert err.startswith("The input is not JSON: ")


@pytest.mark.parametrize("figure", ["NaN", "Infinity", "1e999999999999999999999", "-1"])
def test_figures_that_are_none_are_errors_in_their_place(assess, figure):
    text = json.dumps(THE_EXAMPLE).replace('"value": 14', f'"value": {figure}')
    status, out, _ = assess(text)
    assert (status, list(json.loads(out))) == (0, ["error"])


def test_figures_of_any_length_are_read(assess):
    text = json.dumps(THE_EXAMPLE).replace('"value": 14', '"value": 14.' + "0" * 5000)
    assert json.loads(assess(text)[1])["outcome"] == "eligible"
    text = json.dumps(THE_EXAMPLE).replace('"value": 14', '"value": ' + "9" * 5000)
    assert "is not a percentage" in json.loads(assess(text)[1])["error"]
    text = json.dumps(THE_EXAMPLE).replace("[1, 3]", "[" + "9" * 5000 + "]")
    assert json.loads(assess(text)[1]) == {"error": "answered_no[0]: must be a whole number"}


def test_the_databases_version_wins(assess, administrator):
    draft = actions.copy_as_draft(Programme.objects.get(code="phase2"), by=administrator)
    Programme.objects.filter(pk=draft.pk).update(problems_needed=3, in_force_from="2015-10-01")
    actions.put_in_force(draft, by=administrator)
    assert json.loads(assess(json.dumps(THE_EXAMPLE))[1])["problems_needed"] == 3
    earlier = json.dumps(THE_EXAMPLE | {"on": "2015-09-30", "evidence": []})
    assert json.loads(assess(earlier)[1])["problems_needed"] == 2


def test_a_programme_that_the_database_does_not_hold_is_read_from_the_files(assess, monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE eligibility_programme CASCADE")
    assert json.loads(assess(json.dumps(THE_EXAMPLE))[1])["outcome"] == "eligible"
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert json.loads(assess(json.dumps(THE_EXAMPLE))[1])["outcome"] == "eligible"


def test_many_cases_cost_as_many_queries_as_one(assess, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        assess(json.dumps([THE_EXAMPLE] * 20))
