"""Putting right, or completing, what is known of one person: a page for each theme."""

from django.http import Http404

from accounts.rules import may_keep_people
from families import actions
from families.forms import AboutForm, AgeForm, BelongingForm, LanguageForm, LeavingForm, NamesForm, OccupationForm
from families.views.asking import ask, posted
from families.views.door import born_member_of, family_for, member_of

THEMES = {
    "names": NamesForm,
    "age": AgeForm,
    "about": AboutForm,
    "language": LanguageForm,
    "occupation": OccupationForm,
}


def change(request, pk, person, theme):
    """One theme of one person."""
    family = family_for(request, pk, why="Changing what is known of a person", may=may_keep_people)
    person = born_member_of(family, person).person
    if theme not in THEMES:
        raise Http404
    form = THEMES[theme](posted(request), instance=person)

    def save():
        answers = getattr(form, "answers", form.cleaned_data)
        actions.change_person(family, person=person, by=request.user, **answers)

    return _ask(request, family, person, form, save)


def belonging(request, pk, person):
    """How somebody belongs to this family, and since when."""
    family = family_for(request, pk, why="Changing how a person belongs", may=may_keep_people)
    member = member_of(family, person)
    form = BelongingForm(posted(request), instance=member)

    def save():
        actions.change_belonging(member, by=request.user, **form.cleaned_data)

    return _ask(request, family, member.person, form, save)


def leave(request, pk, person):
    """Somebody is not in the family any more."""
    family = family_for(request, pk, why="Recording that a person left", may=may_keep_people)
    member = member_of(family, person)
    form = LeavingForm(posted(request), member=member)
    return ask(
        request,
        family,
        form,
        lambda: actions.leave_family(member, left_on=form.cleaned_data["left_on"], by=request.user),
        back_to="family-people",
        saved=f"Recorded that {member.person} left the family",
        template="families/people/leave.html",
        caption=str(member.person),
        member=member,
    )


def _ask(request, family, person, form, save):
    return ask(
        request,
        family,
        form,
        save,
        back_to="person",
        args=[person.pk],
        saved=f"Saved: {form.heading.lower()}",
        caption=str(person),
    )
