"""What is asked of a sign, in words for people who have never seen the rule."""

import pytest

from eligibility.models import ProgrammeIndicator
from overview.criteria import in_words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "begins"),
    [
        ("P1.1", "A child (under 18), in the last 12 months."),
        ("P1.2", "In the last 12 months."),
        ("P1.3", "An adult (18 or over) who is a parent or carer, in the next 12 months."),
        ("P2.1", "A child (under 18), at least 10 percent of sessions missed, over the last three school terms."),
        ("P4.1", "An adult (18 or over), holding now."),
        ("P6.1", "Adults only as parent or carer, holding now."),
    ],
)
def test_it_says_about_whom_how_much_and_how_recent(code, begins):
    sign = ProgrammeIndicator.objects.select_related("indicator").get(
        programme__code="phase2", programme__status="in force", indicator__code=code
    )
    assert in_words(sign).startswith(begins)


def test_the_example_follows_and_ends_with_one_full_stop():
    for sign in ProgrammeIndicator.objects.exclude(for_example="").select_related("indicator"):
        said = in_words(sign)
        assert said.endswith(f"{sign.for_example.removesuffix('.')}.")
        assert not said.endswith("..")
