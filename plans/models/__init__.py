"""The tables of the room, split by noun."""

from plans.models.members import Household, household_of
from plans.models.plan import Plan, PlanAgreement, PlanAgreementPerson
from plans.models.progress import Group, ProgressCollection, ProgressValue
from plans.models.target import Target, TargetInvolved, TargetWithheldFrom

__all__ = [
    "Group",
    "Household",
    "Plan",
    "PlanAgreement",
    "PlanAgreementPerson",
    "ProgressCollection",
    "ProgressValue",
    "Target",
    "TargetInvolved",
    "TargetWithheldFrom",
    "household_of",
]
