"""Families that move between councils (H30)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.rules import KEYWORKER, REFUGE_LEAD
from families import actions
from families.actions.moving import AWAY, IN
from families.models import Answer, Disclosure, MovedAway, MovedIn
from strongerfamilies.edits import fingerprint
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import AgencyFactory, UserFactory
from tests.families.factories import HeldFamilyFactory, child, fact, mother, say

pytestmark = pytest.mark.django_db
SENT = {"what_was_sent": "Plan and start measures", "basis": "safeguarding", "authorised_by": "Olga Example, manager"}


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker, evidence=[fact("P3.1"), fact("P5.1")])


@pytest.fixture
def refuge_lead():
    return UserFactory(role=KEYWORKER, also=[REFUGE_LEAD])


def day(name, offset=0):
    day = timezone.localdate() + timedelta(days=offset)
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def away(family, **changes):
    row = MovedAway.objects.filter(episode=family.episode).first() or MovedAway(episode=family.episode)
    answers = {"receiving_council": "Fenwick Council", "contact": "Ida Newton, 01632 960188", **day("moved_on", 20)}
    return answers | {"new_address": "9 Elsewhere Road", "seen": fingerprint(row, AWAY), **changes}


def came(family, **changes):
    row = MovedIn.objects.filter(episode=family.episode).first() or MovedIn(episode=family.episode)
    answers = {"former_council": "Fenwick Council", "former_programme": "Families First", "seen": fingerprint(row, IN)}
    return answers | changes


def page(family, which="moved-away"):
    return f"/families/{family.pk}/{which}/"


def test_who_takes_the_family_on_what_was_sent_on_which_basis_and_when_they_confirmed_h30(family, keyworker, signed_in):
    client = signed_in(keyworker)
    text = client.post(page(family), away(family), follow=True).text
    assert all(
        words in text for words in ("Fenwick Council", "Ida Newton", "9 Elsewhere Road", "Nothing yet", "Not yet")
    )
    sent = away(family, **SENT, **day("sent_on", -2), **day("confirmed_on"))
    text = client.post(page(family), sent, follow=True).text
    assert "Plan and start measures" in text
    assert "Safeguarding of children" in text
    assert f"On {timezone.localdate():%-d %B %Y}" in text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (SENT, "Say what was sent, on which basis and when"),
        (SENT | day("sent_on", 1), "This day has not come yet"),
        (SENT | {"authorised_by": ""} | day("sent_on"), "Enter who authorised it"),
        (SENT | {"basis": "agreement"} | day("sent_on"), "Select on whose agreement"),
        (SENT | {"basis": "agreement"} | day("sent_on"), "Select to which agency they agreed"),
        ({"receiving_council": ""}, "Enter the council that takes them on"),
    ],
)
def test_what_is_half_said_is_refused_h30(family, keyworker, signed_in, wrong, message):
    assert message in signed_in(keyworker).post(page(family), away(family, **wrong)).text
    assert not MovedAway.objects.exists()


def test_what_was_sent_is_a_disclosure_once_for_each_sending_h25(family, keyworker, signed_in):
    client = signed_in(keyworker)
    client.post(page(family), away(family, **SENT, **day("sent_on", -2)))
    made = Disclosure.objects.get(family=family)
    assert (made.what, made.to_whom) == ("Plan and start measures", "Fenwick Council: Ida Newton, 01632 960188")
    assert (made.lawful_basis, made.authorised_by) == ("safeguarding", "Olga Example, manager")
    assert set(made.about.all()) == {member.person for member in family.members()}
    again = SENT | {"authorised_by": ""} | day("sent_on", -2)
    client.post(page(family), away(family, **again, **day("confirmed_on")))
    assert MovedAway.objects.get().confirmed_on == timezone.localdate()
    assert Disclosure.objects.count() == 1


def test_an_agreement_carries_what_was_sent_only_to_the_agency_it_names_h25(family, keyworker, signed_in):
    client, council = signed_in(keyworker), AgencyFactory(name="Fenwick Council")
    agreement = say(family, family.members()[0].person, Answer.YES)
    sent = SENT | {"basis": "agreement", "agreement": agreement.pk, "agency": council.pk} | day("sent_on")
    assert "did not agree to sharing with them" in client.post(page(family), away(family, **sent)).text
    assert not MovedAway.objects.exists()
    agreement.shared_with.add(council)
    client.post(page(family), away(family, **sent))
    made = Disclosure.objects.get()
    assert (made.agreement, made.agency, made.authorised_by) == (agreement, council, "")


def test_the_disclosure_of_a_move_into_a_refuge_does_not_say_where_h30_h25(family, keyworker, refuge_lead, signed_in):
    actions.allocate(family, keyworker=refuge_lead, by=refuge_lead, seen=_seen(family))
    client, council = signed_in(refuge_lead), AgencyFactory()
    agreement = say(family, family.members()[0].person, Answer.YES, shared_with=[council.pk])
    sent = SENT | {"to_refuge": "yes", "new_address": ""} | day("sent_on")
    agreed = sent | {"basis": "agreement", "agreement": agreement.pk, "agency": council.pk}
    assert "would show which agency knows where" in client.post(page(family), away(family, **agreed)).text
    client.post(page(family), away(family, **sent))
    made = Disclosure.objects.get()
    assert (made.what, made.to_whom) == ("The papers for the receiving council", "The receiving council")
    assert made.why == "The family moves to another council"


def test_the_pack_tells_nothing_of_somebody_who_left_h25(keyworker, signed_in):
    left = child(given_name="Lester")
    family = HeldFamilyFactory(keyworker=keyworker, people=[mother(), left], evidence=[fact("P3.1", person=left)])
    client = signed_in(keyworker)
    lester = family.people.get(given_name="Lester")
    say(family, lester, Answer.YES)
    client.post(page(family), away(family))
    assert "Lester" in client.get(page(family, "moved-away/pack")).text
    family.memberships.filter(person=lester).update(left_on=timezone.localdate())
    text = client.get(page(family, "moved-away/pack")).text
    assert "Lester" not in text
    assert family.evidence.get().indicator.label not in text


def test_into_a_refuge_only_by_a_named_person_and_nobody_else_sees_where_h30(family, keyworker, refuge_lead, signed_in):
    assert "refuge" not in signed_in(keyworker).get(page(family)).text
    actions.allocate(family, keyworker=refuge_lead, by=refuge_lead, seen=_seen(family))
    client = signed_in(refuge_lead)
    wrong = client.post(page(family), away(family, to_refuge="yes"))
    assert "No address is kept of a move into a refuge." in wrong.text
    text = client.post(page(family), away(family, to_refuge="yes", new_address=""), follow=True).text
    assert "Fenwick Council" in text
    officer = UserFactory(role=KEYWORKER)
    actions.allocate(family, keyworker=officer, by=officer, seen=_seen(family))
    client = signed_in(officer)
    assert "Fenwick Council" not in client.get(f"/families/{family.pk}/episode/").text
    for which in ("moved-away", "moved-away/pack"):
        assert client.get(page(family, which)).status_code == 404


def _seen(family):
    return fingerprint(family.allocations.now().first(), ("keyworker",))


def test_the_action_itself_refuses_a_refuge_to_anybody_else_h30(family, keyworker):
    about = dict.fromkeys(AWAY, "") | {"to_refuge": True}
    with pytest.raises(MoveNotAllowed, match="by the people who arrange it"):
        actions.record_move_away(family, by=keyworker, seen="", **about)


def test_a_refuge_may_not_be_made_an_ordinary_move_by_anybody_else_h30(family, keyworker, refuge_lead):
    row = MovedAway(episode=family.episode)
    about = dict.fromkeys(("new_address", "what_was_sent", "basis"), "") | dict.fromkeys(("sent_on", "confirmed_on"))
    about |= {"to_refuge": True, "receiving_council": "F", "contact": "I", "moved_on": timezone.localdate()}
    actions.record_move_away(family, by=refuge_lead, seen=fingerprint(row, AWAY), **about)
    with pytest.raises(MoveNotAllowed):
        actions.record_move_away(family, by=keyworker, seen="", **(about | {"to_refuge": False}))


def test_the_pack_is_one_print_without_what_is_withheld_h30_h1(family, keyworker, signed_in):
    client = signed_in(keyworker)
    assert client.get(page(family, "moved-away/pack")).status_code == 404
    client.post(page(family), away(family))
    text = client.get(page(family, "moved-away/pack")).text
    withheld, told = family.evidence.get(problem_number=5), family.evidence.get(problem_number=3)
    assert told.indicator.label in text
    assert withheld.indicator.label not in text
    told.not_known_by.add(family.people.get(given_name="Petra"))
    kept = client.get(page(family, "moved-away/pack")).text
    assert told.indicator.label not in kept
    assert "may be passed on" not in kept
    assert all(words in text for words in ("Petra Sample", "Text first, never call", "Fenwick Council", keyworker.name))


def test_a_pack_of_a_family_without_a_keyworker_says_so_h30(family, officer, signed_in):
    client = signed_in(officer)
    client.post(page(family), away(family))
    family.allocations.update(never_held=True, ends_on=timezone.localdate())
    assert "No keyworker at present." in client.get(page(family, "moved-away/pack")).text


def test_where_a_family_came_from_with_its_dates_and_any_result_h30(family, keyworker, signed_in):
    client = signed_in(keyworker)
    text = client.post(page(family, "moved-in"), came(family), follow=True).text
    assert "Families First" in text
    assert "Not known" in text
    known = came(
        family, result_claimed="yes", result="Continuous employment", **day("started_on", -90), **day("ended_on")
    )
    text = client.post(page(family, "moved-in"), known, follow=True).text
    assert "Yes: Continuous employment" in text
    assert "Families First from " in text


def test_a_result_that_was_not_claimed_is_refused_h30(family, keyworker, signed_in):
    answer = signed_in(keyworker).post(page(family, "moved-in"), came(family, result="Work"))
    assert "Say which result only if one was claimed." in answer.text


def test_of_two_who_write_at_once_the_second_sees_both_h30(family, keyworker, signed_in):
    client, first = signed_in(keyworker), away(family)
    client.post(page(family), first)
    assert "Somebody else changed this" in client.post(page(family), first | {"contact": "Somebody"}).text


def test_outsiders_find_none_of_these_pages(family, practitioner, signed_in):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        for which in ("moved-away", "moved-in", "moved-away/pack"):
            assert signed_in(outsider).get(page(family, which)).status_code == 404
