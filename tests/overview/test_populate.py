"""A made-up council of any size, written by COPY."""

from datetime import date
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.rules import PERFORMANCE_OFFICER
from families.models import Episode, Evidence, Family, Membership, Person
from overview.populate.chance import some_of
from overview.populate.loading import populate
from overview.populate.tables import Table
from plans.models import ProgressValue

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 1)


def _rows_of(seed, families=3):
    """What is written for a seed, without the keys, which go on from run to run. Nothing is left behind."""
    with transaction.atomic():
        populate(families=families, seed=seed, today=TODAY)
        people = list(Person.objects.order_by("pk").values_list("given_name", "family_name", "date_of_birth"))
        evidence = list(Evidence.objects.order_by("pk").values_list("indicator", "observed_on", "value", "verified"))
        transaction.set_rollback(True)
    return people, evidence


def test_a_council_is_written_with_the_proportions_of_the_programme(capsys, client):
    call_command("populate", families=40, seed=1)
    assert Family.objects.count() == 40
    assert 3 <= Person.objects.count() / 40 <= 5
    assert Episode.objects.values("status").distinct().count() >= 6
    assert Membership.objects.filter(person__role="child").values("family").distinct().count() == 40
    assert ProgressValue.objects.exists()
    assert min(problems_of(family) for family in Family.objects.all()) >= 2
    assert "Wrote 40 families" in capsys.readouterr().out


def problems_of(family):
    return family.evidence.values("problem_number").distinct().order_by().count()


def test_the_record_of_a_family_opens(client):
    populate(families=10, seed=1, today=timezone.localdate())
    client.force_login(User.objects.filter(groups__name=PERFORMANCE_OFFICER.name).earliest("pk"))
    family = Family.objects.filter(plans__status="agreed", restrictions=None).earliest("pk")
    assert client.get(f"/families/{family.pk}/?task=allocation").status_code == 200
    assert client.get(f"/families/{family.pk}/plan/").status_code == 200


def test_the_same_seed_writes_the_same_council_and_another_seed_another():
    assert _rows_of(1) == _rows_of(1)
    assert _rows_of(1) != _rows_of(2)


def test_a_database_that_holds_a_family_is_refused():
    Family.objects.create(name="Somebody")
    with pytest.raises(CommandError, match="only an empty one"):
        call_command("populate", families=1)
    assert Person.objects.count() == 0


def test_a_council_without_families_is_refused():
    with pytest.raises(CommandError, match="at least 1"):
        call_command("populate", families=0)


def test_a_column_that_needs_a_value_is_not_left_to_chance():
    with pytest.raises(TypeError, match="has no default"):
        Table(Membership, "person")


def test_a_few_are_drawn_and_all_where_there_are_no_more():
    assert some_of(Random(1), [1, 2], 3) == [1, 2]
    assert len(some_of(Random(1), [1, 2, 3, 4], 2)) == 2
