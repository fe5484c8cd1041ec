"""Everybody's own first page: the sections that somebody's roles give them, each with a fixed number of queries."""

from overview.first_page import administration, births, families, governance, people, referrals
from overview.first_page.section import Section

# In the order of the page: what cannot wait comes first.
SECTIONS = (
    referrals.worries_without_report,
    referrals.drafts_to_finish,
    referrals.my_referrals,
    referrals.referrals_of_my_agency,
    people.people_to_confirm,
    people.people_of_my_agency,
    referrals.referrals_to_check,
    families.to_look_at,
    families.awaiting_allocation,
    births.births_to_ask_about,
    families.my_families,
    families.standing_in,
    families.families_of_my_team,
    governance.access_to_review,
    administration.administration,
)


def sections_for(user) -> list[Section]:
    """A person with several roles sees the sections of all of them."""
    return [section for build in SECTIONS if (section := build(user))]
