"""Everybody's own first page: what waits for this person, and nothing that is not theirs."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts import rules
from families.actions import arrange_cover, name_holding_worker, take_emergency_access
from referrals.actions import checking, writing
from referrals.models import Referral
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory
from tests.plans.factories import a_family, a_plan
from tests.referrals.factories import a_draft, a_full_draft, a_sent_referral

REPORTED = {"reported_by": "Prue Lesson", "reported_to": "Duty social worker"}


def page_of(client):
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.text


def in_order(text, *pieces):
    places = [text.index(piece) for piece in pieces]
    return places == sorted(places)


def test_a_practitioner_sees_their_drafts_their_referrals_and_the_way_to_refer(signed_in, practitioner):
    draft, sent = a_full_draft(by=practitioner), a_sent_referral(by=practitioner)
    page = page_of(signed_in(practitioner))
    assert "Refer a family" in page
    assert in_order(page, "Drafts to finish", draft.reference, "My referrals", sent.reference, "Waiting to be checked")


def test_a_practitioner_sees_nothing_of_a_colleague(signed_in, practitioner):
    others = a_sent_referral(by=UserFactory(role=rules.PRACTITIONER, agency=practitioner.agency))
    assert others.reference not in page_of(signed_in(practitioner))


def test_with_nothing_yet_a_page_says_what_comes_here(signed_in, practitioner):
    page = page_of(signed_in(practitioner))
    assert "You have no unfinished referrals." in page
    assert "Referrals that you have sent are shown here" in page


def test_an_agency_lead_sees_what_colleagues_referred_and_who(signed_in, agency_lead):
    colleague = UserFactory(role=rules.PRACTITIONER, agency=agency_lead.agency)
    theirs, elsewhere = a_sent_referral(by=colleague), a_sent_referral()
    page = page_of(signed_in(agency_lead))
    assert f"Referrals of {agency_lead.agency}" in page
    assert theirs.reference in page
    assert colleague.name in page
    assert elsewhere.reference not in page


def test_an_agency_lead_sees_who_of_the_agency_signs_in(signed_in, agency_lead):
    UserFactory(name="Robin Colleague", agency=agency_lead.agency, role=rules.KEYWORKER, also=[rules.PRACTITIONER])
    UserFactory(name="Jay Newcomer", agency=agency_lead.agency)
    UserFactory(name="Sam Leaver", agency=agency_lead.agency, is_active=False)
    UserFactory(name="Alex Elsewhere")
    page = page_of(signed_in(agency_lead))
    assert in_order(page, f"People of {agency_lead.agency}", "Jay Newcomer", "No role yet", "Robin Colleague")
    assert "Sam Leaver" not in page
    assert "Alex Elsewhere" not in page


def test_an_officer_sees_the_oldest_first_with_days_waiting_and_who_took_it(signed_in, officer):
    with time_machine.travel(timezone.now() - timedelta(days=12)):
        older = a_sent_referral()
    newer = a_sent_referral()
    checking.start_checking(newer, by=officer)
    page = page_of(signed_in(officer))
    assert in_order(page, "Referrals to check", older.reference, "12 days", "Not taken yet", newer.reference)
    assert f"Being checked by {officer.name}" in page


def test_a_sent_worry_with_no_report_stands_before_everything_else(signed_in, officer):
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        calm = a_sent_referral()
    worry = a_sent_referral(child_at_risk=True)
    page = page_of(signed_in(officer))
    assert in_order(page, "A child is at risk, and no report is known", worry.reference, "Referrals to check")
    assert page.rindex(worry.reference) < page.rindex(calm.reference)


@pytest.mark.parametrize("who", ["practitioner", "agency_lead"])
def test_a_worry_in_a_draft_is_on_the_pages_of_its_writer_and_their_lead_at_once(
    signed_in, practitioner, agency_lead, who
):
    agency_lead.agency = practitioner.agency
    agency_lead.save()
    draft = a_draft(by=practitioner, child_at_risk=True)
    page = page_of(signed_in({"practitioner": practitioner, "agency_lead": agency_lead}[who]))
    assert in_order(page, "no report is known", f"/referrals/{draft.pk}/")


def test_officers_hear_of_a_draft_at_once_and_read_it_after_a_working_day(signed_in, officer, practitioner):
    """Hard case H4. Monday 16 November 2026, ten o'clock, and what officers see until Tuesday."""
    with time_machine.travel("2026-11-16T10:00+00:00", tick=False):
        draft = a_full_draft(by=practitioner, child_at_risk=True)
        monday = page_of(signed_in(officer))
    with time_machine.travel("2026-11-17T10:01+00:00", tick=False):
        tuesday = page_of(signed_in(officer))
    for page in (monday, tuesday):
        assert "A child is at risk, and no report is known" in page
        assert practitioner.agency.name in page
    assert draft.reference not in monday
    assert "Example" not in monday
    assert f'href="/referrals/{draft.pk}/"' in tuesday


def test_a_worry_that_was_reported_is_not_shown_any_more(signed_in, practitioner):
    draft = a_draft(by=practitioner, child_at_risk=True)
    writing.record_worry(draft, by=practitioner, child_at_risk=True, reported_on=timezone.localdate(), **REPORTED)
    assert "no report is known" not in page_of(signed_in(practitioner))


def test_an_officer_sees_families_awaiting_allocation(signed_in, officer):
    waiting = FamilyFactory()
    page = page_of(signed_in(officer))
    assert in_order(page, "Families awaiting allocation", waiting.reference, f"/families/{waiting.pk}/allocate/")


def test_a_keyworker_sees_their_families_with_the_next_thing_the_late_ones_first(signed_in, keyworker):
    new = HeldFamilyFactory(keyworker=keyworker)
    late = a_family(keyworker)
    a_plan(late, by=keyworker)
    late.plans.get().targets.update(due_on=timezone.localdate() - timedelta(days=1), review_on="2026-01-01")
    page = page_of(signed_in(keyworker))
    assert in_order(page, "My families", late.reference, "1 target past the deadline", new.reference)
    assert "Start the family action plan" in page


def test_a_keyworker_sees_no_family_of_another(signed_in, keyworker):
    other = HeldFamilyFactory(keyworker=UserFactory(role=rules.KEYWORKER, team=keyworker.team))
    page = page_of(signed_in(keyworker))
    assert other.reference not in page
    assert "No family is allocated to you." in page


def test_a_team_manager_sees_who_holds_which_family_of_the_team(signed_in, team_manager):
    worker = UserFactory(role=rules.KEYWORKER, agency=team_manager.agency, team=team_manager.team)
    ours, other = HeldFamilyFactory(keyworker=worker), HeldFamilyFactory()
    page = page_of(signed_in(team_manager))
    assert in_order(page, f"Families of {team_manager.team.name}", ours.reference, worker.name)
    assert other.reference not in page


def test_an_administrator_finds_the_administration_pages(signed_in, administrator):
    page = page_of(signed_in(administrator))
    assert "/admin/accounts/user/" in page
    assert "My referrals" not in page


def test_somebody_with_two_roles_sees_the_parts_of_both(signed_in, db):
    both = UserFactory(role=rules.PRACTITIONER, also=[rules.KEYWORKER])
    page = page_of(signed_in(both))
    assert "My referrals" in page
    assert "My families" in page


def test_somebody_without_a_role_is_told_whom_to_ask(signed_in, db):
    assert "You have no role yet." in page_of(signed_in(UserFactory()))


def test_a_long_list_is_cut_and_leads_to_the_whole(signed_in, practitioner):
    for _ in range(11):
        a_sent_referral(by=practitioner)
    page = page_of(signed_in(practitioner))
    assert Referral.objects.count() == 11
    assert page.count("Waiting to be checked") == 10
    assert "See all" in page


def fill(person, families, referrals):
    for _ in range(referrals):
        a_draft(by=person, child_at_risk=True)
        a_sent_referral(by=person)
    for _ in range(families):
        a_plan(a_family(person), by=person)
        FamilyFactory()


def test_it_costs_the_same_number_of_queries_however_much_there_is(signed_in, db, django_assert_max_num_queries):
    """Somebody with every role at once: the dearest page there can be."""
    person = UserFactory(role=rules.PRACTITIONER, also=rules.ROLES)
    client = signed_in(person)
    fill(person, families=1, referrals=1)
    with django_assert_max_num_queries(42) as few:
        page_of(client)
    fill(person, families=9, referrals=4)
    with django_assert_max_num_queries(len(few)):
        page_of(client)


@pytest.mark.parametrize(
    ("role", "places"),
    [
        (rules.PRACTITIONER, ["Refer a family", "Referrals"]),
        (rules.PERFORMANCE_OFFICER, ["Referrals", "To check", "Families"]),
        (rules.KEYWORKER, ["Families"]),
        (rules.ADMINISTRATOR, ["Administration"]),
    ],
)
def test_the_head_of_the_page_leads_where_this_person_may_go(client, db, role, places):
    client.force_login(UserFactory(role=role))
    assert [place["text"] for place in client.get("/").context["navigation"]] == places


def test_the_place_one_is_in_is_marked(signed_in, officer):
    places = signed_in(officer).get("/referrals/to-check/").context["navigation"]
    assert [place["text"] for place in places if place["current"]] == ["To check"]


def test_families_to_look_at_are_counted_and_the_count_opens_the_list(signed_in, officer):
    with time_machine.travel(timezone.now() - timedelta(days=40), tick=False):
        late = HeldFamilyFactory()
    HeldFamilyFactory()
    client = signed_in(officer)
    page = page_of(client)
    assert in_order(page, "Families to look at", 'href="/families/?list=no-contact"', "<strong>1</strong>")
    assert list(client.get("/families/?list=no-contact").context["page"]) == [late]
    assert "On the programme for long" not in page


def test_a_team_manager_has_a_waiting_list_of_what_their_team_keeps_contact_with(signed_in, officer, team_manager):
    worker = UserFactory(name="Kay Holding", role=rules.KEYWORKER, agency=team_manager.agency, team=team_manager.team)
    waiting, elsewhere = FamilyFactory(), FamilyFactory()
    name_holding_worker(waiting, worker=worker, by=officer)
    page = page_of(signed_in(team_manager))
    assert in_order(page, "Families awaiting allocation", waiting.reference, "Holding worker: Kay Holding")
    assert elsewhere.reference not in page


def test_whoever_keeps_contact_or_stands_in_sees_those_families(signed_in, officer, keyworker):
    waiting, held = FamilyFactory(), HeldFamilyFactory()
    name_holding_worker(waiting, worker=keyworker, by=officer)
    today = timezone.localdate()
    arrange_cover([held], keyworker=held.keyworker, worker=keyworker, first_day=today, last_day=today, by=officer)
    page = page_of(signed_in(keyworker))
    assert in_order(page, "Families for which I stand in", "Holding worker until", "There is a keyworker")
    assert f"{today:%-d %B %Y}" in page


def test_whoever_reviews_access_sees_what_is_to_be_reviewed_and_no_family_name(db, signed_in):
    reviewer = UserFactory(role=rules.INFORMATION_GOVERNANCE_OFFICER)
    client = signed_in(reviewer)
    assert "Every emergency access is reviewed." in client.get("/").text
    colleague = UserFactory(role=rules.KEYWORKER, name="Cora Colleague")
    grant = take_emergency_access(FamilyFactory(name="The Hidden"), reason="A child is missing.", by=colleague)
    text = client.get("/").text
    assert grant.reference in text
    assert "Cora Colleague" in text
    assert "The Hidden" not in text
    assert grant.get_absolute_url() in text
