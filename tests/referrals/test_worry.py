"""Worried about a child now (H4): whom to ring, and when, by whom and to whom it was reported."""

import pytest

from accounts.models import AuditEvent
from eligibility.models import Reason
from referrals.actions import deciding
from tests.referrals.checks import under_check
from tests.referrals.factories import a_draft, a_full_draft, a_sent_referral, days_ago
from tests.referrals.pages import CHANGED_MEANWHILE, Desk, words

pytestmark = pytest.mark.django_db
REPORTED = {"worry": "reported", "reported_by": "Wilma Testcase", "reported_to": "Ms Hale, MARAT"}


@pytest.fixture
def draft(practitioner):
    return a_draft(by=practitioner, child_at_risk=True)


@pytest.fixture
def desk(signed_in, practitioner):
    return Desk(signed_in(practitioner))


def test_the_report_says_when_by_whom_and_to_whom_h4(desk, draft):
    desk.fills(f"/referrals/{draft.pk}/worry/", **REPORTED, reported_on=days_ago(0))
    draft.refresh_from_db()
    assert not draft.worry_not_reported
    assert (draft.reported_on, draft.reported_to) == (days_ago(0), "Ms Hale, MARAT")
    line = AuditEvent.objects.get(deed="referral.worry_recorded")
    assert "reported_to" in line.fields
    assert "Hale" not in str(line.fields)


def test_a_worry_is_kept_with_nothing_reported_and_stands_on_the_task_list_h4(desk, draft):
    desk.fills(f"/referrals/{draft.pk}/worry/", worry="not reported")
    draft.refresh_from_db()
    assert draft.worry_not_reported
    page = words(desk.opens(f"/referrals/{draft.pk}/"))
    assert "nobody has reported it. Ring MARAT on 01632 960001" in page


def test_a_report_without_its_facts_is_refused_and_what_was_typed_stays(desk, draft):
    response = desk.fills(f"/referrals/{draft.pk}/worry/", worry="reported", reported_by="Wilma")
    page = words(response)
    assert "Enter the date it was reported" in page
    assert "Enter to whom it was reported" in page
    assert b'value="Wilma"' in response.content


def test_a_report_cannot_lie_in_the_future(desk, draft):
    response = desk.fills(f"/referrals/{draft.pk}/worry/", **REPORTED, reported_on=days_ago(-1))
    assert "must be today or in the past" in words(response)


def test_a_worry_that_was_none_is_taken_back(desk, draft):
    desk.fills(f"/referrals/{draft.pk}/worry/", worry="no worry")
    draft.refresh_from_db()
    assert draft.child_at_risk is False
    assert draft.worried_at is None


def test_the_moment_of_the_worry_stays_when_it_is_saved_again(desk, draft):
    desk.fills(f"/referrals/{draft.pk}/worry/", **REPORTED, reported_on=days_ago(0))
    worried_at = draft.worried_at
    draft.refresh_from_db()
    assert draft.worried_at == worried_at


@pytest.mark.parametrize(
    "page",
    ["", "agreement/", "people/", "people/add/", "people/add-baby/", "problems/1/", "evidence/add/P5.3/", "contact/",
     "account/", "send/"],
)  # fmt: skip
def test_the_way_to_help_stands_on_every_page_of_a_referral_h4(desk, practitioner, page):
    draft = a_full_draft(by=practitioner)
    assert f'href="/referrals/{draft.pk}/worry/"' in desk.opens(f"/referrals/{draft.pk}/{page}").content.decode()


def test_a_worry_may_still_be_recorded_after_sending(desk, practitioner):
    sent = a_sent_referral(by=practitioner)
    desk.fills(f"/referrals/{sent.pk}/worry/", worry="not reported")
    sent.refresh_from_db()
    assert sent.worry_not_reported
    assert "nobody has reported it" in words(desk.opens(f"/referrals/{sent.pk}/"))


def test_the_second_of_two_tabs_is_told_and_sees_both(desk, draft):
    path = f"/referrals/{draft.pk}/worry/"
    stale = desk.hidden(path)
    desk.fills(path, **REPORTED, reported_on=days_ago(0))
    late = {**REPORTED, "reported_to": "Mr Okoye, MARAT"}
    response = desk.fills(path, hidden=stale, **late, reported_on=days_ago(0))
    page = words(response)
    assert CHANGED_MEANWHILE in page
    assert "Mr Okoye, MARAT Ms Hale, MARAT" in page


def test_once_decided_the_page_says_whom_to_ring_and_asks_nothing(signed_in, officer):
    referral = under_check(by=officer)
    reason = Reason.objects.filter(kind=Reason.Kind.RETURNED).first()
    deciding.return_to_referrer(referral, by=officer, reason=reason, explanation="Outside the borough.")
    response = signed_in(referral.made_by).get(f"/referrals/{referral.pk}/worry/")
    assert "01632 960001" in words(response)
    assert "form" not in response.context
