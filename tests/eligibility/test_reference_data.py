"""What `manage.py load_reference` puts in, offers, and leaves alone."""

from datetime import date

import pytest

from eligibility import reference_files
from eligibility.models import Programme

pytestmark = pytest.mark.django_db


def test_the_programme_has_six_problems_and_32_indicators_and_needs_two():
    programme = Programme.objects.in_force("phase2", date(2015, 11, 1))
    assert (programme.problems.count(), programme.indicators.count(), programme.problems_needed) == (6, 32, 2)
    assert all(problem.question for problem in programme.problems.all())


def test_the_rule_reads_the_same_programme_from_the_database_as_from_the_files():
    (from_files,) = reference_files.programmes()
    assert Programme.objects.in_force("phase2", date(2015, 11, 1)).as_rule() == from_files
