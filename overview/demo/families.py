"""The demonstration's families that came before this product did: 54 of its 60, in every state a family can be in.

The other six are those of the accepted referrals.
"""

from dataclasses import dataclass
from datetime import date

from accounts.models import Agency, PrivacyNotice
from eligibility.models import Indicator, Programme, Reason
from families.actions import AgreementTold, Contact, allocate, decline, give_notice, open_family, record_agreement
from families.actions.agreeing import WATCHED
from families.models import Agreement, Allocation, Answer, Family, LawfulBasis
from overview.demo import plans
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
    Stage("plan in place", 24, 320),
    Stage("plan shared", 4, 120),
    Stage("plan begun", 6, 90),
    Stage("allocated", 4, 40),
    Stage("declined", 4, 80),
    Stage("awaiting allocation", 7, 45),
    Stage("to be asked", 5, 30),
]


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
            family = self._open(household, referrer, agreed=stage != "to be asked")
        if stage == "declined":
            self._declines(family, days_ago(days - 7))
        elif stage not in {"to be asked", "awaiting allocation"}:
            self._begin(family, keyworker, days - 3)
            plans.load(family, keyworker=keyworker, stage=stage, days=days - 6, place=self.made)

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
