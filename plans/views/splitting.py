"""Splitting a family: some of its people get a record of their own (H26)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.rules import may_keep_people
from families.models import Family
from families.views.door import family_for
from plans import actions
from plans.forms.splitting import SplitForm
from plans.models import Target
from strongerfamilies.moves import MoveNotAllowed


def split(request, pk):
    """Who goes, who belongs to both, and a choice for each open target."""
    family = family_for(request, pk, why="Splitting the family", may=may_keep_people)
    form = SplitForm(
        request.POST if request.method == "POST" else None,
        members=family.members(),
        targets=Target.objects.standing().filter(plan__family=family),
        keyworker=family.keyworker,
    )
    back_url = reverse("family-people", args=[pk])
    if form.is_valid():
        try:
            new = actions.split_family(family, by=request.user, **form.answers)
        except (ValidationError, MoveNotAllowed) as refusal:
            form.add_error(None, getattr(refusal, "message", str(refusal)))
        else:
            messages.success(request, f"Opened {new.reference}, linked to {family.reference}")
            return redirect(_where_next(request.user, new, back_url))
    context = {"form": form, "family": family, "caption": str(family), "back_url": back_url}
    return render(request, "plans/split.html", context)


def _where_next(user, new, back_url):
    """Who does not hold the new record may not be able to open it."""
    return new if Family.objects.visible_to(user).filter(pk=new.pk).exists() else back_url
