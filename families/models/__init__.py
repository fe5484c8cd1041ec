"""The tables of the room, split by noun."""

from families.models.account import ReferrersAccount
from families.models.agreement import Agreement, Answer, LawfulBasis, NoticeGiven
from families.models.allocation import Allocation
from families.models.contact_way import ContactWay
from families.models.episode import Episode
from families.models.ethnicity import EthnicGroup
from families.models.evidence import Evidence, Fact
from families.models.external_reference import ExternalReference
from families.models.family import Family, Membership
from families.models.identifier import PersonIdentifier, tidy_number
from families.models.person import Belonging, Named, Person, PersonTold
from families.models.residence import Address, Residence
from families.models.split import FamilySplit
from families.models.worry import WorryReported

__all__ = [
    "Address",
    "Agreement",
    "Allocation",
    "Answer",
    "Belonging",
    "ContactWay",
    "Episode",
    "EthnicGroup",
    "Evidence",
    "ExternalReference",
    "Fact",
    "Family",
    "FamilySplit",
    "LawfulBasis",
    "Membership",
    "Named",
    "NoticeGiven",
    "Person",
    "PersonIdentifier",
    "PersonTold",
    "ReferrersAccount",
    "Residence",
    "WorryReported",
    "tidy_number",
]
