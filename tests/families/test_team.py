"""The team around a family: who works with it, of any agency, from a day to a day (H22)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.rules import KEYWORKER, PRACTITIONER
from families.actions import bar_user, join_team
from families.models import Family, TeamMember
from strongerfamilies.edits import fingerprint
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


@pytest.fixture
def nurse():
    return UserFactory(role=KEYWORKER, name="Nell Nurse", agency__name="Riverside Health", phone="01632 960177")


def page(family, *parts):
    return "/".join(["/families", str(family.pk), "team", *map(str, parts), ""])


def typed(day=None, **answers):
    day = day or timezone.localdate()
    date = {f"starts_on_{part}": value for part, value in enumerate((day.day, day.month, day.year))}
    return {"role": "School nurse", "may_know": "anyone", "once": uuid4(), **date, **answers}


def put_in(family, user, *, by, **facts):
    facts = {"role": "School nurse", "starts_on": timezone.localdate(), "withheld": False, "not_known_by": []} | facts
    return join_team(family, user=user, by=by, once=uuid4(), **facts)


def leaving(member, day):
    date = {f"ends_on_{part}": value for part, value in enumerate((day.day, day.month, day.year))}
    return {"seen": fingerprint(member, TeamMember.LEAVING), **date}


def test_a_colleague_of_any_agency_joins_and_sees_the_record_until_they_leave_h22(family, keyworker, nurse, signed_in):
    assert signed_in(nurse).get(f"/families/{family.pk}/").status_code == 404
    response = signed_in(keyworker).post(page(family, "add"), typed(user=nurse.pk), follow=True)
    assert "Added to the team" in response.text
    assert "Riverside Health" in response.text
    assert signed_in(nurse).get(f"/families/{family.pk}/").status_code == 200
    member = family.team_members.get()
    TeamMember.objects.update(starts_on=timezone.localdate() - timedelta(days=9))
    yesterday = timezone.localdate() - timedelta(days=1)
    member.refresh_from_db()
    signed_in(keyworker).post(page(family, member.pk, "end"), leaving(member, yesterday))
    assert signed_in(nurse).get(f"/families/{family.pk}/").status_code == 404


def test_somebody_of_the_team_works_with_the_family_in_the_access_log(family, keyworker, nurse):
    put_in(family, nurse, by=keyworker)
    assert list(Family.objects.worked_with_by(nurse)) == [family]


def test_a_practitioner_opens_no_record_even_when_somebody_puts_them_in_the_team(family, keyworker, signed_in):
    practitioner = UserFactory(role=PRACTITIONER)
    response = signed_in(keyworker).post(page(family, "add"), typed(user=practitioner.pk))
    assert "Select one of the options" in response.text
    put_in(family, practitioner, by=keyworker)
    assert not Family.objects.visible_to(practitioner).exists()


def test_a_worker_from_elsewhere_is_named_with_agency_and_telephone(family, keyworker, signed_in):
    worker = typed(name="Wanda Elsewhere", agency_name="Debt Advice", phone="01632 960188")
    client = signed_in(keyworker)
    assert "Added to the team" in client.post(page(family, "add-worker"), worker, follow=True).text
    text = client.get(page(family)).text
    assert all(words in text for words in ("Wanda Elsewhere", "Debt Advice", "01632 960188", "School nurse"))


def test_whom_a_member_must_not_know_of_is_kept_h1(family, keyworker, nurse, signed_in):
    mother = family.members()[0].person
    answers = typed(user=nurse.pk, may_know="some", not_known_by=[mother.pk])
    signed_in(keyworker).post(page(family, "add"), answers)
    assert "Not to be known by Petra Sample" in signed_in(keyworker).get(page(family)).text
    assert not family.team_members.known_to([mother]).exists()


def test_what_was_kept_from_the_family_is_released_h1(family, keyworker, nurse, signed_in):
    mother = family.members()[0].person
    member, client = put_in(family, nurse, by=keyworker, withheld=True), signed_in(keyworker)
    address = page(family, member.pk, "who-may-know")
    asked = client.get(address)
    client.post(address, {"may_know": "anyone", "seen": asked.context["form"]["seen"].value()})
    assert family.team_members.known_to([mother]).exists()


def test_a_double_click_adds_nobody_twice(family, keyworker, nurse, signed_in):
    answers, client = typed(user=nurse.pk), signed_in(keyworker)
    for _ in range(2):
        client.post(page(family, "add"), answers)
    assert family.team_members.count() == 1


def test_nobody_is_in_the_team_twice_on_one_day(family, keyworker, nurse, signed_in):
    put_in(family, nurse, by=keyworker)
    response = signed_in(keyworker).post(page(family, "add"), typed(user=nurse.pk))
    assert "Nell Nurse is in the team already" in response.text
    worker = {"name": "Wanda Elsewhere", "agency_name": "Debt Advice"}
    for expected in ("Added to the team", "Wanda Elsewhere is in the team already"):
        assert expected in signed_in(keyworker).post(page(family, "add-worker"), typed(**worker), follow=True).text


def test_somebody_barred_cannot_be_put_in_the_team_h7(family, keyworker, officer, nurse, signed_in):
    bar_user(family, user=nurse, reason="Her sister", by=officer)
    response = signed_in(keyworker).post(page(family, "add"), typed(user=nurse.pk))
    assert "may not open this record" in response.text
    assert not family.team_members.exists()


def test_empty_answers_are_refused_beside_the_fields(family, keyworker, signed_in):
    response = signed_in(keyworker).post(page(family, "add"), {})
    assert "Select who it is" in response.text
    assert "Enter what they do for the family" in response.text
    assert "Enter the day they joined" in response.text


def test_nobody_leaves_before_they_joined(family, keyworker, nurse, signed_in):
    member = put_in(family, nurse, by=keyworker)
    before = leaving(member, timezone.localdate() - timedelta(days=1))
    response = signed_in(keyworker).post(page(family, member.pk, "end"), before)
    assert "Their last day must be on or after" in response.text


def test_two_people_ending_it_at_once_see_both_days(family, keyworker, nurse, signed_in):
    today = timezone.localdate()
    member = put_in(family, nurse, by=keyworker, starts_on=today - timedelta(days=9))
    client, first = signed_in(keyworker), leaving(member, today)
    client.post(page(family, member.pk, "end"), leaving(member, today - timedelta(days=2)))
    response = client.post(page(family, member.pk, "end"), first)
    assert "Somebody else changed this" in response.text
    assert "Left the team" in client.get(page(family)).text


def test_without_a_keyworker_or_team_the_page_says_so(officer, signed_in):
    text = signed_in(officer).get(page(FamilyFactory())).text
    assert "No keyworker yet" in text
    assert "Nobody else works with the family yet" in text


def test_outsiders_find_no_team_and_nobodys_member_of_another_family(family, keyworker, nurse, practitioner, signed_in):
    for outsider in (nurse, practitioner):
        for address in (page(family), page(family, "add"), page(family, "add-worker")):
            assert signed_in(outsider).get(address).status_code == 404
    elsewhere = put_in(HeldFamilyFactory(), nurse, by=keyworker)
    assert signed_in(keyworker).get(page(family, elsewhere.pk, "end")).status_code == 404


def test_a_team_of_ten_costs_the_same_queries_as_one(family, keyworker, signed_in, queries_of):
    client = signed_in(keyworker)
    put_in(family, UserFactory(role=KEYWORKER), by=keyworker)
    for_one = queries_of(client, page(family))
    for _ in range(9):
        put_in(family, UserFactory(role=KEYWORKER), by=keyworker)
    assert queries_of(client, page(family)) == for_one <= 16


def test_every_member_says_who_they_are(family, keyworker, nurse):
    member = put_in(family, nurse, by=keyworker)
    assert str(member) == f"Nell Nurse in the team around {family}"
