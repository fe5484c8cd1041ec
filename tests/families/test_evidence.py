"""Evidence on a family's record: added, checked, ended, kept from somebody, released; the answer is new each time."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from families.actions import evidence as actions
from families.actions.withholding import say_who_may_know
from families.models import Evidence, Found, Membership, Person, case_of
from strongerfamilies.edits import EditedElsewhere, fingerprint
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, child, fact, mother, told
from tests.referrals.pages import CHANGED_MEANWHILE, Desk, queries_of, words

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


@pytest.fixture
def petra(family):
    return family.people.get(given_name="Petra")


@pytest.fixture
def robin(family):
    return family.people.get(given_name="Robin")


@pytest.fixture
def desk(keyworker, signed_in):
    return Desk(signed_in(keyworker))


def add_page(family, code):
    return f"/families/{family.pk}/evidence/add/{code}/"


def added(family, code, *, by, **facts):
    asked = family.episode.programme.indicators.select_related("indicator", "problem").get(indicator__code=code)
    facts = {"person": None, "observed_on": days_ago(3), "source": "The school", "found_during_work": False, **facts}
    return actions.add_evidence(family, asked, by=by, once=uuid.uuid4(), **facts)


def checked(piece, *, by, **answers):
    found = {"found": Found.VERIFIED, "check_source": "School census", "checked_on": timezone.localdate(), **answers}
    piece = Evidence.objects.get(pk=piece.pk)
    return actions.check_evidence(piece, by=by, seen=fingerprint(piece, Evidence.CHECKED), **found)


SOURCE = {"source": "Ms Sample, form tutor", "found_during_work": "no"}


def test_the_list_says_who_when_how_much_from_whom_and_what_the_check_found(keyworker, desk):
    robin, census = child(), {"found": Found.VERIFIED, "check_source": "School census", "checked_on": days_ago(1)}
    facts = [
        fact("P2.1", person=robin, value=23, sessions_possible=190, sessions_missed=44, checked_by=keyworker, **census)
    ]
    family = HeldFamilyFactory(keyworker=keyworker, people=[mother(), robin], evidence=facts, origin="R-000778")
    page = words(desk.opens(f"/families/{family.pk}/evidence/"))
    assert "23% of sessions missed: 44 of 190" in page
    assert "About Robin Sample" in page
    assert "Comes from R-000778" in page
    assert f"School census, {days_ago(1):%-d %B %Y}, by {keyworker}" in page
    assert "1 of 6 met, 2 needed" in page
    assert "On verified evidence only: 1 met." in page


def test_adding_a_piece_changes_the_answer_at_once_and_leaves_an_audit_line(family, robin, desk, keyworker):
    assert "0 of 6 met, 2 needed" in words(desk.opens(f"/families/{family.pk}/evidence/"))
    assert "Child needs early help" in words(desk.opens(f"/families/{family.pk}/evidence/add/"))
    answers = {"person": f"person-{robin.pk}", "observed_on": days_ago(5), "since": days_ago(90), "may_know": "anyone"}
    response = desk.fills(add_page(family, "P3.1"), **answers, **SOURCE, note="Told by his teacher.")
    assert response.url == f"/families/{family.pk}/evidence/"
    page = words(desk.opens(response.url))
    assert "1 of 6 met, 2 needed" in page
    assert f"Since {days_ago(90):%-d %B %Y}, last known true on {days_ago(5):%-d %B %Y}" in page
    piece = Evidence.objects.get()
    assert (piece.person, piece.origin, piece.recorded_by) == (robin, "Ms Sample, form tutor", keyworker)
    line = AuditEvent.objects.about(family).get(deed="evidence.added")
    assert line.fields == ["found_during_work", "indicator", "note", "observed_on", "origin", "person", "since"]


def test_a_double_click_adds_one_piece(family, desk):
    hidden = desk.hidden(add_page(family, "P4.5"))
    for _ in range(2):
        desk.fills(add_page(family, "P4.5"), hidden=hidden, observed_on=days_ago(3), may_know="anyone", **SOURCE)
    assert Evidence.objects.count() == 1
    assert AuditEvent.objects.filter(deed="evidence.added").count() == 1


def test_what_is_missing_is_asked_for_beside_its_question(family, desk):
    page = words(desk.fills(add_page(family, "P3.1"), note="Kept"))
    for asked in ("Select who this is about", "Enter the date", "Enter where this comes from", "Kept"):
        assert asked in page
    assert "Select who in the family may know" in page
    assert not Evidence.objects.exists()


def test_since_is_never_later_than_last_known_h12(family, robin, desk):
    dates = {"observed_on": days_ago(5), "since": days_ago(2)}
    response = desk.fills(add_page(family, "P3.1"), person=f"person-{robin.pk}", **dates, **SOURCE, may_know="anyone")
    assert "must not be later than the day it was last known to be true" in words(response)


def test_nothing_is_known_of_somebody_before_they_were_born(family, robin, desk):
    response = desk.fills(
        add_page(family, "P3.1"), person=f"person-{robin.pk}", observed_on=days_ago(9000), **SOURCE, may_know="anyone"
    )
    assert "must not be before Robin Sample was born" in words(response)


def test_attendance_is_read_back_before_it_is_saved_h10(family, robin, desk):
    attended = {"attendance": "sessions", "sessions_possible": "100", "sessions_attended": "86"}
    response = desk.fills(
        add_page(family, "P2.1"), person=f"person-{robin.pk}", **attended, observed_on=days_ago(5), may_know="anyone",
        **SOURCE,
    )  # fmt: skip
    assert "attended 86 of 100 possible school sessions, and so missed 14, which is 14%." in words(response)
    assert not Evidence.objects.exists()
    again = dict(response.context["again"])
    back = desk.client.post(add_page(family, "P2.1"), {**again, "read_back": "14.00", "change": "yes"})
    assert 'value="86"' in back.text
    assert not Evidence.objects.exists()
    desk.confirms(response)
    piece = Evidence.objects.get()
    assert (piece.value, piece.sessions_possible, piece.sessions_missed) == (Decimal(14), 100, 14)


def test_a_need_newly_told_is_marked_as_found_during_work_and_not_as_worse_h31(family, desk):
    assert desk.opens(add_page(family, "P4.5")).context["form"]["found_during_work"].value() == "yes"
    told_now = {**SOURCE, "found_during_work": "yes"}
    desk.fills(add_page(family, "P4.5"), observed_on=days_ago(1), may_know="anyone", **told_now)
    assert "Found during work" in words(desk.opens(f"/families/{family.pk}/evidence/"))
    assert "Found during work" in words(desk.opens(f"/families/{family.pk}/"))


def test_before_there_is_a_keyworker_nothing_is_taken_for_found_during_work_h31(officer, signed_in):
    desk = Desk(signed_in(officer))
    assert desk.opens(add_page(FamilyFactory(), "P4.5")).context["form"]["found_during_work"].value() is None


def test_a_count_that_rises_with_trust_says_read_with_care_h31(family, desk, keyworker):
    added(family, "P5.3", by=keyworker, value=4)
    added(family, "P2.2", by=keyworker, person=family.people.get(given_name="Robin"), value=4)
    assert words(desk.opens(f"/families/{family.pk}/evidence/")).count("Read with care") == 1


def test_domestic_abuse_is_kept_from_everyone_until_a_worker_releases_it_h1(family, petra, robin, desk):
    page = desk.opens(add_page(family, "P5.3"))
    assert "kept from everyone in the family, until a worker releases it" in words(page)
    assert "may_know" not in page.context["form"].fields
    desk.fills(add_page(family, "P5.3"), observed_on=days_ago(3), **SOURCE)
    piece = Evidence.objects.get()
    assert piece.withheld
    assert not Evidence.objects.known_to([petra]).exists()
    release = f"/families/{family.pk}/evidence/{piece.pk}/who-may-know/"
    desk.fills(release, may_know="some", not_known_by=[robin.pk])
    assert Evidence.objects.known_to([petra]).exists()
    assert not Evidence.objects.known_to([petra, robin]).exists()
    assert "Not to be known by Robin Sample" in words(desk.opens(f"/families/{family.pk}/evidence/"))
    desk.fills(release, may_know="anyone")
    assert Evidence.objects.known_to([petra, robin]).exists()
    deeds = AuditEvent.objects.about(family).filter(deed__startswith="evidence.").values_list("deed", flat=True)
    assert list(deeds) == ["evidence.released", "evidence.withheld", "evidence.added"]


def test_any_piece_may_be_kept_from_named_members_when_it_is_added_h1(family, petra, desk):
    answers = {"observed_on": days_ago(3), "may_know": "some", "not_known_by": [petra.pk]}
    desk.fills(add_page(family, "P4.5"), **answers, **SOURCE)
    assert list(Evidence.objects.get().not_known_by.all()) == [petra]


def test_two_people_saying_who_may_know_do_not_overwrite_each_other(family, petra, desk, keyworker):
    piece = added(family, "P4.5", by=keyworker)
    page = f"/families/{family.pk}/evidence/{piece.pk}/who-may-know/"
    stale = desk.hidden(page)
    desk.fills(page, may_know="nobody")
    late = desk.fills(page, hidden=stale, may_know="some", not_known_by=[petra.pk])
    assert CHANGED_MEANWHILE in words(late)
    assert "Keep it from everyone in the family" in words(late)


@pytest.mark.parametrize(("found", "verified"), [("verified", True), ("not verified", False)])
def test_a_check_is_recorded_with_its_source_and_day(family, desk, keyworker, found, verified):
    piece = added(family, "P5.3", by=keyworker)
    page = f"/families/{family.pk}/evidence/{piece.pk}/check/"
    for _ in range(2):
        desk.fills(page, found=found, check_source="Police log", checked_on=days_ago(0))
    piece.refresh_from_db()
    assert (piece.verified, piece.verified_source, piece.verified_by) == (verified, "Police log", keyworker)
    assert AuditEvent.objects.filter(deed="evidence.checked").count() == 1


def test_a_health_fact_is_verified_by_its_professional_alone_h14(family, petra, desk, keyworker):
    piece = added(family, "P6.1", by=keyworker, person=petra)
    page = f"/families/{family.pk}/evidence/{piece.pk}/check/"
    basics = {"found": "verified", "check_source": "Rang the surgery", "checked_on": days_ago(0)}
    assert "Enter who the professional is" in words(desk.fills(page, **basics))
    doctor = {"confirmed_by": "Dr Sample", "confirmed_role": "GP", "confirmed_on": days_ago(0)}
    assert "choose “Could not be checked”" in words(desk.fills(page, **basics, **doctor, role_fits="no"))
    desk.fills(page, **basics, **doctor, role_fits="yes")
    piece.refresh_from_db()
    assert (piece.verified, piece.confirmed_by, piece.confirmed_on) == (True, "Dr Sample", days_ago(0))
    assert "Confirmed by Dr Sample, GP" in words(desk.opens(f"/families/{family.pk}/evidence/"))


def test_a_judgement_asks_who_made_it_h14(family, robin, desk, keyworker):
    piece = added(family, "P3.6", by=keyworker, person=robin)
    assert "Who made the judgement?" in words(desk.opens(f"/families/{family.pk}/evidence/{piece.pk}/check/"))


def test_without_its_professional_no_door_verifies_a_health_fact_h14(family, petra, keyworker):
    piece = added(family, "P6.1", by=keyworker, person=petra)
    with pytest.raises(MoveNotAllowed, match="can only be verified by a professional"):
        checked(piece, by=keyworker)
    assert not checked(piece, by=keyworker, found=Found.COULD_NOT).verified


def test_what_could_not_be_checked_stays_open_and_says_so_h14(family, petra, desk, keyworker):
    piece = checked(added(family, "P6.1", by=keyworker, person=petra), by=keyworker, found=Found.COULD_NOT)
    assert (piece.verified, piece.found, piece.check_in_words) == (None, Found.COULD_NOT, "Could not be checked")
    page = words(desk.opens(f"/families/{family.pk}/evidence/"))
    assert "Could not be checked" in page
    assert "Check again" in page


def test_a_stale_check_is_refused(family, keyworker):
    piece = added(family, "P5.3", by=keyworker)
    stale = fingerprint(piece, Evidence.CHECKED)
    checked(piece, by=keyworker)
    told = {"found": Found.NOT_VERIFIED, "check_source": "Police", "checked_on": days_ago(0)}
    with pytest.raises(EditedElsewhere):
        actions.check_evidence(piece, by=keyworker, seen=stale, **told)


def test_a_status_that_is_over_is_ended_and_never_deleted(family, robin, desk, keyworker):
    piece = added(family, "P3.3", by=keyworker, person=robin, observed_on=days_ago(30))
    page = f"/families/{family.pk}/evidence/{piece.pk}/end/"
    assert "the day must not be before" in words(desk.fills(page, ended_on=days_ago(31)))
    for _ in range(2):
        desk.fills(page, ended_on=days_ago(2))
    assert "0 of 6 met" in words(desk.opens(f"/families/{family.pk}/evidence/"))
    assert f"ended on {days_ago(2):%-d %B %Y}" in words(desk.opens(f"/families/{family.pk}/evidence/"))
    assert AuditEvent.objects.filter(deed="evidence.ended").count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        piece.delete()


def test_an_event_cannot_end(family, desk, keyworker):
    piece = added(family, "P5.3", by=keyworker)
    assert desk.client.get(f"/families/{family.pk}/evidence/{piece.pk}/end/").status_code == 404


@pytest.mark.parametrize("column", ["since", "ended_on", "verified_on", "confirmed_on"])
def test_the_database_refuses_evidence_of_tomorrow(family, keyworker, column):
    piece = added(family, "P3.1", by=keyworker, observed_on=days_ago(-1))
    changes = {column: days_ago(-1)}
    if column == "verified_on":
        changes |= {"verified_source": "School", "verified_by": keyworker}
    with pytest.raises(DatabaseError, match="by_today"), transaction.atomic():
        Evidence.objects.filter(pk=piece.pk).update(**changes)


def test_what_cannot_be_assessed_is_left_out_of_the_answer_and_stays_on_the_record(family, robin, keyworker):
    """A member leaves, a birthday is put right, a sign is asked no more: none of them stops the page."""
    added(family, "P3.1", by=keyworker, person=robin, observed_on=days_ago(40))
    assert case_of(family).answer()["met"] == 1
    Person.objects.filter(pk=robin.pk).update(date_of_birth=days_ago(10))
    assert case_of(family).answer()["met"] == 0
    Membership.objects.filter(person=robin).update(joined_on=days_ago(50), left_on=days_ago(1))
    assert case_of(family).evidence == ()
    added(family, "P5.3", by=keyworker, observed_on=days_ago(-9))
    assert case_of(family).evidence == ()


def test_somebody_of_a_told_age_counts_as_far_as_the_age_is_certain(keyworker):
    sam = told(given_name="Sam", age_told=9, age_told_on=days_ago(0), lives_with_family=True)
    family = HeldFamilyFactory(keyworker=keyworker, people=[mother(), sam])
    added(family, "P3.1", by=keyworker, person=family.people.get(given_name="Sam"))
    assert case_of(family).answer()["met"] == 1


def test_a_sign_that_the_programme_does_not_ask_about_is_not_found(family, desk):
    assert desk.client.get(add_page(family, "P9.9")).status_code == 404


def test_a_piece_of_another_family_is_not_found(family, desk, keyworker):
    piece = added(HeldFamilyFactory(keyworker=keyworker), "P5.3", by=keyworker)
    for page in ("check", "end", "who-may-know"):
        assert desk.client.get(f"/families/{family.pk}/evidence/{piece.pk}/{page}/").status_code == 404


@pytest.mark.parametrize("page", ["", "add/", "add/P5.3/", "{piece}/check/", "{piece}/end/", "{piece}/who-may-know/"])
def test_outsiders_find_nothing(family, practitioner, signed_in, keyworker, page):
    address = f"/families/{family.pk}/evidence/{page.format(piece=added(family, 'P3.1', by=keyworker).pk)}"
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        assert signed_in(outsider).get(address).status_code == 404


def test_when_the_audit_cannot_be_written_nothing_is_saved(family, keyworker, broken_audit):
    with broken_audit() as error, pytest.raises(error):
        added(family, "P5.3", by=keyworker)
    assert not Evidence.objects.exists()


def test_who_may_know_is_told_from_people_or_their_keys(family, petra, keyworker):
    piece = added(family, "P4.5", by=keyworker)
    seen = fingerprint(piece, Evidence.KEPT_FROM)
    kept = say_who_may_know(piece, withheld=False, not_known_by=[petra], by=keyworker, seen=seen)
    assert not kept.is_known_to([petra])


def test_the_list_costs_the_same_queries_for_ten_times_the_evidence(keyworker, signed_in):
    client = signed_in(keyworker)

    def cost(size):
        people = [mother(given_name=f"Petra {n}") for n in range(size)]
        pieces = [fact(code, person=person) for person in people for code in ("P5.1", "P6.1")]
        family = HeldFamilyFactory(keyworker=keyworker, people=people, evidence=pieces)
        return queries_of(client, f"/families/{family.pk}/evidence/")

    assert cost(10) == cost(1) <= 22
