"""What the tests of this room share with those of the families."""

from tests.families.conftest import broken_audit

__all__ = ["broken_audit"]
