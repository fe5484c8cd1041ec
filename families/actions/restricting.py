"""Restricting a record to named people, and barring a person from a family (H7)."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from accounts.rules import may_restrict_records
from families.models import Allocation, Bar, Family, NamedUser, Restriction
from jobs.actions import write_message
from strongerfamilies.moves import MoveNotAllowed

SOMEBODY_TO_LIFT_IT = (
    "Somebody who may lift the restriction again has to be named on it: a team manager or a performance officer."
)


@transaction.atomic
def restrict(family, *, reason, people, by) -> Restriction:
    """From this moment on only these people may open the record. A second click makes no second restriction."""
    family = _locked(family)
    if present := family.restrictions.now().first():
        return present
    if not any(may_restrict_records(person) for person in people):
        raise MoveNotAllowed(SOMEBODY_TO_LIFT_IT)
    restriction = Restriction.objects.create(family=family, reason=reason, placed_by=by)
    for person in people:
        NamedUser.objects.create(restriction=restriction, user=person, named_by=by)
    audit("family.restricted", family, by=by, fields=["reason", "named"])
    return restriction


@transaction.atomic
def name_on_restriction(restriction, *, user, by) -> NamedUser:
    """Let one more person open the restricted record. Somebody named already stays so."""
    restriction = _in_force(restriction)
    if present := restriction.named.now().filter(user=user).first():
        return present
    named = NamedUser.objects.create(restriction=restriction, user=user, named_by=by)
    audit("restriction.named", restriction.family, by=by, fields=["named"])
    return named


@transaction.atomic
def take_off_restriction(named, *, by) -> NamedUser:
    """Somebody may not open the restricted record any more. Whoever may lift it stays, if nobody else may."""
    restriction = _in_force(named.restriction)
    named = NamedUser.objects.select_for_update().get(pk=named.pk)
    if named.ends_at is None:
        others = restriction.named.now().exclude(pk=named.pk).select_related("user")
        if not any(may_restrict_records(other.user) for other in others):
            raise MoveNotAllowed(SOMEBODY_TO_LIFT_IT)
        named.ends_at = timezone.now()
        named.save()
        audit("restriction.taken_off", restriction.family, by=by, fields=["named"])
    return named


@transaction.atomic
def lift_restriction(restriction, *, why, by) -> Restriction:
    """Who may open the record follows the ordinary rules again. The first reason stands."""
    restriction = Restriction.objects.select_for_update().get(pk=restriction.pk)
    if restriction.ends_at is None:
        restriction.ends_at, restriction.lifted_by, restriction.why_lifted = timezone.now(), by, why
        restriction.save()
        audit("restriction.lifted", restriction.family, by=by, fields=["ends_at", "why_lifted"])
    return restriction


@transaction.atomic
def bar_user(family, *, user, reason, by) -> Bar:
    """This person must not open the record, whatever they may otherwise. Twice is once."""
    if user == by:
        raise MoveNotAllowed("To say that you know a family yourself, use the page for that.")
    return _bar(family, user=user, reason=reason, by=by, declared=False)


@transaction.atomic
def declare_known(family, *, reason, by) -> Bar:
    """Somebody says that they know the family, and cannot open its record from then on.

    If they hold it, those who can give it to another keyworker are told.
    """
    return _bar(family, user=by, reason=reason, by=by, declared=True)


@transaction.atomic
def end_bar(bar, *, why, by) -> Bar:
    """They may open the record again, if anything lets them. Nobody ends their own. The first reason stands."""
    bar = Bar.objects.select_for_update().get(pk=bar.pk)
    if bar.user_id == by.pk:
        raise MoveNotAllowed("Somebody else has to decide that you may open this record again.")
    if bar.ends_at is None:
        bar.ends_at, bar.ended_by, bar.why_ended = timezone.now(), by, why
        bar.save()
        audit("bar.ended", bar.family, by=by, fields=["ends_at", "why_ended"])
    return bar


def _bar(family, *, user, reason, by, declared):
    family = _locked(family)
    if present := family.bars.now().filter(user=user).first():
        return present
    made = Bar.objects.create(family=family, user=user, reason=reason, placed_by=by, declared=declared)
    audit("family.barred", family, by=by, fields=["user", "reason"])
    if Allocation.objects.now().filter(family=family, keyworker=user).exists():
        for allocator in _who_may_give_it_to_another(family, user):
            write_message("keyworker-barred", to=allocator, about=family)
    return made


def _who_may_give_it_to_another(family, keyworker):
    """Whoever allocates: of a restricted family those named on it, else in the keyworker's team, else the officers."""
    allocators = User.objects.with_permission("families.allocate_keyworkers").exclude(pk=keyworker.pk)
    if restriction := family.restrictions.now().first():
        return allocators.filter(pk__in=restriction.named.now().values("user"))
    officers = User.objects.with_permission("families.read_all_families")
    return allocators.filter(team=keyworker.team_id) or allocators.filter(pk__in=officers.values("pk"))


def _in_force(restriction):
    restriction = Restriction.objects.select_for_update(of=["self"]).select_related("family").get(pk=restriction.pk)
    if restriction.ends_at is not None:
        raise MoveNotAllowed("This restriction has been lifted already.")
    return restriction


def _locked(family):
    return Family.objects.select_for_update().get(pk=family.pk)
