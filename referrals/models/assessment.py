"""A referral put to the eligibility rule: what it holds, as the rule reads it, and the answer."""

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from eligibility import rules
from families.models import Case, person_as_rule
from referrals.models.evidence import Answered, ReferralEvidence


def case_of(referral, *, on=None) -> Case:
    """The referral as the rule reads it, today unless told otherwise. Positions of evidence are those of the rows."""
    on = on or timezone.localdate()
    read_whole(referral)
    pieces = referral.evidence.all()
    return Case(
        programme=referral.programme.as_rule(),
        on=on,
        people=tuple(_person(person, pieces, on) for person in referral.people.all()),
        evidence=tuple(row.as_rule(row.subject, row.verified) for row in pieces),
        answered_no=tuple(row.problem_number for row in referral.answers.all() if row.answer == Answered.Answer.NO),
    )


def assess(referral, *, verified_only=False, on=None) -> rules.Assessment:
    """What the rule says of the referral, or of its verified evidence only."""
    case = case_of(referral, on=on)
    return (case.verified() if verified_only else case).assess()


def read_whole(referral):
    """People, evidence and answers of the referral, read once in three queries and kept on it."""
    evidence = Prefetch("evidence", ReferralEvidence.objects.select_related("indicator", "person", "checked_by"))
    prefetch_related_objects([referral], "people", evidence, "answers")


def _person(person, pieces, on) -> rules.Person:
    """Asked how old they are today and on every day that something was seen."""
    days = {on, *(row.observed_on for row in pieces if row.person_id == person.pk)}
    return person_as_rule(person, person, key=person.key, name=person.called, days=days)
