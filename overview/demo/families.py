"""The demonstration's families that came before this product did: 54 of its 60, in every state a family can be in.

The other six are those of the accepted referrals.
"""

from dataclasses import dataclass
from datetime import date

from accounts.models import Agency, PrivacyNotice
from eligibility.models import Indicator, Programme, Reason
from families.actions import (
    AgreementTold,
    Contact,
    allocate,
    decline,
    give_notice,
    name_holding_worker,
    open_family,
    record_agreement,
)
from families.actions.agreeing import WATCHED
from families.models import Agreement, Allocation, Answer, Family, LawfulBasis
from overview.demo import around, further, notes, plans
from overview.demo.clock import at, days_ago
from overview.demo.households import Household, Invention
from overview.demo.telling import SOURCES, account_of, token
from referrals.models import ReferralEvidence, ReferredPerson
from strongerfamilies.edits import fingerprint

OFFICER = "Percy Double"
REFERRERS = ["Prue Lesson", "Hugh Bell", "Patsy Beat", "Pippa Cradle", "Paz Vacancy"]
KEYWORKERS = ["Kit Walker", "Kay Holding", "Kwame Rowe", "Kim Ladder"]


@dataclass(frozen=True)
class Stage:
    """How far the work with some families has come: how many of them, and how many days ago the first began."""

    name: str
    families: int
    days: int


STAGES = [
    Stage("plan in place", 12, 320),
    Stage("in review", 3, 300),
    Stage("paused", 2, 260),
    Stage("stepped up", 2, 240),
    Stage("stepped down", 2, 220),
    Stage("closed", 2, 285),
    Stage("back again", 1, 280),
    Stage("plan shared", 4, 120),
    Stage("plan begun", 6, 90),
    Stage("allocated", 4, 40),
    Stage("declined", 4, 80),
    Stage("awaiting allocation", 7, 45),
    Stage("to be asked", 3, 30),
    Stage("asked", 1, 28),
    Stage("not asked", 1, 26),
]
TO_BE_ASKED = {"to be asked", "asked", "not asked"}


class Caseload:
    """Opens the families one after another and takes each as far as its stage."""

    def __init__(self, council, invention: Invention):
        self.council = council
        self.invention = invention
        self.officer = council[OFFICER]
        self.indicators = {indicator.code: indicator for indicator in Indicator.objects.all()}
        self.programme = Programme.objects.newest_on(days_ago(0))
        self.notice = PrivacyNotice.objects.current()
        self.made = 0

    def load(self):
        for stage in STAGES:
            for place in range(stage.families):
                days = stage.days - place * (stage.days // (2 * stage.families))
                self._add(stage.name, days)

    def _add(self, stage, days):
        referrer = self.council[REFERRERS[self.made % len(REFERRERS)]]
        keyworker = self.council[KEYWORKERS[self.made % len(KEYWORKERS)]]
        self.made += 1
        day = days_ago(days)
        household = self.invention.household(day)
        with at(day):
            family = self._open(household, referrer, agreed=stage not in TO_BE_ASKED)
        if stage == "declined":
            self._declines(family, days_ago(days - 7))
        elif stage == "asked":
            further.ask(family, by=self.officer, days=days - 4)
        elif stage == "not asked":
            further.do_not_ask(family, by=self.officer, days=days - 4)
        elif stage == "awaiting allocation":
            self._keep_contact(family, keyworker, days_ago(days - 1))
        elif stage != "to be asked":
            self._work(family, keyworker, stage, days)

    def _work(self, family, keyworker, stage, days):
        self._begin(family, keyworker, days - 3)
        around.surround(family, keyworker=keyworker, days=days - 6, place=self.made)
        notes.write(family, keyworker=keyworker, days=days - 5, place=self.made)
        planned = "plan in place" if stage in further.AFTER_THE_PLAN else stage
        plans.load(family, keyworker=keyworker, stage=planned, days=days - 6, place=self.made)
        if planned == "plan in place":
            further.measure(family, keyworker=keyworker, days=days - 8)
        if stage in further.AFTER_THE_PLAN:
            further.AFTER_THE_PLAN[stage](family, by=keyworker)

    def _keep_contact(self, family, worker, day):
        """Every other family has somebody who keeps contact until there is a keyworker."""
        if self.made % 2:
            with at(day, hour=12):
                name_holding_worker(family, worker=worker, by=self.officer)

    def _open(self, household: Household, referrer, *, agreed) -> Family:
        people, evidence = self._copied(household, days_ago(0))
        return open_family(
            programme=self.programme,
            name=household.name,
            people=people,
            evidence=evidence,
            contact=Contact(
                phone=household.phone,
                safely="Text first; mornings after nine are best.",
                address_lines=household.address_lines,
                postcode=household.postcode,
            ),
            account=account_of(household),
            agreement=_agreement(household, agreed),
            notice=self.notice if agreed else None,
            origin=f"Paper {self.made:03}",
            by=self.officer,
            referred_by=referrer,
            agency=referrer.agency,
            referred_on=days_ago(0),
            problems_met=sorted(household.problems),
        )

    def _copied(self, household, day: date):
        """The household as rows of a referral that is not kept: these families were referred on paper."""
        people = [ReferredPerson(pk=place, **told) for place, told in enumerate(household.members)]
        evidence = [
            ReferralEvidence(
                indicator=self.indicators[piece.code],
                person_id=piece.member,
                problem_number=int(piece.code[1]),
                observed_on=piece.seen_on,
                value=piece.value,
                note=piece.note,
                found=ReferralEvidence.Found.VERIFIED,
                check_source=SOURCES[int(piece.code[1])],
                checked_on=day,
                checked_by=self.officer,
            )
            for piece in household.pieces
        ]
        return people, evidence

    def _declines(self, family, day):
        with at(day):
            code = ["enough-support", "no-need", "fear-of-social-care", "not-reached"][self.made % 4]
            reason = Reason.objects.get(kind=Reason.Kind.DECLINED, code=code)
            decline(family, reason=reason, by=self.officer)

    def _begin(self, family, keyworker, days):
        """A keyworker is allocated, visits, gives the notice, and hears from the mother herself that she agrees."""
        with at(days_ago(days), hour=9):
            unallocated = fingerprint(Allocation(family=family), ("keyworker",))
            allocate(family, keyworker=keyworker, by=self.officer, seen=unallocated)
        with at(days_ago(days - 2), hour=14):
            mother = family.people.order_by("pk").first()
            give_notice(
                family,
                people=[mother],
                notice=self.notice,
                given_on=days_ago(0),
                how="Handed over and read together",
                by=keyworker,
                once=token(),
            )
            record_agreement(
                family,
                person=mother,
                to_support=Answer.YES,
                to_sharing=Answer.YES,
                asked_on=days_ago(0),
                shared_with=Agency.objects.sharing_data(),
                by=keyworker,
                once=token(),
                seen=fingerprint(Agreement(asked_on=None), WATCHED),
            )


def _agreement(household, agreed) -> AgreementTold:
    mother = household.members[0]["given_name"]
    if agreed:
        yes = {"to_support": Answer.YES, "to_sharing": Answer.YES}
        return AgreementTold(who_was_asked=mother, shared_with=Agency.objects.sharing_data(), **yes)
    return AgreementTold(
        to_support=Answer.NOT_ASKED,
        to_sharing=Answer.NOT_ASKED,
        why_not_asked="She could not be reached before the referral was sent.",
        lawful_basis=LawfulBasis.PUBLIC_TASK,
        authorised_by="Designated safeguarding lead",
    )
