"""What the database refuses about agencies, teams, people who sign in, notices, settings and the trails."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import AccessEvent, AuditEvent, Draft, PrivacyNotice, Setting
from tests.accounts.factories import AgencyFactory, TeamFactory, UserFactory
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

SIGNED = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("constraint", "make", "wrong"),
    [
        ("agency_agreement_has_both_dates", AgencyFactory, {"agreement_signed_on": None}),
        ("agency_agreement_has_both_dates", AgencyFactory, {"agreement_review_on": None}),
        ("agency_agreement_has_both_dates", AgencyFactory, {"agreement_review_on": SIGNED}),
        ("user_email_in_lower_case", UserFactory, {"email": "Wilma@quarry.example"}),
        ("user_suspended_cannot_sign_in", UserFactory, {"suspended_on": SIGNED}),
    ],
)
def test_an_agency_and_its_people_never_contradict_themselves(constraint, make, wrong):
    row = make()
    with refused_by(constraint):
        type(row).objects.filter(pk=row.pk).update(**wrong)


def a_team():
    agency = AgencyFactory()
    return lambda **changed: TeamFactory(**{"agency": agency, "name": "North"} | changed)


def a_draft():
    given = {"user": UserFactory(), "form": "note", "record": "families.family", "record_id": 1, "typed": {}}
    return lambda **changed: Draft.objects.create(**given | {"saved_at": timezone.now()} | changed)


def a_notice():
    given = {"version": uuid4().hex[:20], "in_use_from": SIGNED, "text": "We keep this."}
    return lambda **changed: PrivacyNotice.objects.create(**given | changed)


def a_setting():
    given = {"key": "council_name", "value": "Millbrook Council", "starts_on": SIGNED}
    return lambda **changed: Setting.objects.create(**given | changed)


@pytest.mark.parametrize(
    ("constraint", "maker", "other"),
    [
        ("team_name_once_in_agency", a_team, {"name": "South"}),
        ("one_draft_a_form", a_draft, {"record_id": 2}),
        ("notice_version_once_in_language", a_notice, {"language": "pl"}),
        ("setting_once_a_day", a_setting, {"starts_on": date(2020, 1, 2)}),
    ],
)
def test_there_is_one_of_each_and_another_beside_it(constraint, maker, other):
    make = maker()
    make()
    with refused_by(constraint):
        make()
    make(**other)


@pytest.mark.parametrize(
    ("trigger", "line", "told"),
    [
        ("AuditEvent.unchanging", AuditEvent, {"deed": "agency.changed"}),
        ("AccessEvent.unchanging", AccessEvent, {"page": "family", "working_with": True}),
    ],
)
def test_a_line_of_a_trail_stands(trigger, line, told):
    written = line.objects.create(by=UserFactory(), record="accounts.agency", record_id=1, **told)
    lines = line.objects.filter(pk=written.pk)
    for rewrite in (lambda: lines.update(record_id=2), lines.delete):
        with refused_by(trigger):
            rewrite()
