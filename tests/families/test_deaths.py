"""A death stops what is asked of somebody the same minute, tells the manager and holds the record (H8)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER, TEAM_MANAGER
from families.actions import record_death, restrict, take_back_death
from families.models import Answer, Hold, Membership, case_of
from jobs.models import OutboxMessage
from strongerfamilies.edits import fingerprint
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, child, mother, say, years_ago

pytestmark = pytest.mark.django_db

DEATH = ("died_on", "named_after_death")


def on(offset):
    return timezone.localdate() + timedelta(days=offset)


def told():
    return OutboxMessage.objects.filter(kind="family-needs-manager")


def day(field, value):
    return {f"{field}_0": value.day, f"{field}_1": value.month, f"{field}_2": value.year}


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker, people=[mother(), mother(given_name="Peter"), child()])


@pytest.fixture
def petra(family):
    return family.members()[0].person


@pytest.fixture
def manager(keyworker):
    return UserFactory(role=TEAM_MANAGER, team=keyworker.team)


@pytest.fixture
def worker(keyworker, signed_in):
    return signed_in(keyworker)


def of(family, person, page="death/"):
    return f"/families/{family.pk}/people/{person.pk}/{page}"


def die(worker, family, person, **answers):
    seen = answers.pop("seen", None) or worker.get(of(family, person)).context["form"]["seen"].value()
    given = {"seen": seen, **day("died_on", on(-1)), "named_after_death": "no"}
    return worker.post(of(family, person), {**given, **answers}, follow=True)


def test_a_death_is_recorded_with_whether_prints_still_name_them_h8(family, petra, worker):
    page = die(worker, family, petra)
    petra.refresh_from_db()
    assert (petra.died_on, petra.named_after_death, petra.is_named_in_prints) == (on(-1), False, False)
    assert "Prints leave their name out" in page.text
    assert "Died on" in worker.get(f"/families/{family.pk}/people/").text
    assert "How to reach them" not in page.text


def test_nothing_counts_or_asks_somebody_who_died_h8(family, petra, worker):
    say(family, petra, Answer.YES)
    assert family.agrees()
    die(worker, family, petra)
    assert petra not in [member.person for member in family.members().living()]
    assert not [one for one in family.said() if one.by == petra.pk and one.speaks_for_household]
    assert f"person-{petra.pk}" not in {person.key for person in case_of(family).people}
    assert worker.get(f"/families/{family.pk}/agreement/{petra.pk}/").status_code == 404
    assert str(petra) not in worker.get(f"/families/{family.pk}/notice/").text


def test_a_manager_is_told_by_reference_and_link_only_h8(family, petra, manager, officer, worker):
    die(worker, family, petra)
    message = told().get()
    assert message.to == manager
    assert family.reference in message.subject + message.body
    assert "Petra" not in message.subject + message.body
    assert "die" not in message.body


def test_without_a_manager_of_the_team_the_officers_are_told_h8(family, petra, officer, worker):
    die(worker, family, petra)
    assert officer in {message.to for message in told()}


def test_of_a_restricted_record_only_the_people_named_are_told_h8(family, petra, keyworker, manager, officer, worker):
    restrict(family, reason="A safe address", people=[keyworker, officer], by=officer)
    die(worker, family, petra)
    assert told().get().to == officer


def test_the_record_of_every_family_of_theirs_is_held_h8(family, petra, worker):
    other = FamilyFactory()
    Membership.objects.create(family=other, person=petra)
    die(worker, family, petra)
    assert set(Hold.objects.now().values_list("family", "person")) == {(family.pk, petra.pk), (other.pk, petra.pk)}


def test_a_death_said_twice_is_told_once_h8(family, petra, manager, worker):
    seen = worker.get(of(family, petra)).context["form"]["seen"].value()
    for _ in range(2):
        die(worker, family, petra, seen=seen)
    assert AuditEvent.objects.filter(deed="person.died").count() == 1
    assert told().count() == 1
    page = die(worker, family, petra, seen=seen, **day("died_on", on(-3)))
    assert "Somebody else changed this" in page.text


def test_what_was_recorded_is_put_right_without_telling_again_h8(family, petra, manager, worker):
    die(worker, family, petra)
    die(worker, family, petra, **day("died_on", on(-2)), named_after_death="yes")
    petra.refresh_from_db()
    assert (petra.died_on, petra.is_named_in_prints) == (on(-2), True)
    assert (told().count(), Hold.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (day("died_on", on(1)), "must be today or in the past"),
        (day("died_on", years_ago(40)), "must be on or after their birth"),
        ({"named_after_death": ""}, "Select whether prints still name them"),
        ({"died_on_0": ""}, "must include a day"),
    ],
)
def test_an_impossible_death_is_explained_h8(answers, words, family, petra, worker):
    page = die(worker, family, petra, **answers)
    assert words in page.text
    petra.refresh_from_db()
    assert not petra.is_deceased


def test_a_death_recorded_by_mistake_is_taken_back_h8(family, petra, manager, worker):
    die(worker, family, petra)
    assert "recorded by mistake" in worker.get(of(family, petra)).text
    for _ in range(2):
        worker.post(of(family, petra, "death/mistaken/"))
    petra.refresh_from_db()
    assert (petra.died_on, petra.named_after_death) == (None, None)
    assert told().count() == 2
    assert AuditEvent.objects.filter(deed="person.death_taken_back").count() == 1
    assert Hold.objects.now().exists()


def test_an_age_stands_still_at_death_h8(petra):
    petra.died_on = on(-10 * 366)
    assert petra.age == 24


def test_nothing_is_recorded_where_the_audit_line_cannot_be_written_h8(broken_audit):
    family = FamilyFactory()
    person, by = family.members()[0].person, UserFactory()
    answers = {"died_on": on(0), "named_after_death": True, "seen": fingerprint(person, DEATH)}
    with broken_audit() as error, pytest.raises(error):
        record_death(family, person=person, by=by, **answers)
    person.refresh_from_db()
    assert not person.is_deceased
    assert not Hold.objects.exists()
    assert not told().exists()


def test_who_lives_has_no_death_to_take_back_h8(family, petra, keyworker):
    take_back_death(family, person=petra, by=keyworker)
    assert not told().exists()


def test_outsiders_find_none_of_these_pages_h8(family, petra, practitioner, signed_in):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        client = signed_in(outsider)
        assert {client.get(of(family, petra, page)).status_code for page in ("death/", "death/mistaken/")} == {404}


def test_nothing_new_is_asked_for_somebody_who_died_but_they_may_be_written_about_h8(family, petra, worker):
    die(worker, family, petra, **day("died_on", on(-1)))
    asking = ("services/ask/", "services/add/", "team/add/", "team/add-worker/", "orders/add/")
    for path, offered in [*((path, False) for path in asking), ("notes/write/", True), ("evidence/add/P3.1/", True)]:
        text = worker.get(f"/families/{family.pk}/{path}").text
        assert ("Petra Sample" in text) == offered, path
