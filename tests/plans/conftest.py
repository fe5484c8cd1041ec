"""What the tests of this room share."""

import pytest

from tests.families.conftest import broken_audit  # noqa: F401 - the same broken trail
from tests.plans.factories import a_family


@pytest.fixture
def family(keyworker):
    return a_family(keyworker)


@pytest.fixture
def worker(signed_in, keyworker):
    """The browser of the family's keyworker."""
    return signed_in(keyworker)
