"""What the database refuses about who agreed to a plan."""

import pytest

from plans.models import PlanAgreement
from tests.plans.factories import a_plan
from tests.refusals import refused_by


def agreements(plan):
    return plan.agreements.all()


def who_agreed(plan):
    return PlanAgreement.people.through.objects.filter(planagreement__plan=plan)


@pytest.mark.parametrize(
    ("trigger", "rows_of", "change"),
    [
        ("PlanAgreement.unchanging", agreements, {"how": "by phone"}),
        ("PlanAgreementPerson.unchanging", who_agreed, {"person": None}),
    ],
)
def test_what_the_family_agreed_to_is_not_rewritten(trigger, rows_of, change, family, keyworker):
    rows = rows_of(a_plan(family, by=keyworker, status="agreed"))
    assert rows.exists()
    for rewrite in (lambda: rows.update(**change), lambda: rows.delete()):
        with refused_by(trigger):
            rewrite()
