"""Before a record is opened: the reason for it, an emergency, or that somebody must not open it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.rules import may_take_emergency_access, opens_records
from families import actions
from families.forms.reasons import EmergencyForm, KnowFamilyForm
from families.models import Family
from families.views import reasons
from families.views.door import visible_family

NO_SUCH_RECORD = "There is no record with this reference that you could open"


def reason(request, pk):
    """Why does somebody who does not work with the family open its record? (H21)"""
    return reasons.ask(request, visible_family(request.user, pk))


def emergency(request):
    """By reference, a record that this person may not open otherwise, restricted or not. It is reviewed afterwards."""
    if not may_take_emergency_access(request.user):
        raise PermissionDenied
    form = EmergencyForm(request.POST if request.method == "POST" else None, initial=_reference_in(request))
    if form.is_valid():
        key = form.cleaned_data["reference"]
        if family := Family.objects.that_open_in_an_emergency_to(request.user).filter(pk=key).first():
            if not Family.objects.visible_to(request.user).filter(pk=key).exists():
                actions.take_emergency_access(family, reason=form.cleaned_data["reason"], by=request.user)
            return redirect(family)
        form.add_error("reference", NO_SUCH_RECORD)
    return render(request, "families/emergency.html", {"form": form, "back_url": reverse("families")})


def know_family(request):
    """Somebody says that they know a family (H7). The answer is the same whether or not there is such a record."""
    if not opens_records(request.user):
        raise PermissionDenied
    form = KnowFamilyForm(request.POST if request.method == "POST" else None, initial=_reference_in(request))
    if form.is_valid():
        family = Family.objects.filter(pk=form.cleaned_data["reference"]).first()
        if family:
            actions.declare_known(family, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "Thank you. You cannot open a record with this reference.")
        return redirect("families")
    return render(request, "families/know_family.html", {"form": form, "back_url": reverse("families")})


def _reference_in(request):
    return {"reference": request.GET.get("reference", "")}
