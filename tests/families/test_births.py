"""A baby not yet born: from the due date the keyworker is asked, and a loss stops every prompt (H9)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from families.actions import record_birth, record_birth_not_known, record_loss, relate
from families.models import Family
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.families.factories import HeldFamilyFactory, child, mother, told

pytestmark = pytest.mark.django_db


def on(offset):
    return timezone.localdate() + timedelta(days=offset)


def day(field, value):
    return {f"{field}_0": value.day, f"{field}_1": value.month, f"{field}_2": value.year}


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker, people=[mother(), child(), told(due_on=on(0))])


@pytest.fixture
def baby(family):
    return family.members()[2].person


@pytest.fixture
def worker(keyworker, signed_in):
    return signed_in(keyworker)


def of(family, baby, page="birth/"):
    return f"/families/{family.pk}/people/{baby.pk}/{page}"


PROMPT = "Is the baby born?"


def prompts(worker, family):
    pages = ("/", f"/families/{family.pk}/", f"/families/{family.pk}/people/")
    return [PROMPT in worker.get(page).text for page in pages]


def born(**answers):
    name = {"given_name": "Juno", "family_name": "Sample", "sex": "female"}
    return {"answer": "born", **day("date_of_birth", on(0)), **name, **answers}


def test_from_the_due_date_the_keyworker_is_asked_on_their_first_page_and_the_familys_h9(family, baby, worker):
    assert prompts(worker, family) == [True, True, True]
    assert list(Family.objects.with_birth_to_ask()) == [family]
    baby.due_on = on(1)
    baby.save()
    assert prompts(worker, family) == [False, False, False]


def test_born_the_baby_becomes_a_child_of_the_family_h9(family, baby, worker):
    page = worker.post(of(family, baby), born(), follow=True)
    assert "Juno Sample" in page.text
    baby.refresh_from_db()
    assert (str(baby), baby.date_of_birth, baby.sex, baby.due_on, baby.is_child) == (
        "Juno Sample",
        on(0),
        "female",
        None,
        True,
    )
    assert prompts(worker, family) == [False, False, False]
    assert family.members().filter(person=baby).exists()


def test_a_baby_needs_no_name_yet_h9(family, baby, worker):
    worker.post(of(family, baby), born(given_name="", family_name="", sex=""))
    baby.refresh_from_db()
    assert (baby.date_of_birth, baby.full_name) == (on(0), "")


def test_a_loss_stops_every_prompt_h9(family, baby, worker):
    worker.post(of(family, baby), {"answer": "lost"})
    baby.refresh_from_db()
    assert (baby.lost_on, baby.due_on) == (on(0), on(0))
    assert prompts(worker, family) == [False, False, False]
    assert not family.members().filter(person=baby).exists()
    assert "the pregnancy was lost" in worker.get(f"/families/{family.pk}/people/").text


def test_not_known_is_asked_again_h9(family, baby, worker):
    for _ in range(2):
        worker.post(of(family, baby), {"answer": "not known"})
    baby.refresh_from_db()
    assert baby.birth_asked_on == on(0)
    assert prompts(worker, family) == [True, True, True]
    assert "not known yet" in worker.get(f"/families/{family.pk}/").text
    assert "not known yet" in worker.get(of(family, baby, "")).text
    assert AuditEvent.objects.filter(deed="person.birth_asked").count() == 1


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Select whether the baby is born"),
        ({"answer": "born"}, "Enter date of birth"),
        (born(**day("date_of_birth", on(1))), "must be today or in the past"),
    ],
)
def test_a_birth_says_when_h9(answers, words, family, baby, worker):
    assert words in worker.post(of(family, baby), answers).text
    baby.refresh_from_db()
    assert baby.is_unborn


def test_nobody_is_born_before_their_parent_h9(family, baby, keyworker, worker):
    petra = family.members()[0].person
    relate(family, person=petra, reading="parent", relative=baby, by=keyworker, once=uuid4())
    page = worker.post(of(family, baby), born(**day("date_of_birth", petra.date_of_birth)))
    assert "Check both dates of birth" in page.text
    baby.refresh_from_db()
    assert baby.is_unborn


def test_who_is_born_already_is_asked_nothing_h9(family, baby, worker):
    for _ in range(2):
        worker.post(of(family, baby), born())
    page = worker.get(of(family, baby), follow=True)
    assert page.redirect_chain == [(of(family, baby, ""), 302)]
    assert AuditEvent.objects.filter(deed="person.born").count() == 1


def test_said_twice_it_stays_as_it_was_said_first_h9(family, baby, keyworker):
    record_loss(family, baby=baby, by=keyworker)
    record_loss(family, baby=baby, by=keyworker)
    assert AuditEvent.objects.filter(deed="person.lost").count() == 1
    with pytest.raises(MoveNotAllowed):
        record_birth(family, baby=baby, by=keyworker, date_of_birth=on(0))
    with pytest.raises(MoveNotAllowed):
        record_birth_not_known(family, baby=baby, by=keyworker)


def test_born_twice_is_born_once_h9(family, baby, keyworker):
    record_birth(family, baby=baby, by=keyworker, date_of_birth=on(0), given_name="Juno")
    assert record_birth(family, baby=baby, by=keyworker, date_of_birth=on(-1)).given_name == "Juno"


def test_a_due_date_is_put_right_h9(family, baby, worker):
    address = of(family, baby, "due/")
    seen = worker.get(address).context["form"]["seen"].value()
    for _ in range(2):
        assert worker.post(address, {"seen": seen, **day("due_on", on(30))}).status_code == 302
    baby.refresh_from_db()
    assert baby.due_on == on(30)
    assert AuditEvent.objects.filter(deed="person.changed").count() == 1
    page = worker.post(address, {"seen": seen, **day("due_on", on(40))})
    assert "Somebody else changed this" in page.text
    robin = family.members()[1].person
    assert worker.get(of(family, robin, "due/")).status_code == 404


def test_outsiders_find_none_of_these_pages_h9(family, baby, practitioner, signed_in):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        client = signed_in(outsider)
        assert {client.get(of(family, baby, page)).status_code for page in ("birth/", "due/")} == {404}
        assert PROMPT not in client.get("/").text
