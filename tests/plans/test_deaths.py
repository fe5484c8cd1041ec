"""A death stops what the plan asks of somebody, the same minute (H8)."""

import pytest
from django.urls import reverse

from families.actions import record_death
from families.actions.life import DEATH
from plans.models import household_of
from strongerfamilies.edits import fingerprint
from tests.families.factories import years_ago
from tests.plans.factories import a_plan, member

pytestmark = pytest.mark.django_db

STOPPED = "Stopped: its owner has died"


def dies(family, given_name, *, by):
    person = member(family, given_name)
    answers = {"died_on": years_ago(0), "named_after_death": False, "seen": fingerprint(person, DEATH)}
    record_death(family, person=person, by=by, **answers)


def test_the_targets_of_who_died_stop_and_are_on_no_paper_h8(family, keyworker, worker):
    plan = a_plan(family, by=keyworker)
    assert STOPPED not in worker.get(plan.get_absolute_url()).content.decode()
    dies(family, "Ada", by=keyworker)
    assert STOPPED in worker.get(plan.get_absolute_url()).content.decode()
    assert not plan.targets.standing().exists()
    answers = {"readers": [member(family, "Cleo").pk], "print": "yes", "outside": "no"}
    paper = worker.post(reverse("plan-print", args=[family.pk]), answers).content.decode()
    assert "Cleo is at school by nine every day" not in paper
    assert "Ada" not in paper


def test_who_died_reads_nothing_and_is_given_nothing_h8(family, keyworker, worker):
    plan = a_plan(family, by=keyworker)
    dies(family, "Bert", by=keyworker)
    bert = member(family, "Bert")
    assert bert.pk not in household_of(family).people
    for name in ("plan-print", "target-add"):
        assert "Bert" not in worker.get(reverse(name, args=[plan.family_id])).content.decode()


def test_deadlines_of_who_died_press_on_no_first_page_h8(family, keyworker, worker):
    plan = a_plan(family, by=keyworker)
    plan.targets.update(review_on=years_ago(1), due_on=years_ago(1))
    assert "past" in worker.get("/").content.decode()
    dies(family, "Ada", by=keyworker)
    assert "past" not in worker.get("/").content.decode()
