"""What a council decides, each value from a date (H40)."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import Setting
from accounts.models.setting import KEYS

pytestmark = pytest.mark.django_db


def test_a_key_without_a_value_has_its_default():
    assert Setting.objects.value("front_door_name") == "MARAT"


def test_a_key_that_no_code_declares_does_not_exist():
    with pytest.raises(KeyError):
        Setting.objects.value("colour_of_the_town_hall")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-03-31", "MARAT"),
        ("2026-04-01", "First Response"),
        ("2027-12-31", "First Response"),
        ("2028-01-01", "Hub"),
    ],
)
def test_the_front_door_changes_its_name_on_the_day(day, name):
    Setting.objects.create(key="front_door_name", value="First Response", starts_on="2026-04-01")
    Setting.objects.create(key="front_door_name", value="Hub", starts_on="2028-01-01")
    assert Setting.objects.values_on(date.fromisoformat(day))["front_door_name"] == name
    with time_machine.travel(f"{day}T12:00+00:00"):
        assert Setting.objects.value("front_door_name") == name


@pytest.mark.parametrize(
    ("moment", "name"),
    [("2026-06-30T22:59:59+00:00", "MARAT"), ("2026-06-30T23:00:00+00:00", "First Response")],
)
def test_in_summer_the_day_begins_at_british_midnight(client, moment, name):
    """British Summer Time is an hour ahead: at 23:00 in Greenwich it is tomorrow here."""
    Setting.objects.create(key="front_door_name", value="First Response", starts_on="2026-07-01")
    with time_machine.travel(moment, tick=False):
        assert Setting.objects.value("front_door_name") == name
        assert name in client.get("/criteria/").content.decode()


def test_every_page_takes_the_names_from_the_settings(client):
    Setting.objects.create(key="council_name", value="Hill Valley Council", starts_on="2020-01-01")
    Setting.objects.create(key="programme_name", value="Families First", starts_on="2020-01-01")
    page = client.get("/about/").content.decode()
    assert "Hill Valley Council" in page
    assert "Families First" in page


def test_a_key_gets_one_value_a_day():
    Setting.objects.create(key="team_phone", value="01632 960008", starts_on="2026-01-01")
    with pytest.raises(IntegrityError):
        Setting.objects.create(key="team_phone", value="01632 960009", starts_on="2026-01-01")


def test_a_row_of_a_key_that_was_taken_out_does_no_harm():
    Setting.objects.create(key="old_key", value="x", starts_on="2020-01-01")
    assert set(Setting.objects.values_on(date(2026, 1, 1))) == set(KEYS)


@pytest.mark.parametrize("value", ["0", "six", "-1", "²", "1.5", "3651", "9" * 300])
def test_a_count_is_a_whole_number_that_a_date_can_carry(value):
    with pytest.raises(ValidationError, match="whole number"):
        Setting(key="review_weeks", value=value).clean()


def test_a_count_may_be_any_number_from_one():
    Setting(key="review_weeks", value="8").clean()


@pytest.mark.parametrize("value", ["Yes", "true", "1", ""])
def test_a_question_is_answered_by_yes_or_no(value):
    with pytest.raises(ValidationError, match="yes or no"):
        Setting(key="second_factor", value=value).clean()


@pytest.mark.parametrize("value", ["yes", "no"])
def test_yes_and_no_are_answers(value):
    Setting(key="second_factor", value=value).clean()
