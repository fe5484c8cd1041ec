"""What is known of people, in the words in which two records are compared."""

from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.formats import date_format

from families.models.contact_way import ContactWay
from families.models.external_reference import ExternalReference
from families.models.family import Membership
from families.models.person import Person
from families.models.residence import Residence

Known = dict[str, tuple[str, ...]]


def homes_known_to(user):
    """Without every home that somebody of a record closed to this user shares."""
    return Residence.objects.not_shared_with(Membership.objects.present().of_closed_to(user))


def known_of(people: Iterable[Person], *, to) -> list[Known]:
    """For each person, values by what they are, as far as a user (`to`) may know. Five queries.

    A number is masked: two records never share one.
    """
    people = list(people)
    homes = homes_known_to(to).now().filter(withheld=False, not_known_by=None).select_related("address")
    prefetch_related_objects(
        people,
        Prefetch("residences", homes, to_attr="homes_to_compare"),
        Prefetch("contact_ways", ContactWay.objects.in_use(), to_attr="ways_to_compare"),
        Prefetch("external_references", ExternalReference.objects.in_use(), to_attr="references_to_compare"),
        "identifiers",
    )
    return [_known_of(person) for person in people]


def _known_of(person):
    born = date_format(person.date_of_birth, "j F Y") if person.date_of_birth else ""
    told = {
        "Name": (person.full_name, *person.previous_names.splitlines()),
        "Known as": (person.known_as,),
        "Date of birth": (born,),
        "Age": () if born else (person.age_in_words,),
        "Sex": (person.get_sex_display(),),
        "Language": (person.language,),
        "Home": tuple(str(home.address) for home in person.homes_to_compare),
        "Telephone or email": tuple(way.value for way in person.ways_to_compare),
        "Other systems' references": tuple(str(row) for row in person.references_to_compare),
        **{number.get_kind_display(): (number.masked,) for number in person.identifiers.all()},
    }
    return {what: tuple(value for value in values if value) for what, values in told.items()}
