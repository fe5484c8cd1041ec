"""The part of a first page for those who keep agencies, people, settings and reference data."""

from accounts.rules import may_keep_reference_data
from overview.first_page.section import Section

TASKS = [
    ("Add somebody, or stop somebody who left from signing in", "admin:accounts_user_changelist"),
    ("Somebody leaves: move what they have in hand to a colleague", "leavers"),
    ("Agencies and their sharing agreements", "admin:accounts_agency_changelist"),
    ("What this council decides: names, telephone numbers, periods", "admin:accounts_setting_changelist"),
    ("Programmes, problems and indicators", "admin:eligibility_programme_changelist"),
    ("Who did what", "admin:accounts_auditevent_changelist"),
    ("Who opened which record", "admin:accounts_accessevent_changelist"),
]


def administration(user):
    if not may_keep_reference_data(user):
        return None
    return Section(template="overview/sections/administration.html", heading="Administration", rows=TASKS)
