"""The roles, what each may do, and one-line answers to "may this person…?"."""

from dataclasses import dataclass

KEEPS_REFERENCE_DATA = "accounts.keep_reference_data"
CONFIRMS_COLLEAGUES = "accounts.confirm_colleagues"
# Whoever holds one of these opens family records, or decides who does.
OPENS_RECORDS = (
    "families.read_all_families",
    "families.read_team_families",
    "families.hold_families",
    KEEPS_REFERENCE_DATA,
)


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
        "families.record_agreement",
        "families.record_identifiers",
        "families.read_access_log",
    ),
)
KEYWORKER = Role(
    "Keyworker",
    "Works with families and leads their plan",
    ("families.hold_families", "families.record_agreement", "families.record_identifiers", "plans.write_plans"),
)
TEAM_MANAGER = Role(
    "Team manager",
    "Sees their team's families and allocates keyworkers",
    ("families.read_team_families", "families.allocate_keyworkers", "families.read_access_log"),
)
ADMINISTRATOR = Role(
    "Administrator",
    "Keeps agencies, users, settings and reference data",
    (KEEPS_REFERENCE_DATA,),
)

ROLES = (PRACTITIONER, AGENCY_LEAD, PERFORMANCE_OFFICER, KEYWORKER, TEAM_MANAGER, ADMINISTRATOR)


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


def may_record_agreement(user) -> bool:
    return user.has_perm("families.record_agreement")


def may_record_identifiers(user) -> bool:
    return user.has_perm("families.record_identifiers")


def may_read_access_log(user) -> bool:
    return user.has_perm("families.read_access_log")


def may_hold_families(user) -> bool:
    return user.has_perm("families.hold_families")


def may_write_plans(user) -> bool:
    return user.has_perm("plans.write_plans")


def may_keep_reference_data(user) -> bool:
    return user.has_perm(KEEPS_REFERENCE_DATA)


def may_confirm_colleagues(user) -> bool:
    return user.has_perm(CONFIRMS_COLLEAGUES)


def opens_records(user) -> bool:
    """Is this somebody whose stolen password would lay families open?"""
    return any(user.has_perm(permission) for permission in OPENS_RECORDS)
