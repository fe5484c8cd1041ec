"""A baby is born, or is not; somebody dies. What has to stop stops in the same moment (H8, H9)."""

from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from families.models import Family, Hold, Membership, NamedUser, Person
from jobs.actions import write_message
from strongerfamilies.edits import check_seen
from strongerfamilies.moves import MoveNotAllowed

HOLD_FOR = timedelta(weeks=26)  # ours: until somebody looks at the hold again
DEATH = ("died_on", "named_after_death")


@transaction.atomic
def record_birth(family, *, baby, by, **child) -> Person:
    """The baby is born and becomes a child of the family. Said twice it stays as it was said first."""
    baby = Person.objects.select_for_update().get(pk=baby.pk)
    if not baby.is_unborn:
        return baby
    _still_expected(baby)
    baby.due_on = baby.birth_asked_on = None
    for name, answer in child.items():
        setattr(baby, name, answer)
    baby.save()
    audit("person.born", family, by=by, fields=["due_on", *child])
    return baby


@transaction.atomic
def record_loss(family, *, baby, by) -> Person:
    """The pregnancy was lost: the baby is in no family from today, so that nothing asks of it again."""
    baby = Person.objects.select_for_update().get(pk=baby.pk)
    if baby.lost_on:
        return baby
    _still_expected(baby)
    baby.lost_on = timezone.localdate()
    baby.save()
    Membership.objects.present().filter(person=baby).update(left_on=baby.lost_on)
    audit("person.lost", family, by=by, fields=["lost_on"])
    return baby


@transaction.atomic
def record_birth_not_known(family, *, baby, by) -> Person:
    """Asked, and not known yet: it is asked again."""
    baby = Person.objects.select_for_update().get(pk=baby.pk)
    _still_expected(baby)
    if baby.birth_asked_on != timezone.localdate():
        baby.birth_asked_on = timezone.localdate()
        baby.save()
        audit("person.birth_asked", family, by=by, fields=["birth_asked_on"])
    return baby


@transaction.atomic
def change_due_date(family, *, baby, due_on, by, seen) -> Person:
    """Put the due date right. `seen` stands for the one that was shown."""
    baby = Person.objects.select_for_update().get(pk=baby.pk)
    _still_expected(baby)
    if baby.due_on != due_on:
        check_seen(baby, ("due_on",), seen)
        baby.due_on = due_on
        baby.save()
        audit("person.changed", family, by=by, fields=["due_on"])
    return baby


@transaction.atomic
def record_death(family, *, person, by, seen, died_on, named_after_death) -> Person:
    """Somebody died. From now on nothing is asked of them and nothing counts them.

    Every family of theirs is held back from disposal, and the managers are told. Raises EditedElsewhere.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if (person.died_on, person.named_after_death) == (died_on, named_after_death):
        return person
    check_seen(person, DEATH, seen)
    is_news = not person.is_deceased
    person.died_on, person.named_after_death = died_on, named_after_death
    person.save()
    if is_news:
        for other in _families_of(person):
            _hold(other, person, by)
            tell_managers(other)
    audit("person.died", family, by=by, fields=DEATH)
    return person


@transaction.atomic
def take_back_death(family, *, person, by) -> Person:
    """The death was recorded by mistake. The holds stay until somebody ends them; the managers are told again."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.is_deceased:
        person.died_on = person.named_after_death = None
        person.save()
        for other in _families_of(person):
            tell_managers(other)
        audit("person.death_taken_back", family, by=by, fields=DEATH)
    return person


def tell_managers(family):
    """Those who manage the keyworker's team, else all who allocate keyworkers; of them whoever may open the record."""
    may_open = User.objects.exclude(pk__in=family.bars.now().values("user"))
    if family.restrictions.now().exists():
        may_open = may_open.filter(pk__in=NamedUser.objects.now().filter(restriction__family=family).values("user"))
    team = family.keyworker and family.keyworker.team_id
    managers = may_open.with_permission("families.read_team_families").filter(team=team, team__isnull=False)
    for user in managers or may_open.with_permission("families.allocate_keyworkers"):
        write_message("family-needs-manager", to=user, about=family)


def _families_of(person):
    """Those they are in today."""
    return Family.objects.filter(memberships__in=person.memberships.present()).with_present_state()


def _hold(family, person, by):
    review_on = timezone.localdate() + HOLD_FOR
    why = "Somebody in the family died."
    Hold.objects.create(family=family, person=person, why=why, review_on=review_on, placed_by=by, once=uuid4())


def _still_expected(baby):
    if not baby.is_expected:
        raise MoveNotAllowed("Somebody recorded in the meantime what became of the pregnancy.")
