"""An officer takes a referral up, verifies each piece, and completes what is missing: the deeds, and their refusals."""

import pytest

from referrals.actions import checking
from strongerfamilies.moves import MoveNotAllowed
from tests.referrals.factories import a_sent_referral

pytestmark = pytest.mark.django_db


def test_starting_to_check_makes_it_this_officers(officer):
    referral = checking.start_checking(a_sent_referral(), by=officer)
    assert referral.is_checked_by(officer)
