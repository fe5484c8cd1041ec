"""The list of identities that nothing may join: each part seen by the people named on it (H6)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.actions import opened_together
from accounts.rules import may_restrict_records
from families import actions
from families.forms.protecting import EndProtectionForm, ProtectForm
from families.models import NamedUser, ProtectedIdentity
from families.views.door import born_member_of, family_for
from strongerfamilies.moves import MoveNotAllowed
from strongerfamilies.paging import LongListPaginator


def protected(request):
    """Those on which this person is named, with both records. Each that is shown is written down as opened."""
    rows = ProtectedIdentity.objects.visible_to(request.user).with_records()
    page = LongListPaginator(rows).get_page(request.GET.get("page"))
    opened_together(request, page, working_with=False, why="Reading the list of protected identities")
    context = {
        "heading": "Protected identities",
        "back_url": reverse("families"),
        "page": page,
    }
    return render(request, "families/protected/list.html", context)


def protect(request, pk, person):
    """Put a member of the family on the list."""
    family = family_for(request, pk, why="Protecting somebody's identity", may=may_restrict_records)
    person = born_member_of(family, person).person
    suggested = list(NamedUser.objects.suggested_for(family, request.user))
    data = request.POST if request.method == "POST" else None
    form = ProtectForm(data, person=person, suggested=suggested, user=request.user)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.protect_identity(
                family,
                person=person,
                earlier=form.earlier,
                why=told["why"],
                people=[one for one in suggested if one.pk in told["people"]],
                by=request.user,
                once=told["once"],
            )
        except MoveNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Their identity is protected")
        return redirect("person", pk, person.pk)
    back_url = reverse("person", args=[pk, person.pk])
    context = {"form": form, "family": family, "caption": str(family), "back_url": back_url}
    return render(request, "families/question.html", context)


def end(request, pk):
    """Take somebody off the list."""
    found = get_object_or_404(ProtectedIdentity.objects.visible_to(request.user), pk=pk)
    form = EndProtectionForm(request.POST if request.method == "POST" else None)
    back_url = reverse("protected")
    if form.is_valid():
        actions.end_protection(found, by=request.user)
        messages.success(request, "The protection has ended")
        return redirect(back_url)
    return render(request, "layouts/confirm_page.html", {"form": form, "back_url": back_url, "warning": True})
