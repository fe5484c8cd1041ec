"""Putting right, or completing, what is known of one person: a page for each theme."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.rules import may_keep_people
from families import actions
from families.forms import AboutForm, AgeForm, BelongingForm, LanguageForm, NamesForm, OccupationForm
from families.views.door import born_member_of, family_for, member_of
from strongerfamilies.edits import EditedElsewhere

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
    form = THEMES[theme](request.POST if request.method == "POST" else None, instance=person)

    def save():
        answers = getattr(form, "answers", form.cleaned_data)
        return actions.change_person(family, person=person, by=request.user, **answers)

    return _ask(request, family, person, form, save)


def belonging(request, pk, person):
    """How somebody belongs to this family."""
    family = family_for(request, pk, why="Changing how a person belongs", may=may_keep_people)
    member = member_of(family, person)
    form = BelongingForm(request.POST if request.method == "POST" else None, instance=member)
    return _ask(
        request,
        family,
        member.person,
        form,
        lambda: actions.change_belonging(member, by=request.user, **form.cleaned_data),
    )


def _ask(request, family, person, form, save):
    """Show the form, or save and go back to the person. Whoever saves second sees both texts."""
    back_url, caption = reverse("person", args=[family.pk, person.pk]), str(person)
    if form.is_valid():
        try:
            save()
        except EditedElsewhere as meanwhile:
            form.show_both(meanwhile.current)
        else:
            messages.success(request, f"Saved: {form.heading.lower()}")
            return redirect(back_url)
    context = {"form": form, "family": family, "caption": caption, "back_url": back_url}
    return render(request, "families/question.html", context)
