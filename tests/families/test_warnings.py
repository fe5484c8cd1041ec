"""Warnings for the safety of workers and of the family."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from families.actions import end_warning, review_warning, warn
from families.actions.warnings import REVIEWED
from families.models import SafetyWarning
from strongerfamilies.edits import EditedElsewhere, fingerprint
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.families.factories import HeldFamilyFactory

pytestmark = pytest.mark.django_db


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


@pytest.fixture
def warned(family, keyworker):
    """`warned(text=…)` puts a warning on the record."""

    def write(**changes):
        told = {
            "person": None,
            "safety_of": "workers",
            "text": "Visit in twos",
            "reason": "A dog that bites",
            "review_on": day(30),
            "told": True,
            "why_not_told": "",
            "manager": "Max Manager",
            "informed_by": "Kit Keyworker",
            "informed_on": day(0),
        }
        return warn(family, by=keyworker, **{"once": uuid4(), **told, **changes})

    return write


@pytest.fixture
def page(family, keyworker, signed_in):
    client = signed_in(keyworker)

    def open_or_send(path="warnings/", sent=None):
        address = f"/families/{family.pk}/{path}"
        return client.get(address) if sent is None else client.post(address, sent, follow=True)

    return open_or_send


def dates(name, value):
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}


def answers(**changes):
    return {
        "person": "",
        "safety_of": "workers",
        "text": "Visit in twos",
        "reason": "A dog that bites",
        **dates("review_on", day(30)),
        "told": "yes",
        "manager": "Max Manager",
        "informed_by": "Kit Keyworker",
        **dates("informed_on", day(0)),
        "once": str(uuid4()),
        **changes,
    }


def test_a_warning_stands_at_the_top_of_every_page_of_the_record_until_it_ends(page, family, warned, keyworker):
    made = warned()
    pages = ("", "people/", "agreement/", "relationships/", "orders/", "orders/add/", "worry/", "progress/")
    for path in pages:
        assert "Visit in twos" in page(path).text
    end_warning(made, ended_because="The dog moved out", by=keyworker)
    for path in pages:
        assert "Visit in twos" not in page(path).text


def test_a_warning_is_never_on_paper(page, warned):
    warned()
    assert '<section class="app-safety app-not-printed"' in page("").text


def test_a_warning_is_added_with_who_was_told_and_which_manager(page, family):
    assert "No safety warning stands" in page().text
    person = family.members()[0].person
    text = page("warnings/add/", answers(person=person.pk)).text
    assert "Safety warning saved" in text
    assert "Max Manager, by Kit Keyworker" in text
    made = SafetyWarning.objects.get()
    assert (made.person, str(made)) == (person, "Visit in twos")


def test_whoever_was_not_told_has_a_reason(page):
    assert "Enter why they were not told" in page("warnings/add/", answers(told="no")).text
    text = page("warnings/add/", answers(told="no", why_not_told="It would be used against her")).text
    assert "It would be used against her" in text


def test_an_empty_page_says_what_is_missing_and_a_review_is_not_in_the_past(page):
    text = page("warnings/add/", {}).text
    assert "Enter what to do or avoid" in text
    assert "Enter which manager was informed" in text
    text = page("warnings/add/", answers(**dates("review_on", day(-1)))).text
    assert "must be today or in the future" in text
    assert not SafetyWarning.objects.exists()


def test_a_double_click_gives_one_warning(page):
    given = answers()
    for _ in range(2):
        assert "Safety warning saved" in page("warnings/add/", given).text
    assert SafetyWarning.objects.count() == 1


def test_a_review_says_in_which_words_it_still_stands_and_until_when(page, warned):
    made = warned()
    sent = {"text": "Visit in threes", "reason": "Two dogs", **dates("review_on", day(60))}
    sent["seen"] = fingerprint(made, REVIEWED)
    assert "Visit in threes" in page(f"warnings/{made.pk}/review/", sent).text
    assert "Somebody else changed this" in page(f"warnings/{made.pk}/review/", sent | {"text": "Visit alone"}).text


def test_a_review_today_is_no_next_review(warned, keyworker):
    made = warned()
    told = {"text": "x", "reason": "y", "by": keyworker}
    with pytest.raises(ValidationError, match="in the future"):
        review_warning(made, review_on=day(0), seen=fingerprint(made, REVIEWED), **told)
    with pytest.raises(EditedElsewhere):
        review_warning(made, review_on=day(1), seen="old", **told)


def test_ending_says_why_and_cannot_be_done_twice(page, warned, keyworker):
    made = warned()
    assert "Enter why it ends" in page(f"warnings/{made.pk}/end/", {}).text
    text = page(f"warnings/{made.pk}/end/", {"ended_because": "The dog moved out"}).text
    assert "The dog moved out" in text
    assert page(f"warnings/{made.pk}/end/").status_code == 404
    with pytest.raises(MoveNotAllowed, match="already"):
        end_warning(made, ended_because="Again", by=keyworker)
    assert AuditEvent.objects.filter(deed="warning.ended").count() == 1


def test_warnings_due_for_review_are_listed_the_longest_overdue_first(page, warned):
    soon, due, overdue = (warned(review_on=day(0)) for _ in range(3))
    for made, review_on in ((soon, day(1)), (due, day(0)), (overdue, day(-3))):
        SafetyWarning.objects.filter(pk=made.pk).update(review_on=review_on, recorded_on=day(-9))
    assert list(SafetyWarning.objects.review_due()) == [overdue, due]
    assert page().text.count("Review due") == 2


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("warning_told_or_why_not", {"told": False}),
        ("warning_told_or_why_not", {"why_not_told": "Unsafe"}),
        ("warning_ended_why_and_by_whom", {"ended_on": day(0)}),
        ("warning_ended_why_and_by_whom", {"ended_because": "Over"}),
        ("warning_reviewed_after_it_began", {"review_on": day(-1)}),
        ("warning_manager_informed_by_today", {"informed_on": day(2)}),
        ("warning_recorded_by_today", {"recorded_on": day(2), "review_on": day(3)}),
    ],
)
def test_the_database_refuses(warned, constraint, wrong):
    made = warned()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        SafetyWarning.objects.filter(pk=made.pk).update(**wrong)


@pytest.mark.parametrize(("constraint", "ended"), [("warning_ends_after_it_began", -1), ("warning_ended_by_today", 2)])
def test_the_database_refuses_an_end_on_an_impossible_day(warned, keyworker, constraint, ended):
    made = warned()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        SafetyWarning.objects.filter(pk=made.pk).update(ended_on=day(ended), ended_because="x", ended_by=keyworker)


def test_outsiders_find_none_of_the_pages_of_warnings(family, warned, practitioner, signed_in):
    made = warned()
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        client = signed_in(outsider)
        for path in ("", "add/", f"{made.pk}/review/", f"{made.pk}/end/"):
            assert client.get(f"/families/{family.pk}/warnings/{path}").status_code == 404


def test_warnings_cost_the_same_queries_for_ten_times_as_many(page, family, warned, client, queries_of):
    warned()
    few = queries_of(client, f"/families/{family.pk}/warnings/")
    for _ in range(9):
        warned()
    assert queries_of(client, f"/families/{family.pk}/warnings/") == few <= 13
