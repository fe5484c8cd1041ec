"""Parents who part: members go to a linked record of their own, with a choice for each open target (H26)."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from families.actions import end_warning, restrict, split, warn, withdraw_agreement
from families.models import Answer, Bar, Family, FamilySplit, Membership, Person, ProtectedIdentity
from plans.actions import split_family
from plans.models import Plan
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, child, fact, give, mother, say, seen_answers, told, years_ago
from tests.plans.factories import a_plan, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(family):
    return reverse("family-split", args=[family.pk])


def choices(family, *, name="The Samples of Far Lane", keeps="yes", once=None, **by_name):
    """What a browser sends: by the given name of each member, and for each target as `targets`."""
    targets = by_name.pop("targets", "stays")
    sent = {"name": name, "keeps": keeps, "once": once or str(uuid4())}
    for membership in family.members():
        sent[f"person_{membership.person_id}"] = by_name.get(membership.person.given_name.lower(), "stays")
    for plan in Plan.objects.filter(family=family):
        sent |= {f"target_{target.pk}": targets for target in plan.targets.all()}
    return sent


def names(family):
    return [membership.person.given_name for membership in family.members()]


def new_record():
    return FamilySplit.objects.get().new_family


def test_who_goes_has_a_linked_record_of_their_own_h26(family, keyworker, worker, address):
    page = worker.post(address, choices(family, ada="goes", cleo="both"), follow=True)
    new = new_record()
    assert page.redirect_chain == [(new.get_absolute_url(), 302)]
    assert (names(family), names(new)) == (["Bert", "Cleo"], ["Ada", "Cleo"])
    assert (new.keyworker, new.episode.status) == (keyworker, "assessing")
    assert new.contact_phone == ""
    assert new.memberships.get(person__given_name="Ada").parent_or_carer is True
    deeds = AuditEvent.objects.filter(record_id__in=[family.pk, new.pk]).values_list("deed", flat=True)
    assert {"family.split", "family.opened"} <= set(deeds)


def test_what_is_recorded_of_them_and_what_they_agreed_to_comes_along_h26(keyworker, worker):
    ada, cleo = mother(given_name="Ada"), child(given_name="Cleo")
    facts = [fact("P3.1", person=cleo), fact("P5.1", person=ada), fact("P4.1")]
    family = FamilyFactory(people=[ada, cleo, told(given_name="Bert")], evidence=facts)
    give(family, keyworker)
    say(family, member(family, "Ada"), Answer.YES, by=keyworker)
    worker.post(reverse("family-split", args=[family.pk]), choices(family, ada="goes", cleo="both"))
    rows = [(row.indicator.code, row.withheld, row.origin) for row in new_record().evidence.select_related("indicator")]
    assert rows == [("P3.1", False, family.reference), ("P5.1", True, family.reference)]
    assert family.evidence.count() == 3
    assert new_record().agreements.get().person == member(family, "Ada") or new_record().agrees()


def test_standing_safety_warnings_come_along_h26(family, keyworker, worker, address):
    given = {"safety_of": "workers", "reason": "It bites", "review_on": timezone.localdate(), "told": True}
    given |= {"manager": "Olga Example", "informed_by": "Kit", "informed_on": timezone.localdate(), "by": keyworker}
    for text, person in (("Of all", None), ("Of Ada", "Ada"), ("Of Bert", "Bert"), ("Over", "Ada")):
        warned = warn(family, text=text, person=person and member(family, person), once=uuid4(), **given)
    end_warning(warned, ended_because="No dog any more", by=keyworker)
    page = worker.post(address, choices(family, ada="goes"), follow=True)
    assert {row.text for row in new_record().safety_warnings.all()} == {"Of all", "Of Ada"}
    assert {row.recorded_by for row in new_record().safety_warnings.all()} == {keyworker}
    assert family.safety_warnings.standing().count() == 3
    assert "Of Ada" in page.text


def test_what_somebody_took_back_stays_taken_back_h26(family, keyworker, worker, address):
    ada = member(family, "Ada")
    say(family, ada, Answer.YES, by=keyworker)
    given = {"withdrawn_on": timezone.localdate(), "how_withdrawn": "by phone", "authorised_by": "Olga Example"}
    seen = seen_answers(family, ada)
    withdraw_agreement(
        family, person=ada, what=["support"], lawful_basis="public task", by=keyworker, once=uuid4(), seen=seen, **given
    )
    worker.post(address, choices(family, ada="goes"))
    assert new_record().agreements.get().to_support == Answer.NO
    assert new_record().episode.status == "accepted"


def test_where_nobody_who_goes_agrees_the_new_record_is_to_be_asked_h26(family, worker, address):
    page = worker.post(address, choices(family, bert="goes"), follow=True)
    assert page.redirect_chain == [(f"/families/{family.pk}/people/", 302)]
    assert (new_record().keyworker, new_record().episode.status) == (None, "accepted")


def test_without_the_same_keyworker_it_awaits_allocation_h26(family, worker, address):
    worker.post(address, choices(family, ada="goes", keeps="no"))
    assert new_record().episode.status == "awaiting allocation"


@pytest.mark.parametrize(("choice", "here", "there"), [("stays", 1, 0), ("goes", 0, 1), ("both", 1, 1)])
def test_each_target_stays_goes_or_is_for_both_h26(choice, here, there, family, keyworker, worker, address):
    plan = a_plan(family, by=keyworker)
    worker.post(address, choices(family, ada="both", targets=choice))
    new_plan = Plan.objects.filter(family=new_record()).first()
    assert plan.targets.count() == here
    assert (new_plan.targets.count() if new_plan else 0) == there


def test_a_target_without_its_owner_belongs_to_the_worker_h26(family, keyworker, worker, address):
    plan = a_plan(family, by=keyworker)
    worker.post(address, choices(family, ada="goes", targets="both"))
    [here, there] = [Plan.objects.get(family=one).targets.get() for one in (family, new_record())]
    assert (here.owner_person, here.owner_worker) == (None, keyworker)
    assert (there.owner_person, there.owner_worker) == (member(new_record(), "Ada"), None)
    assert list(there.involved.all()) == [member(new_record(), "Ada")]
    assert plan.targets.get() == here


def test_a_copied_target_without_its_owner_belongs_to_the_worker_h26(family, keyworker, worker, address):
    a_plan(family, by=keyworker)
    worker.post(address, choices(family, cleo="goes", keeps="no", targets="both"))
    assert Plan.objects.get(family=new_record()).targets.get().owner_worker == keyworker


@pytest.mark.parametrize(("choice", "status"), [("goes", "draft"), ("stays", "agreed")])
def test_an_agreed_plan_never_changes_behind_the_familys_back_h26(choice, status, family, keyworker, worker, address):
    plan = a_plan(family, by=keyworker, status="agreed")
    worker.post(address, choices(family, cleo="goes", targets=choice))
    plan.refresh_from_db()
    assert plan.status == status


def test_a_double_click_opens_one_record_h26(family, keyworker, worker, address):
    a_plan(family, by=keyworker)
    sent = choices(family, ada="goes", targets="goes")
    for _ in range(2):
        assert worker.post(address, sent).status_code == 302
    assert FamilySplit.objects.count() == 1


@pytest.mark.parametrize(
    ("by_name", "words"),
    [
        ({}, "Select who goes to the new record"),
        ({"ada": "goes", "bert": "goes", "cleo": "goes"}, "Somebody has to stay"),
        ({"ada": "goes", "name": ""}, "Enter the name of the new record"),
        ({"ada": ""}, "Select what becomes of “Ada Sample”"),
    ],
)
def test_what_is_no_split_is_explained_h26(by_name, words, family, worker, address):
    assert words in worker.post(address, choices(family, **by_name)).content.decode()
    assert not FamilySplit.objects.exists()


def test_whoever_must_not_open_the_one_does_not_open_the_other_h26_h7(family, keyworker, officer, worker, address):
    barred = UserFactory(role=KEYWORKER)
    Bar.objects.create(family=family, user=barred, reason="Her cousin", placed_by=officer)
    restrict(family, reason="A safe address", people=[keyworker, officer], by=officer)
    worker.post(address, choices(family, ada="goes"))
    new = new_record()
    assert new.bars.get().user == barred
    assert {named.user for named in new.restrictions.get().named.all()} == {keyworker, officer}


def test_each_keyworker_sees_the_others_name_and_phone_never_the_content_h26(family, keyworker, worker, signed_in):
    other = UserFactory(role=KEYWORKER, name="Kim Elsewhere", phone="01632 960777")
    second = FamilyFactory(name="The Secret Name")
    give(second, other)
    Membership.objects.create(family=second, person=member(family, "Cleo"))
    text = worker.get(f"/families/{family.pk}/people/").content.decode()
    assert all(words in text for words in ("Cleo Sample:", second.reference, "Kim Elsewhere", "01632 960777"))
    assert "The Secret Name" not in text
    assert f'href="/families/{second.pk}/"' not in text
    assert str(keyworker) in signed_in(other).get(f"/families/{second.pk}/people/").content.decode()


def test_nothing_hints_at_a_restricted_record_of_a_child_in_both_h26(family, officer, worker):
    second = FamilyFactory()
    Membership.objects.create(family=second, person=member(family, "Cleo"))
    restrict(second, reason="A safe address", people=[officer], by=officer)
    text = worker.get(f"/families/{family.pk}/people/").content.decode()
    assert second.reference not in text
    assert "another record" not in text


def test_brothers_and_sisters_elsewhere_stand_on_every_plan_h26(keyworker, worker):
    dora = child(given_name="Dora", date_of_birth=years_ago(7))
    people = [mother(given_name="Ada"), told(given_name="Bert"), child(given_name="Cleo"), dora]
    family = FamilyFactory(people=people)
    give(family, keyworker)
    say(family, member(family, "Ada"), Answer.YES, by=keyworker)
    a_plan(family, by=keyworker)
    worker.post(reverse("family-split", args=[family.pk]), choices(family, ada="both", dora="goes", targets="both"))
    for one, name in ((family, "Dora"), (new_record(), "Cleo")):
        pages = [f"/families/{one.pk}/people/", f"/families/{one.pk}/plan/"]
        for page in pages:
            text = worker.get(page).content.decode().split("Brothers and sisters elsewhere")[1]
            assert f"{name} Sample" in text
            assert "Bert" not in text
        readers = {"readers": [member(one, "Ada").pk], "print": "yes", "outside": "no"}
        paper = worker.post(f"/families/{one.pk}/plan/print/", readers).content.decode()
        assert f"Brothers and sisters elsewhere: {name} Sample" in paper
    protected = {"person": Person.objects.get(given_name="Dora"), "why": "Adopted", "placed_by": keyworker}
    ProtectedIdentity.objects.create(**protected)
    for page in (f"/families/{family.pk}/people/", f"/families/{family.pk}/plan/"):
        assert "Brothers and sisters elsewhere" not in worker.get(page).content.decode()


def test_the_record_alone_splits_once_h26(family, keyworker):
    given = {"name": "New", "goes": [member(family, "Cleo").pk], "both": [], "keyworker": None, "once": uuid4()}
    first, second = (split(family, by=keyworker, **given) for _ in range(2))
    assert first == second
    assert str(FamilySplit.objects.get()) == f"{first}, split from {family}"


def test_outsiders_find_no_way_to_split_h26(address, practitioner, signed_in):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        assert signed_in(outsider).get(address).status_code == 404


def test_a_family_without_a_keyworker_is_asked_for_none_h26(officer, signed_in):
    family = FamilyFactory(people=[mother(given_name="Ada"), child(given_name="Cleo")])
    address = reverse("family-split", args=[family.pk])
    client = signed_in(officer)
    assert "work with those who go" not in client.get(address).content.decode()
    sent = choices(family, cleo="goes")
    del sent["keeps"]
    assert client.post(address, sent).status_code == 302


def test_the_pages_cost_the_same_at_ten_times_the_people_h26(officer, signed_in, django_assert_max_num_queries):
    client = signed_in(officer)
    for size in (2, 30):
        family = FamilyFactory(people=[mother(), *(child() for _ in range(size))])
        second = FamilyFactory(people=[mother()])
        for membership in family.members():
            Membership.objects.create(family=second, person=membership.person)
        family.memberships.filter(pk__in=list(family.members().values_list("pk", flat=True)[1:3])).update(
            left_on=family.memberships.first().joined_on
        )
        for page in ("split/", "people/"):
            client.get(f"/families/{family.pk}/{page}")
            with django_assert_max_num_queries(24):
                assert client.get(f"/families/{family.pk}/{page}").status_code == 200


def test_nothing_is_split_where_the_audit_line_cannot_be_written_h26(broken_audit):
    family = FamilyFactory(people=[mother(given_name="Ada"), child(given_name="Cleo")])
    given = {"name": "New", "goes": [member(family, "Cleo").pk], "both": [], "keyworker": None, "choices": {}}
    with broken_audit() as error, pytest.raises(error):
        split_family(family, by=UserFactory(), once=uuid4(), **given)
    assert Family.objects.count() == 1
    assert family.members().count() == 2
