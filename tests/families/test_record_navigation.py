"""The ways around one family's record."""

import pytest

from accounts.rules import may_read_access_log
from families.templatetags.record import RECORD_PAGES
from tests.families.factories import HeldFamilyFactory

pytestmark = pytest.mark.django_db

NAVIGATION = 'aria-label="Pages of this record"'


def test_every_page_of_the_record_is_offered_on_the_record(officer, signed_in):
    family = HeldFamilyFactory()
    text = signed_in(officer).get(f"/families/{family.pk}/").text
    for _, words, _ in RECORD_PAGES:
        assert words in text.split(NAVIGATION)[1].split("</nav>")[0]
    assert f'aria-current="page" href="/families/{family.pk}/"' in " ".join(text.split())


def test_a_page_that_asks_a_question_offers_no_way_to_lose_what_was_typed(officer, signed_in):
    assert NAVIGATION not in signed_in(officer).get(f"/families/{HeldFamilyFactory().pk}/worry/").text


def test_only_those_who_read_the_access_log_are_led_to_it(signed_in):
    family = HeldFamilyFactory()
    assert not may_read_access_log(family.keyworker)
    text = signed_in(family.keyworker).get(f"/families/{family.pk}/").text
    assert "Who opened it" not in text.split(NAVIGATION)[1].split("</nav>")[0]
