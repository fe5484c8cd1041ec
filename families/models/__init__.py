"""The tables of the room, split by noun."""

from families.models.agreement import Agreement, Answer, LawfulBasis, NoticeGiven
from families.models.evidence import Evidence, Fact
from families.models.family import Allocation, Episode, Family, Membership, ReferrersAccount
from families.models.person import Belonging, Named, Person, PersonIdentifier, PersonTold
from families.models.residence import Address, Residence

__all__ = [
    "Address",
    "Agreement",
    "Allocation",
    "Answer",
    "Belonging",
    "Episode",
    "Evidence",
    "Fact",
    "Family",
    "LawfulBasis",
    "Membership",
    "Named",
    "NoticeGiven",
    "Person",
    "PersonIdentifier",
    "PersonTold",
    "ReferrersAccount",
    "Residence",
]
