"""Whether a baby was born, and that somebody died (H8, H9)."""

from django.http import Http404
from django.shortcuts import redirect

from accounts.rules import may_keep_people
from families import actions
from families.forms import BirthForm, DeathForm, DeathMistakenForm, DueForm
from families.views.asking import ask, posted
from families.views.door import born_member_of, family_for, member_of


def birth(request, pk, person):
    """Born, lost, or not known yet."""
    family = family_for(request, pk, why="Recording whether a baby is born", may=may_keep_people)
    baby = member_of(family, person).person
    if not baby.is_unborn:
        return redirect("person", pk, person)
    form = BirthForm(posted(request), baby=baby)

    def save():
        answer = form.cleaned_data["answer"]
        if answer == form.BORN:
            actions.record_birth(family, baby=baby, by=request.user, **form.child)
        elif answer == form.LOST:
            actions.record_loss(family, baby=baby, by=request.user)
        else:
            actions.record_birth_not_known(family, baby=baby, by=request.user)

    return ask(request, family, form, save, back_to="family-people", saved="Saved", caption=str(baby))


def due(request, pk, person):
    """The due date put right."""
    family = family_for(request, pk, why="Changing a due date", may=may_keep_people)
    baby = member_of(family, person).person
    if not baby.is_unborn:
        raise Http404
    form = DueForm(posted(request), baby=baby)

    def save():
        actions.change_due_date(family, baby=baby, by=request.user, **form.cleaned_data)

    return ask(request, family, form, save, back_to="family-people", saved="Saved the due date", caption=str(baby))


def death(request, pk, person):
    """When somebody died, and whether prints still name them."""
    family = family_for(request, pk, why="Recording a death", may=may_keep_people)
    person = born_member_of(family, person).person
    form = DeathForm(posted(request), person=person)

    def save():
        actions.record_death(family, person=person, by=request.user, **form.cleaned_data)

    return _ask(request, family, person, form, save, template="families/people/death.html")


def death_mistaken(request, pk, person):
    """It is not so."""
    family = family_for(request, pk, why="Taking back a death", may=may_keep_people)
    person = born_member_of(family, person).person
    form = DeathMistakenForm(posted(request), person=person)

    def save():
        actions.take_back_death(family, person=person, by=request.user)

    return _ask(request, family, person, form, save, template="families/people/death_mistaken.html")


def _ask(request, family, person, form, save, *, template):
    return ask(
        request,
        family,
        form,
        save,
        back_to="person",
        args=[person.pk],
        saved="Saved",
        template=template,
        caption=str(person),
        person=person,
    )
