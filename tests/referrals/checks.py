"""Referrals under an officer's check, brought there by the officer's own deeds."""

from django.utils import timezone

from referrals.actions import checking, writing
from referrals.models import ReferralEvidence
from tests.referrals.factories import a_draft, a_mother, a_person, a_piece, a_sent_referral, days_ago

Found = ReferralEvidence.Found
A_PROFESSIONAL = {
    "confirmed_by": "Dr Ann Specimen",
    "confirmed_role": "General practitioner",
    "confirmed_on": days_ago(3),
    "role_fits": True,
}


def under_check(*, by, referral=None, **sent):
    """Sent, and taken up by this officer."""
    return checking.start_checking(referral or a_sent_referral(**sent), by=by)


def check(piece, *, by, found=Found.VERIFIED, **said):
    """A piece checked with its school today."""
    told = {"check_source": "School's own register", "checked_on": timezone.localdate(), **said}
    return checking.check_piece(piece, by=by, found=found, **told)


def verified(*, by, referral=None, **sent):
    """Under check, with every piece verified."""
    referral = under_check(by=by, referral=referral, **sent)
    for piece in referral.evidence.all():
        check(piece, by=by)
    return referral


def sent_without_agreement():
    """The family was not asked; the lawful basis is given."""
    draft = a_draft()
    not_asked = dict.fromkeys(("told", "agrees_to_referral", "agrees_to_sharing"), "not asked")
    writing.record_agreement(draft, by=draft.made_by, **not_asked)
    writing.record_lawful_basis(
        draft,
        by=draft.made_by,
        lawful_basis="safeguarding",
        authorised_by="Dora Specimen, safeguarding lead",
        why_not_asked="He reads every letter.",
    )
    a_mother(draft)
    a_piece(draft, "P2.1", a_person(draft), value=14)
    a_piece(draft, "P5.3")
    writing.record_contact(draft, by=draft.made_by, contact_safely="Do not make contact.")
    return writing.send(draft, by=draft.made_by)


def sent_with_gaps():
    """E11: one problem is met, another lacks its figure; and a child whose age nobody knows."""
    draft = a_draft()
    yes = dict.fromkeys(("told", "agrees_to_referral", "agrees_to_sharing"), "yes")
    writing.record_agreement(draft, by=draft.made_by, **yes)
    a_mother(draft)
    child = a_person(draft, date_of_birth=None, role="child")
    a_piece(draft, "P2.2", child)
    a_piece(draft, "P5.3")
    writing.record_contact(draft, by=draft.made_by, contact_safely="Ring after six.")
    return writing.send(draft, by=draft.made_by)
