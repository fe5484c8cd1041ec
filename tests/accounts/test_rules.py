"""Who may do what: every role against everything there is to ask."""

from inspect import signature

import pytest

from accounts import rules
from accounts.rules import (
    ADMINISTRATOR,
    AGENCY_LEAD,
    INFORMATION_GOVERNANCE_OFFICER,
    KEYWORKER,
    PERFORMANCE_OFFICER,
    PRACTITIONER,
    REFUGE_LEAD,
    TEAM_MANAGER,
)
from tests.accounts.factories import UserFactory

WORKS_WITH_FAMILIES = {PERFORMANCE_OFFICER, KEYWORKER, TEAM_MANAGER}
MAY = {
    rules.may_refer: {PRACTITIONER, AGENCY_LEAD},
    rules.may_read_agency_referrals: {AGENCY_LEAD},
    rules.may_check_referrals: {PERFORMANCE_OFFICER},
    rules.may_read_all_families: {PERFORMANCE_OFFICER},
    rules.may_read_team_families: {TEAM_MANAGER},
    rules.may_hold_families: {KEYWORKER},
    rules.may_load_caseload: {PERFORMANCE_OFFICER},
    rules.may_allocate: {PERFORMANCE_OFFICER, TEAM_MANAGER},
    rules.may_move_families: WORKS_WITH_FAMILIES,
    rules.may_arrange_refuges: {REFUGE_LEAD},
    rules.may_record_agreement: {PERFORMANCE_OFFICER, KEYWORKER},
    rules.may_keep_people: WORKS_WITH_FAMILIES,
    rules.may_keep_record: WORKS_WITH_FAMILIES,
    rules.may_keep_team: WORKS_WITH_FAMILIES,
    rules.may_write_notes: WORKS_WITH_FAMILIES,
    rules.may_record_identifiers: {PERFORMANCE_OFFICER, KEYWORKER},
    rules.may_decide_objections: {PERFORMANCE_OFFICER},
    rules.may_write_plans: {KEYWORKER},
    rules.may_restrict_records: {PERFORMANCE_OFFICER, TEAM_MANAGER},
    rules.may_take_emergency_access: WORKS_WITH_FAMILIES,
    rules.may_review_emergency_access: {INFORMATION_GOVERNANCE_OFFICER},
    rules.may_read_access_log: {PERFORMANCE_OFFICER, TEAM_MANAGER},
    rules.may_keep_reference_data: {ADMINISTRATOR},
    rules.may_confirm_colleagues: {AGENCY_LEAD},
}


def test_everything_that_can_be_asked_is_asked_here():
    """But what is asked about a second person, which has tests where it is asked."""
    asked = {ask for name, ask in vars(rules).items() if name.startswith("may_")}
    assert set(MAY) == {ask for ask in asked if len(signature(ask).parameters) == 1}


@pytest.mark.django_db
@pytest.mark.parametrize("role", rules.ROLES, ids=lambda role: role.name)
@pytest.mark.parametrize("may", MAY, ids=lambda ask: ask.__name__)
def test_a_role_may_do_this_and_no_more(role, may):
    assert may(UserFactory(role=role)) == (role in MAY[may])


@pytest.mark.django_db
@pytest.mark.parametrize("may", MAY, ids=lambda ask: ask.__name__)
def test_somebody_who_left_or_has_no_role_may_do_nothing(may):
    assert not may(UserFactory())
    assert not any(may(UserFactory(role=role, is_active=False)) for role in rules.ROLES)


@pytest.mark.django_db
@pytest.mark.parametrize("role", rules.ROLES, ids=lambda role: role.name)
def test_practitioners_and_their_leads_alone_open_no_records(role):
    assert rules.opens_records(UserFactory(role=role)) == (role not in {PRACTITIONER, AGENCY_LEAD})
