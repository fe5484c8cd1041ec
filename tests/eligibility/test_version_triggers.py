"""What decisions rest on stands: the triggers on versions, on their parts, and on the signs they use.

A draft's rows are rewritten first, to show that the same deed is refused only of what is in force. Rows are deleted by
`_raw_delete`, since Django itself would not ask the database to delete what other rows point at.
"""

from datetime import date

import pytest

from eligibility import actions
from eligibility.models import Indicator, Problem, Programme, ProgrammeIndicator, ProgressArea, ProgressSet
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

LONG_AGO = date(1990, 1, 1)


@pytest.fixture(autouse=True)
def _a_draft_of_each(administrator):
    actions.copy_as_draft(Programme.objects.get(code="phase2"), by=administrator)
    progress_set = ProgressSet.objects.create(version=2, name="Ours", about="Ours")
    ProgressArea.objects.create(progress_set=progress_set, code="A1", value_type="count")


@pytest.mark.parametrize(
    ("trigger", "model", "status", "change"),
    [
        ("Programme.in_force_unchanging", Programme, "status", {"name": "Another name"}),
        ("Problem.in_force_unchanging", Problem, "programme__status", {"headline": "Another headline"}),
        ("ProgrammeIndicator.in_force_unchanging", ProgrammeIndicator, "programme__status", {"for_example": "Rent"}),
        ("ProgressSet.in_force_unchanging", ProgressSet, "status", {"name": "Another name"}),
        ("ProgressArea.in_force_unchanging", ProgressArea, "progress_set__status", {"note": "Read with care"}),
    ],
)
def test_a_version_in_force_and_its_parts_stand(trigger, model, status, change):
    draft, in_force = (model.objects.filter(**{status: state}) for state in ("draft", "in force"))
    assert draft.update(**change)
    assert in_force.exists()
    for rewrite in (lambda: in_force.update(**change), lambda: in_force._raw_delete(using=in_force.db)):
        with refused_by(trigger):
            rewrite()


@pytest.mark.parametrize(
    ("trigger", "model"), [("Programme.only_forward", Programme), ("ProgressSet.only_forward", ProgressSet)]
)
def test_a_version_goes_forward_only(trigger, model):
    with refused_by(trigger):
        model.objects.filter(status="in force").update(status="draft")
    with refused_by(trigger):
        model.objects.filter(status="draft").update(status="retired", in_force_from=LONG_AGO, in_force_to=LONG_AGO)
    model.objects.filter(status="draft").update(status="in force", in_force_from=LONG_AGO, in_force_to=LONG_AGO)


def test_a_sign_in_use_keeps_its_meaning():
    unused = Indicator.objects.create(code="X1", label="Unused", subject="any", measure="status")
    assert Indicator.objects.filter(pk=unused.pk).update(subject="adult")
    in_use = Indicator.objects.filter(code="P2.1")
    for rewrite in (lambda: in_use.update(subject="any"), lambda: in_use._raw_delete(using=in_use.db)):
        with refused_by("Indicator.in_use_unchanging"):
            rewrite()
    unused.delete()
