"""Court orders: written down, put right, ended early (H5)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import audit
from families.models import Family, LegalOrder
from strongerfamilies.edits import check_seen
from strongerfamilies.moves import MoveNotAllowed

WATCHED = ("kind", "bound", "bound_others", "protected", "forbids", "starts_on", "ends_on", "seen_by", "seen_on")


@transaction.atomic
def add_order(family, *, bound, protected, withheld, not_known_by, by, once, **told) -> LegalOrder:
    """Write down a court order. People are members or their keys. A second click makes no second row."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    if made := LegalOrder.objects.filter(once=once).first():
        return made
    _refuse_an_order_about_nobody(bound, told["bound_others"], protected)
    order = LegalOrder.objects.create(family=family, withheld=withheld, recorded_by=by, once=once, **told)
    order.bound.set(bound)
    order.protected.set(protected)
    order.not_known_by.set(not_known_by)
    audit("order.recorded", family, by=by, fields=[*told, "bound", "protected", "withheld", "not_known_by"])
    return order


@transaction.atomic
def change_order(order, *, bound, protected, by, seen, **told) -> LegalOrder:
    """Complete an order or put it right. `seen` stands for it as it was shown."""
    order = _locked(order)
    check_seen(order, WATCHED, seen)
    _refuse_an_order_about_nobody(bound, told["bound_others"], protected)
    if order.ended_early_on and not _still_ends_early(order, told):
        raise ValidationError("This order was ended early on a day that would not be between these two")
    for name, value in told.items():
        setattr(order, name, value)
    order.save()
    order.bound.set(bound)
    order.protected.set(protected)
    audit("order.changed", order.family, by=by, fields=[*told, "bound", "protected"])
    return order


@transaction.atomic
def end_order_early(order, *, ended_early_on, ended_because, by) -> LegalOrder:
    """The court discharged it, or bail was lifted, before its last day. From that day on it holds no more."""
    order = _locked(order)
    if order.ended_early_on:
        raise MoveNotAllowed(f"This order ended on {order.ended_early_on:%-d %B %Y} already.")
    if ended_early_on < order.starts_on:
        raise ValidationError({"ended_early_on": "The day it ended must not be before the day it began"})
    if order.ends_on and ended_early_on >= order.ends_on:
        raise ValidationError({"ended_early_on": f"It ends on {order.ends_on:%-d %B %Y} anyway"})
    order.ended_early_on, order.ended_because = ended_early_on, ended_because
    order.save()
    audit("order.ended_early", order.family, by=by, fields=["ended_early_on", "ended_because"])
    return order


def _locked(order):
    return LegalOrder.objects.select_for_update(of=["self"]).select_related("family").get(pk=order.pk)


def _refuse_an_order_about_nobody(bound, others, protected):
    if not (bound or others or protected):
        raise ValidationError({"bound": "Select whom it binds, whom it protects, or both"})


def _still_ends_early(order, told):
    ends_on = told["ends_on"]
    return told["starts_on"] <= order.ended_early_on and (ends_on is None or order.ended_early_on < ends_on)
