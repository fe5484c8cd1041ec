"""What was given to somebody outside the family, and what it may rest on (H25)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from families.actions import record_disclosure
from families.models import Answer, Disclosure
from tests.accounts.factories import AgencyFactory, UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, child, mother, say

pytestmark = pytest.mark.django_db


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


def dates(name, value):
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker, people=[mother(), mother(given_name="Peter"), child()])


@pytest.fixture
def people(family):
    return [member.person for member in family.members()]


@pytest.fixture
def school():
    return AgencyFactory(name="Quarry Lane School")


@pytest.fixture
def agreement(family, people, school):
    return say(family, people[0], Answer.YES, shared_with=[school.pk], asked_on=day(-100))


@pytest.fixture
def given(family, people, keyworker):
    """`given(agreement=…)` writes a disclosure down, about Petra and Robin."""

    def write(**changes):
        told = {
            "kind": "letter",
            "what": "A letter about attendance",
            "about": [people[0], people[2]],
            "to_whom": "Head Teacher",
            "agency": None,
            "why": "They asked how to help",
            "made_on": day(0),
            "agreement": None,
            "lawful_basis": "",
            "authorised_by": "",
            "once": uuid4(),
        }
        return record_disclosure(family, by=keyworker, **told | changes)

    return write


LAW = {"lawful_basis": "public task", "authorised_by": "Olga Example, manager"}


def a_row(family, **facts):
    """Straight into the database, past the action."""
    told = {"kind": "letter", "what": "x", "to_whom": "x", "why": "x", "recorded_by": UserFactory(), "once": uuid4()}
    return Disclosure.objects.create(family=family, **told | facts)


def test_a_disclosure_rests_on_an_agreement_that_covers_the_agency_h25(given, agreement, school):
    made = given(agreement=agreement, agency=school)
    assert made.about.count() == 2
    assert AuditEvent.objects.filter(deed="disclosure.recorded").count() == 1
    for agency in (None, AgencyFactory()):
        with pytest.raises(ValidationError, match="did not agree to sharing with them"):
            given(agreement=agreement, agency=agency)


def test_a_disclosure_may_rest_on_a_lawful_basis_that_somebody_authorised_h25(given):
    made = given(**LAW)
    assert made.get_lawful_basis_display().startswith("Public task")
    assert str(made) == "A letter or an e-mail to Head Teacher"


def test_a_double_click_writes_one(given):
    once = uuid4()
    assert given(**LAW, once=once) == given(**LAW, once=once)


def test_an_agreement_used_after_withdrawal_is_refused_by_action_and_database(family, people, given, agreement, school):
    say(family, people[0], Answer.NO, asked_on=day(-5))
    with pytest.raises(ValidationError, match="did not hold on"):
        given(agreement=agreement, agency=school)
    for made_on in (day(0), day(-5)):
        with pytest.raises(IntegrityError, match="did not hold on the day"), transaction.atomic():
            a_row(family, agreement=agreement, made_on=made_on)
    assert given(agreement=agreement, agency=school, made_on=day(-6)).pk


def test_a_yes_after_a_withdrawal_carries_again(family, people, given, agreement, school):
    say(family, people[0], Answer.NO, asked_on=day(-5))
    again = say(family, people[0], Answer.YES, shared_with=[school.pk], asked_on=day(-2))
    assert given(agreement=again, agency=school).pk


def test_nothing_rests_on_what_is_no_own_yes_to_sharing_of_this_family(family, people):
    told_by_referrer = family.agreements.get(person=None)
    refused = say(family, people[0], Answer.NO)
    other = FamilyFactory()
    elsewhere = say(other, other.members()[0].person, Answer.YES)
    later = say(family, people[1], Answer.YES)
    for agreement, made_on in ((told_by_referrer, day(0)), (refused, day(0)), (elsewhere, day(0)), (later, day(-1))):
        with pytest.raises(IntegrityError, match="did not hold on the day"), transaction.atomic():
            a_row(family, agreement=agreement, made_on=made_on)


def test_one_members_yes_does_not_speak_for_another_who_refused_h16(family, people, given, agreement, school):
    say(family, people[1], Answer.NO)
    with pytest.raises(ValidationError, match="Peter Sample did not agree to sharing"):
        given(agreement=agreement, agency=school, about=people)
    assert given(agreement=agreement, agency=school).pk
    assert given(**LAW, about=people).pk


def test_a_disclosure_rests_on_one_of_the_two_never_on_neither_nor_both(family, agreement):
    for wrong in ({}, {"agreement": agreement, **LAW}, {"lawful_basis": "public task"}, {"authorised_by": "Olga"}):
        with pytest.raises(IntegrityError, match="disclosure_rests_on_agreement_or_law"), transaction.atomic():
            a_row(family, **wrong)
    with pytest.raises(IntegrityError, match="disclosure_made_by_today"), transaction.atomic():
        a_row(family, **LAW, made_on=day(2))


def test_a_disclosure_is_never_rewritten(given):
    made = given(**LAW)
    for change in (
        lambda: Disclosure.objects.update(why="Another reason"),
        lambda: Disclosure.objects.all().delete(),
        lambda: made.about.clear(),
    ):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()


# The pages.


@pytest.fixture
def page(family, keyworker, signed_in):
    client = signed_in(keyworker)

    def open_or_send(path="disclosures/", sent=None):
        address = f"/families/{family.pk}/{path}"
        return client.get(address) if sent is None else client.post(address, sent, follow=True)

    return open_or_send


def answers(**changes):
    return {
        "kind": "minutes",
        "what": "Minutes of the meeting",
        "to_whom": "Head Teacher",
        "agency": "",
        "why": "To plan lessons",
        **dates("made_on", day(0)),
        "rests_on": "public task",
        "authorised_by": "Olga Example",
        "once": str(uuid4()),
        **changes,
    }


def test_what_left_is_written_down_and_shown_with_its_basis_h25(page):
    assert "Nothing of this record was given" in page().text
    text = page("disclosures/add/", answers()).text
    assert "Minutes of a meeting: Minutes of the meeting" in text
    assert "about Petra Sample, Peter Sample, Robin Sample" in text
    assert "authorised by Olga Example" in text


def test_an_agreement_is_offered_and_needs_nobody_to_authorise_it(page, agreement, school, people):
    sent = answers(rests_on=f"agreement-{agreement.pk}", agency=school.pk, about=[people[0].pk])
    text = page("disclosures/add/", sent).text
    assert "Petra Sample agreed on" in text
    assert Disclosure.objects.get().authorised_by == ""


def test_an_agreement_used_after_withdrawal_is_explained_beside_the_question(page, family, people, agreement, school):
    say(family, people[0], Answer.NO)
    text = page("disclosures/add/", answers(rests_on=f"agreement-{agreement.pk}", agency=school.pk)).text
    assert "it was withdrawn by then" in text
    assert "To plan lessons</textarea>" in text


def test_a_lawful_basis_needs_who_authorised_it_and_an_empty_page_says_what_is_missing(page):
    assert "Enter who authorised it" in page("disclosures/add/", answers(authorised_by="")).text
    text = page("disclosures/add/", {}).text
    assert "Enter to whom it was given" in text
    assert "Select on what it rests" in text


def test_a_double_click_saves_one(page):
    sent = answers()
    for _ in range(2):
        assert "Saved what was given to whom" in page("disclosures/add/", sent).text
    assert Disclosure.objects.count() == 1


def test_outsiders_find_neither_page(family, practitioner, signed_in):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        for path in ("", "add/"):
            address = f"/families/{family.pk}/disclosures/{path}"
            assert signed_in(outsider).get(address).status_code == 404


def test_the_list_costs_the_same_queries_for_ten_times_as_many(page, family, given, client, queries_of):
    given(**LAW)
    few = queries_of(client, f"/families/{family.pk}/disclosures/")
    for _ in range(9):
        given(**LAW)
    assert queries_of(client, f"/families/{family.pk}/disclosures/") == few <= 15
