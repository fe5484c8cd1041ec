"""Invented families, opened as an accepted referral opens them."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

import factory
from django.utils import timezone

from accounts.rules import KEYWORKER, PERFORMANCE_OFFICER
from eligibility.models import Indicator, Programme
from families.actions import AgreementTold, Contact, allocate, open_family, record_agreement
from families.actions.agreeing import WATCHED
from families.models import Agreement, Allocation, Answer, Family
from referrals.models import ReferralEvidence, ReferredPerson
from strongerfamilies.edits import fingerprint
from tests.accounts.factories import AgencyFactory, UserFactory

keys = count(1)
references = count(900_001)

AGREED = AgreementTold(to_support=Answer.YES, to_sharing=Answer.YES)
REFUSED = AgreementTold(
    to_support=Answer.NO, to_sharing=Answer.NO, lawful_basis="public task", authorised_by="Olga Example, manager"
)


def told(**facts):
    """Someone as a referrer tells of them."""
    return ReferredPerson(pk=next(keys), **facts)


def mother(**facts):
    return told(
        **{
            "given_name": "Petra",
            "family_name": "Sample",
            "date_of_birth": years_ago(34),
            "relationship": "mother",
            "lives_with_family": True,
            "parent_or_carer": True,
            **facts,
        }
    )


def child(**facts):
    given = {"given_name": "Robin", "family_name": "Sample", "date_of_birth": years_ago(9), "lives_with_family": True}
    return told(**{**given, **facts})


def fact(indicator="P3.1", *, person=None, **facts):
    """A piece of a referral's evidence."""
    indicator = Indicator.objects.get(code=indicator)
    facts.setdefault("observed_on", timezone.localdate() - timedelta(days=20))
    number = int(indicator.code[1])
    return ReferralEvidence(indicator=indicator, person_id=person and person.pk, problem_number=number, **facts)


def years_ago(years):
    """A birthday long enough past."""
    return timezone.localdate() - timedelta(days=years * 366)


class FamilyFactory(factory.Factory):
    """A family in the state in which acceptance leaves it; `agreement=REFUSED` leaves it to be asked."""

    class Meta:
        model = Family

    name = factory.Sequence(lambda n: f"The Samples of Lane {n}")
    people = factory.LazyFunction(lambda: [mother(), child()])
    evidence = ()
    contact = Contact(
        phone="07700 900123", safely="Text first, never call", address_lines="1 Invented Lane", postcode="M99 1ZZ"
    )
    account = "They asked for help themselves."
    agreement = AGREED
    notice = None
    origin = factory.LazyFunction(lambda: f"R-{next(references):06d}")
    by = factory.LazyFunction(lambda: UserFactory(role=PERFORMANCE_OFFICER))
    referred_by = factory.SubFactory(UserFactory)
    agency = factory.SubFactory(AgencyFactory)
    referred_on = factory.LazyFunction(timezone.localdate)
    problems_met = None
    programme = factory.LazyFunction(lambda: Programme.objects.get(code="phase2", status="in force"))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return open_family(**kwargs)


class HeldFamilyFactory(FamilyFactory):
    """A family with a keyworker: `keyworker=` somebody."""

    keyworker = factory.LazyFunction(lambda: UserFactory(role=KEYWORKER))

    @classmethod
    def _create(cls, model_class, *args, keyworker, **kwargs):
        family = super()._create(model_class, *args, **kwargs)
        give(family, keyworker, by=kwargs["by"])
        return Family.objects.get(pk=family.pk)


def seen_allocation(family):
    """What the page of allocation shows as the present keyworker."""
    return fingerprint(family.allocations.now().first() or Allocation(family=family), ("keyworker",))


def give(family, keyworker, *, by=None):
    by = by or UserFactory(role=PERFORMANCE_OFFICER)
    return allocate(family, keyworker=keyworker, by=by, seen=seen_allocation(family))


def seen_answers(family, person):
    """What the page of one member's agreement shows as their latest answers."""
    latest = family.agreements.filter(person=person).first() or Agreement(asked_on=None)
    return fingerprint(latest, WATCHED)


def say(family, person, answer, *, by=None, **answers):
    """One member answers for themselves, to both questions the same."""
    basis = {} if answer == Answer.YES else {"lawful_basis": "public task", "authorised_by": "Olga Example"}
    return record_agreement(
        family,
        person=person,
        by=by or UserFactory(role=PERFORMANCE_OFFICER),
        **{
            "to_support": answer,
            "to_sharing": answer,
            "asked_on": timezone.localdate(),
            "why_not_asked": "Unsafe" if answer == Answer.NOT_ASKED else "",
            "shared_with": [],
            "once": uuid4(),
            "seen": seen_answers(family, person),
            **basis,
            **answers,
        },
    )
