"""The numbers by which other services know a person: masked, until somebody asks to see one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.rules import may_record_identifiers
from families import actions
from families.forms import IdentifierForm
from families.models import PersonIdentifier
from families.views.door import born_member_of, family_for
from strongerfamilies.edits import EditedElsewhere

Kind = PersonIdentifier.Kind


@never_cache
def numbers(request, pk, person):
    """Every number of one person. Asking to see one is a POST, and is written into the access log."""
    asked = request.POST.get("show")
    shown = Kind(asked) if asked in Kind.values else None
    why = f"Asked to see somebody's {shown.label}" if shown else "Reading which numbers are recorded"
    family = family_for(request, pk, why=why, may=may_record_identifiers)
    person = born_member_of(family, person).person
    recorded = {row.kind: row for row in person.identifiers.all()}
    rows = [
        {"kind": kind, "identifier": recorded.get(kind), "shown": kind == shown, "url": _address(pk, person, kind)}
        for kind in Kind
    ]
    context = {
        "heading": f"Numbers of {person}",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "rows": rows,
    }
    return render(request, "families/numbers.html", context)


def record(request, pk, person, kind):
    """Add a number, or put a wrong one right."""
    family = family_for(request, pk, why="Recording a number", may=may_record_identifiers)
    person = born_member_of(family, person).person
    if kind not in Kind.values:
        raise Http404
    identifier = person.identifiers.filter(kind=kind).first()
    form = IdentifierForm(request.POST if request.method == "POST" else None, kind=kind, identifier=identifier)
    if form.is_valid():
        try:
            actions.record_identifier(family, person=person, kind=kind, by=request.user, **form.cleaned_data)
        except EditedElsewhere as meanwhile:
            form.show_both(meanwhile.current)
        except ValidationError as refusal:
            form.add_error("number", refusal)
        else:
            messages.success(request, f"{form.kind.label} saved")
            return redirect("person-numbers", pk, person.pk)
    context = {
        "form": form,
        "family": family,
        "caption": str(person),
        "back_url": reverse("person-numbers", args=[pk, person.pk]),
    }
    return render(request, "families/number.html", context)


def _address(pk, person, kind):
    return reverse("person-number", args=[pk, person.pk, kind.value])
