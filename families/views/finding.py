"""Finding a person or a family: one box, and what it found with the reason for each."""

import secrets

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from families.forms.finding import FindForm
from families.models import Family, people_found
from families.search_reasons import Found, reasons
from families.search_terms import terms_in
from families.views.filtering import Filters
from strongerfamilies.paging import LongListPaginator

KEPT = "searches"
MOST_KEPT = 10


def find(request):
    """Ask for whom; the search is kept in the session under a token, which is all that the address shows."""
    form = FindForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("families-found", token=_keep(request, form.cleaned_data["text"]))
    return render(request, "families/find.html", {"form": form, "back_url": reverse("families")})


def found(request, token):
    """Everyone who fits and of whom this person may know, the likest first, with why."""
    text = request.session.get(KEPT, {}).get(token)
    if text is None:
        raise Http404
    terms = terms_in(text, today=timezone.localdate())
    chosen = Filters(request, without_state="All")
    page = LongListPaginator(people_found(terms, by=request.user, among=chosen.narrow(Family.objects.all())))
    page = page.get_page(request.GET.get("page"))
    context = {
        "heading": "Found",
        "text": text,
        "unused": terms.unused,
        "page": page,
        "rows": _rows(page, terms),
        "filters": chosen,
        "find": FindForm(initial={"text": text}),
        "back_url": reverse("families"),
    }
    return render(request, "families/found.html", context)


def _keep(request, text):
    """The last few searches of a session can be gone back to."""
    token = secrets.token_urlsafe(12)
    kept = list(request.session.get(KEPT, {}).items())[1 - MOST_KEPT :]
    request.session[KEPT] = dict([*kept, (token, text)])
    return token


def _rows(page, terms):
    """Each person with their families as they are now, and why they were found."""
    families = Family.objects.filter(pk__in={row.family_id for person in page for row in person.known_in})
    present = {family.pk: family for family in families.with_present_state()}
    return [
        {
            "person": person,
            "families": [(present[row.family_id], row.left_on) for row in person.known_in],
            "why": reasons(terms, _as_found(person)),
        }
        for person in page
    ]


def _as_found(person):
    return Found(
        name=person.full_name,
        known_as=person.known_as,
        previous_names=person.previous_names,
        date_of_birth=person.date_of_birth,
        postcodes=tuple(home.address.postcode.replace(" ", "").upper() for home in person.homes_now),
    )
