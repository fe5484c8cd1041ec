"""A performance officer checks referrals: the list, one referral with its evidence, and each deed of the check."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.rules import may_check_referrals
from referrals.actions import checking
from referrals.forms.checking import CompletePersonForm, HandBackForm, HoldingForm, PieceForm
from referrals.models import Check, Referral, read_whole
from referrals.views.door import one_of, referral_for
from referrals.views.questions import ask, posted
from strongerfamilies.edits import EditedElsewhere
from strongerfamilies.govuk_messages import shown
from strongerfamilies.moves import MoveNotAllowed

PER_PAGE = 25
WHOSE = {"": "All", "waiting": "Waiting", "mine": "With me"}


def to_check(request):
    """The officers' list: children at risk that nobody reported, then every referral sent, oldest first."""
    if not may_check_referrals(request.user):
        raise PermissionDenied
    whose = request.GET.get("whose", "")
    waiting = Referral.objects.to_check().of(whose, request.user)
    context = {
        "heading": "Referrals to check",
        "page": Paginator(waiting, PER_PAGE).get_page(request.GET.get("page")),
        "filters": [{"text": text, "url": f"?whose={key}", "current": key == whose} for key, text in WHOSE.items()],
        "drafts_at_risk": Referral.objects.drafts_at_risk(),
    }
    return render(request, "referrals/to_check.html", context)


def for_officers(view):
    """An officer's page about a referral that waits for a decision. Decided, the address leads to the outcome."""

    @wraps(view)
    def page(request, pk, **kwargs):
        referral = referral_for(request, pk, why="checking it")
        if not may_check_referrals(request.user):
            raise PermissionDenied
        if referral.awaits_decision:
            return view(request, referral, **kwargs)
        if referral.checked_by_id != request.user.pk:
            messages.info(request, f"{referral} is not to be checked: it is {referral.get_status_display().lower()}.")
        return redirect(referral)

    return page


@for_officers
def check(request, referral):
    """Everything an officer needs to decide: both answers, what is open, the people, and each piece of evidence."""
    return _check_page(request, Check(referral))


@for_officers
def start(request, referral):
    """Take the referral up. Whoever comes back from signing in only sees it."""
    if request.method == "POST":
        try:
            checking.start_checking(referral, by=request.user)
        except MoveNotAllowed as refusal:
            messages.error(request, str(refusal))
    return redirect("referral-check", pk=referral.pk)


@for_officers
def hand_back(request, referral):
    """Put the referral back into the list."""
    form = HandBackForm(posted(request))

    def save():
        checking.hand_back(referral, by=request.user)
        messages.success(request, f"{referral} is back in the list. What was found so far is kept.")

    return _ask(request, referral, form, save, template="referrals/check_hand_back.html", then=reverse("checking"))


@for_officers
def holding(request, referral):
    """May it be held without agreement (H16)?"""
    form = HoldingForm(posted(request), referral=referral)

    def save():
        checking.decide_holding(referral, by=request.user, seen=form.cleaned_data["seen"], **form.answers)

    return _ask(request, referral, form, save, template="referrals/check_holding.html")


@for_officers
def piece(request, referral, piece_pk):
    """Save the check of one piece, and go on to the next."""
    under_check = Check(referral)
    checked = next((piece for piece in under_check.pieces if piece.row.pk == piece_pk), None)
    if checked is None:
        raise Http404
    form = PieceForm(posted(request), piece=checked)
    if form.is_valid():
        try:
            checking.check_piece(checked.row, by=request.user, seen=form.cleaned_data["seen"], **form.answers)
        except EditedElsewhere as meanwhile:
            form.show_both(meanwhile.current)
        except MoveNotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(reverse("referral-check", args=[referral.pk]) + under_check.place_after(checked))
    return _check_page(request, under_check, asked=form)


@for_officers
def person(request, referral, person_pk):
    """Complete what is known of somebody, with who told it."""
    read_whole(referral)
    somebody = one_of(referral.people.all(), person_pk)
    form = CompletePersonForm(posted(request), person=somebody)

    def save():
        seen, told_by = form.cleaned_data["seen"], form.cleaned_data["told_by"]
        checking.complete_person(somebody, by=request.user, told_by=told_by, seen=seen, **form.answers)

    then = f"{reverse('referral-check', args=[referral.pk])}#people"
    return _ask(request, referral, form, save, then=then, template="referrals/check_person.html", person=somebody)


def _ask(request, referral, form, save, *, then=None, **context):
    """A question of the check on a page of its own: afterwards back to the check."""
    check_page = reverse("referral-check", args=[referral.pk])
    return ask(request, form, save, then=then or check_page, back=check_page, referral=referral, **context)


def _check_page(request, under_check, *, asked=None):
    """`asked` is the form that was just sent and stands open with its errors; else the next unchecked piece is open."""
    referral = under_check.referral
    is_mine = referral.is_checked_by(request.user)
    opened = asked.piece if asked else next(iter(under_check.unchecked), None)
    context = {
        "check": under_check,
        "referral": referral,
        "is_mine": is_mine,
        "may_verify": is_mine and referral.may_be_verified,
        "asked": asked,
        "opened": opened,
        "problems": [(problem, _cards(problem, asked)) for problem in under_check.problems],
        "changes": [_in_words(change) for change in referral.changes.about_whom()],
        "back_url": reverse("checking"),
    }
    return render(request, "referrals/check.html", context)


def _cards(problem, asked):
    """Each piece with its form."""
    forms = {asked.piece.row.pk: asked} if asked else {}
    return [(piece, forms.get(piece.row.pk) or PieceForm(piece=piece)) for piece in problem.pieces]


def _in_words(change):
    """Who or what it is about, each fact as it was and as it is, who told it, and who wrote it down."""
    facts = [
        {"what": what, "before": shown(None, before), "after": shown(None, after)}
        for what, before, after in change.facts
    ]
    return {"about": change.about, "facts": facts, "told_by": change.told_by, "by": change.by, "at": change.at}
