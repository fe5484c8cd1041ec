"""The same rows and fields by plain Django: a bare table through the same middleware, to measure our pages against."""

from django.http import HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils import timezone

from accounts.models import Setting
from bench.pages import pages
from eligibility.models import ProgressArea
from families.models import (
    Agreement,
    Allocation,
    Episode,
    Evidence,
    Family,
    Membership,
    Residence,
    people_found,
)
from families.search_terms import terms_in
from plans.models import ProgressValue, Target
from referrals.models import Referral

TABLES = """<!doctype html><title>Bench</title>{% for table in tables %}<table>{% for row in table %}<tr>
{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>{% endfor %}"""
FAMILY = ("pk", "name", "contact_phone", "contact_safely")
KEYWORKER = ("allocations__keyworker__name", "allocations__keyworker__agency__name")


def tables_of(page, user, family):
    """What the page shows, as rows of values."""
    if page.search:
        found = people_found(terms_in(page.search, today=timezone.localdate()), by=user)
        rows = found.values_list("given_name", "family_name", "date_of_birth", "memberships__family__name")
        return [rows[:25]]
    if page.of_a_family:
        return [*_record(family), *OF_A_FAMILY[page.address](family)]
    if page.address.startswith("/families/"):
        open_now = Episode.objects.filter(ended_on=None).order_by("status_since")
        return [open_now.values_list("family", "family__name", "status", "status_since", "programme__name")[:25]]
    if page.address == "/":
        return _first_page(user)
    return [Referral.objects.order_by("submitted_at").values_list("pk", "family_name", "submitted_at", "status")[:25]]


def _record(family):
    yield Family.objects.filter(pk=family).values_list(*FAMILY)
    yield Allocation.objects.filter(family=family).values_list(
        "keyworker__name", "keyworker__agency__name", "starts_on"
    )


def _overview(family):
    yield Membership.objects.filter(family=family).values_list(
        "relationship", "person__given_name", "person__family_name", "person__date_of_birth", "lives_with_family"
    )
    yield Residence.objects.filter(person__memberships__family=family).values_list(
        "address__lines", "address__postcode"
    )
    yield from _evidence(family)
    yield Agreement.objects.filter(family=family).values_list("person__given_name", "to_support", "asked_on")
    yield Episode.objects.filter(family=family).values_list("status", "started_on", "programme__name")


def _evidence(family):
    yield Evidence.objects.filter(family=family).values_list(
        "indicator__label", "person__given_name", "observed_on", "value", "verified_source", "verified_by__name"
    )


def _chronology(family):
    yield from _evidence(family)
    yield Agreement.objects.filter(family=family).values_list("person__given_name", "to_support", "asked_on")
    yield Membership.objects.filter(family=family).values_list("person__given_name", "joined_on", "left_on")
    yield Episode.objects.filter(family=family).values_list("moves__status", "moves__on", "moves__by__name")
    yield from _plan(family)


def _plan(family):
    yield Target.objects.filter(plan__family=family).values_list(
        "specific", "measurable", "achievable", "realistic", "due_on", "review_on", "owner_person__given_name"
    )


def _progress(family):
    yield ProgressArea.objects.values_list("code", "area", "group")
    yield ProgressValue.objects.filter(collection__family=family).values_list(
        "area__code", "area__area", "answer", "number", "category", "source", "recorded_by__name"
    )


OF_A_FAMILY = {
    "": _overview,
    "evidence/": _evidence,
    "chronology/": _chronology,
    "plan/": _plan,
    "progress/": _progress,
}


def _first_page(user):
    held = Allocation.objects.now().filter(keyworker__team=user.team_id or 0)
    mine = held.filter(keyworker=user) if user.has_perm("families.hold_families") else held
    if user.has_perm("families.read_all_families"):
        waiting = Episode.objects.filter(status="awaiting allocation").order_by("status_since")
        return [waiting.values_list("family", "family__name", "status_since")[:10]]
    return [
        mine.values_list("family", "family__name", "family__episodes__status", "keyworker__name"),
        Target.objects.filter(plan__family__in=mine.values("family")).values_list(
            "plan__family", "due_on", "review_on"
        ),
    ]


def plain(request, number, family):
    """One template with tables, and the settings that every page reads."""
    Setting.objects.values_on(timezone.localdate())
    tables = tables_of(pages()[number], request.user, family)
    return HttpResponse(engines["django"].from_string(TABLES).render({"tables": tables}, request))


urlpatterns = [
    path("bench/<int:number>/<int:family>/", plain),
    path("", include("strongerfamilies.urls")),
]
handler404 = "strongerfamilies.error_pages.not_found"
