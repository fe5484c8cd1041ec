"""Court orders about the people of a family."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.rules import may_keep_record
from families import actions
from families.actions.withholding import say_who_may_know
from families.forms.knowing import KnowingForm
from families.forms.orders import OrderChangeForm, OrderEndForm, OrderForm
from families.models import LegalOrder
from families.orders import ASK_FIRST
from families.views.asking import ask, posted
from families.views.door import family_for


def orders(request, pk):
    """Every order about the family's people: those in force, those to come, and those that are over.

    One on a record that is closed to the reader warns while it is in force, and is not told of before or after.
    """
    family = family_for(request, pk, why="Reading court orders")
    today = timezone.localdate()
    rows = LegalOrder.objects.of_family(family).told_in(family, to=request.user)
    rows = [row for row in rows if row.holds_on(today) or not row.is_closed]
    in_force = [row for row in rows if row.holds_on(today)]
    to_come = [row for row in rows if row not in in_force and row.starts_on > today and not row.ended_early_on]
    context = {
        "heading": "Court orders and legal status",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "in_force": in_force,
        "to_come": to_come,
        "over": [row for row in rows if row not in in_force and row not in to_come],
        "ask_first": ASK_FIRST,
        "may_keep": may_keep_record(request.user),
    }
    return render(request, "families/orders/orders.html", context)


def add(request, pk):
    """Write down an order."""
    family = family_for(request, pk, why="Recording a court order", may=may_keep_record)
    form = OrderForm(posted(request), members=family.members().living())

    def save():
        actions.add_order(family, by=request.user, **form.answers)

    return ask(request, family, form, save, back_to="family-orders", saved="Order saved")


def change(request, pk, order):
    """Complete an order, or put it right."""
    family = family_for(request, pk, why="Changing a court order", may=may_keep_record)
    order = _order_of(family, order)
    form = OrderChangeForm(posted(request), order=order, members=family.members())

    def save():
        actions.change_order(order, by=request.user, **form.cleaned_data)

    return ask(request, family, form, save, back_to="family-orders", saved="Order saved")


def end(request, pk, order):
    """The order ended before its last day."""
    family = family_for(request, pk, why="Ending a court order", may=may_keep_record)
    order = _order_of(family, order)
    form = OrderEndForm(posted(request))

    def save():
        actions.end_order_early(order, by=request.user, **form.cleaned_data)

    return ask(request, family, form, save, back_to="family-orders", saved="Saved that the order ended")


def knowing(request, pk, order):
    """Keep an order from members of the family, or release it (H1)."""
    family = family_for(request, pk, why="Saying who in the family may know", may=may_keep_record)
    order = _order_of(family, order)
    form = KnowingForm(posted(request), row=order, members=list(family.members()))

    def save():
        say_who_may_know(order, by=request.user, **form.answers)

    return ask(request, family, form, save, back_to="family-orders", saved="Saved who in the family may know")


def _order_of(family, order):
    """One that stands on this family's own record, or not found."""
    return get_object_or_404(family.orders.with_people(), pk=order)
