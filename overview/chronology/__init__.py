"""Everything that happened to a family, from every room, as one list in one statement."""

from overview.chronology.chronology import Chronology, Happening, drawn
from overview.chronology.paper import paper_for
from overview.chronology.sources import KINDS

__all__ = ["KINDS", "Chronology", "Happening", "drawn", "paper_for"]
