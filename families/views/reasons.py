"""Why somebody opens the record of a family that they do not work with (H21).

The task in hand is the reason; an address that a task leads to says which: `?task=allocation`. Where no task is known
the person is asked, and their answer holds for this family until the end of the day or of their session.
"""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.rules import may_allocate, may_check_referrals
from families.forms.reasons import ReasonForm
from strongerfamilies.detours import Detour

KEPT = "why_opened"
TASKS = {
    "allocation": ("Allocating a keyworker", may_allocate),
    "check": ("Checking a referral", may_check_referrals),
}


def reason_for(request, family) -> str:
    """The task that led here, what they have access for, or what they said today. Asks when there is none of these.

    What is sent from a page that was open already is not held up: losing what was typed helps nobody.
    """
    said = _task_in(request) or _kept(request).get(str(family.pk)) or _granted(request, family)
    if said:
        keep_reason(request, family, said)
    elif request.method in ("GET", "HEAD"):
        raise Detour(f"{reverse('family-reason', args=[family.pk])}?{urlencode({'next': request.get_full_path()})}")
    return said


def keep_reason(request, family, reason):
    """Until the end of the day, for this family; what was kept on other days is dropped."""
    kept = _kept(request)
    if kept.get(str(family.pk)) != reason:
        request.session[KEPT] = {"day": _today(), "reasons": kept | {str(family.pk): reason}}


def ask(request, family):
    """A page of one question; its answer leads on to the page that was wanted."""
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        wanted = family.get_absolute_url()
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        keep_reason(request, family, form.cleaned_data["reason"])
        return redirect(wanted)
    return render(request, "families/reason.html", {"form": form, "family": family, "back_url": reverse("families")})


def _task_in(request):
    text, may = TASKS.get(request.GET.get("task"), ("", None))
    return text if may and may(request.user) else ""


def _kept(request):
    kept = request.session.get(KEPT, {})
    return kept["reasons"] if kept.get("day") == _today() else {}


def _granted(request, family):
    """What they were given access for, by cover, an emergency or a rights request."""
    grant = family.access_grants.now().filter(user=request.user).first()
    return f"{grant.get_kind_display()}: {grant.reason}"[: ReasonForm.LONGEST] if grant else ""


def _today():
    return timezone.localdate().isoformat()
