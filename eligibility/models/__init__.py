"""The tables of the room, split by noun."""

from eligibility.models.indicator import Indicator, ProgrammeIndicator
from eligibility.models.programme import Problem, Programme
from eligibility.models.progress import ProgressArea, ProgressSet
from eligibility.models.reason import Reason

__all__ = ["Indicator", "Problem", "Programme", "ProgrammeIndicator", "ProgressArea", "ProgressSet", "Reason"]
