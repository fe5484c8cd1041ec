"""Help for a child at risk now, and who was told (H4)."""

from uuid import uuid4

import pytest

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from tests.accounts.factories import UserFactory
from tests.families.factories import HeldFamilyFactory

pytestmark = pytest.mark.django_db
REPORT = {
    "reported_on_0": 20,
    "reported_on_1": 11,
    "reported_on_2": 2026,
    "reported_by": "Kit O'Keyworker",
    "reported_to": "Dana, duty team",
}


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


@pytest.fixture
def address(family):
    return f"/families/{family.pk}/worry/"


def test_the_front_doors_numbers_come_first_h4(address, keyworker, signed_in):
    text = signed_in(keyworker).get(address).text
    assert 'href="tel:01632960001"' in text
    assert 'href="tel:01632960002"' in text
    assert "call 999" in text


def test_when_by_whom_and_to_whom_it_was_reported_is_kept_once_h4(family, address, keyworker, signed_in):
    client, given = signed_in(keyworker), {**REPORT, "once": str(uuid4())}
    for _ in range(2):
        text = client.post(address, given, follow=True).text
    assert "20 November 2026: Kit O&#x27;Keyworker told Dana, duty team" in text
    report = family.worries_reported.get()
    assert str(report) == f"{family}: reported on 2026-11-20"
    assert AuditEvent.objects.about(family).filter(deed="worry.reported").count() == 1


def test_a_report_without_its_day_is_refused_and_what_was_typed_stays(family, address, keyworker, signed_in):
    response = signed_in(keyworker).post(address, {**REPORT, "reported_on_1": ""})
    assert "must include a month" in response.text
    assert "Dana, duty team" in response.text
    assert not family.worries_reported.exists()


@pytest.mark.parametrize("page", ["", "agreement/", "notice/", "decline/", "allocate/", "access/", "worry/"])
def test_the_way_to_help_stands_on_every_page_of_a_family_h4(page, family, address, officer, signed_in):
    assert f'href="{address}"' in signed_in(officer).get(f"/families/{family.pk}/{page}").text


def test_outsiders_find_nothing(address, practitioner, signed_in):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        assert signed_in(outsider).get(address).status_code == 404
