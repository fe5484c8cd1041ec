"""The ways around one family's record."""

import pytest

from accounts.rules import may_read_access_log
from families.templatetags.record import RECORD_PAGES
from tests.families.factories import HeldFamilyFactory

pytestmark = pytest.mark.django_db

THEMES, PAGES = 'aria-label="Themes of this record"', 'aria-label="Pages of this theme"'


def within(text, label):
    return " ".join(text.split(label)[1].split("</nav>")[0].split()) if label in text else ""


def test_every_theme_is_offered_on_the_record_and_every_page_on_its_theme(officer, signed_in):
    family, client = HeldFamilyFactory(), signed_in(officer)
    text = client.get(f"/families/{family.pk}/").text
    for theme in RECORD_PAGES:
        assert theme in within(text, THEMES)
    assert f'aria-current="page" href="/families/{family.pk}/"' in within(text, THEMES)
    assert not within(text, PAGES)

    text = client.get(f"/families/{family.pk}/notes/").text
    assert f'aria-current="page" href="/families/{family.pk}/notes/"' in within(text, PAGES)
    for _, words, _ in RECORD_PAGES["Notes and evidence"]:
        assert words in within(text, PAGES)


def test_a_page_that_asks_a_question_offers_no_way_to_lose_what_was_typed(officer, signed_in):
    assert THEMES not in signed_in(officer).get(f"/families/{HeldFamilyFactory().pk}/worry/").text


def test_only_those_who_read_the_access_log_are_led_to_it(signed_in):
    family = HeldFamilyFactory()
    assert not may_read_access_log(family.keyworker)
    assert "Access" not in within(signed_in(family.keyworker).get(f"/families/{family.pk}/").text, THEMES)
