"""Looking records up in the administration pages: only what may be opened anyway, and each opening is written down."""

import pytest

from accounts import rules
from accounts.models import AccessEvent
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory
from tests.referrals.factories import a_sent_referral

RECORDS = {"families/family": FamilyFactory, "referrals/referral": a_sent_referral}


@pytest.fixture
def both(db):
    """Somebody who is an administrator and an officer."""
    return UserFactory(role=rules.ADMINISTRATOR, also=[rules.PERFORMANCE_OFFICER])


@pytest.mark.parametrize("table", RECORDS)
def test_being_an_administrator_opens_no_record(signed_in, administrator, table):
    record = RECORDS[table]()
    client = signed_in(administrator)
    assert record.reference not in client.get(f"/admin/{table}/").text
    assert client.get(f"/admin/{table}/{record.pk}/change/").status_code == 302
    assert not AccessEvent.objects.about(record).exists()


@pytest.mark.parametrize("table", RECORDS)
def test_who_may_open_it_anyway_reads_it_and_leaves_one_line(signed_in, both, table):
    record = RECORDS[table]()
    client = signed_in(both)
    for words in (record.reference, str(record.pk), "ample"):
        assert record.reference in client.get(f"/admin/{table}/", {"q": words}).text
    assert record.reference not in client.get(f"/admin/{table}/", {"q": f"R-{record.pk + 1:06d}"}).text
    assert record.reference in client.get(f"/admin/{table}/{record.pk}/change/").text
    line = AccessEvent.objects.about(record).get()
    assert (line.by, line.working_with) == (both, False)
    assert line.why.startswith("looked up in administration")


@pytest.mark.parametrize("table", RECORDS)
def test_nothing_is_changed_there(signed_in, both, table):
    record = RECORDS[table]()
    client = signed_in(both)
    assert client.post(f"/admin/{table}/{record.pk}/change/", {"name": "Other"}).status_code == 403
    assert client.get(f"/admin/{table}/add/").status_code == 403
    assert client.post(f"/admin/{table}/{record.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("table", RECORDS)
def test_a_list_costs_the_same_at_ten_times_the_rows(signed_in, both, django_assert_max_num_queries, table):
    client = signed_in(both)
    for _ in range(3):
        RECORDS[table]()
    with django_assert_max_num_queries(13):
        client.get(f"/admin/{table}/")
