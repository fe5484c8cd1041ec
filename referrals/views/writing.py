"""A practitioner writes a referral: the first question, the task list, and the questions about the referral itself."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.models import PrivacyNotice
from accounts.rules import may_read_agency_referrals, may_refer
from families.models import Answer, Family
from referrals.actions import writing
from referrals.forms.writing import AccountForm, AgreementForm, ContactForm, LawfulBasisForm, StartForm, WorryForm
from referrals.models import Referral, read_whole
from referrals.views.answer import answer_as_sent, answer_for
from referrals.views.door import own_draft, referral_for
from referrals.views.questions import ask, posted
from referrals.views.summary import sections
from referrals.views.tasks import tasks_of

PER_PAGE = 25


def referrals(request):
    """My referrals, or my agency's for its lead: drafts to finish first, then the newest."""
    state = request.GET.get("state", "")
    mine = Referral.objects.visible_to(request.user).for_the_list(state)
    states = [("", "All"), *Referral.Status.choices]
    filters = [{"text": label, "url": f"?state={value}", "current": value == state} for value, label in states]
    of_the_agency = may_read_agency_referrals(request.user)
    context = {
        "heading": _heading(request.user),
        "page": Paginator(mine, PER_PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "state": state,
        "of_the_agency": of_the_agency,
        "may_refer": may_refer(request.user),
    }
    return render(request, "referrals/list.html", context)


def _heading(user):
    if may_read_agency_referrals(user):
        return "Referrals of your agency"
    return "My referrals" if may_refer(user) else "Referrals"


def start(request):
    """The first question: is a child at risk now? The answer opens the draft."""
    if not may_refer(request.user):
        return redirect("referrals")
    form = StartForm(posted(request))

    def save():
        started = writing.start(by=request.user, **form.cleaned_data)
        return reverse("referral-worry" if started.child_at_risk else "referral", args=[started.pk])

    back = reverse("referrals")
    return ask(request, form, save, then=back, back=back, template="referrals/start.html")


def referral(request, pk):
    """The task list of one's own draft; otherwise the referral as it was written, with what became of it."""
    shown = referral_for(request, pk)
    read_whole(shown)
    if shown.is_draft and shown.made_by_id == request.user.pk:
        context = {"referral": shown, "tasks": tasks_of(shown), "answer": answer_for(shown)}
        return render(request, "referrals/task_list.html", context)
    context = {
        "referral": shown,
        "sections": sections(shown),
        "answer": answer_for(shown) if shown.is_draft else answer_as_sent(shown),
        "decision": getattr(shown, "decision", None),
        "keyworker": _keyworker_for(request.user, shown),
    }
    return render(request, "referrals/referral.html", context)


def _keyworker_for(user, referral):
    """Named only where the family agreed that this agency may know (H39), and never of a restricted family."""
    may_know = referral.agrees_to_sharing == Answer.YES and referral.agency in referral.shared_with.all()
    if not (referral.family and may_know and Family.objects.not_closed_to(user).filter(pk=referral.family_id).exists()):
        return None
    return referral.family.keyworker


def worry(request, pk):
    """Worried about a child now: whom to ring, and whether it was reported. Open until a decision is made (H4)."""
    about = referral_for(request, pk)
    back = about.get_absolute_url()
    if about.is_decided:
        return render(request, "referrals/worry_decided.html", {"referral": about, "back_url": back})
    form = WorryForm(posted(request), referral=about)

    def save():
        writing.record_worry(about, by=request.user, seen=form.cleaned_data["seen"], **form.answers)

    return ask(request, form, save, then=back, back=back, template="referrals/worry.html", referral=about)


@own_draft
def agreement(request, draft):
    """What the family was told and agrees to; the leaflet is offered first (H16, H38)."""
    form = AgreementForm(posted(request), referral=draft)

    def save():
        saved = writing.record_agreement(draft, by=request.user, seen=form.cleaned_data["seen"], **form.answers)
        return reverse("referral-basis", args=[draft.pk]) if saved.lacks_agreement else None

    context = {"referral": draft, "notice": draft.notice or PrivacyNotice.objects.current()}
    return _ask_about(request, draft, form, save, template="referrals/agreement.html", **context)


@own_draft
def basis(request, draft):
    """On what the referral rests where the family did not agree (H16)."""
    if not draft.lacks_agreement:
        return redirect("referral-agreement", pk=draft.pk)
    form = LawfulBasisForm(posted(request), instance=draft)

    def save():
        writing.record_lawful_basis(draft, by=request.user, **form.cleaned_data)

    return _ask_about(request, draft, form, save)


@own_draft
def contact(request, draft):
    """How and when it is safe to reach the family (H19)."""
    form = ContactForm(posted(request), instance=draft)
    return _ask_about(request, draft, form, lambda: writing.record_contact(draft, by=request.user, **form.cleaned_data))


@own_draft
def account(request, draft):
    """What is happening, in the referrer's words."""
    form = AccountForm(posted(request), referral=draft)
    return _ask_about(request, draft, form, lambda: writing.record_account(draft, by=request.user, **form.cleaned_data))


def _ask_about(request, draft, form, save, **context):
    """A question about the referral: afterwards back to the task list."""
    tasks = draft.get_absolute_url()
    return ask(request, form, save, then=tasks, back=tasks, **{"referral": draft, **context})
