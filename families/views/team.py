"""The team around the family: its keyworker, and the workers of each service, with dates."""

from django.shortcuts import get_object_or_404, render

from accounts.rules import may_keep_team
from families import actions
from families.actions.withholding import say_who_may_know
from families.forms.knowing import KnowingForm
from families.forms.team import ColleagueInTeamForm, LeaveTeamForm, WorkerInTeamForm
from families.views.asking import ask, posted
from families.views.door import family_for


def team(request, pk):
    """Everybody in the team now and before."""
    family = family_for(request, pk, why="Reading who works with the family")
    members = list(family.team_members.with_people().in_order())
    context = {
        "heading": "Team around the family",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "here": [member for member in members if not member.has_left],
        "left": [member for member in members if member.has_left],
        "may_keep": may_keep_team(request.user),
    }
    return render(request, "families/team.html", context)


def add(request, pk):
    """A colleague who signs in here joins."""
    return _add(request, pk, ColleagueInTeamForm)


def add_worker(request, pk):
    """A worker of another service joins, who does not sign in here."""
    return _add(request, pk, WorkerInTeamForm)


def _add(request, pk, form_class):
    family = _family(request, pk)
    form = form_class(posted(request), members=family.members().living())

    def save():
        actions.join_team(family, by=request.user, **form.answers)

    return _ask(request, family, form, save, saved="Added to the team")


def end(request, pk, member):
    """Somebody leaves the team."""
    family = _family(request, pk)
    member = get_object_or_404(family.team_members.with_people(), pk=member)
    form = LeaveTeamForm(posted(request), member=member)

    def save():
        actions.leave_team(member, by=request.user, **form.cleaned_data)

    return _ask(request, family, form, save, saved=f"Saved the last day of {member.who}")


def knowing(request, pk, member):
    """Keep somebody of the team from members of the family, or release it (H1)."""
    family = _family(request, pk)
    member = get_object_or_404(family.team_members.with_people(), pk=member)
    form = KnowingForm(posted(request), row=member, members=list(family.members()))

    def save():
        say_who_may_know(member, by=request.user, **form.answers)

    return _ask(request, family, form, save, saved="Saved who in the family may know")


def _family(request, pk):
    return family_for(request, pk, why="Changing the team around the family", may=may_keep_team)


def _ask(request, family, form, save, *, saved):
    return ask(request, family, form, save, back_to="family-team", saved=saved)
