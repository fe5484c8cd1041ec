"""The tables of the room, split by noun."""

from accounts.models.agency import Agency, Team
from accounts.models.draft import Draft
from accounts.models.notice import PrivacyNotice
from accounts.models.role import Role, RoleHeld
from accounts.models.setting import Setting
from accounts.models.trails import AccessEvent, AuditEvent
from accounts.models.user import User

__all__ = [
    "AccessEvent",
    "Agency",
    "AuditEvent",
    "Draft",
    "PrivacyNotice",
    "Role",
    "RoleHeld",
    "Setting",
    "Team",
    "User",
]
