"""The team around the family: its keyworker, and the workers of each service, with dates."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.rules import may_keep_team
from families import actions
from families.forms.team import ColleagueInTeamForm, LeaveTeamForm, WorkerInTeamForm
from families.views.door import family_for
from strongerfamilies.edits import EditedElsewhere
from strongerfamilies.moves import MoveNotAllowed


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
    family = family_for(request, pk, why="Changing the team around the family", may=may_keep_team)
    form = form_class(request.POST if request.method == "POST" else None, members=family.members())
    if form.is_valid():
        try:
            member = actions.join_team(family, by=request.user, **form.answers)
        except MoveNotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{member.who} is in the team")
            return redirect("family-team", pk)
    return _ask(request, family, form)


def end(request, pk, member):
    """Somebody leaves the team."""
    family = family_for(request, pk, why="Changing the team around the family", may=may_keep_team)
    member = get_object_or_404(family.team_members.with_people(), pk=member)
    form = LeaveTeamForm(request.POST if request.method == "POST" else None, member=member)
    if form.is_valid():
        try:
            actions.leave_team(member, by=request.user, **form.cleaned_data)
        except EditedElsewhere as meanwhile:
            form.show_both(meanwhile.current)
        else:
            messages.success(request, f"{member.who} leaves the team on {form.cleaned_data['ends_on']:%-d %B %Y}")
            return redirect("family-team", pk)
    return _ask(request, family, form)


def _ask(request, family, form):
    context = {"form": form, "family": family, "caption": str(family)}
    context["back_url"] = reverse("family-team", args=[family.pk])
    return render(request, "families/question.html", context)
