"""People are asked again when it is due, and may take back what they agreed to."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from eligibility.models import Reason
from families.actions import decline, withdraw_agreement
from families.models import Agreement, Answer, Episode
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import AgencyFactory, UserFactory
from tests.families.factories import REFUSED, FamilyFactory, HeldFamilyFactory, mother, say, seen_answers

pytestmark = pytest.mark.django_db


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


def dates(name, value):
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}


@pytest.fixture
def family():
    return FamilyFactory(people=[mother(), mother(given_name="Peter")], agreement=REFUSED)


@pytest.fixture
def petra(family):
    return family.members()[0].person


@pytest.fixture
def takes_back(family, petra, officer):
    """`takes_back("support")` is Petra withdrawing."""

    def write(*what, **changes):
        told = {
            "withdrawn_on": day(0),
            "how_withdrawn": "by phone",
            "lawful_basis": "public task",
            "authorised_by": "Olga Example, manager",
            "once": uuid4(),
            "seen": seen_answers(family, petra),
        }
        return withdraw_agreement(family, person=petra, what=what, by=officer, **told | changes)

    return write


def test_a_withdrawal_is_the_newest_answer_and_the_family_follows_it(family, petra, takes_back):
    said = say(family, petra, Answer.YES)
    assert family.episode.status == Episode.Status.AWAITING_ALLOCATION
    withdrawal = takes_back("support", "sharing")
    assert (withdrawal.withdraws, withdrawal.to_support, withdrawal.to_sharing) == (said, "no", "no")
    assert family.episode.status == Episode.Status.ACCEPTED
    assert not family.agrees()
    assert AuditEvent.objects.filter(deed="agreement.withdrawn").count() == 1


def test_somebody_may_take_back_sharing_alone_and_go_on_working_with_us(family, petra, takes_back):
    say(family, petra, Answer.YES, shared_with=[AgencyFactory()])
    withdrawal = takes_back("sharing")
    assert (withdrawal.to_support, withdrawal.to_sharing) == ("yes", "no")
    assert not withdrawal.shared_with.exists()
    assert family.agrees()


def test_who_goes_on_sharing_goes_on_with_the_same_agencies(family, petra, takes_back):
    agency = AgencyFactory()
    say(family, petra, Answer.YES, shared_with=[agency])
    assert list(takes_back("support").shared_with.all()) == [agency]


def test_a_double_click_withdraws_once(family, petra, takes_back):
    say(family, petra, Answer.YES)
    once = uuid4()
    assert takes_back("support", once=once) == takes_back("support", once=once)


def test_what_was_never_given_cannot_be_withdrawn(family, petra, takes_back):
    for what in (["support"], []):
        with pytest.raises(MoveNotAllowed, match="nothing to withdraw"):
            takes_back(*what)
    say(family, petra, Answer.NO)
    with pytest.raises(MoveNotAllowed, match="nothing to withdraw"):
        takes_back("support")


def test_nobody_withdraws_before_they_agreed(family, petra, takes_back):
    say(family, petra, Answer.YES)
    with pytest.raises(ValidationError, match="must not be before"):
        takes_back("support", withdrawn_on=day(-1))


def test_after_the_end_of_the_familys_time_a_withdrawal_still_counts(family, petra, takes_back, officer):
    say(family, petra, Answer.YES)
    decline(family, reason=Reason.objects.offered(Reason.Kind.DECLINED)[0], by=officer)
    assert takes_back("sharing").to_sharing == "no"
    assert family.episode.status == Episode.Status.DECLINED


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("agreement_withdrawn_says_how", {"how_withdrawn": "by phone"}),
        ("agreement_asked_again_later", {"ask_again_on": day(0)}),
        ("agreement_asked_by_today", {"asked_on": day(2)}),
    ],
)
def test_the_database_refuses(family, petra, constraint, wrong):
    said = say(family, petra, Answer.YES)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Agreement.objects.filter(pk=said.pk).update(**wrong)


def test_the_database_refuses_a_withdrawal_that_is_a_yes_or_a_second_one(family, petra):
    said = say(family, petra, Answer.YES)
    again = say(family, petra, Answer.YES)
    withdrawal = {"withdraws": said, "how_withdrawn": "by phone"}
    with pytest.raises(IntegrityError, match="agreement_withdrawn_is_no_yes"), transaction.atomic():
        Agreement.objects.filter(pk=again.pk).update(**withdrawal)
    no, other_no = say(family, petra, Answer.NO), say(family, petra, Answer.NO)
    with pytest.raises(IntegrityError, match="agreement_withdrawn_says_how"), transaction.atomic():
        Agreement.objects.filter(pk=no.pk).update(withdraws=said)
    Agreement.objects.filter(pk=no.pk).update(**withdrawal)
    with pytest.raises(IntegrityError, match="withdraws_id"), transaction.atomic():
        Agreement.objects.filter(pk=other_no.pk).update(**withdrawal)


def test_members_are_due_to_be_asked_again_while_their_family_is_on_the_programme(family, petra, officer):
    past = {"asked_on": day(-400), "ask_again_on": day(-5)}
    due = say(family, petra, Answer.YES, **past)
    assert due.is_due_again
    assert list(Agreement.objects.to_ask_again()) == [due]
    assert not Agreement.objects.to_ask_again(on=day(-6)).exists()
    family.memberships.filter(person=petra).update(left_on=day(0))
    assert not Agreement.objects.to_ask_again().exists()
    family.memberships.filter(person=petra).update(left_on=None)
    say(family, petra, Answer.YES, ask_again_on=day(300))
    assert not Agreement.objects.to_ask_again().exists()
    peter = family.members()[1].person
    say(family, peter, Answer.YES, **past)
    assert Agreement.objects.to_ask_again().exists()
    decline(family, reason=Reason.objects.offered(Reason.Kind.DECLINED)[0], by=officer)
    assert not Agreement.objects.to_ask_again().exists()


# The pages.


@pytest.fixture
def held(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


@pytest.fixture
def page(held, keyworker, signed_in):
    client, person = signed_in(keyworker), held.members()[0].person

    def open_or_send(path="", sent=None):
        address = f"/families/{held.pk}/agreement/{f'{person.pk}/{path}' if path is not None else ''}"
        return client.get(address) if sent is None else client.post(address, sent, follow=True)

    return open_or_send


@pytest.fixture
def person(held):
    return held.members()[0].person


def yes(held, person, **changes):
    answers = {"to_support": "yes", "to_sharing": "yes", "shared_with": [AgencyFactory().pk], "once": str(uuid4())}
    return answers | {"seen": seen_answers(held, person), **dates("asked_on", day(0))} | changes


def test_whoever_agrees_is_asked_again_after_the_councils_usual_time_or_on_the_day_chosen(page, held, person):
    assert "Leave this empty for 12 months" in page().text
    page("", yes(held, person))
    assert held.agreements.first().ask_again_on.year == day(0).year + 1
    page("", yes(held, person, **dates("ask_again_on", day(90))))
    assert held.agreements.first().ask_again_on == day(90)
    assert "Ask again on" in page(None).text


def test_a_day_to_ask_again_is_after_the_day_they_were_asked(page, held, person):
    text = page("", yes(held, person, **dates("ask_again_on", day(0)))).text
    assert "must be after the day they were asked" in text


def test_whoever_does_not_agree_gets_no_day_to_be_asked_again(page, held, person):
    no = {"to_support": "no", "to_sharing": "no", "lawful_basis": "public task", "authorised_by": "Olga"}
    page("", yes(held, person, **no, **dates("ask_again_on", day(90))))
    assert held.agreements.first().ask_again_on is None


def test_an_agreement_due_to_be_asked_again_is_picked_out(page, held, person):
    say(held, person, Answer.YES, asked_on=day(-400), ask_again_on=day(-5))
    assert ">Ask again</strong>" in page(None).text


def test_a_withdrawal_is_recorded_with_day_manner_and_basis(page, held, person):
    say(held, person, Answer.YES)
    assert "Select what they withdraw" in page("withdraw/", {}).text
    sent = {
        "what": ["support", "sharing"],
        **dates("withdrawn_on", day(0)),
        "how_withdrawn": "in writing",
        "lawful_basis": "public task",
        "authorised_by": "Olga Example",
        "once": str(uuid4()),
        "seen": seen_answers(held, person),
    }
    text = page("withdraw/", sent).text
    assert "Nothing new may rest on what they agreed to" in text
    assert ">Withdrawn</strong>" in text
    assert "Wrote to say so" in text
    assert page("withdraw/").status_code == 404


def test_in_two_tabs_the_second_sees_that_the_answers_changed(page, held, person):
    seen = seen_answers(held, person)
    say(held, person, Answer.YES)
    sent = {
        "what": ["sharing"],
        **dates("withdrawn_on", day(0)),
        "how_withdrawn": "in writing",
        "lawful_basis": "public task",
        "authorised_by": "Olga Example",
        "seen": seen,
    }
    assert "Somebody else changed this" in page("withdraw/", sent).text


def test_outsiders_cannot_withdraw_for_anybody(held, person, practitioner, signed_in):
    say(held, person, Answer.YES)
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        address = f"/families/{held.pk}/agreement/{person.pk}/withdraw/"
        assert signed_in(outsider).get(address).status_code == 404
