"""Where people live: moving, a home beside another, and an address put right. What was before stays in the history."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from accounts.actions import audit
from families.models import Address, Person, Residence
from strongerfamilies.edits import check_seen

HOME = ("kind", "starts_on", "ends_on", *Residence.KEPT_FROM)


@transaction.atomic
def move(family, *, people, address, kind, starts_on, withheld, not_known_by, by, once) -> None:
    """These people live at an address, not yet saved, from a day on. Their main home before ends the day before.

    Raises ValidationError where somebody came to their main home only later. A second click moves nobody.
    """
    list(Person.objects.select_for_update().filter(pk__in=[person.pk for person in people]).order_by("pk"))
    if Residence.objects.filter(once=once).exists():
        return
    if kind == Residence.Kind.MAIN:
        _leave_main_homes(people, starts_on)
    address.save()
    for person in people:
        home = Residence.objects.create(
            person=person, address=address, kind=kind, starts_on=starts_on, withheld=withheld, once=once
        )
        home.not_known_by.set(not_known_by)
    audit("home.added", family, by=by, fields=["people", "address", "kind", "starts_on", *Residence.KEPT_FROM])


@transaction.atomic
def change_home(family, *, home, by, seen, kind, starts_on, ends_on, withheld, not_known_by) -> Residence:
    """Put right which home it is, from when to when, and who may know of it. Raises ValidationError in plain words."""
    Person.objects.select_for_update().get(pk=home.person_id)
    home = Residence.objects.select_related("person", "address").get(pk=home.pk)
    check_seen(home, HOME, seen)
    if ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": "The last day there must not be before the first"})
    home.kind, home.starts_on, home.ends_on, home.withheld = kind, starts_on, ends_on, withheld
    if kind == Residence.Kind.MAIN:
        _refuse_two_main_homes(home)
    home.save()
    home.not_known_by.set(not_known_by)
    audit("home.changed", family, by=by, fields=HOME)
    return home


@transaction.atomic
def change_address(family, *, address, by, seen, **answers) -> Address:
    """Put an address right, for everybody who is recorded there. Saved so already is well."""
    address = Address.objects.select_for_update().get(pk=address.pk)
    if all(getattr(address, name) == answer for name, answer in answers.items()):
        return address
    check_seen(address, answers, seen)
    for name, answer in answers.items():
        setattr(address, name, answer)
    address.save()
    audit("address.changed", family, by=by, fields=answers)
    return address


def _leave_main_homes(people, day):
    """The main home of each ends the day before, or was never lived in where it began later or on the same day."""
    main = Residence.objects.filter(person__in=people, kind=Residence.Kind.MAIN)
    for home in main.filter(Q(ends_on=None) | Q(ends_on__gte=day)).select_related("person", "address"):
        if home.starts_on >= day:
            since = f"{home.starts_on:%-d %B %Y}"
            raise ValidationError({"starts_on": f"{home.person} has lived at {home.address} since {since}"})
        home.ends_on = day - timedelta(days=1)
        home.save()


def _refuse_two_main_homes(home):
    others = Residence.objects.filter(person=home.person, kind=Residence.Kind.MAIN).exclude(pk=home.pk)
    others = others.filter(Q(ends_on=None) | Q(ends_on__gte=home.starts_on)).select_related("address")
    if home.ends_on:
        others = others.filter(starts_on__lte=home.ends_on)
    if other := others.first():
        raise ValidationError({"kind": f"{home.person} has another main home in that time: {other.address}"})
