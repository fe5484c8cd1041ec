"""Somebody leaves: everything that they have in hand is listed first and moved in one step (H24)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts import rules
from families import actions as families
from families.models import Allocation, Family
from overview.actions import let_leave
from overview.leaving import in_hand
from plans.models import Target
from referrals.actions import checking
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory
from tests.families.test_standing_in import cover, hand_over
from tests.plans.factories import a_family, a_plan
from tests.referrals.factories import a_draft, a_sent_referral

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def leaver(db):
    return UserFactory(name="Les Gone", role=rules.KEYWORKER, also=[rules.PRACTITIONER, rules.PERFORMANCE_OFFICER])


@pytest.fixture
def colleague(db):
    return UserFactory(name="Kay Colleague", role=rules.KEYWORKER)


def in_team(family, user, *, days=0):
    family.team_members.create(
        user=user, role="Midwife", starts_on=TODAY() + timedelta(days=days), added_by=user, once=uuid4()
    )


@pytest.fixture
def work(leaver, officer):
    """One of each thing that somebody may have in hand."""
    held = a_family(leaver)
    a_plan(held, by=leaver)
    held.plans.get().targets.update(owner_person=None, owner_worker=leaver)
    other = UserFactory(role=rules.KEYWORKER)
    covered, waiting, later = HeldFamilyFactory(keyworker=other), FamilyFactory(), HeldFamilyFactory(keyworker=other)
    cover([covered], other, leaver, by=officer)
    families.name_holding_worker(waiting, worker=leaver, by=officer)
    hand_over([later], other, leaver, by=officer, days=3)
    helped = HeldFamilyFactory()
    in_team(helped, leaver, days=-3)
    a_draft(by=leaver)
    sent = a_sent_referral(by=leaver)
    taken = a_sent_referral()
    checking.start_checking(taken, by=leaver)
    found = {"held": held, "covered": covered, "waiting": waiting, "later": later, "helped": helped}
    return found | {"sent": sent, "taken": taken}


def test_everything_in_hand_is_listed_first_h24(leaver, work, administrator, signed_in):
    text = signed_in(administrator).get(f"/people/{leaver.pk}/leaving/").text
    for record in work.values():
        assert record.reference in text
    assert "Targets that they own: " in text
    assert leaver.is_active


def test_one_step_moves_all_of_it_and_ends_their_signing_in_h24(leaver, colleague, work, administrator, signed_in):
    client = signed_in(administrator)
    answer = client.post(f"/people/{leaver.pk}/leaving/", {"taker": colleague.pk}, follow=True)
    assert "Les Gone may not sign in any more, and has nothing in hand" in answer.text
    leaver.refresh_from_db()
    assert not leaver.is_active
    assert not in_hand(leaver).needs_taker
    for name in ("held", "covered", "waiting", "helped"):
        assert Family.objects.visible_to(colleague).filter(pk=work[name].pk).exists(), name
    assert Allocation.objects.later().get(keyworker=colleague).family == work["later"]
    assert Target.objects.filter(owner_worker=colleague).exists()
    work["taken"].refresh_from_db()
    assert work["taken"].status == "submitted"


def test_without_anybody_to_take_over_nothing_is_moved_h24(leaver, work, administrator, signed_in):
    answer = signed_in(administrator).post(f"/people/{leaver.pk}/leaving/", {})
    assert "Select who takes the work over" in answer.text
    with pytest.raises(MoveNotAllowed, match="Say who takes it over"):
        let_leave(leaver, taker=None, by=administrator)
    leaver.refresh_from_db()
    assert leaver.is_active


def test_one_refusal_refuses_all_of_it_h24(leaver, colleague, work, administrator, signed_in):
    families.bar_user(work["waiting"], user=colleague, reason="A neighbour", by=administrator)
    answer = signed_in(administrator).post(f"/people/{leaver.pk}/leaving/", {"taker": colleague.pk})
    assert f"may not open the record of {work['waiting'].reference}" in answer.text
    leaver.refresh_from_db()
    assert leaver.is_active
    assert Family.objects.get(pk=work["held"].pk).keyworker == leaver


def test_a_colleague_who_is_there_already_is_not_put_there_twice_h24(leaver, colleague, administrator, officer):
    theirs, shared = HeldFamilyFactory(keyworker=colleague), HeldFamilyFactory()
    cover([theirs], colleague, leaver, by=officer)
    in_team(theirs, leaver)
    in_team(shared, leaver, days=2)
    in_team(shared, colleague)
    other = shared.keyworker
    cover([shared], other, leaver, by=officer)
    cover([shared], other, colleague, by=officer)
    let_leave(leaver, taker=colleague, by=administrator)
    assert not theirs.access_grants.standing_in().exists()
    assert shared.access_grants.standing_in().get().user == colleague
    assert [place.user for place in shared.team_members.still_to_end().filter(user=colleague)] == [colleague]


def test_somebody_with_nothing_in_hand_just_stops_signing_in_h24(administrator, signed_in):
    idle = UserFactory(name="Ida Idle")
    client, address = signed_in(administrator), f"/people/{idle.pk}/leaving/"
    assert "They have nothing in hand." in client.get(address).text
    for _ in range(2):
        assert client.post(address, follow=True).status_code == 200
    idle.refresh_from_db()
    assert not idle.is_active


def test_the_name_of_a_family_is_for_those_only_who_may_open_it_h24(leaver, administrator, team_manager, signed_in):
    family = HeldFamilyFactory(keyworker=leaver, name="The Privates")
    leaver.team = team_manager.team
    leaver.save()
    assert "The Privates" not in signed_in(administrator).get(f"/people/{leaver.pk}/leaving/").text
    text = signed_in(team_manager).get(f"/people/{leaver.pk}/leaving/").text
    assert f"{family.reference} The Privates" in text


def test_a_manager_sees_to_their_own_team_and_nobody_to_themselves_h24(team_manager, administrator, leaver, signed_in):
    ours = UserFactory(name="Una Ours", team=team_manager.team, agency=team_manager.agency)
    client = signed_in(team_manager)
    page = client.get("/people/leaving/")
    assert list(page.context["page"]) == [ours]
    assert client.get(f"/people/{leaver.pk}/leaving/").status_code == 404
    assert client.get(f"/people/{team_manager.pk}/leaving/").status_code == 404
    assert signed_in(administrator).get(f"/people/{administrator.pk}/leaving/").status_code == 404


def test_a_manager_without_a_team_sees_to_nobody(team_manager, signed_in):
    team_manager.team = None
    team_manager.save()
    assert list(signed_in(team_manager).get("/people/leaving/").context["page"]) == []


def test_nobody_else_finds_these_pages(keyworker, officer, practitioner, leaver, signed_in):
    for outsider in (keyworker, officer, practitioner):
        leaver.team = outsider.team
        leaver.save()
        client = signed_in(outsider)
        assert client.get("/people/leaving/").status_code == 404
        assert client.get(f"/people/{leaver.pk}/leaving/").status_code == 404


def test_the_administration_page_of_a_person_leads_there(administrator, leaver, signed_in):
    assert (
        f'href="/people/{leaver.pk}/leaving/"'
        in signed_in(administrator).get(f"/admin/accounts/user/{leaver.pk}/change/").text
    )


def test_what_is_listed_costs_the_same_queries_however_much_there_is(leaver, django_assert_num_queries):
    for _ in range(3):
        HeldFamilyFactory(keyworker=leaver)
    with django_assert_num_queries(8):
        work = in_hand(leaver)
        [row.family.reference for row in work.families]


@pytest.mark.django_db(transaction=True)
def test_when_the_audit_line_cannot_be_written_nothing_is_moved_h24(broken_audit):
    leaver, taker, by = (UserFactory(role=rules.KEYWORKER) for _ in range(3))
    family = HeldFamilyFactory(keyworker=leaver)
    with broken_audit() as error, pytest.raises(error):
        let_leave(leaver, taker=taker, by=by)
    leaver.refresh_from_db()
    assert leaver.is_active
    assert Family.objects.get(pk=family.pk).keyworker == leaver
