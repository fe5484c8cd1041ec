"""Services that work with a family, and services asked for (H32)."""

from datetime import timedelta
from decimal import Decimal
from itertools import product
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from families.actions import add_service, ask_for_service, move_request
from families.actions.services import WATCHED
from families.models import ServiceAtWork, ServiceRequest
from strongerfamilies.edits import fingerprint
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.families.factories import HeldFamilyFactory

pytestmark = pytest.mark.django_db
Status = ServiceRequest.Status


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


def dates(name, value):
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


@pytest.fixture
def at_work(family, keyworker):
    def write(**changes):
        told = {"service": "Debt advice", "person": None, "worker": "Dan Debts", "phone": "01632 960777"}
        told |= {"starts_on": day(-60), "last_contact_on": day(-3), "withheld": False, "not_known_by": []}
        return add_service(family, by=keyworker, **{"once": uuid4(), **told, **changes})

    return write


@pytest.fixture
def asked(family, keyworker):
    def write(**changes):
        told = {"service": "Speech therapy", "people": [], "what_for": "He stammers", "asked_on": day(-40)}
        told |= {"withheld": False, "not_known_by": []}
        return ask_for_service(family, by=keyworker, **{"once": uuid4(), **told, **changes})

    return write


def move(request, status, on=0, **changes):
    told = {"why": "Full" if status in ("refused", "not needed") else "", "hours": None, "cost": None}
    return move_request(request, status=Status(status), on=day(on), by=request.asked_by, **{**told, **changes})


@pytest.fixture
def page(family, keyworker, signed_in):
    client = signed_in(keyworker)

    def open_or_send(path="services/", sent=None):
        address = f"/families/{family.pk}/{path}"
        return client.get(address) if sent is None else client.post(address, sent, follow=True)

    return open_or_send


def test_every_request_goes_only_where_the_table_says_h32(asked):
    request = asked()
    for before, after in product(Status, Status):
        request.status = before
        assert request.may_move_to(after) == (after in ServiceRequest.MOVES[before])


def test_a_request_is_followed_from_asking_to_its_end_h32(asked):
    request = asked()
    assert request.days_waiting == 40
    for status, on in (("waiting", -35), ("accepted", -20), ("started", -10)):
        request = move(request, status, on)
    assert request.days_waiting == 30
    request = move(request, "ended", 0, hours=Decimal("12.5"), cost=Decimal(300))
    assert (request.waiting_since, request.accepted_on, request.closed_on) == (day(-35), day(-20), day(0))
    assert request.hours == Decimal("12.5")


def test_a_refused_request_waited_until_it_was_refused_h32(asked):
    request = move(asked(), "refused", -30)
    assert (request.days_waiting, request.why, request.is_waiting) == (10, "Full", False)
    with pytest.raises(MoveNotAllowed):
        move(request, "started")


def test_nothing_happens_before_what_happened_before(asked):
    with pytest.raises(ValidationError, match="must not be before"):
        move(asked(), "waiting", -41)
    with pytest.raises(ValidationError, match="must not be before"):
        move(move(asked(), "accepted", -5), "started", -6)


def test_the_same_said_twice_leaves_one_line(asked):
    request = asked()
    for _ in range(2):
        move(request, "accepted", -5)
    assert AuditEvent.objects.filter(deed="service.moved").count() == 1


def test_requests_not_started_are_listed_the_longest_waiting_first_h32(asked, keyworker, practitioner):
    started = move(asked(asked_on=day(-90)), "started", -1)
    newer, older = asked(asked_on=day(-5)), asked(asked_on=day(-50))
    waiting = ServiceRequest.objects.visible_to(keyworker).waiting()
    assert list(waiting) == [older, newer]
    assert started not in waiting
    assert not ServiceRequest.objects.visible_to(practitioner).exists()


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("request_status_is_known", {"status": "lost"}),
        ("request_closed_on_a_day", {"closed_on": day(0)}),
        ("request_closed_on_a_day", {"status": "not needed", "why": "x"}),
        ("request_started_on_a_day", {"status": "started"}),
        ("request_started_on_a_day", {"started_on": day(0)}),
        ("request_refused_says_why", {"status": "refused", "closed_on": day(0)}),
        ("request_waiting_since_a_day", {"status": "waiting"}),
        ("request_accepted_on_a_day", {"status": "accepted"}),
        ("request_hours_and_cost_not_negative", {"hours": -1}),
        ("request_hours_and_cost_not_negative", {"cost": -1}),
        ("request_waits_after_it_was_asked", {"status": "waiting", "waiting_since": day(-41)}),
        ("request_accepted_after_it_was_asked", {"status": "accepted", "accepted_on": day(-41)}),
        ("request_started_after_it_was_asked", {"status": "started", "started_on": day(-41)}),
        (
            "request_started_after_it_was_accepted",
            {"status": "started", "accepted_on": day(-5), "started_on": day(-6)},
        ),
        ("request_closed_after_it_was_asked", {"status": "refused", "closed_on": day(-41), "why": "x"}),
        ("request_closed_after_it_started", {"status": "ended", "started_on": day(-5), "closed_on": day(-6)}),
        ("request_asked_by_today", {"asked_on": day(2)}),
        ("request_waits_by_today", {"status": "waiting", "waiting_since": day(2)}),
        ("request_accepted_by_today", {"status": "accepted", "accepted_on": day(2)}),
        ("request_started_by_today", {"status": "started", "started_on": day(2)}),
        ("request_closed_by_today", {"status": "refused", "closed_on": day(2), "why": "x"}),
    ],
)
def test_the_database_refuses_a_request(asked, constraint, wrong):
    request = asked()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ServiceRequest.objects.filter(pk=request.pk).update(**wrong)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("service_ends_after_it_starts", {"ends_on": day(-61)}),
        ("service_starts_by_today", {"starts_on": day(2)}),
        ("service_ends_by_today", {"ends_on": day(2)}),
        ("service_last_contact_by_today", {"last_contact_on": day(2)}),
    ],
)
def test_the_database_refuses_a_service(at_work, constraint, wrong):
    service = at_work()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ServiceAtWork.objects.filter(pk=service.pk).update(**wrong)


def test_a_service_can_be_kept_from_somebody_h1(family, at_work):
    person = family.members()[0].person
    at_work(not_known_by=[person])
    assert not ServiceAtWork.objects.known_to([person]).exists()
    assert ServiceAtWork.objects.now().known_to([family.members()[1].person]).exists()


# The pages.


def test_an_empty_page_says_so(page):
    text = page().text
    assert "No other service is recorded" in text
    assert "No service was asked for yet" in text
    assert "is the keyworker" in text


def service_answers(**changes):
    return {
        "service": "Debt advice",
        "person": "",
        "worker": "Dan Debts",
        "phone": "01632 960777",
        **dates("starts_on", day(-60)),
        "may_know": "anyone",
        "once": str(uuid4()),
        **changes,
    }


def test_a_service_is_added_once_with_its_worker_and_telephone(page, family):
    given = service_answers(person=family.members()[1].person.pk)
    for _ in range(2):
        text = page("services/add/", given).text
    assert "Dan Debts" in text
    assert 'href="tel:01632960777"' in text
    assert "Robin Sample, since" in text
    assert ServiceAtWork.objects.count() == 1


def test_bad_answers_about_a_service_are_explained(page):
    text = page("services/add/", service_answers(service="", **dates("last_contact_on", day(2)))).text
    assert "Enter the service" in text
    assert "must be today or in the past" in text


def test_a_last_contact_and_the_end_are_written_down_and_two_tabs_show_both(page, at_work):
    service = at_work()
    sent = {"worker": "Dora Debts", "phone": "", **dates("last_contact_on", day(0))}
    sent["seen"] = fingerprint(service, WATCHED)
    assert "Dora Debts" in page(f"services/{service.pk}/", sent).text
    assert "Somebody else changed this" in page(f"services/{service.pk}/", sent | {"worker": "Dan"}).text
    service.refresh_from_db()
    sent["seen"] = fingerprint(service, WATCHED)
    early = sent | dates("ends_on", day(-70))
    assert "must not be before the first" in page(f"services/{service.pk}/", early).text
    assert "Worked with the family before" in page(f"services/{service.pk}/", sent | dates("ends_on", day(-1))).text


def test_a_service_is_asked_for_once_for_some_of_the_family_h32(page, family):
    robin = family.members()[1].person
    given = {
        "service": "Speech therapy",
        "people": [robin.pk],
        "what_for": "He stammers",
        **dates("asked_on", day(-30)),
        "may_know": "nobody",
        "once": str(uuid4()),
    }
    for _ in range(2):
        text = page("services/ask/", given).text
    assert "30 days" in text
    assert "Not to be known by the family" in text
    assert ServiceRequest.objects.get().people.get() == robin
    assert "Enter what it is for" in page("services/ask/", {}).text


def test_what_became_of_a_request_is_asked_by_where_it_stands_h32(page, asked):
    request = asked()
    address = f"services/asked/{request.pk}/"
    assert "Cost in pounds" not in page(address).text
    assert "Enter why" in page(address, {"status": "refused", **dates("on", day(0))}).text
    assert "must not be before" in page(address, {"status": "started", **dates("on", day(-50))}).text
    assert "after 40 days" in page(address, {"status": "started", **dates("on", day(0))}).text
    text = page(address, {"status": "ended", **dates("on", day(0)), "hours": "8", "cost": "120.50"}).text
    assert "8 hours" in text
    assert "£120.50" in text
    assert page(address).status_code == 404


def test_who_may_know_of_either_can_be_changed_h1(page, at_work, asked):
    for address in (f"services/{at_work().pk}/who-may-know/", f"services/asked/{asked().pk}/who-may-know/"):
        seen = page(address).context["form"]["seen"].value()
        assert "Not to be known by the family" in page(address, {"may_know": "nobody", "seen": seen}).text


def test_who_works_with_the_family_stands_on_its_overview_with_telephone_and_last_contact(page, family, at_work):
    at_work(person=family.members()[1].person)
    at_work(service="Housing", phone="", worker="", last_contact_on=None)
    at_work(service="Gone since", ends_on=day(-1))
    text = page("").text
    assert "Debt advice</strong>, with Robin Sample" in text
    assert 'href="tel:01632960777"' in text
    assert "Last contact: not known" in text
    assert "Gone since" not in text


def test_outsiders_find_none_of_the_pages_of_services(family, at_work, asked, practitioner, signed_in):
    service, request = at_work(), asked()
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        client = signed_in(outsider)
        for path in ("", "add/", "ask/", f"{service.pk}/", f"asked/{request.pk}/"):
            assert client.get(f"/families/{family.pk}/services/{path}").status_code == 404


def test_services_cost_the_same_queries_for_ten_times_as_many(page, family, at_work, asked, client, queries_of):
    robin = family.members()[1].person
    at_work(not_known_by=[robin]), asked(people=[robin])
    few = queries_of(client, f"/families/{family.pk}/services/")
    for _ in range(9):
        at_work(not_known_by=[robin]), asked(people=[robin])
    assert queries_of(client, f"/families/{family.pk}/services/") == few <= 18
