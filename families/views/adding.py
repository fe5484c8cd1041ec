"""Adding somebody to a family, beginning with a search among those on record whom the worker may know of."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.rules import may_keep_people
from families import actions
from families.forms import LikelyPeopleForm, NewBabyForm, NewMemberForm, TypedSoFar
from families.models import Family, Person
from families.views.door import family_for, visible_family


def add(request, pk):
    """Names, age and how they belong. Where somebody on record is like them, is it one of these?"""
    family = family_for(request, pk, why="Adding somebody to the family", may=may_keep_people)
    data = request.POST if request.method == "POST" else None
    form = NewMemberForm(data, likely=_likely(request))
    if form.is_valid():
        try:
            member = actions.add_member(family, person=form.chosen, by=request.user, **form.belonging)
        except ValidationError as refusal:
            form.add_error("who" if form.likely else None, refusal)
        else:
            messages.success(request, f"Added {member.person} to the family")
            return redirect("person", pk, member.person_id)
    context = {
        "form": form,
        "family": family,
        "caption": str(family),
        "back_url": reverse("family-people", args=[pk]),
        "likely_url": reverse("likely-people", args=[pk]),
    }
    return render(request, "families/people/add.html", context)


@require_POST
def likely(request, pk):
    """While a name is being typed: the people on record who may be the one. A part of the page of adding.

    The page itself has written down that the record was opened.
    """
    visible_family(request.user, pk)
    if not may_keep_people(request.user):
        raise PermissionDenied
    likely = _likely(request)
    form = LikelyPeopleForm(likely=likely, chosen=request.POST.get("who"))
    return render(request, "families/people/likely.html", {"form": form, "likely": likely})


def add_baby(request, pk):
    """A baby not yet born (H9)."""
    family = family_for(request, pk, why="Adding a baby not yet born", may=may_keep_people)
    form = NewBabyForm(request.POST if request.method == "POST" else None)
    back_url = reverse("family-people", args=[pk])
    if form.is_valid():
        baby = Person(due_on=form.cleaned_data["due_on"])
        today, once = timezone.localdate(), form.cleaned_data["once"]
        actions.add_member(family, person=baby, joined_on=today, by=request.user, once=once)
        messages.success(request, "Added the baby")
        return redirect(back_url)
    context = {"form": form, "family": family, "caption": str(family), "back_url": back_url}
    return render(request, "families/question.html", context)


def _likely(request):
    """Need to know: only people of families that this person may open are named, and nothing hints at others."""
    return TypedSoFar(request.POST).likely_in(Family.objects.people_known_to(request.user))
