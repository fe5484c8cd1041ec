"""Invented referrals, made by the actions that people's own deeds call."""

import uuid
from datetime import date, timedelta

from django.utils import timezone

from accounts import rules
from accounts.models import Agency
from families.models import Answer
from referrals.actions import evidence, people, writing
from tests.accounts.factories import UserFactory


def days_ago(days) -> date:
    return timezone.localdate() - timedelta(days=days)


def a_draft(*, by=None, child_at_risk=False):
    """Started, and nothing more."""
    by = by or UserFactory(role=rules.PRACTITIONER)
    return writing.start(by=by, once=uuid.uuid4(), child_at_risk=child_at_risk)


def a_person(referral, **told):
    """Rowan Example, nine years old and at home, unless told otherwise."""
    known = {"given_name": "Rowan", "family_name": "Example", "date_of_birth": days_ago(9 * 366)}
    told = {**known, "relationship": "son", "lives_with_family": True, **told}
    return people.add_person(referral, by=referral.made_by, once=uuid.uuid4(), **told)


def a_mother(referral, **told):
    """Marge Example, the parent at home."""
    known = {"given_name": "Marge", "relationship": "mother", "date_of_birth": date(1990, 5, 1)}
    return a_person(referral, **{**known, "parent_or_carer": True, **told})


def a_piece(referral, code, person=None, **fact):
    """Evidence under an indicator, seen yesterday unless told otherwise."""
    asked = referral.programme.indicators.select_related("indicator", "problem").get(indicator__code=code)
    fact = {"person": person, "observed_on": days_ago(1), **fact}
    return evidence.add_evidence(referral, asked, by=referral.made_by, once=uuid.uuid4(), **fact)


def agreed(referral, *, agencies=None):
    """The family was told and agrees to everything."""
    yes = dict.fromkeys(("told", "agrees_to_referral", "agrees_to_sharing"), Answer.YES)
    shared_with = Agency.objects.filter(pk=referral.agency_id) if agencies is None else agencies
    return writing.record_agreement(referral, by=referral.made_by, shared_with=shared_with, **yes)


def a_full_draft(*, by=None, child_at_risk=False):
    """Everything answered and eligible: a boy who misses school, and police called to the home."""
    referral = a_draft(by=by, child_at_risk=child_at_risk)
    agreed(referral)
    rowan = a_person(referral)
    a_mother(referral)
    a_piece(referral, "P2.1", rowan, value=14)
    a_piece(referral, "P5.3")
    by = referral.made_by
    writing.record_account(referral, by=by, account="Rowan is often home in the morning.")
    return writing.record_contact(referral, by=by, family_name="Example", contact_safely="Text first.")


def a_sent_referral(*, by=None, child_at_risk=False):
    """The same, sent."""
    draft = a_full_draft(by=by, child_at_risk=child_at_risk)
    return writing.send(draft, by=draft.made_by)
