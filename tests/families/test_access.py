"""Who opened a family's record."""

from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import AccessEvent, AuditEvent
from accounts.rules import INFORMATION_GOVERNANCE_OFFICER, KEYWORKER
from families.actions import bar_user, join_team, restrict
from families.models import ServiceAtWork
from tests.accounts.factories import AgencyFactory, UserFactory
from tests.families.factories import HeldFamilyFactory
from tests.referrals.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker)


def test_officers_see_who_opened_the_record_when_and_why(family, keyworker, officer, signed_in):
    signed_in(keyworker).get(f"/families/{family.pk}/")
    text = signed_in(officer).get(f"/families/{family.pk}/access/").text
    assert keyworker.name in text
    assert "Reading the record" in text
    assert "Reading who opened the record" in text


def test_those_who_do_not_work_with_the_family_are_picked_out(family, keyworker, officer, signed_in):
    signed_in(keyworker).get(f"/families/{family.pk}/")
    response = signed_in(officer).get(f"/families/{family.pk}/access/?only=others")
    assert {line.by for line in response.context["page"]} == {officer}


def test_the_teams_manager_reads_it_and_the_keyworker_does_not(family, keyworker, team_manager, signed_in):
    team_manager.team = keyworker.team
    team_manager.save()
    assert signed_in(team_manager).get(f"/families/{family.pk}/access/").status_code == 200
    assert signed_in(keyworker).get(f"/families/{family.pk}/access/").status_code == 403


def test_outsiders_cannot_tell_that_there_is_a_log(family, practitioner, signed_in):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        assert signed_in(outsider).get(f"/families/{family.pk}/access/").status_code == 404


def test_a_log_costs_the_same_queries_for_ten_times_the_openings(family, officer, signed_in, queries_of):
    client, address = signed_in(officer), f"/families/{family.pk}/access/"
    at_first = queries_of(client, address)
    for _ in range(9):
        client.get(f"/families/{family.pk}/")
    assert queries_of(client, address) == at_first <= 13


def test_every_line_says_which_page_it_was_in_words(family, keyworker, officer, signed_in):
    client = signed_in(keyworker)
    client.get(f"/families/{family.pk}/team/")
    client.get(f"/families/{family.pk}/team/add/")
    text = words(signed_in(officer).get(f"/families/{family.pk}/access/"))
    assert "Team Reading who works with the family" in text
    assert "Team add Changing the team around the family" in text


def test_the_openings_of_one_person_are_listed_alone(family, keyworker, officer, signed_in):
    signed_in(keyworker).get(f"/families/{family.pk}/")
    response = signed_in(officer).get(f"/families/{family.pk}/access/?by={keyworker.pk}")
    assert {line.by for line in response.context["page"]} == {keyworker}
    assert "One person" in response.text
    for nonsense in ("x", "٣", "9" * 40):
        assert signed_in(officer).get(f"/families/{family.pk}/access/?by={nonsense}").status_code == 200


def test_somebody_who_left_is_still_named(family, keyworker, officer, signed_in):
    signed_in(keyworker).get(f"/families/{family.pk}/")
    keyworker.is_active = False
    keyworker.save()
    text = signed_in(officer).get(f"/families/{family.pk}/access/").text
    assert keyworker.name in text
    assert "Does not sign in any more" in text


def test_whoever_reviews_access_reads_the_log_of_any_family_but_not_its_name(family, officer, signed_in):
    reviewer = UserFactory(role=INFORMATION_GOVERNANCE_OFFICER)
    restrict(family, reason="Kin", people=[officer], by=officer)
    response = signed_in(reviewer).get(f"/families/{family.pk}/access/")
    assert family.reference in response.text
    assert family.name not in response.text
    assert AccessEvent.objects.about(family).first().by == reviewer
    assert signed_in(reviewer).get(f"/families/{family.pk}/").status_code == 404


def test_a_reviewer_who_is_barred_from_the_family_finds_no_log_h7(family, officer, signed_in):
    reviewer = UserFactory(role=INFORMATION_GOVERNANCE_OFFICER)
    bar_user(family, user=reviewer, reason="Kin", by=officer)
    assert signed_in(reviewer).get(f"/families/{family.pk}/access/").status_code == 404


class TestTheFamilysCopy:
    """What members of the family are handed: who opened the record on which day, and nothing that could harm."""

    def copy(self, client, family, *readers):
        return client.post(f"/families/{family.pk}/access/copy/", {"readers": [person.pk for person in readers]})

    def test_it_asks_who_will_read_it(self, family, officer, signed_in):
        client = signed_in(officer)
        assert "Petra Sample" in client.get(f"/families/{family.pk}/access/copy/").text
        assert "Select who will read this copy" in self.copy(client, family).text

    def test_it_names_who_opened_the_record_once_a_day_without_pages_or_reasons(
        self, family, keyworker, officer, signed_in
    ):
        for _ in range(2):
            signed_in(keyworker).get(f"/families/{family.pk}/")
        response = self.copy(signed_in(officer), family, family.members()[0].person)
        assert words(response).count(keyworker.name) == 1
        assert "Works with your family" in response.text
        assert f"{officer.name}" in response.text
        assert "Had another task at work" in response.text
        assert "a test needs it" not in response.text
        assert "Reading the record" not in response.text
        assert AuditEvent.objects.about(family).first().deed == "access_log.copied"

    def test_it_leaves_out_a_service_that_a_reader_must_not_know_of_h1(self, family, keyworker, officer, signed_in):
        mother, son = (member.person for member in family.members())
        refuge = AgencyFactory(name="Lantern Refuge")
        worker, colleague = (UserFactory(role=KEYWORKER, name=name, agency=refuge) for name in ("Ruth", "Rose"))
        told = {"role": "Refuge worker", "starts_on": timezone.localdate(), "withheld": False, "once": uuid4()}
        join_team(family, user=worker, not_known_by=[son], by=keyworker, **told)
        opened_by(family, worker, colleague)
        client = signed_in(officer)
        for_both = self.copy(client, family, mother, son).text
        assert "Refuge" not in for_both
        assert "Ruth" not in for_both
        assert "left out" not in for_both
        for_her = self.copy(client, family, mother).text
        assert "Ruth" in for_her
        assert "Rose" in for_her

    def test_of_the_council_it_leaves_out_that_colleague_only_h1(self, family, keyworker, officer, signed_in):
        mother = family.members()[0].person
        council = AgencyFactory(is_council=True)
        worker, colleague = (UserFactory(role=KEYWORKER, name=name, agency=council) for name in ("Cora", "Cleo"))
        told = {"role": "Adviser", "starts_on": timezone.localdate(), "withheld": True, "once": uuid4()}
        join_team(family, user=worker, not_known_by=[], by=keyworker, **told)
        opened_by(family, worker, colleague)
        text = self.copy(signed_in(officer), family, mother).text
        assert "Cora" not in text
        assert "Cleo" in text

    def test_it_leaves_out_a_service_at_work_that_is_kept_from_them_h1(self, family, keyworker, officer, signed_in):
        worker = UserFactory(role=KEYWORKER, agency__name="Lantern Refuge", name="Ruth Refuge")
        ServiceAtWork.objects.create(
            family=family, service="lantern refuge", withheld=True, recorded_by=keyworker, once=uuid4()
        )
        opened_by(family, worker)
        text = self.copy(signed_in(officer), family, family.members()[0].person).text
        assert "Refuge" not in text

    def test_a_keyworker_copies_no_log(self, family, keyworker, signed_in):
        assert signed_in(keyworker).get(f"/families/{family.pk}/access/copy/").status_code == 403


def opened_by(family, *users):
    """Lines of the log, as the door writes them."""
    for user in users:
        AccessEvent.objects.create(
            by=user,
            record="families.family",
            record_id=family.pk,
            reference=family.reference,
            page="family",
            working_with=True,
        )
