"""The tables of the room, split by noun."""

from referrals.models.assessment import assess, case_of, read_whole
from referrals.models.change import Change
from referrals.models.check import Check
from referrals.models.decision import Decision
from referrals.models.evidence import Answered, ReferralEvidence
from referrals.models.person import ReferredPerson
from referrals.models.referral import Referral

__all__ = [
    "Answered",
    "Change",
    "Check",
    "Decision",
    "Referral",
    "ReferralEvidence",
    "ReferredPerson",
    "assess",
    "case_of",
    "read_whole",
]
