"""The officer's two last pages about a referral: accepting it, and returning it with a reason."""

import pytest

from accounts import rules
from referrals.actions import deciding
from referrals.models import Referral
from tests.accounts.factories import UserFactory
from tests.referrals.checks import check, under_check
from tests.referrals.pages import Desk, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(officer, signed_in):
    return Desk(signed_in(officer))


@pytest.fixture
def another_officer(db):
    return UserFactory(role=rules.PERFORMANCE_OFFICER, name="Olive Sample")


def test_accepting_leads_to_the_familys_record(desk, officer):
    referral = under_check(by=officer)
    for piece in referral.evidence.all():
        check(piece, by=officer)
    page = words(desk.opens(f"/referrals/{referral.pk}/accept/"))
    assert "2 problems are verified, and 2 are needed" in page
    response = desk.client.post(f"/referrals/{referral.pk}/accept/")
    referral = Referral.objects.get(pk=referral.pk)
    assert response.url == f"{referral.family.get_absolute_url()}?task=check"
    assert desk.client.post(f"/referrals/{referral.pk}/accept/").url == referral.get_absolute_url()
    assert "Open the family's record" in words(desk.opens(referral.get_absolute_url()))


def test_accepting_on_too_little_says_what_is_missing(desk, officer):
    referral = under_check(by=officer)
    assert "cannot be accepted on what is verified" in words(desk.opens(f"/referrals/{referral.pk}/accept/"))
    response = desk.client.post(f"/referrals/{referral.pk}/accept/")
    assert f"{referral} cannot be accepted on what is verified. The programme asks for" in words(response)


def test_returning_tells_the_referrer_and_goes_on_with_the_list(desk, officer, signed_in):
    referral = under_check(by=officer)
    path = f"/referrals/{referral.pk}/return/"
    page = words(desk.opens(path))
    assert "A safeguarding worry: passed to the front door Next: MARAT" in page
    assert "No dependent child Next: CAF" in page
    reason = desk.opens(path).context["form"].fields["reason"].queryset.get(code="not-confirmed")
    response = desk.fills(path, reason=reason.pk, explanation="The police know of nothing.")
    assert response.url == "/referrals/to-check/"
    page = words(signed_in(referral.made_by).get(referral.get_absolute_url()))
    assert "The evidence could not be confirmed" in page
    assert "The police know of nothing." in page


def test_a_return_needs_a_reason_and_words(desk, officer):
    referral = under_check(by=officer)
    page = words(desk.fills(f"/referrals/{referral.pk}/return/"))
    assert "Select why it is returned" in page
    assert "Enter what you want to tell the referrer" in page
    assert Referral.objects.get(pk=referral.pk).status == Referral.Status.CHECKING


def test_a_refused_return_is_told_in_a_sentence(desk, officer):
    referral = under_check(by=officer, child_at_risk=True)
    path = f"/referrals/{referral.pk}/return/"
    reason = desk.opens(path).context["form"].fields["reason"].queryset.first()
    assert "no report is known" in words(desk.fills(path, reason=reason.pk, explanation="So."))


def test_another_officer_is_told_that_it_was_decided(desk, officer, another_officer):
    referral = under_check(by=another_officer)
    reason = desk.opens(f"/referrals/{referral.pk}/return/").context["form"].fields["reason"].queryset.first()
    deciding.return_to_referrer(referral, by=another_officer, reason=reason, explanation="So.")
    response = desk.client.post(f"/referrals/{referral.pk}/accept/", follow=True)
    assert f"{referral} is not to be checked: it is returned." in words(response)
