"""What the practitioner reads of their referral once it is sent, checked and decided (H27, H39)."""

import pytest

from accounts.rules import KEYWORKER
from families.models import Answer
from referrals.actions import checking, deciding, writing
from tests.accounts.factories import UserFactory
from tests.families.factories import give
from tests.referrals.checks import check, under_check, verified
from tests.referrals.factories import a_full_draft, a_sent_referral
from tests.referrals.pages import words

pytestmark = pytest.mark.django_db


def read(signed_in, referral):
    return words(signed_in(referral.made_by).get(f"/referrals/{referral.pk}/"))


def test_while_it_waits_the_page_says_who_sent_it_and_what_comes_next(signed_in):
    sent = a_sent_referral()
    page = read(signed_in, sent)
    assert "Waiting to be checked" in page
    assert f"Sent by {sent.made_by.name} of {sent.agency.name}" in page
    assert "gets an e-mail when it is decided" in page


def test_while_it_is_checked_the_page_says_so(signed_in, officer):
    assert "Being checked" in read(signed_in, under_check(by=officer))


def test_what_the_check_finds_is_the_officers_until_it_is_decided(signed_in, officer):
    referral = under_check(by=officer)
    check(referral.evidence.first(), by=officer, found="not verified")
    page = read(signed_in, referral)
    assert "What the answers said when it was sent 2 of 6 met, 2 needed" in page
    assert "not confirmed" not in page


def test_once_accepted_the_keyworker_is_named_to_an_agency_the_family_agreed_to_h39(signed_in, officer):
    accepted = deciding.accept(verified(by=officer), by=officer)
    assert "keyworker's name stands here once there is one" in read(signed_in, accepted)
    give(accepted.family, UserFactory(role=KEYWORKER, name="Kofi Keyworker"), by=officer)
    assert "keyworker is Kofi Keyworker" in read(signed_in, accepted)


def test_without_agreement_to_share_the_keyworker_stays_unnamed_h27(signed_in, officer):
    draft = a_full_draft()
    answers = {"told": Answer.YES, "agrees_to_referral": Answer.YES, "agrees_to_sharing": Answer.NO}
    writing.record_agreement(draft, by=draft.made_by, **answers)
    writing.record_lawful_basis(draft, by=draft.made_by, lawful_basis="public task", authorised_by="Ada Lead")
    referral = under_check(by=officer, referral=writing.send(draft, by=draft.made_by))
    checking.decide_holding(referral, by=officer, may_be_held=True, held_because="Public task.")
    for piece in referral.evidence.all():
        check(piece, by=officer)
    accepted = deciding.accept(referral, by=officer)
    give(accepted.family, UserFactory(role=KEYWORKER, name="Kofi Keyworker"), by=officer)
    assert "Kofi Keyworker" not in read(signed_in, accepted)
