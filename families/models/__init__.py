"""The tables of the room, split by noun."""

from families.models.access_grant import AccessGrant
from families.models.account import ReferrersAccount
from families.models.agreement import Agreement, Answer, LawfulBasis, NoticeGiven
from families.models.allocation import Allocation
from families.models.asking import AskedToJoin
from families.models.assessing import Case, case_of, person_as_rule
from families.models.breaks import Pause, SocialCareStep
from families.models.caseload import CaseloadBatch, LoadedFamily
from families.models.contact_way import ContactWay
from families.models.disclosure import Disclosure, ground_from, grounds_of
from families.models.document import FamilyDocument
from families.models.elsewhere import OtherRecord, other_records, siblings_elsewhere
from families.models.episode import Episode, EpisodeMove
from families.models.ethnicity import EthnicGroup
from families.models.evidence import Evidence, Fact, Found
from families.models.external_reference import ExternalReference
from families.models.family import Family, Membership
from families.models.finding import narrowed, people_found
from families.models.identifier import PersonIdentifier, tidy_number
from families.models.known import known_of
from families.models.link import PersonLink
from families.models.moving import BY_AGREEMENT, MovedAway, MovedIn
from families.models.note import Note
from families.models.objection import Hold, Objection
from families.models.order import LegalOrder
from families.models.person import Belonging, Named, Person, PersonTold
from families.models.protected import ProtectedIdentity
from families.models.relationship import Relationship
from families.models.residence import Address, Residence
from families.models.restriction import Bar, NamedUser, Restriction
from families.models.service import ServiceAtWork, ServiceRequest
from families.models.split import FamilySplit
from families.models.start import StartMeasure
from families.models.team_member import TeamMember
from families.models.warning import SafetyWarning
from families.models.worry import WorryReported

__all__ = [
    "BY_AGREEMENT",
    "AccessGrant",
    "Address",
    "Agreement",
    "Allocation",
    "Answer",
    "AskedToJoin",
    "Bar",
    "Belonging",
    "Case",
    "CaseloadBatch",
    "ContactWay",
    "Disclosure",
    "Episode",
    "EpisodeMove",
    "EthnicGroup",
    "Evidence",
    "ExternalReference",
    "Fact",
    "Family",
    "FamilyDocument",
    "FamilySplit",
    "Found",
    "Hold",
    "LawfulBasis",
    "LegalOrder",
    "LoadedFamily",
    "Membership",
    "MovedAway",
    "MovedIn",
    "Named",
    "NamedUser",
    "Note",
    "NoticeGiven",
    "Objection",
    "OtherRecord",
    "Pause",
    "Person",
    "PersonIdentifier",
    "PersonLink",
    "PersonTold",
    "ProtectedIdentity",
    "ReferrersAccount",
    "Relationship",
    "Residence",
    "Restriction",
    "SafetyWarning",
    "ServiceAtWork",
    "ServiceRequest",
    "SocialCareStep",
    "StartMeasure",
    "TeamMember",
    "WorryReported",
    "case_of",
    "ground_from",
    "grounds_of",
    "known_of",
    "narrowed",
    "other_records",
    "people_found",
    "person_as_rule",
    "siblings_elsewhere",
    "tidy_number",
]
