"""A family's record at a glance."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import AccessEvent
from accounts.rules import KEYWORKER
from families.actions.notes import keep_note_draft, write_note
from families.models import Answer
from tests.accounts.factories import UserFactory
from tests.families.factories import REFUSED, FamilyFactory, HeldFamilyFactory, child, fact, give, mother, say, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def sees(signed_in):
    """`sees(user, family)` gives the visible words of the overview."""

    def see(user, family):
        return signed_in(user).get(f"/families/{family.pk}/").text

    return see


def test_people_are_shown_with_their_ages_and_how_they_belong(officer, sees):
    due = timezone.localdate() + timedelta(days=60)
    text = sees(officer, FamilyFactory(people=[mother(), told(given_name="Sam", age_told=None), told(due_on=due)]))
    assert "34, born" in text
    assert "Mother; lives with the family; parent or carer of a child here" in text
    assert "Main home: 1 Invented Lane, M99 1ZZ" in text
    assert "Age not known" in text
    assert "Not yet born" in text


def test_evidence_stands_under_its_problem_with_where_it_came_from_and_what_the_check_found(officer, sees):
    checked = {"found": "verified", "check_source": "School census", "checked_on": timezone.localdate()}
    facts = [
        fact("P2.1", value=23, sessions_possible=190, sessions_missed=44, checked_by=officer, **checked),
        fact("P3.1", note="“Loud” & <b>late</b>"),
        fact("P5.1"),
    ]
    text = sees(officer, FamilyFactory(evidence=facts, origin="R-000777"))
    assert "23% of sessions missed: 44 of 190" in text
    assert "Comes from R-000777" in text
    assert ">Verified</strong>" in text
    assert f"by {officer} on" in text
    assert "with School census" in text
    assert ">Not checked</strong>" in text
    assert "&lt;b&gt;late&lt;/b&gt;" in text
    assert text.count("Not to be known by the family") == 1


def test_without_evidence_or_an_account_the_page_says_so(officer, sees):
    text = sees(officer, FamilyFactory(account=""))
    assert "No evidence is recorded." in text
    assert "No account was given." in text


def test_the_referrers_own_words_are_shown(officer, sees):
    assert "They asked for help themselves." in sees(officer, FamilyFactory())


def test_who_is_working_with_the_family_is_shown_with_phone_and_agency(officer, sees):
    worker = UserFactory(role=KEYWORKER, name="Kit Keyworker", phone="01632 960155", agency__name="Far Side Academy")
    family = FamilyFactory()
    assert "No keyworker yet." in sees(officer, family)
    give(family, worker)
    text = sees(officer, family)
    assert all(words in text for words in ("Kit Keyworker", "01632 960155", "Far Side Academy"))


def test_a_family_nobody_speaks_for_is_not_to_be_contacted_h16(officer, sees):
    warning = "Do not contact them until the safe way is settled"
    assert warning in sees(officer, FamilyFactory(agreement=REFUSED))
    assert warning not in sees(officer, FamilyFactory())


def test_somebody_who_said_no_is_shown_as_taking_no_part_h16(officer, sees):
    family = FamilyFactory(people=[mother(), mother(given_name="Peter")])
    petra, peter = (member.person for member in family.members())
    say(family, petra, Answer.YES)
    say(family, peter, Answer.NO)
    assert sees(officer, family).count("Takes no part") == 1


@pytest.mark.parametrize(
    ("who", "agreement", "held", "offered"),
    [
        ("officer", REFUSED, False, ["Record agreement", "Record that the privacy notice was given"]),
        ("officer", None, False, ["Record that the privacy notice was given"]),
        ("keyworker", None, True, ["Record agreement", "Start the plan", "Record start progress"]),
        ("team_manager", None, True, []),
    ],
)
def test_what_to_do_next_depends_on_state_and_role(who, agreement, held, offered, sees, request):
    user = request.getfixturevalue(who)
    changes = {"agreement": agreement} if agreement else {}
    team = {"keyworker": user if who == "keyworker" else UserFactory(role=KEYWORKER, team=user.team)}
    family = HeldFamilyFactory(**team) if held else FamilyFactory(**changes)
    text = sees(user, family)
    assert all(f">{words}</a>" in text for words in offered)
    assert ("What to do next" in text) == bool(offered)


def test_the_officer_is_offered_to_allocate_until_somebody_is(officer, sees):
    family = FamilyFactory()
    link = f'href="/families/{family.pk}/allocate/"'
    assert "Allocate a keyworker" in sees(officer, family)
    give(family, UserFactory(role=KEYWORKER))
    text = sees(officer, family)
    assert "Allocate a keyworker" not in text
    assert link in text


def test_the_latest_notes_are_shown_in_their_first_words(officer, sees):
    family = FamilyFactory()
    assert "There is no note yet." in sees(officer, family)
    for number in range(4):
        written = {"kind": "office", "happened_on": timezone.localdate() - timedelta(days=number)}
        write_note(family, by=officer, once=uuid4(), text=f"Note {number}. " + "word " * 40, withheld=True, **written)
    text = sees(officer, family)
    assert "Note 0." in text
    assert "Note 3." not in text
    assert "word word …" in text
    assert text.count("Not to be known by the family") == 3
    assert "Write a note" in text


def test_a_draft_of_a_note_is_offered_to_its_writer(officer, sees):
    family = FamilyFactory()
    keep_note_draft(family, by=officer, typed={"text": ["Half"]})
    assert "Go on with your draft of a note" in sees(officer, family)


def test_outsiders_cannot_tell_that_the_family_exists(practitioner, keyworker, team_manager, agency_lead, signed_in):
    family = HeldFamilyFactory(referred_by=practitioner)
    for outsider in (practitioner, keyworker, team_manager, agency_lead):
        assert signed_in(outsider).get(f"/families/{family.pk}/").status_code == 404
    assert not AccessEvent.objects.about(family).exists()


def test_when_the_allocation_ends_the_door_closes(keyworker, signed_in):
    family = HeldFamilyFactory(keyworker=keyworker)
    client = signed_in(keyworker)
    assert client.get(f"/families/{family.pk}/").status_code == 200
    give(family, UserFactory(role=KEYWORKER))
    assert client.get(f"/families/{family.pk}/").status_code == 404


def test_the_door_writes_who_opened_the_record_and_whether_they_work_with_the_family(keyworker, officer, sees):
    family = HeldFamilyFactory(keyworker=keyworker)
    sees(keyworker, family)
    sees(officer, family)
    by_officer, by_keyworker = AccessEvent.objects.about(family)
    assert (by_keyworker.by, by_keyworker.working_with, by_keyworker.page) == (keyworker, True, "family")
    assert (by_officer.by, by_officer.working_with, by_officer.why) == (
        officer,
        False,
        "Reading the record: a test needs it",
    )


def test_a_manager_of_the_keyworkers_team_works_with_the_family(team_manager, sees):
    family = HeldFamilyFactory(keyworker=UserFactory(role=KEYWORKER, team=team_manager.team))
    sees(team_manager, family)
    assert AccessEvent.objects.about(family).get().working_with


def test_somebody_of_no_team_works_only_with_their_own_families(officer, sees):
    officer.team = None
    officer.save()
    family = HeldFamilyFactory(keyworker=UserFactory(role=KEYWORKER, team=None))
    sees(officer, family)
    assert not AccessEvent.objects.about(family).get().working_with


def a_large_family(size):
    people = [mother(given_name=f"Petra {n}") for n in range(size)] + [
        child(given_name=f"Robin {n}") for n in range(size)
    ]
    evidence = [fact(code, person=person) for person in people for code in ("P3.1", "P5.1")]
    family = FamilyFactory(people=people, evidence=evidence)
    for member in family.members():
        say(family, member.person, Answer.YES)
    return family


def test_a_record_costs_the_same_queries_for_ten_times_the_people(officer, signed_in, queries_of):
    small, large = a_large_family(1), a_large_family(10)
    client = signed_in(officer)
    for_few = queries_of(client, small.get_absolute_url())
    assert queries_of(client, large.get_absolute_url()) == for_few <= 30
