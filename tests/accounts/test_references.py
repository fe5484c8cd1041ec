"""References by which people speak of records."""

import pytest

from accounts.references import key_in


@pytest.mark.parametrize("typed", ["SF-000123", "sf123", " 123 ", "SF-123", "000123"])
def test_a_reference_is_understood_in_any_way_of_writing_it(typed):
    assert key_in(typed, of="SF") == 123


@pytest.mark.parametrize("typed", ["", "0", "R-000123", "SF-", "123 and more", "1234567890", "SF-12a"])
def test_anything_else_is_no_reference_of_the_kind(typed):
    assert key_in(typed, of="SF") is None


def test_without_letters_the_reference_of_any_kind_is_understood():
    assert key_in("R-000123") == key_in("SF-000123") == 123
