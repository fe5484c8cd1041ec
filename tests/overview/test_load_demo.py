"""The demonstration council: complete, the same every time, invented, and never mixed with anything real."""

import re
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Agency, AuditEvent, User
from accounts.rules import ROLES
from families.models import Address, Episode, Family, Person
from plans.models import Plan, ProgressCollection
from referrals.models import Referral
from tests.accounts.factories import AgencyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(settings):
    """What the command prints."""
    settings.DEMO_PASSWORD = "made up for a test"
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def test_it_has_the_size_that_was_promised(told):
    assert Agency.objects.count() == 8
    assert User.objects.count() == 15
    assert Referral.objects.count() == 25
    assert Family.objects.count() == 60


def test_it_covers_every_state_there_is(told):
    def states(model):
        return set(model.objects.values_list("status", flat=True))

    assert states(Referral) == set(Referral.Status.values)
    assert states(Episode) == set(Episode.Status.values)
    assert states(Plan) == set(Plan.Status.values)
    assert ProgressCollection.objects.filter(recorded_on=None).exists()
    assert ProgressCollection.objects.exclude(recorded_on=None).exists()
    assert Referral.objects.worries_without_report().filter(status="draft").exists()
    assert Referral.objects.worries_without_report().filter(status="submitted").exists()


def test_every_role_is_held_and_everybody_is_listed_with_it(told):
    for role in ROLES:
        assert Group.objects.get(name=role.name).user_set.exists()
        assert role.name in told
    for user in User.objects.all():
        assert user.email in told


def test_everybody_signs_in_with_the_printed_password_and_sees_their_page(told):
    password = re.search(r"Password of all of them: (.+)", told)[1]
    for user in User.objects.all():
        client = Client()
        client.post("/accounts/login/", {"login": user.email, "password": password})
        page = client.get("/")
        assert page.status_code == 200
        assert user.name in page.text


def test_the_people_are_invented(told):
    for postcode in [
        *Address.objects.values_list("postcode", flat=True),
        *Referral.objects.values_list("postcode", flat=True),
    ]:
        assert postcode == "" or postcode.startswith("M99 ")
    phones = [*Family.objects.values_list("contact_phone", flat=True), *User.objects.values_list("phone", flat=True)]
    assert all(re.match(r"(07700 900|01632 960)\d{3}$", phone) for phone in phones if phone)
    assert all(user.email.endswith(".example") for user in User.objects.all())
    assert Person.objects.count() > 150


def test_each_deed_stands_in_the_trail_on_its_own_day(told):
    sent = Referral.objects.filter(status="accepted").order_by("submitted_at").first()
    line = AuditEvent.objects.about(sent).get(deed="referral.sent")
    assert line.at == sent.submitted_at
    assert line.by == sent.made_by


def test_without_a_password_given_one_is_made_up(settings):
    settings.DEMO_PASSWORD = ""
    out = StringIO()
    call_command("load_demo", stdout=out)
    password = re.search(r"Password of all of them: (\S+)", out.getvalue())[1]
    assert len(password) >= 12
    assert User.objects.first().check_password(password)


def test_it_is_never_loaded_into_a_database_that_is_not_empty():
    AgencyFactory()
    with pytest.raises(CommandError, match="not empty"):
        call_command("load_demo", stdout=StringIO())
    assert Agency.objects.count() == 1
    assert not User.objects.exists()


def test_it_is_the_same_every_time(told):
    names = list(Family.objects.order_by("pk").values_list("name", flat=True))
    people = list(Person.objects.order_by("pk").values_list("given_name", flat=True))
    assert names[:2] == sorted(set(names[:2]), key=names.index)
    assert len(set(names)) == 60
    assert len(people) == Person.objects.count()
