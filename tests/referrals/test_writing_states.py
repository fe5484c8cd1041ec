"""The life of a referral: every pair of states, and what the database itself refuses."""

import itertools

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from eligibility.models import Reason
from referrals.actions import checking, deciding, writing
from referrals.models import Referral
from strongerfamilies.moves import MoveNotAllowed
from tests.referrals.factories import a_draft, a_sent_referral, days_ago

Status = Referral.Status
ALLOWED = {
    ("draft", "submitted"),
    ("submitted", "checking"),
    ("checking", "submitted"),
    ("checking", "accepted"),
    ("checking", "returned"),
}


@pytest.mark.parametrize(("now", "then"), list(itertools.product(Status.values, Status.values)))
def test_a_referral_moves_as_the_table_says_and_in_no_other_way(now, then):
    referral = Referral(pk=1, status=now)
    if (now, then) in ALLOWED:
        referral.move_to(then)
        assert referral.status == then
    else:
        with pytest.raises(MoveNotAllowed):
            referral.move_to(then)


@pytest.mark.django_db
def test_a_referral_that_is_being_checked_is_not_sent_again(officer):
    referral = checking.start_checking(a_sent_referral(), by=officer)
    with pytest.raises(MoveNotAllowed):
        writing.send(referral, by=referral.made_by)


@pytest.mark.django_db
def test_a_worry_after_the_decision_goes_to_the_front_door_itself_h4(officer):
    referral = checking.start_checking(a_sent_referral(), by=officer)
    reason = Reason.objects.filter(kind=Reason.Kind.RETURNED).first()
    deciding.return_to_referrer(referral, by=officer, reason=reason, explanation="Outside the borough.")
    with pytest.raises(MoveNotAllowed, match="Tell the front door about the worry at once"):
        writing.record_worry(referral, by=referral.made_by, child_at_risk=True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "submitted"},
        {"submitted_at": timezone.now()},
        {"child_at_risk": True},
        {"worried_at": timezone.now()},
        {"reported_on": days_ago(1)},
        {"reported_by": "Wilma", "reported_to": "MARAT"},
        {"status": "checking", "submitted_at": timezone.now()},
        {"status": "accepted", "submitted_at": timezone.now()},
    ],
)
def test_the_database_refuses_what_must_never_be(wrong):
    draft = a_draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=draft.pk).update(**wrong)
