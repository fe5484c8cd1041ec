"""The demonstration's 25 referrals, in every state a referral can be in."""

from dataclasses import dataclass
from datetime import timedelta

from eligibility.models import Reason
from overview.demo.clock import at, days_ago
from overview.demo.households import Invention
from overview.demo.telling import Found, tell, token, verify
from referrals.actions import checking, deciding, people, writing
from referrals.models import Referral


@dataclass(frozen=True)
class Story:
    """One referral: who writes it, how many days ago, about which problems, and how far it comes."""

    by: str
    days: int
    problems: tuple[int, ...]
    agreement: str = "yes"
    at_risk: bool = False
    reported: bool = False


PRUE, HUGH, PATSY, PIPPA, PAZ, ALMA, KIM = (
    "Prue Lesson",
    "Hugh Bell",
    "Patsy Beat",
    "Pippa Cradle",
    "Paz Vacancy",
    "Alma Head",
    "Kim Ladder",
)
OLIVE, PERCY = "Olive Checkley", "Percy Double"

DRAFTS = [
    Story(PRUE, 3, (2, 3)),
    Story(PRUE, 1, (2,)),
    Story(PRUE, 0, (2, 5), at_risk=True),
    Story(PATSY, 6, (1, 5), at_risk=True),
]
SENT = [
    Story(PRUE, 9, (2, 3, 6)),
    Story(HUGH, 16, (1, 2), at_risk=True, reported=True),
    Story(PIPPA, 5, (5, 6), agreement="unsafe"),
    Story(PAZ, 12, (3, 4)),
    Story(KIM, 2, (4, 6)),
    Story(PATSY, 4, (1, 5), at_risk=True),
]
# (story, officer, problems checked so far)
BEING_CHECKED = [
    (Story(ALMA, 11, (2, 3, 4)), OLIVE, (2, 3)),
    (Story(HUGH, 8, (2, 6)), PERCY, ()),
    (Story(PIPPA, 7, (3, 6), agreement="no"), OLIVE, (3,)),
]
ACCEPTED = [
    Story(PRUE, 20, (2, 3, 4)),
    Story(HUGH, 24, (1, 2, 3)),
    Story(PIPPA, 30, (3, 6)),
    Story(PATSY, 34, (1, 5)),
    Story(KIM, 40, (3, 4, 6)),
    Story(PRUE, 46, (2, 4), agreement="no"),
]
# (story, reason, explanation)
RETURNED = [
    (Story(PRUE, 18, (2, 4)), "fewer-than-two-problems", "Attendance is 94% this year, so one problem of six is left."),
    (Story(HUGH, 28, (1, 2)), "outside-borough", "The family moved last month. We told you whom to ask there."),
    (Story(PAZ, 38, (4, 6)), "too-little-information", "Nobody could tell us more after two calls."),
    (Story(PIPPA, 50, (3, 6)), "social-care-leads", "A social worker holds a child protection plan already."),
]


def load_referrals(council: dict, invention: Invention):
    """Write all of them. Drafts first, so that their references are not the newest."""
    _barely_begun(council)
    _hardly_anything(council, invention)
    for story in DRAFTS:
        _tell(story, council, invention)
    for story in SENT:
        _send(story, council, invention)
    for story, officer, checked in BEING_CHECKED:
        _check(_send(story, council, invention), story, council[officer], checked)
    for place, story in enumerate(ACCEPTED):
        _accept(_send(story, council, invention), story, council[(OLIVE, PERCY)[place % 2]])
    for story, code, explanation in RETURNED:
        _return(_send(story, council, invention), story, council[PERCY], code, explanation)


def _barely_begun(council):
    """Only the first question is answered; then the telephone rang."""
    with at(days_ago(2)):
        writing.start(by=council[PAZ], once=token(), child_at_risk=False)


def _hardly_anything(council, invention):
    """An expected baby and its mother, who gave an age and no date of birth (H9, H15)."""
    day, by = days_ago(5), council[PIPPA]
    with at(day):
        referral = writing.start(by=by, once=token(), child_at_risk=False)
        told = {"given_name": "Tilly", "age_told": 17, "relationship": "mother", "parent_or_carer": True}
        people.add_person(referral, by=by, once=token(), lives_with_family=True, **told)
        people.add_person(referral, by=by, once=token(), due_on=day + timedelta(days=80), lives_with_family=True)
        writing.record_contact(referral, by=by, family_name="Tilly and baby", contact_safely="Text first.")


def _tell(story, council, invention) -> Referral:
    day = days_ago(story.days)
    household = invention.household(day, story.problems)
    with at(day, hour=8):
        by = council[story.by]
        referral = tell(household, by=by, agreement=story.agreement, child_at_risk=story.at_risk)
        if story.reported:
            report = {"reported_on": day, "reported_by": by.name, "reported_to": "Duty social worker"}
            writing.record_worry(referral, by=by, child_at_risk=True, **report)
        return referral


def _send(story, council, invention) -> Referral:
    referral = _tell(story, council, invention)
    with at(days_ago(story.days), hour=8, minute=20):
        return writing.send(referral, by=council[story.by])


def _check(referral, story, officer, checked):
    day = days_ago(max(story.days - 3, 0))
    with at(day, hour=9):
        referral = checking.start_checking(referral, by=officer)
        if referral.lacks_agreement:
            held = "The children's school asks for help with the family, and nobody is put at risk by holding it."
            checking.decide_holding(referral, by=officer, may_be_held=True, held_because=held)
        verify(referral, by=officer, on=day, only=checked)


def _accept(referral, story, officer):
    _check(referral, story, officer, range(1, 7))
    with at(days_ago(story.days - 4), hour=11):
        deciding.accept(referral, by=officer)


def _return(referral, story, officer, code, explanation):
    _check(referral, story, officer, ())
    day = days_ago(story.days - 5)
    with at(day, hour=15):
        if code == "fewer-than-two-problems":
            verify(referral, by=officer, on=day, found=Found.NOT_VERIFIED, only=(2,))
            verify(referral, by=officer, on=day, only=(4,))
        reason = Reason.objects.get(kind=Reason.Kind.RETURNED, code=code)
        deciding.return_to_referrer(referral, by=officer, reason=reason, explanation=explanation)
