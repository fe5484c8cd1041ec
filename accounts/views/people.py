"""Agency leads, and administrators for those without one, say who still works here (H24)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from accounts import actions
from accounts.forms import ConfirmPeopleForm
from accounts.models import Setting, User
from accounts.rules import may_confirm_colleagues, may_keep_reference_data


def people(request):
    """Whoever is ticked may sign in for the next months. Those nobody ticks are suspended when their time is over."""
    if not (may_confirm_colleagues(request.user) or may_keep_reference_data(request.user)):
        raise Http404
    theirs = User.objects.confirmed_by(request.user)
    months = Setting.objects.number("confirm_months")
    form = ConfirmPeopleForm(
        request.POST if request.method == "POST" else None,
        theirs=theirs,
        due=theirs.due_to_confirm(months).select_related("agency"),
        agency=request.user.agency,
    )
    if form.is_valid():
        confirmed = form.cleaned_data["people"]
        actions.confirm(confirmed, by=request.user)
        who = confirmed[0].name if len(confirmed) == 1 else f"{len(confirmed)} people"
        messages.success(request, f"{who} confirmed for {months} months")
        return redirect("people")
    return render(request, "accounts/people.html", {"form": form, "months": months, "back_url": "/"})
