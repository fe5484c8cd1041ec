"""A practitioner writes a referral: from the first question to sending it. Every save is a saved draft."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import PrivacyNotice
from eligibility.models import Programme
from families.models import Answer
from referrals.actions.drafts import lock, lock_draft, must_be_draft, write
from referrals.models import Referral, assess
from strongerfamilies.edits import check_seen
from strongerfamilies.moves import MoveNotAllowed


@transaction.atomic
def start(*, by, once, child_at_risk):
    """Open a draft with the answer to the first question. The same `once` twice gives the same draft."""
    if by.agency is None:
        raise MoveNotAllowed("Your sign-in belongs to no agency yet. Ask the performance officers to add yours.")
    started = {
        "agency": by.agency,
        "programme": Programme.objects.newest_on(timezone.localdate()),
        "child_at_risk": child_at_risk,
        "worried_at": timezone.now() if child_at_risk else None,
    }
    referral, is_new = Referral.objects.get_or_create(made_by=by, once=once, defaults=started)
    if is_new:
        audit("referral.started", referral, by=by, fields=started)
    return referral


@transaction.atomic
def record_worry(referral, *, by, child_at_risk, reported_on=None, reported_by="", reported_to="", seen=None):
    """Is a child at risk now, and when, by whom and to whom was it reported (H4)? Asked until a decision is made."""
    referral = lock(referral)
    if referral.is_decided:
        raise MoveNotAllowed(f"{referral} was decided. Tell the front door about the worry at once.")
    asked = {
        "child_at_risk": child_at_risk,
        "reported_on": reported_on,
        "reported_by": reported_by,
        "reported_to": reported_to,
    }
    since = {"worried_at": (referral.worried_at or timezone.now()) if child_at_risk else None}
    return write("referral.worry_recorded", referral, asked, referral=referral, by=by, seen=seen, follows=since)


@transaction.atomic
def record_agreement(referral, *, by, told, agrees_to_referral, agrees_to_sharing, shared_with=(), seen=None):
    """What the family was told and agrees to: three questions apart (H16). Told means with the notice of the day."""
    referral = lock_draft(referral)
    if seen is not None:
        check_seen(referral, Referral.AGREEMENT, seen)
    asked = {"told": told, "agrees_to_referral": agrees_to_referral, "agrees_to_sharing": agrees_to_sharing}
    referral.shared_with.set(shared_with if agrees_to_sharing == Answer.YES else ())
    follows = {"notice": (referral.notice or PrivacyNotice.objects.current()) if told == Answer.YES else None}
    if set(asked.values()) == {Answer.YES}:
        follows |= dict.fromkeys(Referral.LAWFUL_BASIS, "")  # with agreement to everything it leans on nothing else
    return write("referral.agreement_recorded", referral, asked, referral=referral, by=by, follows=follows)


@transaction.atomic
def record_lawful_basis(referral, *, by, lawful_basis, authorised_by, why_not_asked="", seen=None):
    """On what the referral rests where the family did not agree, and who authorised it (H16)."""
    asked = {"lawful_basis": lawful_basis, "authorised_by": authorised_by, "why_not_asked": why_not_asked}
    return _answer("referral.lawful_basis_recorded", referral, asked, by=by, seen=seen)


@transaction.atomic
def record_contact(referral, *, by, seen=None, **contact):
    """What the family goes by, where they live, and how it is safe to reach them."""
    return _answer("referral.contact_recorded", referral, contact, by=by, seen=seen)


@transaction.atomic
def record_account(referral, *, by, account, seen=None):
    """What is happening, in the referrer's words."""
    return _answer("referral.account_recorded", referral, {"account": account}, by=by, seen=seen)


def _answer(deed, referral, asked, *, by, seen):
    referral = lock_draft(referral)
    return write(deed, referral, asked, referral=referral, by=by, seen=seen)


@transaction.atomic
def send(referral, *, by):
    """Send it to the performance officers, when nothing is missing and the rule allows it (E11).

    The second click of two finds it sent, and changes nothing.
    """
    referral = lock(referral)
    if referral.status == Referral.Status.SUBMITTED:
        return referral
    must_be_draft(referral)
    assessment = assess(referral)
    refusals = referral.still_to_answer() or (() if assessment.may_be_sent else assessment.reasons)
    if refusals:
        raise MoveNotAllowed(" ".join(refusals))
    referral.move_to(Referral.Status.SUBMITTED)
    referral.submitted_at = timezone.now()
    referral.answer_as_sent = assessment.as_json()
    referral.save()
    audit("referral.sent", referral, by=by, fields=["status", "submitted_at", "answer_as_sent"])
    return referral
