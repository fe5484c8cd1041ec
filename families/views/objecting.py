"""Objections of the family's people, and holds on its record."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.rules import may_decide_objections, may_keep_record
from families import actions
from families.forms.objecting import (
    DecisionForm,
    HoldChangeForm,
    HoldForm,
    ObjectionForm,
    ObjectionWithdrawalForm,
)
from families.views.asking import ask, posted
from families.views.door import family_for


def objections(request, pk):
    """Who objects to what, what was decided, and what keeps the record from being disposed of."""
    family = family_for(request, pk, why="Reading objections and holds")
    holds, today = list(family.holds.select_related("person", "placed_by")), timezone.localdate()
    context = {
        "heading": "Objections and holds",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "objections": family.objections.with_people(),
        "holds": holds,
        "today": today,
        "may_keep": may_keep_record(request.user),
        "may_decide": may_decide_objections(request.user),
    }
    return render(request, "families/objections/objections.html", context)


def add(request, pk):
    """Write down an objection."""
    family = family_for(request, pk, why="Recording an objection", may=may_keep_record)
    form = ObjectionForm(posted(request), members=family.members())

    def save():
        actions.object_to(family, by=request.user, **form.answers)

    return _ask(request, family, form, save, saved="Objection saved. It is obeyed until it is decided")


def decide(request, pk, objection):
    """We stop, or go on for reasons that outweigh it."""
    family = family_for(request, pk, why="Deciding an objection", may=may_decide_objections)
    objection = get_object_or_404(family.objections, pk=objection)
    form = DecisionForm(posted(request))

    def save():
        actions.decide_objection(objection, by=request.user, **form.cleaned_data)

    return _ask(request, family, form, save, saved="Decision saved")


def withdraw(request, pk, objection):
    """The person does not object any more."""
    family = family_for(request, pk, why="Withdrawing an objection", may=may_keep_record)
    objection = get_object_or_404(family.objections, pk=objection)
    form = ObjectionWithdrawalForm(posted(request))

    def save():
        actions.withdraw_objection(objection, by=request.user, **form.cleaned_data)

    return _ask(request, family, form, save, saved="Saved that they do not object any more")


def hold(request, pk):
    """Keep the record from being disposed of."""
    family = family_for(request, pk, why="Placing a hold", may=may_decide_objections)
    form = HoldForm(posted(request), members=family.members())

    def save():
        actions.hold(family, by=request.user, **form.answers)

    return _ask(request, family, form, save, saved="The record is kept")


def change_hold(request, pk, held):
    """Look at a hold again, or end it."""
    family = family_for(request, pk, why="Reviewing a hold", may=may_decide_objections)
    held = get_object_or_404(family.holds, pk=held)
    form = HoldChangeForm(posted(request), instance=held)

    def save():
        actions.change_hold(held, by=request.user, **form.cleaned_data)

    return _ask(request, family, form, save, saved="Hold saved")


def _ask(request, family, form, save, *, saved):
    return ask(request, family, form, save, back_to="family-objections", saved=saved)
