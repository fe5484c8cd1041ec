"""How a person can be reached, and the references by which other services know a person or a family."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.rules import may_keep_people
from families import actions
from families.forms import ContactWayForm, FamilyContactForm, NoLongerForm, ReferenceForm
from families.models import Family
from families.views.asking import ask, posted
from families.views.door import born_member_of, family_for, member_of
from strongerfamilies.edits import EditedElsewhere


def add_contact_way(request, pk, person):
    """A telephone number or e-mail address, and whether it is safe to use."""
    family, person = _of(request, pk, person, born_member_of, why="Adding a way to reach a person")
    form = ContactWayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.add_contact_way(family, person=person, by=request.user, **form.answers)
        return _saved(request, family, person)
    return _ask(request, family, person, form)


def change_contact_way(request, pk, person, way):
    """Put it right, or say whether it is safe."""
    family, person = _of(request, pk, person, member_of, why="Changing a way to reach a person")
    way = get_object_or_404(person.contact_ways.in_use(), pk=way)
    form = ContactWayForm(request.POST if request.method == "POST" else None, way=way)
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            actions.change_contact_way(family, way=way, by=request.user, seen=seen, **form.answers)
        except EditedElsewhere as meanwhile:
            form.show_both(meanwhile.current)
        except ValidationError as refusal:
            form.add_error(form.cleaned_data["kind"], refusal)
        else:
            return _saved(request, family, person)
    return _ask(request, family, person, form, end_url=_address("contact-way-end", family, person, way.pk))


def end_contact_way(request, pk, person, way):
    """It is theirs no longer."""
    family, person = _of(request, pk, person, member_of, why="Ending a way to reach a person")
    way = get_object_or_404(person.contact_ways, pk=way)
    return _end(request, family, person, way, what=way.value)


def add_reference(request, pk, person=None):
    """Another system's reference: of a person, or of the family as a whole."""
    family, person = _of(request, pk, person, born_member_of, why="Adding another system's reference")
    form = ReferenceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.add_reference(family, person=person, by=request.user, **form.cleaned_data)
        return _saved(request, family, person)
    return _ask(request, family, person, form)


def end_reference(request, pk, reference, person=None):
    """It is used no longer, or was wrong."""
    family, person = _of(request, pk, person, member_of, why="Ending another system's reference")
    reference = get_object_or_404((person or family).external_references, pk=reference)
    return _end(request, family, person, reference, what=str(reference))


def change_contact(request, pk):
    """The name the family goes by, and how to reach it."""
    family = family_for(request, pk, why="Changing how to reach the family", may=may_keep_people)
    form = FamilyContactForm(posted(request), instance=Family.objects.get(pk=pk))

    def save():
        actions.change_contact(family, by=request.user, **form.cleaned_data)

    return ask(request, family, form, save, back_to="family", saved="Saved how to reach the family")


def _of(request, pk, person, door, *, why):
    """The family and, where one is asked for, its member."""
    family = family_for(request, pk, why=why, may=may_keep_people)
    return family, door(family, person).person if person else None


def _address(name, family, person, *args):
    return reverse(name, args=[family.pk, person.pk, *args])


def _home(family, person):
    return _address("person", family, person) if person else reverse("family-people", args=[family.pk])


def _saved(request, family, person):
    messages.success(request, f"Saved for {person or family}")
    return redirect(_home(family, person))


def _ask(request, family, person, form, **context):
    context |= {"form": form, "family": family, "caption": str(person or family), "back_url": _home(family, person)}
    return render(request, "families/people/reaching.html", context)


def _end(request, family, person, row, *, what):
    form = NoLongerForm(request.POST if request.method == "POST" else None, what=what)
    if form.is_valid():
        actions.end_use(family, row, by=request.user)
        return _saved(request, family, person)
    context = {"form": form, "family": family, "caption": str(person or family), "back_url": _home(family, person)}
    return render(request, "families/people/no_longer.html", context)
