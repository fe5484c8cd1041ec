"""A family's times on the programme: what happened, and what can be done next."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.rules import may_move_families, may_record_agreement
from families import actions
from families.forms import stages as forms
from families.models import Episode, Family, MovedAway
from families.views.door import family_for
from strongerfamilies.moves import MoveNotAllowed

Status = Episode.Status


@dataclass(frozen=True)
class Deed:
    """One thing that can be done with a family's time on the programme: its link, questions, action and thanks."""

    text: str
    form: type
    do: Callable
    done: str
    warning: bool = False


DEEDS = {
    "ask": Deed("They were asked to join", forms.AskForm, actions.ask_to_join, "Saved that they were asked"),
    "not-asked": Deed(
        "They are not asked this time", forms.NotAskedForm, actions.do_not_ask, "Saved that they are not asked", True
    ),
    "pause": Deed("Pause the work", forms.PauseForm, actions.pause, "The work is paused"),
    "resume": Deed("Go on with the work", forms.ResumeForm, actions.resume, "The work goes on"),
    "review": Deed("Begin a review", forms.BeginReviewForm, actions.begin_review, "The review has begun"),
    "reviewed": Deed("End the review", forms.EndReviewForm, actions.end_review, "The review is over"),
    "step-up": Deed("Step up to social care", forms.StepUpForm, actions.step_up, "Stepped up to social care"),
    "step-down": Deed("Step down from social care", forms.StepDownForm, actions.step_down, "Saved the step down"),
    "close": Deed("Close", forms.CloseForm, actions.close, "Closed", True),
    "reopen": Deed("Open again", forms.ReopenForm, actions.reopen, "Opened again"),
}
ASKING = ("ask", "not-asked", "step-down")
WORKING = ("pause", "step-up", "close")
BACK = ("reopen", "step-down")
OFFERED = {
    Status.IDENTIFIED: ASKING,
    Status.ACCEPTED: ASKING,
    Status.ASKED: ASKING,
    Status.AWAITING_ALLOCATION: (*WORKING, "step-down"),
    Status.ASSESSING: (*WORKING, "step-down"),
    Status.PLAN_IN_PLACE: ("review", *WORKING),
    Status.IN_REVIEW: ("reviewed", *WORKING),
    Status.PAUSED: ("resume", "step-up", "close"),
    Status.STEPPED_UP: ("step-down", "close"),
    Status.DECLINED: BACK,
    Status.NOT_ASKED: BACK,
    Status.CLOSED: BACK,
}


def episode(request, pk):
    """This time on the programme and the earlier ones, newest first, with what can be done next."""
    family = family_for(request, pk, why="Reading the family's time on the programme")
    episodes = list(Episode.objects.in_full().filter(family=family))
    now = episodes[0]
    context = {
        "heading": "Time on the programme",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "episode": now,
        "earlier": episodes[1:],
        "moved_away": MovedAway.objects.known_to(request.user).filter(episode=now).first(),
        "problems": now.problems_to_measure(),
        "offered": _offered(request.user, now),
        "may_move": may_move_families(request.user),
    }
    return render(request, "families/episode.html", context)


def _offered(user, now):
    """Links to what may be done next by this person."""
    slugs = OFFERED[now.status] if may_move_families(user) else ()
    links = [{"text": DEEDS[slug].text, "url": reverse("family-move", args=[now.family_id, slug])} for slug in slugs]
    if may_record_agreement(user) and now.may_be_declined:
        decline = reverse("family-decline", args=[now.family_id])
        links.append({"text": "The family does not want to work with us", "url": decline})
    return links


def move(request, pk, deed):
    """One of the deeds above: its questions, or only a confirmation."""
    if deed not in DEEDS:
        raise Http404
    asked = DEEDS[deed]
    family = family_for(request, pk, why=asked.text, may=may_move_families)
    now = family.episode
    back_url = reverse("family-episode", args=[pk])
    if request.method == "GET" and deed not in OFFERED[now.status]:
        messages.error(request, f"This cannot be done now: {now} is {now.get_status_display().lower()}.")
        return redirect(back_url)
    form = asked.form(request.POST if request.method == "POST" else None, episode=now, by=request.user)
    if form.is_valid():
        try:
            asked.do(family, by=request.user, **form.cleaned_data)
        except MoveNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, asked.done)
        return redirect(_where_next(request.user, family, back_url))
    context = {"form": form, "family": family, "caption": str(family), "back_url": back_url, "warning": asked.warning}
    return render(request, "families/move.html", context)


def _where_next(user, family, back_url):
    """Whoever does not see the family any more goes to the list."""
    return back_url if Family.objects.visible_to(user).filter(pk=family.pk).exists() else "families"
