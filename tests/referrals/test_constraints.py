"""What the database refuses about referrals, their people and evidence, changes and decisions.

Each row stands as it is made here; one change of it is what must never be.
"""

from datetime import date

import pytest
from django.utils import timezone

from accounts.rules import PERFORMANCE_OFFICER
from eligibility.models import Reason
from families.models import Family
from referrals.models import Answered, Change, Decision
from tests.accounts.factories import UserFactory
from tests.referrals.checks import A_PROFESSIONAL, under_check
from tests.referrals.factories import a_draft, a_mother, a_person, a_piece, a_sent_referral
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

DAY, DAY_BEFORE = date(2021, 5, 4), date(2021, 5, 3)
NOW = timezone.now()


def an_officer():
    return UserFactory(role=PERFORMANCE_OFFICER)


def a_draft_at_risk():
    return a_draft(child_at_risk=True)


def a_referral_under_check():
    return under_check(by=an_officer())


def a_referred_mother():
    return a_mother(a_draft())


def a_piece_of_a_draft():
    return a_piece(a_draft(), "P5.3", since=DAY, observed_on=DAY, ended_on=DAY)


def a_checked_piece():
    """A judgement that its professional confirmed."""
    draft = a_draft()
    piece = a_piece(draft, "P5.3")
    checked = {"found": "verified", "check_source": "Register", "checked_on": DAY, "checked_by": an_officer()}
    draft.evidence.update(**checked, **A_PROFESSIONAL)
    piece.refresh_from_db()
    return piece


@pytest.mark.parametrize(
    ("constraint", "make", "wrong"),
    [
        ("referral_sent_has_its_day", a_draft, {"submitted_at": NOW}),
        ("referral_sent_has_its_day", a_sent_referral, {"submitted_at": None}),
        ("referral_checking_has_an_officer", a_referral_under_check, {"checked_by": None}),
        ("referral_checking_has_an_officer", a_referral_under_check, {"checking_since": None}),
        ("referral_holding_decided_by_whom_when_why", a_draft, {"may_be_held": True}),
        ("referral_holding_decided_by_whom_when_why", a_draft, {"held_because": "A child may be hurt."}),
        ("referral_holding_decided_by_whom_when_why", a_draft, {"held_decided_at": NOW}),
        ("referral_accepted_has_a_family", a_referral_under_check, {"status": "accepted"}),
        ("referral_report_says_when_by_whom_to_whom", a_draft_at_risk, {"reported_on": DAY}),
        ("referral_report_says_when_by_whom_to_whom", a_draft_at_risk, {"reported_by": "Mrs Specimen"}),
        ("referral_report_says_when_by_whom_to_whom", a_draft_at_risk, {"reported_to": "The front door"}),
        ("referral_worry_has_its_moment", a_draft_at_risk, {"worried_at": None}),
        ("referral_worry_has_its_moment", a_draft, {"worried_at": NOW}),
        ("referredperson_unborn_has_no_name_or_sex", a_referred_mother, {"due_on": DAY}),
        ("referredperson_age_told_with_its_date", a_referred_mother, {"age_told": 34}),
        ("referredperson_age_told_with_its_date", a_referred_mother, {"age_told_on": DAY}),
        ("referralevidence_since_before_last_known", a_piece_of_a_draft, {"observed_on": DAY_BEFORE}),
        ("referralevidence_ends_after_last_known", a_piece_of_a_draft, {"ended_on": DAY_BEFORE}),
        ("referralevidence_missed_of_possible", a_piece_of_a_draft, {"sessions_missed": 5}),
        ("referralevidence_missed_of_possible", a_piece_of_a_draft, {"sessions_possible": 5, "sessions_missed": 6}),
        ("evidence_check_says_who_when_and_where", a_checked_piece, {"found": ""}),
        ("evidence_check_says_who_when_and_where", a_checked_piece, {"check_source": ""}),
        ("evidence_check_says_who_when_and_where", a_checked_piece, {"checked_on": None}),
        ("evidence_check_says_who_when_and_where", a_checked_piece, {"checked_by": None}),
        ("evidence_confirmed_by_whom_in_which_role_when", a_checked_piece, {"confirmed_by": ""}),
        ("evidence_confirmed_by_whom_in_which_role_when", a_checked_piece, {"confirmed_role": ""}),
        ("evidence_confirmed_by_whom_in_which_role_when", a_checked_piece, {"confirmed_on": None}),
        ("evidence_confirmed_by_whom_in_which_role_when", a_checked_piece, {"role_fits": False}),
    ],
)
def test_a_referral_never_contradicts_itself(constraint, make, wrong):
    row = make()
    with refused_by(constraint):
        type(row).objects.filter(pk=row.pk).update(**wrong)


def test_only_an_accepted_referral_has_a_family():
    draft = a_draft()
    with refused_by("referral_accepted_has_a_family"):
        type(draft).objects.filter(pk=draft.pk).update(family=Family.objects.create(name="The Samples"))


def test_a_problem_is_answered_once():
    draft = a_draft()
    Answered.objects.create(referral=draft, problem_number=1, answer="no")
    with refused_by("problem_answered_once"):
        Answered.objects.create(referral=draft, problem_number=1, answer="not known")
    Answered.objects.create(referral=draft, problem_number=2, answer="not known")


# Rows that never change: what is wrong with them is wrong from the first


def a_change(**changed):
    draft = a_draft()
    given = {"person": a_person(draft), "before": {}, "after": {}, "told_by": "Mr Sample", "by": an_officer()}
    return Change.objects.create(referral=draft, **given | changed)


def a_decision(**changed):
    draft = a_draft()
    reason = Reason.objects.offered(Reason.Kind.RETURNED)[0]
    given = {"kind": "returned", "reason": reason, "programme": draft.programme, "case": {}, "findings": {}}
    return Decision.objects.create(referral=draft, by=an_officer(), **given | changed)


def test_a_change_is_about_one_person_or_one_piece_and_says_who_told_it():
    with refused_by("change_is_about_a_person_or_a_piece"):
        a_change(person=None)
    with refused_by("change_is_about_a_person_or_a_piece"):
        a_change(evidence=a_piece_of_a_draft())
    with refused_by("change_says_who_told_it"):
        a_change(told_by="")
    a_change(person=None, evidence=a_piece_of_a_draft())


def test_a_referral_is_returned_for_a_reason_and_accepted_without_one():
    with refused_by("decision_returned_with_a_reason"):
        a_decision(reason=None)
    with refused_by("decision_returned_with_a_reason"):
        a_decision(kind="accepted")
    a_decision(kind="accepted", reason=None)


@pytest.mark.parametrize(
    ("trigger", "make", "change"),
    [
        ("Change.immutable", a_change, {"told_by": "Somebody else"}),
        ("Decision.immutable", a_decision, {"explanation": "Another one"}),
    ],
)
def test_what_was_changed_or_decided_is_not_rewritten(trigger, make, change):
    row = make()
    rows = type(row).objects.filter(pk=row.pk)
    for rewrite in (lambda: rows.update(**change), rows.delete):
        with refused_by(trigger):
            rewrite()
