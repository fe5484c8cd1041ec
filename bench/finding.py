"""Two hundred misspelt names: is the right person among the first five, and how long does it take?

The people are drawn at random, so that their names are as usual as they are in the table. A search holds both names
with one slip. Where more than five people bear exactly this name, no search could tell them apart: then a caseworker
adds what they know, in turn the date of birth, the year of birth, or the postcode; and the date of birth where the year
or the postcode still leaves more than five.
"""

from dataclasses import dataclass
from random import Random
from statistics import median, quantiles

from django.contrib.admin import ModelAdmin, site
from django.utils import timezone

from bench.misspelling import KINDS, misspell
from bench.people import officer
from bench.visiting import time_of
from families.models import Person, people_found
from families.search_terms import terms_in

QUERIES, SEED, FIRST, ADMIN_EVERY = 200, 7, 5, 20
COMMON = 5


@dataclass(frozen=True)
class Search:
    text: str
    person: int
    kind: str
    added: str


class PlainPersonAdmin(ModelAdmin):
    """Django admin's own search over the same table."""

    search_fields = Person.NAME_COLUMNS


def misspelt_searches(queries) -> list[Search]:
    random = Random(SEED)
    oldest, newest = Person.objects.earliest("pk").pk, Person.objects.latest("pk").pk
    searches = []
    while len(searches) < queries:
        people = Person.objects.filter(pk=random.randint(oldest, newest), date_of_birth__isnull=False)
        if person := people.exclude(given_name="").first():
            searches.append(_search(random, person, len(searches)))
    return searches


def _search(random, person, place):
    kind = KINDS[place % len(KINDS)]
    text = misspell(random, kind, person.given_name, person.family_name)
    born, added = person.date_of_birth, ""
    if _bearers(person) > COMMON:
        home = person.residences.first()
        told = [("date of birth", f"{born:%d/%m/%Y}"), ("year", f"{born.year}"), ("postcode", home.address.postcode)]
        added, fact = told[place % 3]
        if _bearers(person, fact) > COMMON:
            added, fact = told[0]
        text = f"{text} {fact}"
    return Search(text=text, person=person.pk, kind=kind, added=added)


def _bearers(person, fact=""):
    """How many people a perfect search for the right spelling would have to choose from, counted up to six."""
    own = {"given_name": person.given_name, "family_name": person.family_name}
    terms = terms_in(f"{person.full_name} {fact}", today=timezone.localdate())
    found = people_found(terms, by=officer()).filter(**own)
    return len(found.values_list("pk")[: COMMON + 1])


def measure(queries=QUERIES) -> dict:
    """Times in milliseconds."""
    searches, by = misspelt_searches(queries), officer()
    found = {search: _find(search.text, by) for search in searches}
    right = [search for search in searches if search.person in found[search]]
    times = [time_of(lambda text: _find(text, by), [search.text], rounds=1).total for search in searches]
    as_admin = [search.text for search in searches[::ADMIN_EVERY]]
    return {
        "queries": len(searches),
        "among_first": len(right),
        "first": sum(found[search][:1] == [search.person] for search in searches),
        "with_added": sum(bool(search.added) for search in searches),
        "missed_by_kind": _by_kind(search for search in searches if search not in right),
        "median": median(times),
        "p95": quantiles(times, n=20)[-1],
        "slowest": max(times),
        "admin_median": time_of(_as_admin, as_admin, rounds=1).total,
    }


def _find(text, by):
    found = people_found(terms_in(text, today=timezone.localdate()), by=by)
    return [person.pk for person in found[:FIRST]]


def _as_admin(text):
    """What a change list does: one page, and the count."""
    admin = PlainPersonAdmin(Person, site)
    found, _ = admin.get_search_results(None, Person.objects.all(), text)
    return list(found.order_by("-pk")[:100]), found.count()


def _by_kind(searches):
    kinds = [search.kind for search in searches]
    return {kind: kinds.count(kind) for kind in KINDS if kind in kinds}
