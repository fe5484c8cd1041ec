"""The officers' list: children at risk first, then who has waited longest."""

import pytest
from django.utils import timezone

from accounts import rules
from referrals.models import Referral
from tests.accounts.factories import UserFactory
from tests.referrals.checks import under_check
from tests.referrals.factories import a_draft, a_full_draft, a_sent_referral, writing
from tests.referrals.pages import Desk, queries_of, words

pytestmark = pytest.mark.django_db
LIST = "/referrals/to-check/"


@pytest.fixture
def desk(officer, signed_in):
    return Desk(signed_in(officer))


def sent_ago(days, **sent):
    referral = a_sent_referral(**sent)
    Referral.objects.filter(pk=referral.pk).update(submitted_at=timezone.now() - timezone.timedelta(days=days))
    return referral


def listed(response):
    return [referral.pk for referral in response.context["page"]]


def worried(days, draft):
    Referral.objects.filter(pk=draft.pk).update(worried_at=timezone.now() - timezone.timedelta(days=days))
    return draft


@pytest.mark.parametrize("role", [role for role in rules.ROLES if role is not rules.PERFORMANCE_OFFICER])
def test_only_officers_see_the_list(signed_in, role):
    assert signed_in(UserFactory(role=role)).get(LIST).status_code == 403


def test_the_longest_waiting_stand_first_with_their_days(desk):
    newer, older = sent_ago(3), sent_ago(12)
    response = desk.opens(LIST)
    assert listed(response) == [older.pk, newer.pk]
    assert "12 days" in words(response)
    assert "3 days" in words(response)


def test_a_child_at_risk_with_no_report_stands_before_all_others(desk):
    waiting, at_risk = sent_ago(12), sent_ago(1, child_at_risk=True)
    response = desk.opens(LIST)
    assert listed(response) == [at_risk.pk, waiting.pk]
    assert "Child at risk: no report known" in words(response)


def test_once_reported_it_waits_its_turn(desk, officer):
    waiting, at_risk = sent_ago(12), sent_ago(1, child_at_risk=True)
    today = timezone.localdate()
    told = {"reported_on": today, "reported_by": "Wilma Testcase", "reported_to": "Duty social worker"}
    writing.record_worry(at_risk, by=officer, child_at_risk=True, **told)
    response = desk.opens(LIST)
    assert listed(response) == [waiting.pk, at_risk.pk]
    assert "no report known" not in words(response)


def test_drafts_are_not_in_the_list(desk):
    a_full_draft()
    assert "No referral is waiting here" in words(desk.opens(LIST))


def test_who_is_checking_is_seen(desk, officer):
    under_check(by=officer)
    under_check(by=UserFactory(role=rules.PERFORMANCE_OFFICER, name="Olive Sample"))
    page = words(desk.opens(LIST))
    assert "Being checked by you" in page
    assert "Being checked by Olive Sample" in page


def test_the_list_can_be_narrowed_in_the_address(desk, officer):
    waiting, mine = a_sent_referral(), under_check(by=officer)
    theirs = under_check(by=UserFactory(role=rules.PERFORMANCE_OFFICER))
    assert listed(desk.opens(LIST)) == [waiting.pk, mine.pk, theirs.pk]
    assert listed(desk.opens(f"{LIST}?whose=waiting")) == [waiting.pk]
    assert listed(desk.opens(f"{LIST}?whose=mine")) == [mine.pk]
    assert listed(desk.opens(f"{LIST}?whose=nonsense")) == [waiting.pk, mine.pk, theirs.pk]


# H4: a child at risk must not sit in a draft


def test_h4_a_draft_at_risk_shows_whom_to_ring_at_once_and_nothing_of_the_family(desk):
    draft = a_full_draft(child_at_risk=True)
    page = words(desk.opens(LIST))
    assert f"{draft.made_by.name} , {draft.agency.name}, 01632 960100" in page
    assert draft.reference not in page
    assert "Example" not in page
    assert desk.client.get(draft.get_absolute_url()).status_code == 404


def test_h4_after_one_working_day_the_draft_is_named_and_opens(desk):
    draft = worried(6, a_full_draft(child_at_risk=True))
    page = words(desk.opens(LIST))
    assert f"Example ({draft.reference})" in page
    assert desk.client.get(draft.get_absolute_url()).status_code == 200


def test_h4_a_reported_draft_is_nobodys_business(desk):
    draft = a_draft(child_at_risk=True)
    told = {"reported_on": timezone.localdate(), "reported_by": "Wilma Testcase", "reported_to": "Duty social worker"}
    writing.record_worry(draft, by=draft.made_by, child_at_risk=True, **told)
    assert draft.made_by.name not in words(desk.opens(LIST))


# Pages and cost


def test_the_list_is_paged_by_the_database(desk):
    for _ in range(26):
        a_sent_referral()
    assert len(listed(desk.opens(LIST))) == 25
    assert len(listed(desk.opens(f"{LIST}?page=2"))) == 1


def test_ten_times_the_referrals_cost_no_more_queries(desk, officer):
    def more(times):
        for _ in range(times):
            a_sent_referral()
            under_check(by=UserFactory(role=rules.PERFORMANCE_OFFICER))
            a_draft(child_at_risk=True)
            worried(6, a_draft(child_at_risk=True))

    more(1)
    few = queries_of(desk.client, LIST)
    more(9)
    assert queries_of(desk.client, LIST) == few == 8
