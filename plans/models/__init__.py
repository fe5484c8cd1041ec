"""The tables of the room, split by noun."""

from plans.models.plan import Plan, Target
from plans.models.progress import ProgressCollection, ProgressValue

__all__ = ["Plan", "ProgressCollection", "ProgressValue", "Target"]
