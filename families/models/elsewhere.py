"""What a family's record may say of other records: a keyworker's name and telephone, and brothers and sisters (H26).

Never what stands in them; and of a record that is closed to the reader, nothing at all.
"""

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from families.models import need_to_know
from families.models.family import Family, Membership
from families.models.person import Person


@dataclass(frozen=True)
class OtherRecord:
    """Somebody's other family. `people` are those of this family who are in it too; none: only the link is known."""

    family: Family
    people: tuple[Person, ...]
    keyworker: User | None
    may_be_opened: bool


def other_records(family, user) -> list[OtherRecord]:
    """Records on the programme that share a member with this one, or that it was split from or into. Five queries."""
    own = family.members().living().values("person")
    shared = Membership.objects.present().filter(person__in=own).exclude(family=family)
    linked = Q(splits__new_family=family) | Q(split_from__family=family)
    others = (
        Family.objects.filter(linked | Q(pk__in=shared.values("family")), episodes__ended_on=None)
        .filter(episodes__isnull=False)
        .exclude(pk__in=need_to_know.closed_to(user))
        .distinct()
        .with_present_state()
        .order_by("pk")
    )
    people = {}
    for member in shared.select_related("person"):
        people.setdefault(member.family_id, []).append(member.person)
    opens = set(Family.objects.visible_to(user).filter(pk__in=others.values("pk")).values_list("pk", flat=True))
    return [OtherRecord(other, tuple(people.get(other.pk, ())), other.keyworker, other.pk in opens) for other in others]


def siblings_elsewhere(family, user) -> list[Person]:
    """Children who lived in this family, or in the one it was split from, and are not in it now. Two queries."""
    here = family.members().values("person")
    closed = need_to_know.closed_to(user)
    stayed_behind = Membership.objects.present().filter(family__splits__new_family=family).exclude(family__in=closed)
    were_here = family.memberships.before()
    people = Person.objects.filter(
        Q(pk__in=were_here.order_by().values("person")) | Q(pk__in=stayed_behind.order_by().values("person")),
        died_on=None,
        due_on=None,
        linked_to=None,
    ).exclude(pk__in=here)
    return [person for person in people.order_by("pk") if person.is_child]
