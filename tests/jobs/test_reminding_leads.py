"""Agency leads hear in time that people wait to be confirmed, before anybody is suspended (H24)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.actions import confirm
from accounts.models import User
from accounts.rules import AGENCY_LEAD, PRACTITIONER
from jobs.actions import remind_leads
from jobs.models import OutboxMessage
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def colleague(agency_lead):
    return UserFactory(agency=agency_lead.agency, role=PRACTITIONER, confirmed_on=LONG_AGO)


def reminded():
    return {message.to for message in OutboxMessage.objects.all()}


def test_a_lead_is_written_to_when_a_colleague_waits_h24(agency_lead, colleague):
    UserFactory(role=AGENCY_LEAD)
    remind_leads()
    message = OutboxMessage.objects.get()
    assert (message.to, message.subject) == (agency_lead, "Who still works with you?")
    assert "http://testserver/accounts/people/" in message.body
    assert colleague.name not in message.body


def test_once_a_fortnight_while_somebody_waits_h24(agency_lead, colleague):
    for _ in range(2):
        remind_leads()
    assert OutboxMessage.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        remind_leads()
    assert OutboxMessage.objects.count() == 2


def test_not_when_everybody_is_confirmed_h24(agency_lead, colleague):
    confirm([colleague], by=agency_lead)
    User.objects.filter(pk=agency_lead.pk).update(confirmed_on=LONG_AGO)
    remind_leads()
    assert not reminded()


def test_every_lead_of_an_agency_hears_of_the_others_people_h24(agency_lead, colleague):
    second = UserFactory(agency=agency_lead.agency, role=AGENCY_LEAD)
    UserFactory(agency=agency_lead.agency, role=AGENCY_LEAD, is_active=False)
    remind_leads()
    assert reminded() == {agency_lead, second}
