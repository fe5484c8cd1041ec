"""Opening a family's record from what a referral told. Everything is copied: the record never asks a referral again."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import Agency
from families.actions.stages import begin, enter
from families.models import (
    Address,
    Agreement,
    Answer,
    Belonging,
    Episode,
    Evidence,
    Fact,
    Family,
    Membership,
    NoticeGiven,
    Person,
    PersonTold,
    ReferrersAccount,
    Residence,
)
from families.rules import withheld_at_first


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Where a family is, and how to reach it without harm."""

    phone: str = ""
    safely: str = ""
    address_lines: str = ""
    postcode: str = ""


@dataclass(frozen=True, kw_only=True)
class AgreementTold:
    """What the referrer said of the family's agreement (H16)."""

    to_support: Answer
    to_sharing: Answer
    shared_with: Iterable[Agency] = ()
    who_was_asked: str = ""
    why_not_asked: str = ""
    lawful_basis: str = ""
    authorised_by: str = ""


@transaction.atomic
def open_family(
    *,
    programme,
    name,
    people,
    evidence,
    contact,
    account,
    agreement,
    notice,
    origin,
    by,
    referred_by,
    agency,
    referred_on,
    problems_met=None,
) -> Family:
    """Open a family's record: its people, evidence, the referrer's account, agreement, and time on the programme.

    `people` tell a person and how they belong, `evidence` are facts with what the check found; `notice` is the version
    the family was given, or None. `origin` is the referral's reference. Agreed, it waits for a keyworker.
    `problems_met` are the numbers of those that the screening found, which ended today (H44); None: there was none.
    """
    family = Family.objects.create(name=name, contact_phone=contact.phone, contact_safely=contact.safely)
    members = {told.pk: _join(family, told, on=referred_on) for told in people}
    _settle(contact, [members[told.pk] for told in people if told.lives_with_family], since=referred_on)
    for fact in evidence:
        _copy_fact(fact, family=family, person=members.get(fact.person_id), origin=origin, recorded_by=referred_by)
    referral = {"family": family, "told_by": referred_by, "agency": agency, "on": referred_on}
    _keep_account(account, notice, origin=origin, **referral)
    told = _copy_agreement(agreement, **referral)
    screened = {} if problems_met is None else {"screened_on": timezone.localdate(), "problems_met": problems_met}
    episode = begin(family, programme=programme, by=by, **screened)
    if told.to_support == Answer.YES:
        enter(episode, Episode.Status.AWAITING_ALLOCATION, by=by)
    audit("family.opened", family, by=by)
    return family


def _values(row, kind):
    """What an abstract model says of a row, by column."""
    return {field.attname: getattr(row, field.attname) for field in kind._meta.fields}


def _join(family, told, *, on):
    """Someone the referrer told of becomes a person on the record and a member of the family."""
    person = Person.objects.create(**_values(told, PersonTold))
    Membership.objects.create(family=family, person=person, joined_on=on, **_values(told, Belonging))
    return person


def _settle(contact, people, *, since):
    """Give those who are said to live with the family its address as their main home."""
    if not (contact.address_lines or contact.postcode):
        return
    address = Address.objects.create(lines=contact.address_lines, postcode=contact.postcode)
    for person in people:
        if not person.is_unborn:
            Residence.objects.create(person=person, address=address, starts_on=since)


def _copy_fact(fact, *, family, person, origin, recorded_by):
    """A fact with its provenance. Anything about domestic abuse is withheld until a worker releases it (H1)."""
    Evidence.objects.create(
        **_values(fact, Fact),
        family=family,
        person=person,
        problem_number=fact.problem_number,
        origin=origin,
        recorded_by=recorded_by,
        verified=fact.verified,
        verified_source=fact.check_source,
        verified_on=fact.checked_on,
        verified_by_id=fact.checked_by_id,
        confirmed_by=fact.confirmed_by,
        confirmed_role=fact.confirmed_role,
        confirmed_on=fact.confirmed_on,
        withheld=withheld_at_first(fact.problem_number),
    )


def _keep_account(account, notice, *, origin, family, told_by, agency, on):
    """What the referrer wrote, and which privacy notice they gave, if they gave one."""
    ReferrersAccount.objects.create(
        family=family, origin=origin, referred_by=told_by, agency_name=agency.name, referred_on=on, text=account
    )
    if notice:
        NoticeGiven.objects.create(family=family, notice=notice, given_on=on, how="By the referrer", given_by=told_by)


def _copy_agreement(agreement, *, family, told_by, agency, on):
    told = Agreement.objects.create(
        family=family,
        told_by=f"{told_by.name}, {agency.name}",
        who_was_asked=agreement.who_was_asked,
        to_support=agreement.to_support,
        to_sharing=agreement.to_sharing,
        why_not_asked=agreement.why_not_asked,
        lawful_basis=agreement.lawful_basis,
        authorised_by=agreement.authorised_by,
        asked_on=on,
        recorded_by=told_by,
    )
    told.shared_with.set(agreement.shared_with)
    return told
