"""Pages that anybody may read, without signing in."""

import html
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import PrivacyNotice, Setting
from eligibility.models import Programme
from tests.accounts.factories import AgencyFactory

pytestmark = pytest.mark.django_db
PAGES = ["about", "criteria", "leaflet", "privacy", "accessibility"]


@pytest.mark.parametrize("page", PAGES)
def test_anybody_reads_it(client, page):
    assert client.get(f"/{page}/").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_the_others_are_one_step_away(client, page):
    text = client.get(f"/{page}/").text
    assert all(f'href="/{other}/"' in text for other in ("about", "leaflet", "privacy", "accessibility"))


def test_the_criteria_are_those_of_the_programme_in_force(client):
    page = html.unescape(client.get("/criteria/").text)
    programme = Programme.objects.in_force("phase2", timezone.localdate())
    assert "at least 2 of these 6 problems" in page
    for problem in programme.problems.all():
        assert problem.headline in page
    for sign in programme.indicators.select_related("indicator"):
        assert sign.indicator.label in page
    assert "at least 10 percent of sessions missed" in page


def test_the_criteria_cost_the_same_however_many_indicators(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        client.get("/criteria/")


@pytest.mark.parametrize("page", ["about", "criteria"])
def test_a_worry_about_a_child_finds_the_front_door_of_this_council(client, page):
    Setting.objects.create(key="front_door_name", value="First Response", starts_on="2020-01-01")
    Setting.objects.create(key="front_door_phone", value="01632 960077", starts_on="2020-01-01")
    text = client.get(f"/{page}/").text
    assert "First Response" in text
    assert "01632 960077" in text
    assert "call 999" in text


def test_the_leaflet_speaks_to_the_family_and_gives_one_number(client):
    Setting.objects.create(key="team_phone", value="01632 960055", starts_on="2020-01-01")
    page = client.get("/leaflet/").text
    assert "No, fewer." in page
    assert "01632 960055" in page


def test_the_notice_of_today_is_shown_with_its_version(client):
    page = client.get("/privacy/").text
    assert "is destroyed when the research ends" in page
    assert "Version 1, in use since 1 April 2015" in page


def test_a_notice_begins_on_its_day(client):
    tomorrow = timezone.localdate() + timedelta(days=1)
    PrivacyNotice.objects.create(version="2", in_use_from=tomorrow, text="## New\n\nText & <b>more</b>")
    assert "Version 1" in client.get("/privacy/").text
    PrivacyNotice.objects.create(version="3", in_use_from=timezone.localdate(), text="Text & <b>more</b>")
    page = client.get("/privacy/").text
    assert "Version 3" in page
    assert "Text &amp; &lt;b&gt;more&lt;/b&gt;" in page


def test_before_there_is_a_notice_the_page_says_whom_to_ask(client):
    PrivacyNotice.objects.all().delete()
    assert "No notice is in use yet" in client.get("/privacy/").text


def test_partners_are_named_while_their_sharing_agreement_is_in_date(client):
    AgencyFactory(name="Hill Farm School")
    AgencyFactory(name="Lapsed Housing", agreement_review_on="2021-01-01")
    AgencyFactory(name="Unsigned Charity", agreement_signed_on=None, agreement_review_on=None)
    page = client.get("/privacy/").text
    assert "Hill Farm School" in page
    assert "Lapsed Housing" not in page
    assert "Unsigned Charity" not in page
