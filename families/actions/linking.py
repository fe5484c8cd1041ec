"""Two records of one person: linked, kept apart, unlinked. Nothing is destroyed, and every step can be gone back."""

from django.apps import apps
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone
from pghistory.models import Event

from accounts.actions import audit
from families.models import Person, PersonLink, ProtectedIdentity
from strongerfamilies.moves import MoveNotAllowed

NOT_ALLOWED = "These two records cannot be linked."


@transaction.atomic
def link_people(family, *, person, other, take, why, by) -> PersonLink:
    """From now on `person` stands for both. `take` are the fields whose value comes from the other record.

    The names that are given up become previous names, so that both are found.
    Whatever points at the other record then points at `person`, but for what the database keeps where it is: a second
    membership on the same days, an answer that may not be changed. Raises MoveNotAllowed.
    """
    person, other = _lock(person, other)
    link = _link_of(person, other)
    if link.pk and link.status == PersonLink.Status.LINKED:
        return link
    _refuse_impossible(person, other)
    names_before = person.full_name
    link.person, link.other, link.why = person, other, why
    link.chosen = {name: getattr(other, name) for name in take}
    link.before = {name: getattr(person, name) for name in (*take, "previous_names")}
    for name, value in link.chosen.items():
        setattr(person, name, value)
    person.previous_names = _with_previous(person, names_before, other.full_name, *other.previous_names.splitlines())
    link.chosen["previous_names"] = person.previous_names
    person.save()
    link.moved = _lead_over(other, person)
    other.linked_to = person
    other.save()
    _decide(link, PersonLink.Status.LINKED, by=by)
    audit("person.linked", family, by=by, fields=link.chosen)
    return link


@transaction.atomic
def keep_apart(family, *, person, other, why, by) -> PersonLink:
    """They are two people: nobody is asked again. Doing it twice is harmless."""
    person, other = _lock(person, other)
    link = _link_of(person, other)
    if link.pk:
        return link
    link.person, link.other, link.why = person, other, why
    _decide(link, PersonLink.Status.APART, by=by)
    audit("person.kept_apart", family, by=by)
    return link


@transaction.atomic
def unlink_people(family, *, link, why, by) -> PersonLink:
    """Undo a link: the other record is itself again, with whatever pointed at it.

    A field that somebody has changed since the link stays as it is now.
    """
    _lock(link.person, link.other)
    link = PersonLink.objects.select_for_update().select_related("person", "other").get(pk=link.pk)
    if link.status == PersonLink.Status.UNLINKED:
        return link
    link.move_to(PersonLink.Status.UNLINKED)
    person, other = link.person, link.other
    for name, value in link.chosen.items():
        if _plain(person, name) == _plain_value(person, name, value):
            setattr(person, name, link.before[name])
    person.save()
    other.linked_to = None
    other.save()
    _lead_back(link.moved, person, other)
    link.why, link.moved = why, []
    _decide(link, PersonLink.Status.UNLINKED, by=by)
    audit("person.unlinked", family, by=by)
    return link


def _lock(*people):
    """Both rows, in the order of their keys, so that two workers never wait for each other."""
    rows = {
        row.pk: row
        for row in Person.objects.select_for_update(of=["self"])
        .filter(pk__in=[person.pk for person in people])
        .order_by("pk")
    }
    return [rows[person.pk] for person in people]


def _link_of(person, other):
    return PersonLink.objects.of(person).filter(pk__in=PersonLink.objects.of(other)).first() or PersonLink()


def _refuse_impossible(person, other):
    """An earlier identity is never joined (H6), and the refusal does not say why."""
    if ProtectedIdentity.objects.joins(person, other):
        raise MoveNotAllowed(NOT_ALLOWED)
    if person.linked_to or other.linked_to or other.stands_for.exists():
        raise MoveNotAllowed("One of the two is linked to a third record already. Unlink that one first.")
    if person.is_unborn or other.is_unborn:
        raise MoveNotAllowed("A baby not yet born has nothing by which two records could be compared.")


def _decide(link, status, *, by):
    link.status = status
    link.decided_by, link.decided_at = by, timezone.now()
    link.save()


def _with_previous(person, *names):
    kept = [*person.previous_names.splitlines(), *names]
    return "\n".join(dict.fromkeys(name for name in kept if name and name != person.full_name))


def _plain(person, name):
    return person._meta.get_field(name).value_to_string(person)


def _plain_value(person, name, value):
    """The same for a value that JSON has kept."""
    field = person._meta.get_field(name)
    return field.value_to_string(type(person)(**{name: field.to_python(value)}))


def _lead_over(other, person) -> list[list]:
    """Make every row that points at `other`, in whichever room, point at `person`. Returns [model, key, field]s."""
    moved = []
    for model, field in _pointing_at_people():
        for key in model._base_manager.filter(**{field: other}).values_list("pk", flat=True):
            if _point(model, key, field, person):
                moved.append([model._meta.label, key, field])
    return moved


def _lead_back(moved, person, other):
    for label, key, field in moved:
        model = apps.get_model(label)
        if model._base_manager.filter(pk=key, **{field: person}).exists():
            _point(model, key, field, other)


def _pointing_at_people():
    """Every foreign key to a person, but for history, links and protected identities, which are about the records."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            model = relation.related_model
            if not issubclass(model, Event | Person | PersonLink | ProtectedIdentity):
                yield model, relation.field.name


def _point(model, key, field, person) -> bool:
    """False where the database keeps the row as it is."""
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=key).update(**{field: person})
    except (IntegrityError, InternalError):
        return False
    return True
