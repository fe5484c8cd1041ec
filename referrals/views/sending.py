"""Check your answers, send the referral, and hear what happens next."""

from django.shortcuts import redirect, render
from django.urls import reverse

from referrals.actions import writing
from referrals.forms.writing import SendForm
from referrals.models import read_whole
from referrals.views.answer import answer_for
from referrals.views.door import own_referral_for
from referrals.views.questions import ask, posted
from referrals.views.summary import sections


def send(request, pk):
    """Everything as it was answered, each with a way to change it; then send, if the rule allows (E11)."""
    referral = own_referral_for(request, pk)
    if not referral.is_draft:
        return redirect("referral-sent", pk=referral.pk)
    read_whole(referral)
    answer = answer_for(referral)
    missing = referral.still_to_answer()
    context = {
        "referral": referral,
        "sections": sections(referral, to_change=True),
        "answer": answer,
        "missing": missing,
        "may_send": answer["may_be_sent"] and not missing,
        "template": "referrals/check_your_answers.html",
    }
    then = reverse("referral-sent", args=[referral.pk])
    back = referral.get_absolute_url()
    form = SendForm(posted(request))
    return ask(request, form, lambda: writing.send(referral, by=request.user), then=then, back=back, **context)


def sent(request, pk):
    """It is sent: its reference, and what happens next."""
    referral = own_referral_for(request, pk)
    if referral.is_draft:
        return redirect(referral)
    return render(request, "referrals/sent.html", {"referral": referral})
