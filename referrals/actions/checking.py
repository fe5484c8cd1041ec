"""A performance officer checks a referral: takes it up, verifies each piece of evidence, completes what is missing."""

from django.db import transaction
from django.utils import timezone

from eligibility.told import needs_a_professional
from referrals.actions.drafts import lock, must_be_assessable, write
from referrals.models import Change, Referral, ReferralEvidence
from strongerfamilies.moves import MoveNotAllowed

Found = ReferralEvidence.Found
NOBODY = {"confirmed_by": "", "confirmed_role": "", "confirmed_on": None, "role_fits": None}


@transaction.atomic
def start_checking(referral, *, by):
    """Take the referral up: it is this officer's until it is decided or handed back. Twice is the same as once."""
    referral = lock(referral)
    if referral.is_checked_by(by):
        return referral
    if referral.is_being_checked:
        raise MoveNotAllowed(referral.taken)
    referral.move_to(Referral.Status.CHECKING)
    taken = {"checked_by": by, "checking_since": timezone.now()}
    return write("referral.check_started", referral, taken, referral=referral, by=by)


@transaction.atomic
def hand_back(referral, *, by):
    """Put the referral back into the list with all that was found. Any officer may: who took it may have fallen ill."""
    referral = lock(referral)
    if referral.status == Referral.Status.SUBMITTED:
        return referral
    if not referral.is_being_checked:
        raise MoveNotAllowed(f"{referral} is not being checked: it is {referral.get_status_display().lower()}.")
    referral.move_to(Referral.Status.SUBMITTED)
    free = {"checked_by": None, "checking_since": None}
    return write("referral.handed_back", referral, free, referral=referral, by=by)


@transaction.atomic
def decide_holding(referral, *, by, may_be_held, held_because, seen=None):
    """Without the family's agreement this comes first: may we hold what was sent at all, and why (H16)?"""
    referral = lock(referral)
    must_be_checked_by(referral, by)
    if not referral.lacks_agreement:
        raise MoveNotAllowed(f"The family agreed to {referral}, so whether it may be held is no question.")
    decided = {"may_be_held": may_be_held, "held_because": held_because}
    if not _differing(referral, decided):
        return referral
    who_and_when = {"held_decided_by": by, "held_decided_at": timezone.now()}
    return write(
        "referral.holding_decided", referral, decided, referral=referral, by=by, seen=seen, follows=who_and_when
    )


@transaction.atomic
def check_piece(piece, *, by, found, check_source, checked_on, seen=None, facts=None, **confirmation):
    """Say what the check of one piece found, where and when.

    `confirmation` is who made a judgement or confirmed a health fact, in which role, when, and that the role fits
    (H14). `facts` are what the source says instead of what was sent: `value`, `observed_on`.
    """
    referral = lock(piece.referral)
    must_be_verifiable_by(referral, by)
    piece = referral.evidence.select_related("indicator", "person").get(pk=piece.pk)
    put_right = _put_right(piece, facts or {}) if found == Found.VERIFIED else {}
    checked = {
        "found": found,
        "check_source": check_source,
        "checked_on": checked_on,
        **_confirmation(referral, piece, found, confirmation),
        "value": put_right.get("value", piece.value),
        "observed_on": put_right.get("observed_on", piece.observed_on),
    }
    if not _differing(piece, checked):
        return piece
    _keep_change(referral, put_right, told_by=check_source, by=by, evidence=piece)
    follows = {**put_right, "checked_by": by}
    write("referral.evidence_checked", piece, checked, referral=referral, by=by, seen=seen, follows=follows)
    must_be_assessable(referral)
    return piece


@transaction.atomic
def complete_person(person, *, by, told_by, seen=None, **told):
    """Complete or put right what is known of somebody, and keep who told it."""
    referral = lock(person.referral)
    must_be_verifiable_by(referral, by)
    person = referral.people.get(pk=person.pk)
    told_otherwise = _differing(person, told)
    if not told_otherwise:
        return person
    _keep_change(referral, told_otherwise, told_by=told_by, by=by, person=person)
    write("referral.person_completed", person, told, referral=referral, by=by, seen=seen)
    must_be_assessable(referral)
    return person


def must_be_checked_by(referral, by):
    """This officer must be the one who checks it. Raises MoveNotAllowed."""
    if not referral.is_being_checked:
        raise MoveNotAllowed(f"Start checking {referral} first: it is {referral.get_status_display().lower()}.")
    if not referral.is_checked_by(by):
        raise MoveNotAllowed(referral.taken)


def must_be_verifiable_by(referral, by):
    """The same; and it must be settled that it may be held. Raises MoveNotAllowed."""
    must_be_checked_by(referral, by)
    if not referral.may_be_verified:
        raise MoveNotAllowed(referral.why_not_verified)


def _confirmation(referral, piece, found, given):
    """H14: a professional's judgement or health fact is verified by the professional alone. Else nothing is kept."""
    sign = referral.programme.indicators.get(indicator=piece.indicator)
    if found != Found.VERIFIED or not needs_a_professional(sign.kind, piece.problem_number):
        return NOBODY
    if not all(given.get(name) for name in NOBODY):
        raise MoveNotAllowed(
            f"“{piece.indicator.label}” can only be verified by a professional whose role fits: "
            "say who, their role and the date. Until then, choose “Could not be checked”."
        )
    return {name: given[name] for name in NOBODY}


def _differing(row, answers):
    """What the row does not say yet. Nothing: then it is the second click of two."""
    return {name: value for name, value in answers.items() if getattr(row, name) != value}


def _put_right(piece, facts):
    """What the source says otherwise. Another figure leaves the sessions it was worked out from behind."""
    put_right = _differing(piece, facts)
    if "value" in put_right:
        put_right |= _differing(piece, {"sessions_possible": None, "sessions_missed": None})
    return put_right


def _keep_change(referral, after, *, told_by, by, **about):
    """Keep what was told before beside what is told now."""
    (row,) = about.values()
    if after:
        before = {name: getattr(row, name) for name in after}
        Change.objects.create(referral=referral, before=before, after=after, told_by=told_by, by=by, **about)
