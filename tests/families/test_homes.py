"""Where people live: moving house, a child in two homes, addresses put right and kept from some."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from families.actions import leave_family, move, restrict
from families.models import Address, Membership, Person, Residence
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, child, mother, told

pytestmark = pytest.mark.django_db


def on(offset):
    return timezone.localdate() + timedelta(days=offset)


def day(field, value):
    return {f"{field}_0": value.day, f"{field}_1": value.month, f"{field}_2": value.year}


@pytest.fixture
def family(keyworker):
    people = [mother(), child(), told(due_on=on(60))]
    return HeldFamilyFactory(keyworker=keyworker, people=people, referred_on=on(-30))


@pytest.fixture
def petra(family):
    return family.members()[0].person


@pytest.fixture
def robin(family):
    return family.members()[1].person


@pytest.fixture
def worker(keyworker, signed_in):
    return signed_in(keyworker)


def of(family, page=""):
    return f"/families/{family.pk}/homes/{page}"


def new_home(*people, **answers):
    return {
        "people": [person.pk for person in people],
        "kind": "main",
        "lines": "2 Invented Lane",
        "postcode": "M99 2ZZ",
        "uprn": "100023336956",
        **day("starts_on", on(-5)),
        "may_know": "anyone",
        "once": str(uuid4()),
        **answers,
    }


def homes_of(person):
    return [(str(home.address), home.kind, home.starts_on, home.ends_on) for home in person.residences.all()]


OLD, NEW = "1 Invented Lane, M99 1ZZ", "2 Invented Lane, M99 2ZZ"


def test_moving_house_ends_the_home_before_and_keeps_it_as_history(family, petra, robin, worker):
    page = worker.post(of(family, "add/"), new_home(petra, robin), follow=True)
    for person in (petra, robin):
        assert homes_of(person) == [(NEW, "main", on(-5), None), (OLD, "main", on(-30), on(-6))]
    assert all(words in page.text for words in (OLD, NEW, "100023336956"))
    assert Address.objects.get(postcode="M99 2ZZ").uprn == "100023336956"
    assert AuditEvent.objects.get(deed="home.added").record_id == family.pk


def test_only_who_moved_moves(family, petra, robin, worker):
    worker.post(of(family, "add/"), new_home(petra))
    assert homes_of(robin) == [(OLD, "main", on(-30), None)]


def test_a_child_has_two_homes(family, robin, worker):
    worker.post(of(family, "add/"), new_home(robin, kind="other"))
    assert homes_of(robin) == [(NEW, "other", on(-5), None), (OLD, "main", on(-30), None)]
    text = worker.get(f"/families/{family.pk}/people/").text
    assert f"Main home: {OLD}" in text
    assert f"Other home: {NEW}" in text


def test_a_double_click_moves_once(family, petra, worker):
    answers = new_home(petra)
    for _ in range(2):
        assert worker.post(of(family, "add/"), answers).status_code == 302
    assert len(homes_of(petra)) == 2


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"people": []}, "Select who lives there"),
        ({"kind": ""}, "Select which home it is"),
        ({"lines": " ", "postcode": ""}, "Enter an address, a postcode or both"),
        ({"postcode": "M99"}, "Enter a full UK postcode"),
        ({"uprn": "0123"}, "Enter a number of up to 12 figures"),
        (day("starts_on", on(1)), "must be today or in the past"),
        (day("starts_on", on(-30)), "Petra Sample has lived at 1 Invented Lane, M99 1ZZ since"),
        ({"may_know": "some"}, "Select who must not know"),
    ],
)
def test_what_cannot_be_is_explained_and_nothing_is_saved(answers, words, family, petra, worker):
    page = worker.post(of(family, "add/"), new_home(petra, **answers))
    assert words in page.text
    assert homes_of(petra) == [(OLD, "main", on(-30), None)]


def test_a_baby_not_yet_born_has_no_home(family, worker):
    assert "Baby" not in worker.get(of(family, "add/")).text


def home_answers(worker, address, **answers):
    seen = worker.get(address).context["form"]["seen"].value()
    return {"seen": seen, "kind": "main", **day("starts_on", on(-30)), "may_know": "anyone", **answers}


def test_a_home_is_ended_with_its_last_day(family, petra, worker):
    address = of(family, f"{petra.residences.get().pk}/")
    worker.post(address, home_answers(worker, address, **day("ends_on", on(-1))))
    assert homes_of(petra) == [(OLD, "main", on(-30), on(-1))]
    assert AuditEvent.objects.get(deed="home.changed").record_id == family.pk


def test_two_main_homes_at_once_are_explained(family, robin, worker):
    worker.post(of(family, "add/"), new_home(robin, kind="other"))
    other = robin.residences.get(kind="other")
    address = of(family, f"{other.pk}/")
    page = worker.post(address, home_answers(worker, address, **day("starts_on", on(-5))))
    assert f"Robin Sample has another main home in that time: {OLD}" in page.text
    before = {**day("starts_on", on(-50)), **day("ends_on", on(-31))}
    assert worker.post(address, home_answers(worker, address, **before)).status_code == 302


def test_another_home_may_stand_beside_the_main_one(family, robin, worker):
    worker.post(of(family, "add/"), new_home(robin, kind="other"))
    address = of(family, f"{robin.residences.get(kind='other').pk}/")
    worker.post(address, home_answers(worker, address, kind="other", **day("starts_on", on(-9))))
    assert homes_of(robin) == [(NEW, "other", on(-9), None), (OLD, "main", on(-30), None)]


def test_a_home_does_not_end_before_it_begins(family, petra, worker):
    address = of(family, f"{petra.residences.get().pk}/")
    page = worker.post(address, home_answers(worker, address, **day("ends_on", on(-31))))
    assert "The last day there must not be before the first" in page.text


def test_of_two_who_change_one_home_the_second_sees_both_texts(family, petra, worker):
    address = of(family, f"{petra.residences.get().pk}/")
    stale = home_answers(worker, address, **day("ends_on", on(-1)))
    worker.post(address, home_answers(worker, address, may_know="nobody"))
    page = worker.post(address, stale)
    assert "Somebody else changed this" in page.text
    assert homes_of(petra) == [(OLD, "main", on(-30), None)]


def test_an_address_is_kept_from_who_must_not_know_it_h1(family, petra, robin, worker):
    worker.post(of(family, "add/"), new_home(petra, may_know="some", not_known_by=[robin.pk]))
    home = petra.residences.get(ends_on=None)
    assert list(home.not_known_by.all()) == [robin]
    assert not home.is_known_to([robin])
    assert "Not to be known by Robin Sample" in worker.get(of(family)).text
    assert "Not to be known by Robin Sample" in worker.get(f"/families/{family.pk}/people/{petra.pk}/").text
    address = of(family, f"{home.pk}/")
    worker.post(address, home_answers(worker, address, **day("starts_on", on(-5)), may_know="nobody"))
    home.refresh_from_db()
    assert home.withheld


def test_an_address_is_put_right_for_everybody_there(family, petra, robin, worker):
    address = of(family, f"{petra.residences.get().pk}/address/")
    seen = worker.get(address).context["form"]["seen"].value()
    right = {"seen": seen, "lines": "1a Invented Lane", "postcode": "M99 1ZZ", "uprn": "77"}
    for _ in range(2):
        assert worker.post(address, right).status_code == 302
    assert str(robin.residences.get().address) == "1a Invented Lane, M99 1ZZ"
    assert AuditEvent.objects.filter(deed="address.changed").count() == 1
    page = worker.post(address, {**right, "lines": "1b Invented Lane"})
    assert ("Address", "1b Invented Lane", "1a Invented Lane") in page.context["form"].both


def test_the_home_of_a_restricted_record_is_not_shown_through_a_child_of_both(
    family, petra, robin, officer, worker, signed_in
):
    refuge = FamilyFactory(people=[mother(given_name="Hanna")])
    Membership.objects.create(family=refuge, person=robin)
    hanna = refuge.members()[0].person
    shared = Address(lines="3 Secret Lane")
    given = {"kind": "other", "starts_on": on(0), "withheld": False, "not_known_by": [], "by": officer}
    move(refuge, people=[robin, hanna], address=shared, once=uuid4(), **given)
    pages = [of(family), f"/families/{family.pk}/people/", f"/families/{family.pk}/people/{robin.pk}/"]
    assert all("3 Secret Lane" in worker.get(page).text for page in pages)
    restrict(refuge, reason="A safe address", people=[officer], by=officer)
    assert not any("3 Secret Lane" in worker.get(page).text for page in [*pages, f"/families/{family.pk}/"])
    secret = robin.residences.get(address=shared)
    assert worker.get(of(family, f"{secret.pk}/")).status_code == 404


def test_a_familys_own_home_stays_when_somebody_left_it_for_a_restricted_record(family, petra, robin, officer, worker):
    leave_family(family.memberships.get(person=petra), left_on=on(0), by=officer)
    father = Person.objects.create(given_name="Bert", family_name="Sample")
    family.memberships.create(person=father)
    Residence.objects.create(person=father, address=robin.residences.get().address)
    refuge = FamilyFactory(people=[mother(given_name="Hanna")])
    for person in (petra, robin):
        Membership.objects.create(family=refuge, person=person)
    given = {"kind": "other", "starts_on": on(0), "withheld": False, "not_known_by": [], "by": officer}
    move(refuge, people=[petra, robin], address=Address(lines="3 Secret Lane"), once=uuid4(), **given)
    restrict(refuge, reason="A safe address", people=[officer], by=officer)
    text = worker.get(of(family)).text
    assert "1 Invented Lane" in text
    assert "3 Secret Lane" not in text


def test_outsiders_and_homes_of_others_are_not_found(family, petra, practitioner, worker, signed_in):
    stranger = FamilyFactory().members()[0].person.residences.get()
    assert worker.get(of(family, f"{stranger.pk}/")).status_code == 404
    pages = ["", "add/", f"{petra.residences.get().pk}/", f"{petra.residences.get().pk}/address/"]
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        client = signed_in(outsider)
        assert {client.get(of(family, page)).status_code for page in pages} == {404}


def test_thirty_children_with_many_homes_cost_the_same_queries(officer, signed_in, queries_of):
    client = signed_in(officer)
    costs = []
    for size in (2, 30):
        family = FamilyFactory(people=[child() for _ in range(size)], referred_on=on(-30))
        people = [member.person for member in family.members()]
        address = Address.objects.create(lines="Another Invented Lane " * 5)
        Residence.objects.bulk_create(Residence(person=person, address=address, kind="other") for person in people)
        costs.append(queries_of(client, of(family)))
    assert costs[0] == costs[1] <= 14
