"""What a family's record may say of other records: a keyworker's name and telephone, and brothers and sisters (H26).

Never what stands in them; and of a record that is closed to the reader, nothing at all.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from accounts.models import User
from families.models.episode import Episode
from families.models.family import Family, Membership
from families.models.person import Person
from families.models.protected import ProtectedIdentity
from families.models.split import FamilySplit


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
    into, out_of = FamilySplit.objects.filter(family=family), FamilySplit.objects.filter(new_family=family)
    keys = _list(shared, "family").union(_list(into, "new_family"), _list(out_of, "family"))
    open_now = Episode.objects.filter(family=OuterRef("pk"), ended_on=None)
    others = (
        Family.objects.filter(Exists(open_now), pk__in=keys).not_closed_to(user).with_present_state().order_by("pk")
    )
    people = {}
    for member in shared.select_related("person"):
        people.setdefault(member.family_id, []).append(member.person)
    opens = set(Family.objects.visible_to(user).filter(pk__in=others.values("pk")).values_list("pk", flat=True))
    return [OtherRecord(other, tuple(people.get(other.pk, ())), other.keyworker, other.pk in opens) for other in others]


def siblings_elsewhere(family, user) -> list[Person]:
    """Children who lived in this family, or in the one it was split from, and are not in it now. Two queries.

    They stand on plans too, so nobody whose identity is protected is among them, whoever asks (H6).
    """
    here = family.members().values("person")
    before = Family.objects.filter(splits__new_family=family).not_closed_to(user)
    stayed_behind = Membership.objects.present().filter(family__in=before)
    keys = _list(family.memberships.before(), "person").union(_list(stayed_behind, "person"))
    people = Person.objects.filter(pk__in=keys, died_on=None, due_on=None, linked_to=None).exclude(pk__in=here)
    people = people.exclude(pk__in=ProtectedIdentity.objects.now().values("person"))
    return [person for person in people.order_by("pk") if person.is_child]


def _list(rows, column):
    """Keys to unite. A union, not an "or": each part then uses its own index."""
    return rows.order_by().values(column)
