"""Agency leads confirm their people every six months, and the unconfirmed are suspended (H24)."""

from datetime import date, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

from accounts import actions
from accounts.models import AuditEvent, Setting, User
from accounts.rules import ADMINISTRATOR, AGENCY_LEAD, KEYWORKER, PRACTITIONER
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/accounts/people/"
LONG_AGO = date(2020, 1, 31)


def a_colleague(lead, **about):
    return UserFactory(**{"agency": lead.agency, "role": PRACTITIONER, "confirmed_on": LONG_AGO, **about})


def suspended(user):
    """Their time is over, and the night has passed."""
    User.objects.filter(pk=user.pk).update(confirmed_on=LONG_AGO)
    actions.suspend_unconfirmed()
    user.refresh_from_db()
    return user


def names_on(page):
    soup = BeautifulSoup(page.text, "html.parser")
    return [label.get_text(strip=True) for label in soup.select(".govuk-checkboxes__label")]


def confirms(client, *people):
    return client.post(PAGE, {"people": [person.pk for person in people]}, follow=True)


def test_a_lead_confirms_several_colleagues_in_one_step_h24(signed_in, agency_lead):
    first, second, left_out = (a_colleague(agency_lead) for _ in range(3))
    answer = confirms(signed_in(agency_lead), first, second)
    assert "2 people confirmed for 6 months" in answer.text
    assert names_on(answer) == [left_out.name]
    first.refresh_from_db()
    assert first.confirmed_on == timezone.localdate()
    line = AuditEvent.objects.about(first).get()
    assert (line.deed, line.by, line.fields) == ("user.confirmed", agency_lead, ["confirmed_on"])


def test_confirming_twice_on_a_day_leaves_one_line_h24(signed_in, agency_lead):
    colleague = a_colleague(agency_lead)
    client = signed_in(agency_lead)
    for _ in range(2):
        assert f"{colleague.name} confirmed for 6 months" in confirms(client, colleague).text
    assert AuditEvent.objects.about(colleague).count() == 1


def test_the_page_asks_for_at_least_one_h24(signed_in, agency_lead):
    a_colleague(agency_lead)
    page = signed_in(agency_lead).post(PAGE, {})
    assert "Select who still works here" in page.text
    assert page.status_code == 200


def test_only_those_whose_last_day_is_near_are_asked_about_h24(signed_in, agency_lead):
    today = date(2026, 7, 31)
    a_colleague(agency_lead, name="Far Away", confirmed_on=date(2026, 3, 1))
    a_colleague(agency_lead, name="Four Weeks", confirmed_on=date(2026, 2, 28))
    a_colleague(agency_lead, name="Last Day", confirmed_on=date(2026, 1, 31))
    User.objects.filter(pk=agency_lead.pk).update(confirmed_on=today)
    with time_machine.travel("2026-07-31T10:00+00:00"):
        page = signed_in(agency_lead).get(PAGE)
    assert names_on(page) == ["Last Day", "Four Weeks"]
    assert "until 28 August 2026" in page.text


def test_nobody_to_confirm_is_said_h24(signed_in, agency_lead):
    page = signed_in(agency_lead).get(PAGE)
    assert "Nobody waits to be confirmed" in page.text
    assert not BeautifulSoup(page.text, "html.parser").select("main button")


@pytest.mark.parametrize(
    ("confirmed", "today", "is_in"),
    [
        ("2026-01-31", "2026-07-31", True),
        ("2026-01-31", "2026-08-01", False),
        ("2025-08-31", "2026-02-28", True),
        ("2025-08-31", "2026-03-01", False),
    ],
)
def test_a_confirmation_lasts_to_the_same_day_six_months_later_h24(confirmed, today, is_in):
    colleague = UserFactory(confirmed_on=date.fromisoformat(confirmed))
    with time_machine.travel(f"{today}T04:00+00:00"):
        call_command("suspend_unconfirmed", verbosity=0)
    colleague.refresh_from_db()
    assert colleague.is_active == is_in


def test_the_council_decides_for_how_many_months_h24(capsys):
    today = timezone.localdate()
    Setting.objects.create(key="confirm_months", value="1", starts_on=today)
    UserFactory(confirmed_on=today - timedelta(days=32))
    UserFactory(confirmed_on=today - timedelta(days=27))
    call_command("suspend_unconfirmed")
    assert capsys.readouterr().out == "Suspended: 1\n"


def test_the_suspended_cannot_sign_in_and_lose_the_session_they_have_open_h24(client, practitioner):
    client.force_login(practitioner)
    suspended(practitioner)
    assert client.get("/").status_code == 302
    assert (practitioner.is_active, practitioner.suspended_on) == (False, timezone.localdate())
    line = AuditEvent.objects.about(practitioner).get()
    assert (line.deed, line.by, line.fields) == ("user.suspended", None, ["is_active", "suspended_on"])
    assert actions.suspend_unconfirmed() == 0


def test_a_lead_lets_a_suspended_colleague_in_again_h24(client, signed_in, agency_lead):
    colleague = suspended(a_colleague(agency_lead))
    page = signed_in(agency_lead).get(PAGE)
    assert "suspended since" in page.text
    confirms(client, colleague)
    client.force_login(User.objects.get(pk=colleague.pk))
    assert client.get("/").status_code == 200


def test_a_lead_does_not_bring_back_somebody_whom_an_administrator_stopped_h24(signed_in, agency_lead, administrator):
    leaver = suspended(a_colleague(agency_lead))
    actions.let_sign_in(leaver, is_active=False, by=administrator)
    page = signed_in(agency_lead).get(PAGE)
    assert leaver.name not in names_on(page)
    confirms(signed_in(agency_lead), leaver)
    actions.confirm([leaver], by=agency_lead)
    leaver.refresh_from_db()
    assert not leaver.is_active


def test_nobody_confirms_themselves_or_another_agencys_people_h24(signed_in, agency_lead):
    elsewhere = UserFactory(role=PRACTITIONER, confirmed_on=LONG_AGO)
    User.objects.filter(pk=agency_lead.pk).update(confirmed_on=LONG_AGO)
    assert names_on(signed_in(agency_lead).get(PAGE)) == []
    for person in (elsewhere, agency_lead):
        confirms(signed_in(agency_lead), person)
        person.refresh_from_db()
        assert person.confirmed_on == LONG_AGO


@pytest.mark.parametrize("who", ["practitioner", "keyworker", "officer", "team_manager"])
def test_others_cannot_tell_that_the_page_exists_h24(signed_in, request, who):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"people": ["1"]}).status_code == 404


def test_administrators_confirm_those_whom_no_lead_confirms_h24(signed_in, administrator, agency_lead):
    User.objects.filter(pk=agency_lead.pk).update(confirmed_on=LONG_AGO, name="A Lead Alone")
    a_colleague(agency_lead, name="Has A Lead")
    UserFactory(name="B Without Lead", role=KEYWORKER, confirmed_on=LONG_AGO)
    UserFactory(name="C Without Agency", agency=None, team=None, job_title="", confirmed_on=LONG_AGO)
    page = signed_in(administrator).get(PAGE)
    assert names_on(page) == ["A Lead Alone", "B Without Lead", "C Without Agency"]
    assert agency_lead.agency.name in page.text


def test_two_leads_of_an_agency_confirm_each_other_h24(signed_in, agency_lead, administrator):
    other = a_colleague(agency_lead, role=AGENCY_LEAD)
    assert names_on(signed_in(agency_lead).get(PAGE)) == [other.name]
    assert names_on(signed_in(administrator).get(PAGE)) == []


def test_administrators_are_asked_about_but_never_suspended_h24(signed_in, administrator):
    """An installation cannot lock itself out."""
    other = UserFactory(role=ADMINISTRATOR, confirmed_on=LONG_AGO)
    assert actions.suspend_unconfirmed() == 0
    assert names_on(signed_in(administrator).get(PAGE)) == [other.name]


def test_a_long_list_is_shown_in_parts_for_the_same_queries_h24(
    signed_in, agency_lead, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr("accounts.forms.ConfirmPeopleForm.most", 3)
    client = signed_in(agency_lead)
    client.get(PAGE)
    a_colleague(agency_lead)
    with django_assert_max_num_queries(20) as few:
        assert "More people wait" not in client.get(PAGE).text
    for _ in range(10):
        a_colleague(agency_lead)
    with django_assert_max_num_queries(len(few)):
        page = client.get(PAGE)
    assert len(names_on(page)) == 3
    assert "More people wait" in page.text


def test_the_first_page_counts_what_the_list_shows_h24(signed_in, agency_lead):
    client = signed_in(agency_lead)
    assert "confirm them" not in client.get("/").text
    a_colleague(agency_lead)
    page = client.get("/").text
    assert "1 person waits for you to confirm them" in page
    assert "cannot sign in until you do" not in page
    suspended(a_colleague(agency_lead))
    page = client.get("/").text
    assert "2 people wait for you to confirm them" in page
    assert "2 of them cannot sign in until you do" in page
    assert f'href="{PAGE}"' in page


def test_an_administrator_confirms_anybody_in_the_administration_pages_h24(signed_in, administrator, agency_lead):
    client, colleague = signed_in(administrator), a_colleague(agency_lead)
    client.post("/admin/accounts/user/", {"action": "confirm", "_selected_action": [colleague.pk]})
    colleague.refresh_from_db()
    assert colleague.confirmed_on == timezone.localdate()


def test_letting_somebody_sign_in_again_confirms_them_h24(administrator, practitioner):
    actions.let_sign_in(suspended(practitioner), is_active=True, by=administrator)
    practitioner.refresh_from_db()
    assert (practitioner.is_active, practitioner.suspended_on) == (True, None)
    assert actions.suspend_unconfirmed() == 0


def test_somebody_suspended_who_may_sign_in_cannot_be_written_h24(practitioner):
    with pytest.raises(IntegrityError, match="user_suspended_cannot_sign_in"):
        User.objects.filter(pk=practitioner.pk).update(suspended_on=LONG_AGO)
