"""Who opened a family's record: the whole log for colleagues, and a copy for members of the family."""

from django.shortcuts import render
from django.urls import reverse

from accounts.models import AccessEvent
from accounts.rules import may_read_access_log, may_review_emergency_access
from families import actions
from families.forms.reasons import ReadersForm
from families.models.openings import openings_known_to
from families.views.door import family_for, log_of_family_for
from strongerfamilies.paging import LongListPaginator


def log(request, pk):
    """Who opened which page, when and why; those who do not work with the family are picked out."""
    family = log_of_family_for(request, pk, why="Reading who opened the record", may=may_read_access_log)
    lines = AccessEvent.objects.about(family).select_related("by__agency")
    if others := request.GET.get("only") == "others":
        lines = lines.filter(working_with=False)
    person = request.GET.get("by", "")
    if person.isascii() and person.isdigit():
        lines = lines.filter(by=person[:18])
    context = {
        "heading": "Who opened this record",
        "caption": str(family) if family.may_be_opened else family.reference,
        "back_url": family.get_absolute_url() if family.may_be_opened else reverse("access-review"),
        "family": family,
        "may_open": family.may_be_opened,
        "page": LongListPaginator(lines, per_page=50).get_page(request.GET.get("page")),
        "filters": _filters(reverse("family-access", args=[pk]), others=others, one=bool(person)),
    }
    return render(request, "families/access.html", context)


def _filters(address, *, others, one):
    items = [
        {"text": "Everyone", "url": address, "current": not (others or one)},
        {"text": "Not working with the family", "url": f"{address}?only=others", "current": others},
    ]
    return [*items, {"text": "One person", "url": "", "current": True}] if one else items


def copy(request, pk):
    """For named members of the family: who looked at what we hold about them. The page to print answers a post.

    It holds no reasons and no pages, which could tell one of them about another, and nobody of a service that one of
    the readers must not know of (H1). It never says that anything is left out.
    """
    family = family_for(request, pk, why="Copying for the family who opened the record", may=_may_copy)
    members = family.members()
    form = ReadersForm(request.POST if request.method == "POST" else None, members=members)
    if not form.is_valid():
        context = {"form": form, "family": family, "caption": str(family)}
        context["back_url"] = reverse("family-access", args=[pk])
        return render(request, "families/access_readers.html", context)
    readers = [member.person for member in members if member.person_id in form.cleaned_data["readers"]]
    actions.copy_access_log(family, by=request.user)
    context = {"readers": readers, "openings": openings_known_to(family, readers)}
    return render(request, "families/access_copy.html", context)


def _may_copy(user):
    return may_read_access_log(user) or may_review_emergency_access(user)
