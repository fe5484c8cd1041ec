"""What happened, on paper for named readers: what all of them may know, in words that are safe to hand over (H1)."""

from dataclasses import dataclass

from families.models import Address
from overview.chronology.chronology import Chronology, Happening, drawn
from plans.rules import why_not_on_paper

MOST_ON_PAPER = 1000
KEPT = "It is kept from somebody who will read this, or from the family."


@dataclass(frozen=True)
class Paper:
    """`told` stands on the paper. `left_out`, each with the reason, is for the worker alone to see.

    With `is_too_long` nothing is printed: one kind or one year has to be chosen.
    """

    told: list[Happening]
    left_out: list[tuple[Happening, str]]
    is_too_long: bool


def paper_for(family, readers, *, by, **narrow) -> Paper:
    """What these readers are handed together, and what is left out for them. The paper never says so."""
    chronology = Chronology(family, by=by, readers=readers, **narrow)
    rows = list(chronology.rows()[: MOST_ON_PAPER + 1])
    kept = drawn(chronology.left_out()[:MOST_ON_PAPER])
    places = [str(home) for home in _homes_of(family)]
    told, left_out = [], [(happening, KEPT) for happening in kept]
    for happening in drawn(rows[:MOST_ON_PAPER]):
        why = why_not_on_paper(f"{happening.headline}\n{happening.narrative}", places=places)
        if why:
            left_out.append((happening, why))
        else:
            told.append(happening)
    return Paper(told, left_out, is_too_long=len(rows) > MOST_ON_PAPER)


def _homes_of(family):
    """Every home that anyone who ever belonged to the family has or had."""
    return Address.objects.filter(residences__person__in=family.memberships.values("person")).distinct()
