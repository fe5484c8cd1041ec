"""The pages of agreement, notices and declining."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import PrivacyNotice
from accounts.rules import KEYWORKER
from eligibility.models import Reason
from families.actions import decline, plan_agreed
from families.models import Answer, Episode
from tests.accounts.factories import AgencyFactory, UserFactory
from tests.families.factories import (
    REFUSED,
    FamilyFactory,
    HeldFamilyFactory,
    child,
    mother,
    say,
    seen_answers,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(keyworker):
    people = [mother(), child(), told(due_on=date(2099, 1, 1))]
    return HeldFamilyFactory(keyworker=keyworker, people=people)


@pytest.fixture
def petra(family):
    return family.members()[0].person


@pytest.fixture
def robin(family):
    return family.members()[1].person


@pytest.fixture
def notice():
    return PrivacyNotice.objects.create(version="t-9", language="en", in_use_from=timezone.localdate(), text="Ours.")


def answers(family, person, **changes):
    """What a browser sends from the page of one member."""
    today = timezone.localdate()
    return {
        "asked_on_0": today.day,
        "asked_on_1": today.month,
        "asked_on_2": today.year,
        "to_support": "yes",
        "to_sharing": "yes",
        "shared_with": [AgencyFactory().pk],
        "once": str(uuid4()),
        "seen": seen_answers(family, person),
        **changes,
    }


NO = {
    "to_support": "no",
    "to_sharing": "no",
    "lawful_basis": "public task",
    "authorised_by": "Olga Example, manager",
}


def ask(client, family, person, **changes):
    address = f"/families/{family.pk}/agreement/{person.pk}/"
    return client.post(address, answers(family, person, **changes), follow=True)


def test_every_member_is_shown_with_their_own_answer_but_no_baby_not_yet_born(family, petra, keyworker, signed_in):
    say(family, petra, Answer.NO)
    text = signed_in(keyworker).get(f"/families/{family.pk}/agreement/").text
    assert "Work with us: no" in text
    assert "Lawful basis: Public task" in text
    assert "No answer recorded yet" in text
    assert "The family, as told by" in text
    assert "Baby due" not in text


def test_the_leaflet_is_offered_before_the_question_h38(family, petra, keyworker, signed_in):
    client = signed_in(keyworker)
    assert 'href="/leaflet/"' in client.get(f"/families/{family.pk}/agreement/").text
    assert 'href="/leaflet/"' in client.get(f"/families/{family.pk}/agreement/{petra.pk}/").text


def test_a_yes_is_saved_with_the_agencies(family, petra, keyworker, signed_in):
    agency = AgencyFactory(name="Quarry Lane")
    response = ask(signed_in(keyworker), family, petra, shared_with=[agency.pk])
    assert "Saved what Petra Sample agrees to" in response.text
    assert "with Quarry Lane" in response.text


def test_a_yes_to_sharing_names_the_agencies(family, petra, keyworker, signed_in):
    response = ask(signed_in(keyworker), family, petra, shared_with=[])
    assert "Select the agencies they agree to" in response.text


def test_a_no_needs_the_lawful_basis_and_who_authorised_it_h16(family, petra, keyworker, signed_in):
    client = signed_in(keyworker)
    response = ask(client, family, petra, to_support="no", authorised_by="  ")
    assert "Select lawful basis" in response.text
    assert "Enter who authorised it" in response.text
    assert not family.agreements.filter(person=petra).exists()
    ask(client, family, petra, **NO)
    assert family.agreements.get(person=petra).to_support == Answer.NO


def test_not_asked_says_why_and_what_was_typed_is_kept(family, petra, keyworker, signed_in):
    client = signed_in(keyworker)
    asked = {**NO, "to_support": "not asked", "authorised_by": "O'Brien <b>"}
    response = ask(client, family, petra, **asked)
    assert "Enter why they were not asked" in response.text
    assert "O&#x27;Brien &lt;b&gt;" in response.text
    ask(client, family, petra, **asked, why_not_asked="He would hear")
    assert family.agreements.get(person=petra).why_not_asked == "He would hear"


def test_with_two_yeses_no_lawful_basis_is_kept(family, petra, keyworker, signed_in):
    given = {"lawful_basis": "public task", "authorised_by": "Olga", "why_not_asked": "An earlier try"}
    ask(signed_in(keyworker), family, petra, **given)
    row = family.agreements.get(person=petra)
    assert (row.lawful_basis, row.authorised_by, row.why_not_asked) == ("", "", "")


def test_a_childs_own_view_is_kept_with_who_judged_that_they_understand_h16(family, robin, keyworker, signed_in):
    client = signed_in(keyworker)
    response = ask(client, family, robin, own_view="I like it at Gran's")
    assert "Enter who judged that the child understands" in response.text
    response = ask(client, family, robin, own_view="I like it at Gran's", understands="Nora Nurse, school nurse")
    assert "I like it at Gran&#x27;s" in response.text


def test_an_adult_is_not_asked_a_childs_questions(family, petra, robin, keyworker, signed_in):
    client = signed_in(keyworker)
    assert "own view" not in client.get(f"/families/{family.pk}/agreement/{petra.pk}/").text
    assert "own view" in client.get(f"/families/{family.pk}/agreement/{robin.pk}/").text


def test_an_empty_page_says_everything_that_is_missing(family, petra, keyworker, signed_in):
    response = signed_in(keyworker).post(f"/families/{family.pk}/agreement/{petra.pk}/", {})
    assert "Enter the date they were asked" in response.text
    assert "Answer “Do they agree to work with us?”" in response.text


def test_a_double_click_saves_one_answer(family, petra, keyworker, signed_in):
    client, given = signed_in(keyworker), answers(family, petra)
    for _ in range(2):
        response = client.post(f"/families/{family.pk}/agreement/{petra.pk}/", given, follow=True)
        assert "Saved what Petra Sample agrees to" in response.text
    assert family.agreements.filter(person=petra).count() == 1


def test_in_two_tabs_both_answers_are_shown(family, petra, keyworker, signed_in):
    seen = seen_answers(family, petra)
    say(family, petra, Answer.NO)
    response = ask(signed_in(keyworker), family, petra, seen=seen)
    assert "Somebody else changed this" in response.text
    ask(signed_in(keyworker), family, petra, seen=response.context["form"].data["seen"])
    assert family.agreements.filter(person=petra).count() == 2


def test_the_notice_given_is_kept_with_its_version_language_date_and_how(family, petra, notice, keyworker, signed_in):
    given = {
        "people": [petra.pk],
        "notice": notice.pk,
        "given_on_0": 2,
        "given_on_1": 11,
        "given_on_2": 2026,
        "how": "On paper",
        "once": str(uuid4()),
    }
    client = signed_in(keyworker)
    for _ in range(2):
        text = client.post(f"/families/{family.pk}/notice/", given, follow=True).text
    assert "Privacy notice t-9 (en) given to Petra Sample on 2 November 2026" in text
    assert family.notices_given.count() == 1


def test_only_the_present_version_of_each_language_is_offered(family, notice, keyworker, signed_in):
    PrivacyNotice.objects.create(version="t-0", language="en", in_use_from=date(2001, 1, 1), text="Old.")
    PrivacyNotice.objects.create(version="t-2", language="en", in_use_from=date(2099, 1, 1), text="New.")
    PrivacyNotice.objects.create(version="t-9", language="pl", in_use_from=date(2001, 1, 1), text="Nasze.")
    text = signed_in(keyworker).get(f"/families/{family.pk}/notice/").text
    assert "Privacy notice t-9 (en)" in text
    assert "Privacy notice t-9 (pl)" in text
    assert "t-0" not in text
    assert "t-2" not in text


def test_a_notice_without_anybody_is_refused(family, notice, keyworker, signed_in):
    response = signed_in(keyworker).post(f"/families/{family.pk}/notice/", {})
    assert "Select who was given it" in response.text


def test_declining_is_confirmed_with_a_reason_and_ends_the_familys_time(officer, signed_in):
    family = FamilyFactory(agreement=REFUSED)
    client, address = signed_in(officer), f"/families/{family.pk}/decline/"
    assert "This cannot be undone" in client.get(address).text
    assert "Select the reason they gave" in client.post(address, {}).text
    reason = Reason.objects.offered(Reason.Kind.DECLINED)[0]
    for _ in range(2):
        text = client.post(address, {"reason": reason.pk}, follow=True).text
    assert reason.label in text
    assert "This cannot be done now" in text
    assert family.episode.status == Episode.Status.DECLINED


def test_declining_is_offered_until_a_plan_is_in_place(officer, signed_in):
    client, link = signed_in(officer), "The family does not want to work with us"
    held, planned = HeldFamilyFactory(), HeldFamilyFactory()
    plan_agreed(planned, by=officer)
    assert link in client.get(f"/families/{held.pk}/agreement/").text
    assert link not in client.get(f"/families/{planned.pk}/agreement/").text


def test_before_declining_the_page_says_that_somebody_agrees(officer, signed_in):
    client, warning = signed_in(officer), "somebody who speaks for this family agrees"
    assert warning in client.get(f"/families/{FamilyFactory().pk}/decline/").text
    assert warning not in client.get(f"/families/{FamilyFactory(agreement=REFUSED).pk}/decline/").text


def test_after_the_end_no_answers_are_taken(officer, signed_in):
    family = FamilyFactory(agreement=REFUSED)
    decline(family, reason=Reason.objects.offered(Reason.Kind.DECLINED)[0], by=officer)
    response = ask(signed_in(officer), family, family.members()[0].person)
    assert "has ended, so no agreement is recorded" in response.text


def test_nobody_of_another_family_and_no_unborn_baby_can_be_asked(family, keyworker, signed_in):
    client, stranger = signed_in(keyworker), FamilyFactory().members()[0].person
    baby = family.members()[2].person
    for person in (stranger, baby):
        assert client.get(f"/families/{family.pk}/agreement/{person.pk}/").status_code == 404


def test_a_manager_reads_agreement_but_does_not_record_it(family, petra, keyworker, team_manager, signed_in):
    team_manager.team = keyworker.team
    team_manager.save()
    client = signed_in(team_manager)
    assert "Record<span" not in client.get(f"/families/{family.pk}/agreement/").text
    for page in (f"agreement/{petra.pk}/", "notice/", "decline/"):
        assert client.get(f"/families/{family.pk}/{page}").status_code == 403


def test_outsiders_find_none_of_these_pages(family, petra, practitioner, signed_in):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        client = signed_in(outsider)
        for page in ("agreement/", f"agreement/{petra.pk}/", "notice/", "decline/"):
            assert client.get(f"/families/{family.pk}/{page}").status_code == 404


def test_agreement_costs_the_same_queries_for_ten_times_the_people(officer, signed_in, queries_of):
    def household(size):
        family = FamilyFactory(people=[mother(given_name=f"Petra {n}") for n in range(size)])
        for member in family.members():
            say(family, member.person, Answer.YES, shared_with=[AgencyFactory().pk])
        return f"/families/{family.pk}/agreement/"

    few, many, client = household(1), household(10), signed_in(officer)
    for_few = queries_of(client, few)
    assert queries_of(client, many) == for_few <= 18
