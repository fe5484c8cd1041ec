"""Families that move between councils (H30)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.rules import may_arrange_refuges, may_move_families
from families import actions
from families.forms.moving import MovedAwayForm, MovedInForm
from families.models import MovedAway, MovedIn
from families.rules import DOMESTIC_ABUSE
from families.views.asking import posted
from families.views.door import family_for
from strongerfamilies.edits import EditedElsewhere


def moved_away(request, pk):
    """Where the family goes, what was sent there, and when they confirmed."""
    family = family_for(request, pk, why="Recording a move away", may=may_move_families)
    episode, refuges = family.episode, may_arrange_refuges(request.user)
    row = MovedAway.objects.filter(episode=episode).first() or MovedAway(episode=episode)
    if row.to_refuge and not refuges:
        raise Http404
    form = MovedAwayForm(posted(request), instance=row, family=family, refuges=refuges)
    return _save(request, family, form, actions.record_move_away, "Saved the move away")


def moved_in(request, pk):
    """What is known of the family's time on another council's programme."""
    family = family_for(request, pk, why="Recording a move here", may=may_move_families)
    episode = family.episode
    row = MovedIn.objects.filter(episode=episode).first() or MovedIn(episode=episode)
    form = MovedInForm(posted(request), instance=row)
    return _save(request, family, form, actions.record_move_in, "Saved where the family came from")


def _save(request, family, form, do, done):
    back_url = reverse("family-episode", args=[family.pk])
    if form.is_valid():
        try:
            do(family, by=request.user, **form.cleaned_data)
        except EditedElsewhere as meanwhile:
            form.show_both(meanwhile.current)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect(back_url)
    context = {"form": form, "family": family, "caption": str(family), "back_url": back_url}
    return render(request, "families/moved.html", context)


def pack(request, pk):
    """What the receiving council gets, on one print: nothing kept from the family (H1), and nobody who left it."""
    family = family_for(request, pk, why="Printing the pack for the receiving council", may=may_move_families)
    episode = family.episode
    moved = MovedAway.objects.known_to(request.user).filter(episode=episode).first()
    if moved is None:
        raise Http404
    members = list(family.members())
    people = [member.person for member in members]
    still_here = Q(person=None) | Q(person__in=people)
    facts = family.evidence.known_to(people).filter(still_here, ended_on=None)
    context = {
        "heading": f"For {moved.receiving_council}: {family.reference}",
        "back_url": reverse("family-episode", args=[pk]),
        "family": family,
        "episode": episode,
        "moved": moved,
        "members": members,
        "facts": facts.select_related("indicator", "person"),
        "measures": episode.start_measures.exclude(problem__number=DOMESTIC_ABUSE).select_related("problem"),
        "agreements": family.agreements.latest_of_each().filter(still_here).with_details(),
    }
    return render(request, "families/pack.html", context)
