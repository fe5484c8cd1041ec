"""Finding people by what somebody typed, among those of whom they may know."""

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Value, When
from django.db.models.functions import ExtractYear

from families.models.account import ReferrersAccount
from families.models.allocation import Allocation
from families.models.comparing import AsDialled, PostcodeTidied
from families.models.contact_way import ContactWay
from families.models.evidence import Evidence
from families.models.external_reference import ExternalReference
from families.models.family import Family, Membership
from families.models.identifier import PersonIdentifier
from families.models.known import homes_known_to
from families.search_terms import Terms

BY_NAME = ("family_name", "given_name", "pk")


def people_found(terms: Terms, *, by, among=None):
    """Whom all the terms fit, the likest first, of the people that this user may know of.

    `among` are families to stay with; all, if left out. Each person has `known_in`, the memberships that the user may
    know of, and `homes_now`.
    """
    homes = homes_known_to(by)
    people = Family.objects.all() if among is None else among
    told_of = Membership.objects.filter(family__in=Family.objects.visible_to(by))
    homes_now = Prefetch("residences", homes.now().select_related("address"), to_attr="homes_now")
    return _fitting(people.people_known_to(by), terms, homes, told_of).prefetch_related(homes_now)


def _fitting(people, terms, homes, told_of):
    order = BY_NAME
    if terms.words:
        people, order = people.like(" ".join(terms.words)), ("-likeness", *BY_NAME)
    if terms.born_on:
        people = people.filter(date_of_birth__in=_either_way_round(terms.born_on))
        on_the_day = Case(When(date_of_birth=terms.born_on, then=Value(0)), default=Value(1))
        order = (on_the_day, *order)
    if terms.born_in:
        told_born_in = ExtractYear("age_told_on") - F("age_told") - 1
        people = people.alias(told_born_in=told_born_in).filter(_born_in(terms.born_in))
    if terms.postcode:
        there = homes.alias(tidied=PostcodeTidied("address__postcode")).filter(tidied__startswith=terms.postcode)
        people = people.filter(Exists(there.filter(person=OuterRef("pk"))))
    for keys in _keys_of(terms, told_of, homes):
        people = people.filter(pk__in=keys)
    return people.order_by(*order)


def _either_way_round(day):
    """The day, and the one with day and month the other way round."""
    return [day, day.replace(day=day.month, month=day.day)] if day.day <= 12 else [day]


def _born_in(year):
    """By the date of birth, else by the age that somebody told, which leaves two years open."""
    told = Q(date_of_birth=None, told_born_in__in=[year - 1, year])
    return Q(date_of_birth__year=year) | told


def _keys_of(terms, told_of, homes):
    """One list of people's keys for each thing that stands in a table of its own.

    What belongs to a whole family leads to its people by the memberships `told_of` alone: somebody who is in a hidden
    family as well is not found by its reference or telephone.
    """
    if terms.phone:
        own = ContactWay.objects.filter(kind=ContactWay.Kind.PHONE, digits=terms.phone)
        of_family = told_of.alias(dialled=AsDialled("family__contact_phone")).filter(dialled=terms.phone)
        yield _people(own).union(_people(of_family))
    if terms.family:
        yield _people(told_of.filter(family=terms.family))
    if terms.referral:
        told = ReferrersAccount.objects.filter(origin=terms.referral)
        yield _people(told_of.filter(family__in=told.order_by().values("family")))
    if terms.reference:
        yield _referred_to(terms.reference, told_of, homes)
    if terms.number:
        yield _people(PersonIdentifier.objects.standing_for(*terms.number))


def _referred_to(reference, told_of, homes):
    """The person or the family's people that another system, or a number of ours without its letters, stands for.

    A home's unique property reference number stands for whoever lives or lived there (H33).
    """
    named = ExternalReference.objects.filter(tidied=reference)
    families = named.filter(family__isnull=False).order_by().values("family")
    found = _people(named.filter(person__isnull=False)).union(_people(told_of.filter(family__in=families)))
    if reference.isdigit():
        found = found.union(_people(homes.filter(address__uprn=reference)))
    if reference.isdigit() and len(reference) <= 9:
        found = found.union(_people(told_of.filter(family=int(reference))))
    return found


def _people(rows):
    return rows.order_by().values("person")


def narrowed(families, *, problem=None, keyworker=None, team=None):
    """Those with evidence under a problem, with this keyworker, or with one of this team; whatever is given."""
    if problem:
        facts = Evidence.objects.filter(family=OuterRef("pk"), problem_number=problem, ended_on=None)
        families = families.filter(Exists(facts))
    if keyworker:
        families = families.held_by(keyworker)
    if team:
        families = families.filter(pk__in=Allocation.objects.now().filter(keyworker__team=team).values("family"))
    return families
