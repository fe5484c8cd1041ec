"""A performance officer decides: the family is taken on, or the referral goes back with the reason."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from eligibility.models import Reason
from eligibility.rules import Outcome
from families.actions import AgreementTold, Contact, open_family
from families.models import Answer
from jobs.actions import write_message
from referrals.actions.checking import must_be_checked_by, must_be_verifiable_by
from referrals.actions.drafts import lock
from referrals.models import Decision, Referral, case_of
from strongerfamilies.moves import MoveNotAllowed


@transaction.atomic
def accept(referral, *, by):
    """Take the family on: open its record with its people, its evidence and what the referrer told.

    Only what was verified counts (E6). The second click of two finds it accepted, and changes nothing.
    """
    referral = lock(referral)
    if _was_decided(referral, Decision.Kind.ACCEPTED, by):
        return referral
    must_be_verifiable_by(referral, by)
    _refuse_unreported_worry(referral)
    case = case_of(referral)
    answer = case.verified().assess()
    if answer.outcome != Outcome.ELIGIBLE:
        raise MoveNotAllowed(" ".join([f"{referral} cannot be accepted on what is verified.", *answer.reasons]))
    referral.family = _open_family(referral, by=by, problems_met=[one.problem for one in answer.findings if one.met])
    return _decide(referral, Referral.Status.ACCEPTED, case, by=by)


@transaction.atomic
def return_to_referrer(referral, *, by, reason, explanation):
    """Send it back to whoever made it, with a coded reason and an explanation in plain words."""
    referral = lock(referral)
    if _was_decided(referral, Decision.Kind.RETURNED, by):
        return referral
    must_be_checked_by(referral, by)
    _refuse_unreported_worry(referral)
    if reason.kind != Reason.Kind.RETURNED or not reason.is_active:
        raise MoveNotAllowed(f"“{reason}” is no reason to return a referral. Choose one that is offered.")
    case = case_of(referral)
    return _decide(referral, Referral.Status.RETURNED, case, by=by, reason=reason, explanation=explanation)


def _was_decided(referral, kind, by):
    """Did this officer decide the same a moment ago?"""
    return Decision.objects.filter(referral=referral, kind=kind, by=by).exists()


def _refuse_unreported_worry(referral):
    """Decided, a referral leaves the list on which a child at risk is watched for (H4)."""
    if referral.worry_not_reported:
        raise MoveNotAllowed(
            "A child is at risk and no report is known. Record when, by whom and to whom, then decide."
        )


def _decide(referral, status, case, *, by, **why):
    referral.move_to(status)
    referral.save()
    Decision.objects.create(
        referral=referral,
        kind=Decision.Kind(status.value),
        by=by,
        programme=referral.programme,
        case=case.as_json(),
        findings=Decision.findings_of(case),
        **why,
    )
    write_message(f"referral-{status.value}", to=referral.made_by, about=referral)
    audit(f"referral.{status.value}", referral, by=by, fields=["status", "decision"])
    return referral


def _open_family(referral, *, by, problems_met):
    told = AgreementTold(
        to_support=Answer(referral.agrees_to_referral),
        to_sharing=Answer(referral.agrees_to_sharing),
        shared_with=referral.shared_with.all(),
        who_was_asked=referral.who_was_asked,
        why_not_asked=referral.why_not_asked,
        lawful_basis=referral.lawful_basis,
        authorised_by=referral.authorised_by,
    )
    contact = Contact(
        phone=referral.contact_phone,
        safely=referral.contact_safely,
        address_lines=referral.address_lines,
        postcode=referral.postcode,
    )
    return open_family(
        programme=referral.programme,
        name=referral.called,
        people=referral.people.all(),
        evidence=referral.evidence.all(),
        contact=contact,
        account=referral.account,
        agreement=told,
        notice=referral.notice,
        origin=referral.reference,
        by=by,
        referred_by=referral.made_by,
        agency=referral.agency,
        referred_on=timezone.localdate(referral.submitted_at),
        problems_met=problems_met,
    )
