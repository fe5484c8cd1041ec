"""A family's chronology: the page, narrowed and cut into pages, and the paper for named readers."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.rules import may_write_notes
from families.models import LegalOrder, Person
from families.views.door import family_for
from overview import actions
from overview.chronology import Chronology, drawn, paper_for
from overview.chronology_forms import NarrowForm, ReadersForm
from strongerfamilies.paging import LongListPaginator

PER_PAGE = 50


def chronology(request, pk):
    """Everything that happened, newest first."""
    family = family_for(request, pk, why="Reading what happened")
    narrow = _narrow(request, family)
    rows = Chronology(family, by=request.user, **narrow.chosen).rows()
    page = LongListPaginator(rows, per_page=PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "heading": "Chronology",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "narrow": narrow,
        "page": page,
        "happenings": drawn(page),
        "print_url": _with(reverse("family-chronology-print", args=[pk]), narrow.chosen),
        "may_print": may_write_notes(request.user),
    }
    return render(request, "overview/chronology/page.html", context)


def on_paper(request, pk):
    """Choose the readers, see what the paper holds and what it leaves out, and print.

    The paper never says that something is left out. Only the worker sees that before it is printed (H1), with a
    warning of court orders about the readers (H5).
    """
    family = family_for(request, pk, why="Printing what happened", may=may_write_notes)
    narrow = _narrow(request, family)
    members = list(family.members())
    form = ReadersForm(request.POST if request.method == "POST" else None, members=members)
    back_url = _with(reverse("family-chronology", args=[pk]), narrow.chosen)
    context = {"form": form, "family": family, "caption": str(family), "back_url": back_url}
    if not form.is_valid():
        return render(request, "overview/chronology/readers.html", context)
    keys = form.cleaned_data["readers"]
    readers = [member.person for member in members if member.person_id in keys]
    paper = paper_for(family, readers, by=request.user, **narrow.chosen)
    context |= {"readers": readers, "paper": paper, "heading": "Before you print"}
    if "print" in request.POST and not paper.is_too_long:
        actions.print_chronology(family, by=request.user)
        return render(request, "overview/chronology/paper.html", context)
    context["orders"] = LegalOrder.objects.warnings_for(
        readers, family=family, on=timezone.localdate(), to=request.user
    )
    return render(request, "overview/chronology/preview.html", context)


def _narrow(request, family):
    """What the address asks for. Whoever left is offered too: what happened to them happened here."""
    people = Person.objects.filter(pk__in=family.memberships.values("person"), linked_to=None).order_by("pk")
    return NarrowForm(request.GET, people=people)


def _with(address, chosen):
    chosen = {name: value for name, value in chosen.items() if value}
    return f"{address}?{urlencode(chosen)}" if chosen else address
