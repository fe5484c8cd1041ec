"""Court orders: in force on which day, whom they warn about, and the pages (H5)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER, PERFORMANCE_OFFICER
from families.actions import add_order, change_order, end_order_early, restrict
from families.actions.orders import WATCHED
from families.models import LegalOrder
from strongerfamilies.edits import EditedElsewhere, fingerprint
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, child, mother

pytestmark = pytest.mark.django_db


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker, people=[mother(), mother(given_name="Peter"), child()])


@pytest.fixture
def people(family):
    return [member.person for member in family.members()]


def told(**changes):
    return {
        "kind": "non-molestation",
        "bound_others": "",
        "forbids": "Must not come near",
        "starts_on": day(-10),
        "ends_on": None,
        "seen_by": "",
        "seen_on": None,
        **changes,
    }


@pytest.fixture
def order(family, people, keyworker):
    """`order(bound=…)` writes one down: Peter must not come near Petra."""

    def write(**changes):
        named = {"bound": [people[1]], "protected": [people[0]], "withheld": False, "not_known_by": []}
        return add_order(family, by=keyworker, **{**named, "once": uuid4(), **told(), **changes})

    return write


def test_an_order_is_in_force_from_its_first_day_to_its_last_h5(order):
    order(starts_on=day(0), ends_on=day(5))
    for offset, holds in ((-1, False), (0, True), (5, True), (6, False)):
        assert LegalOrder.objects.holding_on(day(offset)).exists() == holds
        assert LegalOrder.objects.get().holds_on(day(offset)) == holds


def test_an_order_ended_early_holds_no_more_from_that_day_h5(order, keyworker):
    made = end_order_early(order(), ended_early_on=day(-2), ended_because="Discharged", by=keyworker)
    for offset, holds in ((-3, True), (-2, False), (0, False)):
        assert made.holds_on(day(offset)) == holds
        assert LegalOrder.objects.holding_on(day(offset)).exists() == holds
    with pytest.raises(MoveNotAllowed, match="already"):
        end_order_early(made, ended_early_on=day(-1), ended_because="Again", by=keyworker)


@pytest.mark.parametrize("ended", [-11, 5, 6])
def test_an_early_end_lies_between_the_first_and_the_last_day(order, keyworker, ended):
    with pytest.raises(ValidationError):
        end_order_early(order(ends_on=day(5)), ended_early_on=day(ended), ended_because="Why", by=keyworker)


def test_whoever_is_bound_or_protected_is_warned_about_and_nobody_else_h5(order, people, family, keyworker):
    petra, peter, robin = people
    order()
    for who, warned in (([petra], True), ([peter], True), ([robin], False), ([], False)):
        assert bool(LegalOrder.objects.warnings_for(who, family=family, on=day(0), to=keyworker)) == warned
    assert not LegalOrder.objects.warnings_for([petra], family=family, on=day(-11), to=keyworker)


def test_orders_that_keep_these_people_apart_come_first_h5(order, people, family, keyworker, django_assert_num_queries):
    petra, peter, robin = people
    order(bound=[], protected=[petra, robin], forbids="Lives with Petra")
    order()
    with django_assert_num_queries(5):
        first, second = LegalOrder.objects.warnings_for([petra, peter], family=family, on=day(0), to=keyworker)
    assert first.keeps_them_apart
    assert "Must not come near" in first.text
    assert not second.keeps_them_apart


def test_an_order_on_another_familys_record_warns_here_too_h5(order, people, family):
    order()
    other = FamilyFactory()
    other.memberships.create(person=people[0])
    assert LegalOrder.objects.of_family(other).count() == 1
    assert LegalOrder.objects.of_family(FamilyFactory()).count() == 0


def test_orders_that_run_out_soon_are_listed_the_soonest_first_h5(order):
    for ends_on in (day(9), day(3), day(28), day(29), day(-1), None):
        order(ends_on=ends_on)
    assert [row.ends_on for row in LegalOrder.objects.expiring(within=28)] == [day(3), day(9), day(28)]


def test_an_order_about_nobody_is_refused(order):
    with pytest.raises(ValidationError, match="whom it binds"):
        order(bound=[], protected=[])
    assert order(bound=[], protected=[], bound_others="Mr X").pk


def test_a_double_click_writes_one_order(order):
    once = uuid4()
    assert order(once=once) == order(once=once)
    assert AuditEvent.objects.filter(deed="order.recorded").count() == 1


def test_an_order_is_put_right_and_two_tabs_do_not_overwrite(order, people, keyworker):
    made = order()
    seen = fingerprint(made, WATCHED)
    change = {**told(forbids="Must not write"), "bound": [people[1]], "protected": [people[2]], "by": keyworker}
    changed = change_order(made, seen=seen, **change)
    assert [*changed.protected.all()] == [people[2]]
    with pytest.raises(EditedElsewhere):
        change_order(made, seen=seen, **change)


def test_an_order_that_ended_early_keeps_its_end_between_its_days(order, people, keyworker):
    made = end_order_early(order(), ended_early_on=day(-2), ended_because="Discharged", by=keyworker)
    change = {"bound": [people[1]], "protected": [], "by": keyworker, "seen": fingerprint(made, WATCHED)}
    for days in ({"starts_on": day(-1)}, {"ends_on": day(-2)}):
        with pytest.raises(ValidationError, match="ended early"):
            change_order(made, **change, **told(**days))
    assert change_order(made, **change, **told(ends_on=day(-1))).ends_on == day(-1)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("order_ends_after_it_starts", {"ends_on": day(-11)}),
        ("order_seen_by_whom_and_when", {"seen_by": "Sol Icitor"}),
        ("order_seen_by_whom_and_when", {"seen_on": day(0)}),
        ("order_seen_by_today", {"seen_by": "Sol Icitor", "seen_on": day(2)}),
        ("order_ended_early_says_why", {"ended_early_on": day(0)}),
        ("order_ended_early_says_why", {"ended_because": "Discharged"}),
        ("order_ended_early_after_it_starts", {"ended_early_on": day(-11), "ended_because": "x"}),
        ("order_ended_early_by_today", {"ended_early_on": day(2), "ended_because": "x"}),
        ("order_ended_early_before_its_end", {"ended_early_on": day(0), "ended_because": "x", "ends_on": day(0)}),
    ],
)
def test_the_database_refuses(order, constraint, wrong):
    made = order()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        LegalOrder.objects.filter(pk=made.pk).update(**wrong)


# The pages.


def dates(name, value):
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}


def answers(people, **changes):
    return {
        "kind": "non-molestation",
        "bound": [people[1].pk],
        "protected": [people[0].pk],
        "forbids": "Must not come near",
        **dates("starts_on", day(-10)),
        "may_know": "anyone",
        "once": str(uuid4()),
        **changes,
    }


@pytest.fixture
def page(family, keyworker, signed_in):
    client = signed_in(keyworker)

    def open_or_send(path="orders/", sent=None):
        address = f"/families/{family.pk}/{path}"
        return client.get(address) if sent is None else client.post(address, sent, follow=True)

    return open_or_send


def test_an_order_is_added_and_shown_in_force_with_what_nobody_has_seen(page, people):
    assert "No order is known to be in force" in page().text
    text = page("orders/add/", answers(people)).text
    assert "Order saved" in text
    assert "Nobody has seen the order itself" in text
    assert text.count("Peter Sample") == 1


def test_an_order_can_be_kept_from_the_one_it_protects_against_h1(page, people):
    text = page("orders/add/", answers(people, may_know="some", not_known_by=[people[1].pk])).text
    assert "Not to be known by Peter Sample" in text
    assert not LegalOrder.objects.known_to([people[1]]).exists()
    assert LegalOrder.objects.known_to([people[0]]).exists()


def test_bad_answers_are_explained_and_kept(page, people):
    text = page("orders/add/", answers(people, bound=[], protected=[], **dates("ends_on", day(-20)))).text
    assert "Select whom it binds, whom it protects, or both" in text
    assert "The last day must not be before the first" in text
    assert "Must not come near</textarea>" in text
    assert "Enter the day they saw it" in page("orders/add/", answers(people, seen_by="Sol Icitor")).text
    assert "Enter who has seen" in page("orders/add/", answers(people, **dates("seen_on", day(-1)))).text
    assert "Select which order it is" in page("orders/add/", {}).text
    assert not LegalOrder.objects.exists()


def test_an_order_is_changed_and_in_two_tabs_both_texts_are_shown(page, people, order):
    made = order()
    assert page(f"orders/{made.pk}/").context["form"].initial["bound"] == [people[1].pk]
    sent = answers(people, forbids="Must not ring", seen=fingerprint(made, WATCHED))
    assert "Must not ring" in page(f"orders/{made.pk}/", sent).text
    text = page(f"orders/{made.pk}/", sent | {"forbids": "Must not write"}).text
    assert "Somebody else changed this" in text
    assert "Must not ring" in text


def test_an_order_is_ended_early_and_moves_to_those_that_are_over(page, order):
    made = order()
    sent = {"ended_because": "Discharged", **dates("ended_early_on", day(-1))}
    text = page(f"orders/{made.pk}/end/", sent).text
    assert "Ended early on" in text
    assert "already" in page(f"orders/{made.pk}/end/", sent).text
    early = page(f"orders/{made.pk}/end/", sent | dates("ended_early_on", day(2)))
    assert "must be today or in the past" in early.text


def test_orders_to_come_are_told_apart(page, order):
    order(starts_on=day(3))
    text = page().text
    assert "Still to come" in text
    assert ">Over<" not in text


def test_who_may_know_of_an_order_can_be_changed_h1(page, order):
    made = order()
    form = page(f"orders/{made.pk}/who-may-know/").context["form"]
    text = page(f"orders/{made.pk}/who-may-know/", {"may_know": "nobody", "seen": form["seen"].value()}).text
    assert "Not to be known by the family" in text


def test_orders_in_force_stand_at_the_top_of_the_overview_and_of_people_h5(page, order):
    made = order()
    for path in ("", "people/"):
        text = page(path).text
        assert "Non-molestation order, binds Peter Sample, protects or is about Petra Sample" in text
    assert "binds Peter Sample, protects" not in page("agreement/").text
    LegalOrder.objects.filter(pk=made.pk).update(ends_on=day(-1))
    assert "Non-molestation order" not in page("").text


def test_an_order_of_another_record_is_shown_but_not_changed_here(people, order, keyworker, signed_in):
    made = order()
    other = HeldFamilyFactory(keyworker=keyworker)
    other.memberships.create(person=people[0])
    client = signed_in(keyworker)
    text = client.get(f"/families/{other.pk}/orders/").text
    assert "Only the record that it stands on may change it" in text
    assert "Petra Sample" in text
    assert "somebody on another record" in text
    assert "Peter Sample" not in text
    assert "Peter Sample" not in client.get(f"/families/{other.pk}/").text
    assert client.get(f"/families/{other.pk}/orders/{made.pk}/").status_code == 404


@pytest.fixture
def elsewhere(people):
    """Another family, of another keyworker, to which Petra and Peter belong too, and Robin does not."""
    other = HeldFamilyFactory(people=[mother(given_name="Olive")])
    for person in people[:2]:
        other.memberships.create(person=person)
    return other


SECRETS = ("12 Hidden Lane", "Sol Stranger", "Robin", "somebody on another record", "Only the record", "No last day")


def test_of_an_order_on_a_record_closed_to_the_reader_only_what_keeps_people_safe_is_told_h5_h1(
    people, family, order, elsewhere, officer, signed_in
):
    hidden = {
        "forbids": "Must not go to 12 Hidden Lane",
        "bound_others": "Sol Stranger",
        "protected": [people[0], people[2]],
    }
    order(**hidden)
    client = signed_in(elsewhere.keyworker)
    for page in ("orders/", ""):
        text = client.get(f"/families/{elsewhere.pk}/{page}").text
        assert "Ask the duty manager before you book or invite." in text
        assert all(words in text for words in ("Non-molestation order", "Peter Sample", "Petra Sample"))
        assert not [words for words in SECRETS if words in text]
    restrict(family, reason="In hiding", people=[UserFactory(role=PERFORMANCE_OFFICER)], by=officer)
    assert "12 Hidden Lane" not in signed_in(officer).get(f"/families/{elsewhere.pk}/orders/").text


def test_an_order_on_a_closed_record_is_not_told_of_before_or_after_it_holds_h5_h1(order, elsewhere, signed_in):
    order(starts_on=day(3))
    order(ends_on=day(-1))
    text = signed_in(elsewhere.keyworker).get(f"/families/{elsewhere.pk}/orders/").text
    assert "No order is known to be in force" in text
    assert "Non-molestation order" not in text


def test_outsiders_find_none_of_the_pages_of_orders(family, order, practitioner, signed_in):
    made = order()
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        client = signed_in(outsider)
        for path in ("", "add/", f"{made.pk}/", f"{made.pk}/end/", f"{made.pk}/who-may-know/"):
            assert client.get(f"/families/{family.pk}/orders/{path}").status_code == 404


def test_orders_cost_the_same_queries_for_ten_times_as_many(page, family, order, client, queries_of):
    order()
    address = f"/families/{family.pk}/orders/"
    few, at_a_glance = queries_of(client, address), queries_of(client, f"/families/{family.pk}/")
    for _ in range(9):
        order()
    assert queries_of(client, address) == few <= 18
    assert queries_of(client, f"/families/{family.pk}/") == at_a_glance
