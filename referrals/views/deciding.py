"""A performance officer decides on a referral: accepts it, or returns it with the reason."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.models import Setting
from referrals.actions import deciding
from referrals.forms.deciding import AcceptForm, ReturnForm
from referrals.models import Check
from referrals.views.checking import for_officers
from referrals.views.questions import posted
from strongerfamilies.moves import MoveNotAllowed


@for_officers
def accept(request, referral):
    """What was verified, and what accepting does; then accept, and go on to the family's record."""
    form = AcceptForm(posted(request))
    if form.is_valid():
        try:
            accepted = deciding.accept(referral, by=request.user)
        except MoveNotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Accepted: {referral}. This is the family's record.")
            return redirect(f"{accepted.family.get_absolute_url()}?task=check")
    return _page(request, referral, form, "referrals/check_accept.html", check=Check(referral))


@for_officers
def return_(request, referral):
    """Why it goes back, in a code and in words; then return it, and go on with the list."""
    council = Setting.objects.values_on(timezone.localdate())
    names = {"front_door": council["front_door_name"], "next_step": council["next_step_name"]}
    form = ReturnForm(posted(request), **names)
    if form.is_valid():
        try:
            deciding.return_to_referrer(referral, by=request.user, **form.cleaned_data)
        except MoveNotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{referral} is returned. {referral.made_by} is told by e-mail.")
            return redirect("checking")
    return _page(request, referral, form, "referrals/check_return.html", reasons=Check(referral).verified.reasons)


def _page(request, referral, form, template, **context):
    back = reverse("referral-check", args=[referral.pk])
    return render(request, template, {"form": form, "referral": referral, "back_url": back, **context})
