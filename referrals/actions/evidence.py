"""What the practitioner knows about each problem: evidence, "No: I asked or checked", or "I do not know" (H11)."""

from django.db import transaction

from accounts.actions import audit
from referrals.actions.drafts import lock_draft, must_be_assessable, still_there, write
from referrals.models import ReferralEvidence


@transaction.atomic
def answer_problem(referral, number, answer, *, by):
    """For a problem without evidence: "No: I asked or checked", or "I do not know"."""
    referral = lock_draft(referral)
    referral.answers.update_or_create(problem_number=number, defaults={"answer": answer})
    audit("referral.problem_answered", referral, by=by, fields=["answer"])


@transaction.atomic
def add_evidence(referral, asked, *, by, once, **fact):
    """Record a fact under an indicator that the programme asks about. The same `once` twice gives the same piece."""
    referral = lock_draft(referral)
    added = referral.evidence.filter(once=once).first()
    if added:
        return added
    number = asked.problem.number
    piece = ReferralEvidence(referral=referral, once=once, indicator=asked.indicator, problem_number=number)
    write("referral.evidence_added", piece, fact, referral=referral, by=by)
    referral.answers.filter(problem_number=number).delete()
    must_be_assessable(referral)
    return piece


@transaction.atomic
def change_evidence(piece, *, by, seen=None, **fact):
    """Put a fact right."""
    referral = lock_draft(piece.referral)
    piece = still_there(referral.evidence, piece)
    write("referral.evidence_changed", piece, fact, referral=referral, by=by, seen=seen)
    must_be_assessable(referral)
    return piece


@transaction.atomic
def remove_evidence(piece, *, by):
    """Take a fact off the draft. Already gone is well."""
    referral = lock_draft(piece.referral)
    removed, _ = referral.evidence.filter(pk=piece.pk).delete()
    if removed:
        audit("referral.evidence_removed", referral, by=by)
