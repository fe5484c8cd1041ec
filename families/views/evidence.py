"""Evidence on a family's record: the list with the answer of the rule, and each deed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.rules import may_write_notes
from eligibility.models import ProgrammeIndicator
from families.actions import evidence as actions
from families.actions.withholding import say_who_may_know
from families.forms.evidence import EndForm, EvidenceCheckForm, EvidenceForm
from families.forms.knowing import KnowingForm
from families.models import case_of
from families.views.asking import ask, posted
from families.views.door import family_for

NOT_READ_BACK = ("csrfmiddlewaretoken", "read_back", "change")


def evidence(request, pk):
    """Every piece by problem and person, and what the rule says of them all today."""
    family = family_for(request, pk, why="Reading the evidence")
    context = {
        "heading": "Evidence",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "problems": family.problems_with_evidence(family.episode.programme),
        "answer": case_of(family).answer(),
        "may_write": may_write_notes(request.user),
    }
    return render(request, "families/evidence/list.html", context)


def choose(request, pk):
    """Every sign that the programme asks about, under its problem: which one is it?"""
    family = family_for(request, pk, why="Adding evidence", may=may_write_notes)
    context = {
        "heading": "What is there evidence of?",
        "caption": str(family),
        "back_url": reverse("family-evidence", args=[pk]),
        "family": family,
        "signs": _signs(family).order_by("problem__number", "indicator__code"),
    }
    return render(request, "families/evidence/choose.html", context)


def add(request, pk, code):
    """A fact under one sign; attendance is read back before it is saved (H10)."""
    family = family_for(request, pk, why="Adding evidence", may=may_write_notes)
    asked = get_object_or_404(_signs(family), indicator__code=code)
    form = EvidenceForm(
        posted(request),
        asked=asked,
        members=list(family.members()),
        at_work=family.keyworker is not None,
    )
    context = {
        "form": form,
        "family": family,
        "asked": asked,
        "caption": f"Problem {asked.problem.number}: {asked.problem.headline}",
        "back_url": reverse("evidence-choose", args=[pk]),
    }
    if form.is_valid() and "change" not in request.POST:
        if sentence := form.to_read_back():
            again = [(name, values) for name, values in request.POST.lists() if name not in NOT_READ_BACK]
            context |= {"sentence": sentence, "again": again, "missed": form.missed}
            return render(request, "families/evidence/read_back.html", context)
        actions.add_evidence(family, asked, by=request.user, once=form.cleaned_data["once"], **form.answers)
        messages.success(request, f"Added: {asked.indicator.label}")
        return redirect("family-evidence", pk)
    return render(request, "families/evidence/add.html", context)


def check(request, pk, piece):
    """Say what the check of one piece found."""
    family = family_for(request, pk, why="Checking evidence", may=may_write_notes)
    piece = _piece_of(family, piece)
    form = EvidenceCheckForm(posted(request), piece=piece)

    def save():
        actions.check_evidence(piece, by=request.user, seen=form.cleaned_data["seen"], **form.answers)

    return _ask_about(request, piece, form, save, saved="Saved what the check found")


def end(request, pk, piece):
    """A status is over."""
    family = family_for(request, pk, why="Ending a status", may=may_write_notes)
    piece = _piece_of(family, piece)
    if not piece.holds_over_time:
        raise Http404
    form = EndForm(posted(request), piece=piece)

    def save():
        actions.end_evidence(piece, by=request.user, **form.cleaned_data)

    return _ask_about(request, piece, form, save, saved="Saved when it ended")


def knowing(request, pk, piece):
    """Keep a piece from members of the family, or release it (H1)."""
    family = family_for(request, pk, why="Saying who in the family may know", may=may_write_notes)
    piece = _piece_of(family, piece)
    form = KnowingForm(posted(request), row=piece, members=list(family.members()))

    def save():
        say_who_may_know(piece, by=request.user, **form.answers)

    return _ask_about(request, piece, form, save, saved="Saved who in the family may know")


def _signs(family):
    asked = ProgrammeIndicator.objects.filter(programme=family.episode.programme_id)
    return asked.select_related("indicator", "problem")


def _piece_of(family, pk):
    piece = get_object_or_404(family.evidence.with_details(), pk=pk)
    piece.family = family
    return piece


def _ask_about(request, piece, form, save, *, saved):
    """A question about one piece: above it stands what the record says."""
    return ask(
        request, piece.family, form, save,
        back_to="family-evidence", saved=saved, template="families/evidence/ask.html", fact=piece,
    )  # fmt: skip
