"""Where a family's people live and lived."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.rules import may_keep_people
from families import actions
from families.forms import AddressForm, HomeForm, MoveForm
from families.views.asking import ask, posted
from families.views.door import family_for


def homes(request, pk):
    """Every home of every member, now and before."""
    family = family_for(request, pk, why="Reading where the family lives and lived")
    context = {
        "heading": "Homes",
        "caption": str(family),
        "back_url": reverse("family-people", args=[pk]),
        "family": family,
        "members": family.members_with_every_home(request.user),
        "may_keep": may_keep_people(request.user),
    }
    return render(request, "families/homes/homes.html", context)


def move(request, pk):
    """They moved house, or have a home beside their main one."""
    family = family_for(request, pk, why="Recording a new home", may=may_keep_people)
    form = MoveForm(posted(request), members=list(family.members()))

    def save():
        actions.move(family, by=request.user, **form.answers)

    return ask(request, family, form, save, back_to="family-homes", saved="Saved the new home")


def home(request, pk, home):
    """One person's home put right, ended, or kept from some of the family (H1)."""
    family, home = _home_of(request, pk, home, why="Changing what is known of a home")
    form = HomeForm(posted(request), home=home, members=list(family.members()))

    def save():
        actions.change_home(family, home=home, by=request.user, **form.answers)

    return ask(request, family, form, save, back_to="family-homes", saved=f"Saved the home of {home.person}")


def address(request, pk, home):
    """The address of a home put right."""
    family, home = _home_of(request, pk, home, why="Putting an address right")
    form = AddressForm(posted(request), address=home.address)

    def save():
        seen = form.cleaned_data["seen"]
        actions.change_address(family, address=home.address, by=request.user, seen=seen, **form.address)

    return ask(request, family, form, save, back_to="family-homes", saved="Saved the address")


def _home_of(request, pk, home, *, why):
    """A home of somebody who is in the family today, unless it is another record's secret."""
    family = family_for(request, pk, why=why, may=may_keep_people)
    homes = family.homes_shown_to(request.user).filter(person__in=family.members().values("person"))
    return family, get_object_or_404(homes.select_related("person", "address"), pk=home)
