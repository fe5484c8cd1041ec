"""Access for a while, emergency access with its alert and review, and sharing agreements (H25)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import AccessEvent, AuditEvent, Setting
from accounts.rules import ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, KEYWORKER
from families.actions import (
    bar_user,
    end_access,
    grant_access,
    restrict,
    review_emergency_access,
    take_emergency_access,
)
from families.models import AccessGrant, Family
from families.models.periods import whole_days
from jobs.models import OutboxMessage
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.families.factories import HeldFamilyFactory

pytestmark = pytest.mark.django_db
Kind = AccessGrant.Kind
EMERGENCY = "/families/emergency/"


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker, name="The Hidden Samples")


@pytest.fixture
def colleague():
    return UserFactory(role=KEYWORKER, name="Cora Colleague")


@pytest.fixture
def reviewer():
    return UserFactory(role=INFORMATION_GOVERNANCE_OFFICER, name="Ivy Governance")


@pytest.fixture
def grant(family, colleague):
    return take_emergency_access(family, reason="A child is missing.", by=colleague)


def test_access_begins_and_ends_with_its_grant(family, colleague, officer):
    today = timezone.localdate()
    starts_at, ends_at = whole_days(today + timedelta(days=1), today + timedelta(days=2))
    grant_access(
        family, user=colleague, kind=Kind.COVER, reason="Holidays", by=officer, starts_at=starts_at, ends_at=ends_at
    )
    for later, sees in ((0, False), (1, True), (2, True), (3, False)):
        with time_machine.travel(timezone.now() + timedelta(days=later), tick=False):
            assert Family.objects.visible_to(colleague).exists() == sees


def test_access_ended_early_ends_at_once_and_what_has_not_begun_never_begins(family, colleague, officer):
    now = timezone.now()
    present = grant_access(family, user=colleague, kind=Kind.COVER, reason="Holidays", by=officer)
    assert not present.ends_at
    end_access(present, by=officer)
    assert not Family.objects.visible_to(colleague).exists()
    later = grant_access(
        family, user=colleague, kind=Kind.COVER, reason="Holidays", by=officer, starts_at=now + timedelta(days=9)
    )
    end_access(later, by=officer)
    ended = end_access(later, by=officer)
    assert ended.ends_at == ended.starts_at
    with time_machine.travel(now + timedelta(days=10), tick=False):
        assert not Family.objects.visible_to(colleague).exists()


def test_what_is_done_twice_is_done_once(family, colleague):
    grant = take_emergency_access(family, reason="A child is missing.", by=colleague)
    assert take_emergency_access(family, reason="Again.", by=colleague) == grant
    ended = end_access(grant, by=colleague).ends_at
    assert end_access(grant, by=colleague).ends_at == ended


def test_the_same_access_twice_is_granted_once_and_another_at_the_same_time_refused(family, colleague, officer):
    facts = {"user": colleague, "kind": Kind.COVER, "reason": "Holidays", "by": officer, "starts_at": timezone.now()}
    assert grant_access(family, **facts) == grant_access(family, **facts)
    with pytest.raises(MoveNotAllowed, match="already has access"):
        grant_access(family, **facts | {"ends_at": timezone.now() + timedelta(days=1)})


def test_nobody_barred_is_granted_access_h7(family, colleague, officer):
    bar_user(family, user=colleague, reason="His cousin", by=officer)
    with pytest.raises(MoveNotAllowed, match="may not open this record"):
        grant_access(family, user=colleague, kind=Kind.COVER, reason="Holidays", by=officer)


def test_in_an_emergency_a_record_opens_by_reference_and_the_reviewer_is_told(family, colleague, reviewer, signed_in):
    client = signed_in(colleague)
    assert client.get(f"/families/{family.pk}/").status_code == 404
    assert "The information governance officer is told at once" in client.get(EMERGENCY).text
    typed = {"reference": family.reference.lower(), "reason": "A child is missing."}
    response = client.post(EMERGENCY, typed, follow=True)
    assert "The Hidden Samples" in response.text
    message = OutboxMessage.objects.get(kind="emergency-access")
    assert message.to == reviewer
    assert family.reference in message.body
    assert "missing" not in message.body + message.subject
    assert "Samples" not in message.body + message.subject
    assert AccessEvent.objects.about(family).first().working_with is False
    client.post(EMERGENCY, typed)
    assert OutboxMessage.objects.filter(kind="emergency-access").count() == 1


def test_it_opens_a_restricted_record_until_its_hours_are_over(family, colleague, team_manager, signed_in):
    restrict(family, reason="Kin", people=[team_manager], by=team_manager)
    Setting.objects.create(key="emergency_access_hours", value="2", starts_on="2020-01-01")
    take_emergency_access(family, reason="A child is missing.", by=colleague)
    client = signed_in(colleague)
    assert client.get(f"/families/{family.pk}/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=2, minutes=1)):
        client.force_login(colleague)
        assert client.get(f"/families/{family.pk}/").status_code == 404
        take_emergency_access(family, reason="Still missing.", by=colleague)
        assert client.get(f"/families/{family.pk}/").status_code == 200


def test_an_officer_is_led_there_from_a_record_they_are_told_of(family, team_manager, officer, signed_in):
    restrict(family, reason="Kin", people=[team_manager], by=team_manager)
    client = signed_in(officer)
    address = f"/families/emergency/?reference={family.reference}"
    assert address in client.get(f"/families/{family.pk}/").text
    assert f'value="{family.reference}"' in client.get(address).text


def test_a_record_they_may_open_anyway_opens_without_an_emergency(family, keyworker, signed_in):
    response = signed_in(keyworker).post(EMERGENCY, {"reference": str(family.pk), "reason": "Lost my way"})
    assert response.url == f"/families/{family.pk}/"
    assert not AccessGrant.objects.exists()


@pytest.mark.parametrize(
    ("reference", "words"),
    [("SF-999999", "no record with this reference"), ("Smith", "in the correct format"), ("", "Enter reference")],
)
def test_what_is_not_there_says_so(reference, words, colleague, signed_in):
    response = signed_in(colleague).post(EMERGENCY, {"reference": reference, "reason": "A child is missing."})
    assert words in response.text


def test_without_a_reason_nothing_opens(family, colleague, signed_in):
    response = signed_in(colleague).post(EMERGENCY, {"reference": family.reference, "reason": ""})
    assert "Enter what the emergency is" in response.text
    assert not AccessGrant.objects.exists()


def test_somebody_barred_is_told_what_anybody_is_told_of_a_wrong_reference_h7(family, colleague, officer, signed_in):
    bar_user(family, user=colleague, reason="His cousin", by=officer)
    response = signed_in(colleague).post(EMERGENCY, {"reference": family.reference, "reason": "A child is missing."})
    assert "no record with this reference" in response.text
    assert not AccessGrant.objects.exists()


def test_practitioners_have_no_emergency_access(practitioner, reviewer, signed_in):
    for somebody in (practitioner, reviewer):
        assert signed_in(somebody).get(EMERGENCY).status_code == 403


def test_where_nobody_reviews_the_administrators_are_told(grant):
    alerts = OutboxMessage.objects.filter(kind="emergency-access")
    assert not alerts.exists()
    administrator = UserFactory(role=ADMINISTRATOR)
    end_access(grant, by=administrator)
    take_emergency_access(grant.family, reason="Again.", by=grant.user)
    assert alerts.get().to == administrator


def test_the_list_shows_who_when_and_why_and_what_is_to_be_reviewed(grant, reviewer, signed_in):
    client = signed_in(reviewer)
    text = client.get("/privacy/access-review/").text
    assert all(words in text for words in (grant.reference, "Cora Colleague", "A child is missing.", "To be reviewed"))
    assert "The Hidden Samples" not in text
    review_emergency_access(grant, finding="Justified.", by=reviewer)
    assert "Every emergency access is reviewed." in client.get("/privacy/access-review/?only=to-review").text
    assert "Reviewed on" in client.get("/privacy/access-review/").text


def test_a_review_shows_what_was_opened_and_keeps_the_finding(grant, colleague, reviewer, signed_in):
    signed_in(colleague).get(f"/families/{grant.family_id}/")
    client = signed_in(reviewer)
    text = client.get(grant.get_absolute_url()).text
    assert "Reading the record" in text
    assert "Enter what the review found" in client.post(grant.get_absolute_url(), {}).text
    client.post(grant.get_absolute_url(), {"finding": "Justified: the child was found."})
    client.post(grant.get_absolute_url(), {"finding": "Something else"})
    grant.refresh_from_db()
    assert (grant.finding, grant.reviewed_by) == ("Justified: the child was found.", reviewer)
    assert "Justified: the child was found." in client.get(grant.get_absolute_url()).text
    assert AuditEvent.objects.filter(deed="access.reviewed").count() == 1


def test_nobody_reviews_their_own(family, signed_in):
    both = UserFactory(role=KEYWORKER, also=[INFORMATION_GOVERNANCE_OFFICER])
    grant = take_emergency_access(family, reason="A child is missing.", by=both)
    response = signed_in(both).post(grant.get_absolute_url(), {"finding": "Fine"}, follow=True)
    assert "Somebody else has to review your own" in response.text


def test_a_reviewer_who_is_barred_from_the_family_does_not_see_it_h7(grant, reviewer, officer, signed_in):
    bar_user(grant.family, user=reviewer, reason="Kin", by=officer)
    client = signed_in(reviewer)
    assert grant.reference not in client.get("/privacy/access-review/").text
    assert client.get(grant.get_absolute_url()).status_code == 404


def test_nobody_but_the_role_sees_the_review(grant, officer, keyworker, signed_in):
    for somebody in (officer, keyworker):
        for address in ("/privacy/access-review/", grant.get_absolute_url()):
            assert signed_in(somebody).get(address).status_code == 403


def test_a_list_of_ten_costs_the_same_queries_as_one(grant, reviewer, signed_in, queries_of):
    client = signed_in(reviewer)
    for_one = queries_of(client, "/privacy/access-review/")
    for _ in range(9):
        take_emergency_access(HeldFamilyFactory(), reason="A child is missing.", by=UserFactory(role=KEYWORKER))
    assert queries_of(client, "/privacy/access-review/") == for_one <= 9


def test_every_grant_says_what_it_is(grant):
    assert str(grant) == f"Emergency access: Cora Colleague for {grant.family}"


class TestSharingAgreements:
    """People of an agency without one in date may refer, but open no record (H25)."""

    @pytest.fixture
    def out_of_date(self, family, keyworker):
        keyworker.agency.agreement_review_on = timezone.localdate() - timedelta(days=1)
        keyworker.agency.save()

    def test_they_are_told_why_on_the_record_they_hold_h25(self, out_of_date, family, keyworker, signed_in):
        response = signed_in(keyworker).get(f"/families/{family.pk}/")
        assert response.status_code == 403
        assert "sharing agreement is not in date" in response.text
        assert "The Hidden Samples" not in response.text

    def test_they_find_it_in_no_list_h25(self, out_of_date, keyworker, signed_in):
        for address in ("/families/", "/"):
            assert "The Hidden Samples" not in signed_in(keyworker).get(address).text

    def test_the_empty_list_tells_them_why_h25(self, out_of_date, keyworker, signed_in):
        assert "only while a sharing agreement" in signed_in(keyworker).get("/families/").text

    def test_they_may_still_refer_h25(self, practitioner, signed_in):
        practitioner.agency.agreement_signed_on = practitioner.agency.agreement_review_on = None
        practitioner.agency.save()
        assert signed_in(practitioner).get("/referrals/start/").status_code == 200

    def test_they_have_no_emergency_access_h25(self, out_of_date, keyworker, signed_in):
        typed = {"reference": HeldFamilyFactory().reference, "reason": "A child is missing."}
        assert "no record with this reference" in signed_in(keyworker).post(EMERGENCY, typed).text

    def test_the_councils_own_people_need_none_h25(self, out_of_date, family, keyworker, signed_in):
        keyworker.agency.is_council = True
        keyworker.agency.save()
        assert signed_in(keyworker).get(f"/families/{family.pk}/").status_code == 200

    def test_somebody_of_no_agency_opens_nothing_h25(self, family, officer):
        officer.agency = None
        officer.save()
        assert not Family.objects.visible_to(officer).exists()
        assert not Family.objects.that_exist_for(officer).exists()

    def test_a_stranger_to_the_family_is_told_nothing_h25(self, family, signed_in):
        stranger = UserFactory(role=KEYWORKER, agency__agreement_signed_on=None, agency__agreement_review_on=None)
        assert signed_in(stranger).get(f"/families/{family.pk}/").status_code == 404
