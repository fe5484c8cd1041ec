"""Objections that later pages obey, and holds that keep a record (H41)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.rules import KEYWORKER
from families.actions import change_hold, decide_objection, hold, object_to, withdraw_objection
from families.actions.objecting import WATCHED
from families.models import Hold, Objection
from strongerfamilies.edits import EditedElsewhere, fingerprint
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory

pytestmark = pytest.mark.django_db


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


def dates(name, value):
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}


@pytest.fixture
def family():
    return FamilyFactory()


@pytest.fixture
def petra(family):
    return family.members()[0].person


@pytest.fixture
def objects(family, petra, officer):
    """`objects("research")` writes down that Petra objects to it."""

    def write(scope="research", **changes):
        told = {"person": petra, "made_on": day(-10), "how": "by phone", "words": "No", "once": uuid4()}
        return object_to(family, scope=scope, by=officer, **told | changes)

    return write


@pytest.fixture
def held(family, officer):
    def write(**changes):
        told = {"person": None, "why": "A court asked for it", "review_on": day(30), "once": uuid4()}
        return hold(family, by=officer, **told | changes)

    return write


def against(scope):
    return Objection.objects.against(scope).exists()


def test_an_objection_is_obeyed_before_anybody_decides_and_one_to_all_everywhere_h41(objects):
    objects("research")
    assert (against("research"), against("matching")) == (True, False)
    objects("all")
    assert against("matching")


@pytest.mark.parametrize(("decision", "obeyed"), [("upheld", True), ("refused", False)])
def test_a_decision_says_whether_it_is_obeyed_h41(objects, officer, decision, obeyed):
    made = decide_objection(objects(), decision=decision, decided_because="As written", by=officer)
    assert (made.is_obeyed, against("research")) == (obeyed, obeyed)
    with pytest.raises(MoveNotAllowed, match="already"):
        decide_objection(made, decision="upheld", decided_because="Again", by=officer)


def test_an_objection_withdrawn_is_obeyed_no_more(objects, officer):
    made = objects()
    with pytest.raises(ValidationError, match="must not be before"):
        withdraw_objection(made, withdrawn_on=day(-11), by=officer)
    made = withdraw_objection(made, withdrawn_on=day(0), by=officer)
    assert not made.is_obeyed
    assert not against("research")
    with pytest.raises(MoveNotAllowed, match="was withdrawn"):
        withdraw_objection(made, withdrawn_on=day(0), by=officer)


def test_the_same_objection_waits_once_but_can_be_made_again_after_a_decision(objects, officer):
    once = uuid4()
    first = objects(once=once)
    assert objects(once=once) == first
    with pytest.raises(ValidationError, match="recorded already"):
        objects()
    decide_objection(first, decision="refused", decided_because="As written", by=officer)
    second = objects()
    assert list(Objection.objects.to_decide()) == [second]


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("objection_decided_when_by_whom_and_why", {"decision": "upheld"}),
        ("objection_decided_when_by_whom_and_why", {"decided_on": day(0)}),
        ("objection_withdrawn_after_it_was_made", {"withdrawn_on": day(-11)}),
        ("objection_made_by_today", {"made_on": day(2)}),
        ("objection_withdrawn_by_today", {"withdrawn_on": day(2)}),
    ],
)
def test_the_database_refuses_an_objection(objects, constraint, wrong):
    made = objects()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Objection.objects.filter(pk=made.pk).update(**wrong)


@pytest.mark.parametrize(
    ("constraint", "decided"), [("objection_decided_after_it_was_made", -11), ("objection_decided_by_today", 2)]
)
def test_the_database_refuses_a_decision_on_an_impossible_day(objects, officer, constraint, decided):
    made = objects()
    decision = {"decision": "upheld", "decided_because": "x", "decided_by": officer, "decided_on": day(decided)}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Objection.objects.filter(pk=made.pk).update(**decision)


def test_the_database_refuses_a_second_one_undecided(objects):
    made = objects()
    made.pk, made.once = None, uuid4()
    with pytest.raises(IntegrityError, match="objection_once_while_undecided"), transaction.atomic():
        made.save(force_insert=True)


def test_a_hold_stands_until_its_last_day_and_is_due_for_review_h41(held):
    made, once = held(), uuid4()
    assert held(once=once) == held(once=once)
    assert not Hold.objects.review_due().exists()
    Hold.objects.filter(pk=made.pk).update(starts_on=day(-9), review_on=day(0))
    assert list(Hold.objects.review_due()) == [made]
    Hold.objects.filter(pk=made.pk).update(ends_on=day(-1))
    assert not Hold.objects.review_due().exists()
    assert Hold.objects.now().count() == 1


def test_a_hold_is_looked_at_again_and_two_tabs_do_not_overwrite(held, officer):
    made = held()
    seen = fingerprint(made, WATCHED)
    told = {"why": "The court goes on", "review_on": day(60), "ends_on": None, "by": officer}
    for wrong in ({"review_on": day(-1)}, {"ends_on": day(-1)}):
        with pytest.raises(ValidationError, match="must not be before"):
            change_hold(made, seen=seen, **told | wrong)
    change_hold(made, seen=seen, **told)
    with pytest.raises(EditedElsewhere):
        change_hold(made, seen=seen, **told)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("hold_ends_after_it_starts", {"ends_on": day(-1)}),
        ("hold_reviewed_after_it_starts", {"review_on": day(-1)}),
        ("hold_starts_by_today", {"starts_on": day(2), "review_on": day(3)}),
    ],
)
def test_the_database_refuses_a_hold(held, constraint, wrong):
    made = held()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Hold.objects.filter(pk=made.pk).update(**wrong)


def test_each_says_what_it_is(objects, held):
    assert str(objects()) == "Petra Sample: Research and evaluation"
    assert str(held()).startswith("Hold on The Samples")


# The pages.


@pytest.fixture
def ours(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


@pytest.fixture
def decider(keyworker):
    """A keyworker who may also decide objections, as an officer may."""
    keyworker.user_permissions.add(Permission.objects.get(codename="decide_objections"))
    return keyworker


@pytest.fixture
def page(ours, decider, signed_in):
    client = signed_in(decider)

    def open_or_send(path="objections/", sent=None):
        address = f"/families/{ours.pk}/{path}"
        return client.get(address) if sent is None else client.post(address, sent, follow=True)

    return open_or_send


def test_an_objection_is_recorded_decided_and_withdrawn_h41(page, ours):
    assert "Nobody in the family has objected" in page().text
    assert "Select who objects" in page("objections/add/", {}).text
    sent = {"person": ours.members()[0].person.pk, "scope": "matching", "how": "in person", "once": str(uuid4())}
    sent |= dates("made_on", day(-1))
    for _ in range(2):
        text = page("objections/add/", sent).text
    assert text.count(">Obeyed</strong>") == 1
    assert "This is recorded already" in page("objections/add/", sent | {"once": str(uuid4())}).text
    made = Objection.objects.get()
    assert "Enter the reasons" in page(f"objections/{made.pk}/decide/", {"decision": "refused"}).text
    sent = {"decision": "refused", "decided_because": "A child's safety"}
    assert ">Not obeyed</strong>" in page(f"objections/{made.pk}/decide/", sent).text
    assert "already" in page(f"objections/{made.pk}/decide/", sent).text
    text = page(f"objections/{made.pk}/withdraw/", dates("withdrawn_on", day(0))).text
    assert "Withdrawn on" in text


def test_a_hold_is_placed_looked_at_again_and_ended(page, ours):
    assert "Nothing keeps this record longer" in page().text
    sent = {"person": "", "why": "A court asked for it", **dates("review_on", day(30)), "once": str(uuid4())}
    for _ in range(2):
        text = page("holds/add/", sent).text
    assert text.count("A court asked for it") == 1
    made = Hold.objects.get()
    sent = {"why": "It goes on", "seen": fingerprint(made, WATCHED)}
    past = page(f"holds/{made.pk}/", sent | dates("review_on", day(-1))).text
    assert "must be today or in the future" in past
    text = page(f"holds/{made.pk}/", sent | dates("review_on", day(60)) | dates("ends_on", day(1))).text
    assert "It goes on" in text
    assert "Somebody else changed this" in page(f"holds/{made.pk}/", sent | dates("review_on", day(70))).text


def test_who_may_not_decide_records_but_neither_decides_nor_holds(ours, keyworker, signed_in):
    client = signed_in(keyworker)
    text = client.get(f"/families/{ours.pk}/objections/").text
    assert "Record an objection" in text
    assert "Keep this record for now" not in text
    assert client.get(f"/families/{ours.pk}/holds/add/").status_code == 403


def test_outsiders_find_none_of_these_pages(family, objects, held, practitioner, signed_in):
    made, kept = objects(), held()
    pages = ("objections/", "objections/add/", f"objections/{made.pk}/decide/", f"objections/{made.pk}/withdraw/")
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        for path in (*pages, "holds/add/", f"holds/{kept.pk}/"):
            assert signed_in(outsider).get(f"/families/{family.pk}/{path}").status_code == 404


def test_the_page_costs_the_same_queries_for_ten_times_as_many(page, ours, decider, client, queries_of):
    def add():
        for member in ours.members():
            told = {"made_on": day(0), "how": "by phone", "words": ""}
            made = object_to(ours, person=member.person, scope="all", by=decider, once=uuid4(), **told)
            decide_objection(made, decision="upheld", decided_because="x", by=decider)
            hold(ours, person=member.person, why="x", review_on=day(1), by=decider, once=uuid4())

    add()
    few = queries_of(client, f"/families/{ours.pk}/objections/")
    for _ in range(5):
        add()
    assert queries_of(client, f"/families/{ours.pk}/objections/") == few <= 15
