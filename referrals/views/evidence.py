"""What is known about each problem: a page per problem, and one per sign of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from eligibility.models import ProgrammeIndicator
from eligibility.rules import Subject
from referrals.actions import evidence as actions
from referrals.forms.evidence import EvidenceForm, NewEvidenceForm, ProblemForm
from referrals.forms.people import RemoveForm
from referrals.models import read_whole
from referrals.views.answer import answer_for
from referrals.views.door import one_of, own_draft
from referrals.views.questions import ask, posted

ABOUT_NO_ONE_PERSON = (Subject.FAMILY, Subject.ANY)
NOT_READ_BACK = ("csrfmiddlewaretoken", "read_back", "change")


@own_draft
def problem(request, draft, number):
    """What is known about one problem so far, the choice of a sign, and the live answer."""
    about = get_object_or_404(draft.programme.problems, number=number)
    read_whole(draft)
    pieces = [piece for piece in draft.evidence.all() if piece.problem_number == number]
    answer = next((row.answer for row in draft.answers.all() if row.problem_number == number), None)
    signs = list(_signs(draft).filter(problem=about))
    form = ProblemForm(posted(request), problem=about, signs=signs, has_evidence=bool(pieces), answer=answer)

    def save():
        if form.answer is None:
            return reverse("referral-evidence-add", args=[draft.pk, form.cleaned_data["known"]])
        return actions.answer_problem(draft, number, form.answer, by=request.user)

    tasks = draft.get_absolute_url()
    context = {"referral": draft, "about": about, "pieces": pieces, "answer": answer_for(draft)}
    return ask(request, form, save, then=tasks, back=tasks, template="referrals/problem.html", **context)


@own_draft
def add_evidence(request, draft, code):
    """A fact under one sign: about whom, when, how much, and a note."""
    asked = get_object_or_404(_signs(draft), indicator__code=code)
    people = list(draft.people.all())
    if not people and asked.indicator.subject not in ABOUT_NO_ONE_PERSON:
        messages.info(request, "Add the person whom this is about first.")
        return redirect("referral-people", pk=draft.pk)
    form = NewEvidenceForm(posted(request), asked=asked, people=people)

    def save():
        actions.add_evidence(draft, asked, by=request.user, once=form.cleaned_data["once"], **form.answers)

    return _ask_for_fact(request, draft, form, save, number=asked.problem.number)


@own_draft
def evidence(request, draft, piece_pk):
    """Put a fact right."""
    piece = _piece_of(draft, piece_pk)
    asked = _signs(draft).get(indicator=piece.indicator)
    form = EvidenceForm(posted(request), asked=asked, people=list(draft.people.all()), piece=piece)

    def save():
        actions.change_evidence(piece, by=request.user, seen=form.cleaned_data["seen"], **form.answers)

    return _ask_for_fact(request, draft, form, save, number=piece.problem_number)


@own_draft
def remove_evidence(request, draft, piece_pk):
    """Take a fact off."""
    piece = _piece_of(draft, piece_pk)
    form = RemoveForm(posted(request), what="this piece of evidence")
    then = reverse("referral-problem", args=[draft.pk, piece.problem_number])
    context = {"referral": draft, "piece": piece, "template": "referrals/remove_evidence.html"}
    return ask(request, form, lambda: actions.remove_evidence(piece, by=request.user), then=then, back=then, **context)


def _signs(draft):
    asked = ProgrammeIndicator.objects.filter(programme=draft.programme_id)
    return asked.select_related("indicator", "problem")


def _piece_of(draft, pk):
    read_whole(draft)
    return one_of(draft.evidence.all(), pk)


def _ask_for_fact(request, draft, form, save, *, number):
    """Ask; read attendance back before it is saved (H10), and let it be changed."""
    then = reverse("referral-problem", args=[draft.pk, number])
    context = {"referral": draft, "asked": form.asked}
    if form.is_valid():
        if "change" in request.POST:
            return render(request, "referrals/evidence.html", {"form": form, "back_url": then, **context})
        if sentence := form.to_read_back():
            again = [(name, values) for name, values in request.POST.lists() if name not in NOT_READ_BACK]
            told = {"sentence": sentence, "again": again, "missed": form.missed, "form": form}
            return render(request, "referrals/read_back.html", {**context, **told, "caption": f"Referral {draft}"})
    return ask(request, form, save, then=then, back=then, template="referrals/evidence.html", **context)
