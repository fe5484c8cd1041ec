"""A performance officer decides on a referral: accepts it, or returns it with the reason."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.models import Setting
from referrals.actions import deciding
from referrals.forms.deciding import AcceptForm, ReturnForm
from referrals.models import Check
from referrals.views.checking import for_officers
from referrals.views.questions import posted
from strongerfamilies.moves import MoveNotAllowed


@for_officers
def accept(request, referral):
    """What was verified, and what accepting does; then accept."""
    form = AcceptForm(posted(request))
    if form.is_valid() and _done(request, form, lambda: deciding.accept(referral, by=request.user)):
        messages.success(request, f"{referral} is accepted, and the family's record is open.")
        return redirect(referral)
    return _page(request, referral, form, "referrals/check_accept.html", check=Check(referral))


@for_officers
def return_(request, referral):
    """Why it goes back; then return it."""
    names = {
        "front_door": Setting.objects.value("front_door_name"),
        "next_step": Setting.objects.value("next_step_name"),
    }
    form = ReturnForm(posted(request), **names)
    if form.is_valid() and _done(
        request, form, lambda: deciding.return_to_referrer(referral, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, f"{referral} is returned. {referral.made_by} is told by e-mail.")
        return redirect("checking")
    return _page(request, referral, form, "referrals/check_return.html")


def _done(request, form, decide) -> bool:
    """Decide, or say on the form what stands in the way."""
    try:
        decide()
    except MoveNotAllowed as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page(request, referral, form, template, **context):
    back = reverse("referral-check", args=[referral.pk])
    return render(request, template, {"form": form, "referral": referral, "back_url": back, **context})
