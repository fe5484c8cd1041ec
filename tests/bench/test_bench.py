"""The benchmark itself, at a size at which it says nothing of speed: it still opens its pages and writes its report."""

from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from bench import building, finding, people, report
from bench.measuring import page_figures
from bench.misspelling import KINDS, misspell
from bench.pages import pages
from bench.visiting import reading
from families.models import Allocation
from overview.populate.loading import populate

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(monkeypatch):
    """Small enough to be quick; the visitors are looked for anew each time."""
    for who in (people.officer, people.keyworker, people.manager):
        who.cache_clear()
    populate(families=30, seed=1, today=timezone.localdate() - timedelta(days=1))
    monkeypatch.setattr("bench.visiting.VISITS", 1)
    monkeypatch.setattr("bench.pages.RECORDS", 1)
    with override_settings(ROOT_URLCONF="bench.plain"):
        yield


def test_every_page_is_measured_against_plain_django_and_sql_by_hand(council):
    figures = [page_figures(number, page) for number, page in enumerate(pages())]
    assert len(figures) >= 16
    for page in figures:
        assert page["queries"] > 3, page
        assert min(page["sql"], page["sql_by_hand"], page["server"], page["plain"]) > 0, page
        assert page["scanned"] == (), page
    document = report.page_of(
        {
            "borough": {"postgres": "18.0", "pages": figures},
            "national": {"postgres": "18.0", "pages": figures},
            "names": finding.measure(queries=8),
            "memory": {"warm": 100, "long": 101},
        },
        {"borough": building.Built(families=30, seconds=1, client_seconds=1, server_seconds=1, megabytes=100)},
    )
    assert document.count("\n| ") >= 20


def test_every_kind_of_slip_changes_the_name():
    for kind in KINDS:
        assert misspell(Random(3), kind, "Robert", "Quillfeather") != "robert quillfeather"


def test_a_large_table_that_is_read_whole_is_told(council, monkeypatch):
    monkeypatch.setattr("bench.visiting.LARGE", 1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE families_family")
    whole = reading(["SELECT name FROM families_family WHERE name <> ''"])
    assert whole.scanned == ("families_family",)
    assert report.scanned({"national": {"pages": [{"name": "Families", "scanned": whole.scanned}]}}) == [
        "Families: families_family"
    ]


def test_what_somebody_wrote_under_the_figures_stays(tmp_path):
    path = tmp_path / "benchmarks.md"
    first = report.kept(path, "# Old figures\n")
    path.write_text(first + "It is the load.\n")
    assert report.kept(path, "# New figures\n").endswith("It is the load.\n")
    assert "Old" not in report.kept(path, "# New figures\n")


def test_the_keyworker_who_visits_holds_families(council):
    assert Allocation.objects.now().filter(keyworker=people.keyworker()).exists()
