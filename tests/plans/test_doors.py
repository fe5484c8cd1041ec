"""Who may open the pages of the room, and who may write on them."""

import pytest
from django.urls import reverse

from accounts.models import AccessEvent
from accounts.rules import KEYWORKER, TEAM_MANAGER
from plans.models import Plan, ProgressCollection
from tests.accounts.factories import UserFactory
from tests.plans.factories import a_collection, a_family, a_plan

pytestmark = pytest.mark.django_db

TO_READ = ["plan", "progress", "progress-answers"]
TO_WRITE = ["plan-wants", "plan-share", "plan-agree", "plan-reopen", "plan-print", "target-add", "target-change"]
TO_WRITE += ["progress-group"]
TO_POST = ["plan-start", "progress-start", "progress-finish", "progress-reopen"]


@pytest.fixture
def addresses(family, keyworker):
    """The address of each page of the family, by name."""
    target = a_plan(family, by=keyworker).targets.get()
    a_collection(family, by=keyworker)
    more = {"target-change": [target.pk], "progress-group": ["housing"]}
    return {name: reverse(name, args=[family.pk, *more.get(name, [])]) for name in TO_READ + TO_WRITE + TO_POST}


@pytest.mark.parametrize("name", TO_READ + TO_WRITE + TO_POST)
def test_a_strangers_page_is_not_there(addresses, signed_in, name):
    stranger = signed_in(UserFactory(role=KEYWORKER))
    assert stranger.post(addresses[name]).status_code == 404
    if name not in TO_POST:
        assert stranger.get(addresses[name]).status_code == 404


@pytest.mark.parametrize("name", TO_READ)
def test_officers_and_the_keyworkers_manager_read(addresses, signed_in, officer, keyworker, name):
    for reader in (officer, UserFactory(role=TEAM_MANAGER, agency=keyworker.agency, team=keyworker.team)):
        assert signed_in(reader).get(addresses[name]).status_code == 200


@pytest.mark.parametrize("name", TO_WRITE + TO_POST)
def test_officers_do_not_write(addresses, signed_in, officer, name):
    assert signed_in(officer).post(addresses[name]).status_code == 403


@pytest.mark.parametrize("name", TO_READ)
def test_officers_are_shown_nothing_to_change(addresses, signed_in, officer, name):
    words = signed_in(officer).get(addresses[name]).content.decode().split("<main")[1].split("</main")[0]
    assert "<form" not in words
    for other in TO_WRITE:
        assert addresses[other] not in words


@pytest.mark.parametrize("name", TO_READ + TO_WRITE)
def test_every_opening_is_written_on_the_familys_record(addresses, worker, family, keyworker, name):
    worker.get(addresses[name])
    line = AccessEvent.objects.about(family).first()
    assert (line.page, line.by, line.working_with) == (name, keyworker, True)


@pytest.mark.parametrize("name", TO_READ + TO_WRITE)
def test_help_for_a_child_at_risk_stands_on_every_page_h4(addresses, worker, family, name):
    page = worker.get(addresses[name])
    assert ("Worried about a child now" in page.text) == (page.status_code == 200)


def test_an_officer_is_written_down_as_not_working_with_the_family(addresses, signed_in, officer, family):
    signed_in(officer).get(addresses["plan"])
    assert AccessEvent.objects.about(family).first().working_with is False


@pytest.mark.parametrize("name", TO_POST)
def test_nothing_is_written_by_looking(addresses, worker, name):
    assert worker.get(addresses[name]).status_code == 405


@pytest.mark.parametrize("name", ["plan-wants", "target-add", "target-change", "progress-group", "progress-answers"])
def test_what_nobody_has_started_is_not_there(signed_in, name):
    keyworker = UserFactory(role=KEYWORKER)
    more = {"target-change": [1], "progress-group": ["housing"]}.get(name, [])
    address = reverse(name, args=[a_family(keyworker).pk, *more])
    assert signed_in(keyworker).get(address).status_code == 404


def test_a_group_that_is_not_on_the_list_is_not_there(addresses, worker, family):
    assert worker.get(reverse("progress-group", args=[family.pk, "pets"])).status_code == 404


def test_a_target_of_another_family_is_not_there(addresses, worker, family, keyworker):
    other = a_plan(a_family(keyworker), by=keyworker).targets.get()
    assert worker.get(reverse("target-change", args=[family.pk, other.pk])).status_code == 404


def test_rows_are_visible_to_whoever_may_open_the_family(addresses, family, keyworker, officer):
    for rows in (Plan.objects, ProgressCollection.objects):
        assert rows.visible_to(keyworker).get().family == family
        assert rows.visible_to(officer).exists()
        assert not rows.visible_to(UserFactory(role=KEYWORKER)).exists()
