"""The review of every emergency access, for the information governance officer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.models import AccessEvent
from accounts.rules import may_review_emergency_access
from families import actions
from families.forms.reasons import ReviewForm
from families.models import AccessGrant, Family
from strongerfamilies.moves import MoveNotAllowed
from strongerfamilies.paging import LongListPaginator


def emergencies(request):
    """Every emergency access: who, when and why; those nobody has reviewed come first."""
    _check(request)
    address = reverse("access-review")
    only = request.GET.get("only") == "to-review"
    rows = _emergencies(request)
    context = {
        "heading": "Emergency access",
        "page": LongListPaginator(rows.to_review() if only else rows).get_page(request.GET.get("page")),
        "filters": [
            {"text": "All", "url": address, "current": not only},
            {"text": "To be reviewed", "url": f"{address}?only=to-review", "current": only},
        ],
        "nothing": "Every emergency access is reviewed." if only else "Nobody has opened a record in an emergency.",
    }
    return render(request, "families/emergencies.html", context)


def review(request, pk):
    """One emergency access with what was opened by it, and what the review finds."""
    _check(request)
    grant = get_object_or_404(_emergencies(request), pk=pk)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.review_emergency_access(grant, finding=form.cleaned_data["finding"], by=request.user)
        except MoveNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Emergency access to {grant.reference} is reviewed")
        return redirect("access-review")
    context = {
        "form": form,
        "grant": grant,
        "openings": AccessEvent.objects.about(grant.family).filter(by=grant.user, at__gte=grant.starts_at)[:100],
        "caption": grant.reference,
        "back_url": reverse("access-review"),
    }
    return render(request, "families/review.html", context)


def _emergencies(request):
    """But for those of families that the reviewer must not know of (H7)."""
    return AccessGrant.objects.emergencies().filter(family__in=Family.objects.whose_log_is_read_by(request.user))


def _check(request):
    if not may_review_emergency_access(request.user):
        raise PermissionDenied
