"""The roles, what each may do, and one-line answers to "may this person…?"."""

from dataclasses import dataclass
from datetime import timedelta

ASK_AHEAD = timedelta(weeks=4)  # how long before somebody's last day their lead is asked to confirm them

KEEPS_REFERENCE_DATA = "accounts.keep_reference_data"
CONFIRMS_COLLEAGUES = "accounts.confirm_colleagues"
REVIEWS_EMERGENCY_ACCESS = "families.review_emergency_access"


@dataclass(frozen=True)
class Role:
    """A kind of work. `permissions` are `app.codename`; a person may hold several roles."""

    name: str
    does: str
    permissions: tuple[str, ...] = ()


PRACTITIONER = Role(
    "Practitioner",
    "Refers families and follows their own referrals",
    ("referrals.refer_families",),
)
AGENCY_LEAD = Role(
    "Agency lead",
    "Sees the referrals that their agency made, and confirms who works there",
    ("referrals.refer_families", "referrals.read_agency_referrals", CONFIRMS_COLLEAGUES),
)
PERFORMANCE_OFFICER = Role(
    "Performance officer",
    "Double-checks referrals, accepts or returns them, and allocates keyworkers",
    (
        "referrals.check_referrals",
        "families.read_all_families",
        "families.allocate_keyworkers",
        "families.move_families",
        "families.record_agreement",
        "families.write_notes",
        "families.keep_people",
        "families.keep_record",
        "families.record_identifiers",
        "families.decide_objections",
        "families.read_access_log",
        "families.keep_team",
        "families.restrict_records",
        "families.take_emergency_access",
        "families.load_caseload",
    ),
)
KEYWORKER = Role(
    "Keyworker",
    "Works with families and leads their plan",
    (
        "families.hold_families",
        "families.move_families",
        "families.record_agreement",
        "families.write_notes",
        "families.keep_people",
        "families.keep_record",
        "families.record_identifiers",
        "families.keep_team",
        "families.take_emergency_access",
        "plans.write_plans",
    ),
)
TEAM_MANAGER = Role(
    "Team manager",
    "Sees their team's families and allocates keyworkers",
    (
        "families.read_team_families",
        "families.allocate_keyworkers",
        "families.write_notes",
        "families.move_families",
        "families.keep_people",
        "families.keep_record",
        "families.read_access_log",
        "families.keep_team",
        "families.restrict_records",
        "families.take_emergency_access",
    ),
)
REFUGE_LEAD = Role(
    "Refuge lead",
    "The named person who arranges a family's move into a refuge, and alone sees where it went",
    ("families.arrange_refuges",),
)
INFORMATION_GOVERNANCE_OFFICER = Role(
    "Information governance officer",
    "Reviews emergency access to records, and sees who opened which record",
    (REVIEWS_EMERGENCY_ACCESS,),
)
ADMINISTRATOR = Role(
    "Administrator",
    "Keeps agencies, users, settings and reference data",
    (KEEPS_REFERENCE_DATA,),
)

ROLES = (
    PRACTITIONER,
    AGENCY_LEAD,
    PERFORMANCE_OFFICER,
    KEYWORKER,
    TEAM_MANAGER,
    REFUGE_LEAD,
    INFORMATION_GOVERNANCE_OFFICER,
    ADMINISTRATOR,
)


def may_refer(user) -> bool:
    return user.has_perm("referrals.refer_families")


def may_read_agency_referrals(user) -> bool:
    return user.has_perm("referrals.read_agency_referrals")


def may_check_referrals(user) -> bool:
    return user.has_perm("referrals.check_referrals")


def may_read_all_families(user) -> bool:
    return user.has_perm("families.read_all_families")


def may_read_team_families(user) -> bool:
    return user.has_perm("families.read_team_families")


def may_allocate(user) -> bool:
    return user.has_perm("families.allocate_keyworkers")


def may_move_families(user) -> bool:
    return user.has_perm("families.move_families")


def may_arrange_refuges(user) -> bool:
    return user.has_perm("families.arrange_refuges")


def may_record_agreement(user) -> bool:
    return user.has_perm("families.record_agreement")


def may_keep_people(user) -> bool:
    return user.has_perm("families.keep_people")


def may_record_identifiers(user) -> bool:
    return user.has_perm("families.record_identifiers")


def may_keep_record(user) -> bool:
    return user.has_perm("families.keep_record")


def may_decide_objections(user) -> bool:
    return user.has_perm("families.decide_objections")


def may_write_notes(user) -> bool:
    """Notes, evidence and documents on the records this person may open."""
    return user.has_perm("families.write_notes")


def may_read_access_log(user) -> bool:
    return user.has_perm("families.read_access_log")


def may_keep_team(user) -> bool:
    return user.has_perm("families.keep_team")


def may_restrict_records(user) -> bool:
    return user.has_perm("families.restrict_records")


def may_take_emergency_access(user) -> bool:
    return user.has_perm("families.take_emergency_access")


def may_review_emergency_access(user) -> bool:
    return user.has_perm(REVIEWS_EMERGENCY_ACCESS)


def may_load_caseload(user) -> bool:
    return user.has_perm("families.load_caseload")


def may_hold_families(user) -> bool:
    return user.has_perm("families.hold_families")


def may_write_plans(user) -> bool:
    return user.has_perm("plans.write_plans")


def may_let_leave(user, leaver) -> bool:
    """Administrators see to anybody's leaving, managers to that of their own team."""
    ours = leaver.team_id is not None and leaver.team_id == user.team_id
    return user != leaver and (may_keep_reference_data(user) or (may_read_team_families(user) and ours))


def may_keep_reference_data(user) -> bool:
    return user.has_perm(KEEPS_REFERENCE_DATA)


def may_confirm_colleagues(user) -> bool:
    return user.has_perm(CONFIRMS_COLLEAGUES)


def opens_records(user) -> bool:
    """Is this somebody whose stolen password would lay families open? Those who give out roles are."""
    held = user.get_all_permissions()
    return KEEPS_REFERENCE_DATA in held or any(permission.startswith("families.") for permission in held)
