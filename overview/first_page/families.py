"""The parts of a first page about families: for officers who allocate, keyworkers and team managers."""

from collections import defaultdict

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from accounts.rules import may_allocate, may_hold_families, may_read_all_families, may_read_team_families
from families.models import AccessGrant, Allocation, Episode, Family
from families.models.lists import LISTS, settings_today
from overview.first_page.section import Section, first_of
from overview.rules import Work, next_thing
from plans.models import Plan, ProgressCollection, Target
from strongerfamilies.paging import LongListPaginator


def to_look_at(user):
    """How many families are on each list that somebody should look at. Lists that are empty are left out."""
    if not (may_hold_families(user) or may_read_all_families(user) or may_read_team_families(user)):
        return None
    seen, settings, address = Family.objects.visible_to(user), settings_today(), reverse("families")
    counts = [(slug, each, LongListPaginator(each.of(seen, settings).order_by("pk"))) for slug, each in LISTS.items()]
    return Section(
        template="overview/sections/to_look_at.html",
        heading="Families to look at",
        nothing="No family is on a list.",
        rows=[(each.text, pages.total, f"{address}?list={slug}") for slug, each, pages in counts if pages.count],
    )


def awaiting_allocation(user):
    """Officers see all; a manager those with which somebody of their team keeps contact meanwhile."""
    if not (may_allocate(user) and (may_read_all_families(user) or may_read_team_families(user))):
        return None
    waiting = Family.objects.visible_to(user).with_present_state().awaiting_allocation()
    holding = Prefetch("access_grants", AccessGrant.objects.standing_in(), to_attr="held_until")
    return Section(
        template="overview/sections/awaiting_allocation.html",
        heading="Families awaiting allocation",
        columns=("Family", "Waiting", "Next"),
        nothing="Every family that agreed has its keyworker.",
        all_at="families",
        **_with_days(first_of(waiting.prefetch_related(holding))),
    )


def my_families(user):
    if not may_hold_families(user):
        return None
    mine = Family.objects.visible_to(user).filter(
        pk__in=Allocation.objects.now().filter(keyworker=user).values("family")
    )
    return Section(
        template="overview/sections/my_families.html",
        heading="My families",
        columns=("Family", "State", "Next"),
        nothing="No family is allocated to you. You get an e-mail when one is.",
        rows=_with_next_thing(mine),
    )


def standing_in(user):
    """Families with which this person keeps contact, or for whose keyworker they stand in. Shown only if there are."""
    if not may_hold_families(user):
        return None
    grants = AccessGrant.objects.standing_in().now().filter(user=user, family__in=Family.objects.visible_to(user))
    found = first_of(grants.select_related("family"))
    if not found["rows"]:
        return None
    return Section(
        template="overview/sections/standing_in.html",
        heading="Families for which I stand in",
        columns=("Family", "As", "Until"),
        **found,
    )


def families_of_my_team(user):
    if not (may_read_team_families(user) and user.team_id):
        return None
    held = Allocation.objects.now().filter(keyworker__team=user.team_id)
    ours = Family.objects.visible_to(user).filter(pk__in=held.values("family"))
    return Section(
        template="overview/sections/team_families.html",
        heading=f"Families of {user.team.name}",
        columns=("Family", "Keyworker", "State", "Next"),
        nothing="Nobody of your team holds a family.",
        rows=_with_next_thing(ours),
    )


def _with_days(found):
    """Each family with the whole days since it began to wait."""
    today = timezone.localdate()
    found["rows"] = [(family, (today - family.state_since).days) for family in found["rows"]]
    return found


def _with_next_thing(families):
    """Each family with its state and what comes next, the late ones first. Five queries, however many there are."""
    today = timezone.localdate()
    families = list(families.with_present_state().order_by("state_since", "pk"))
    work = _work_of(families)
    rows = [(family, Episode.Status(family.state).label, next_thing(work[family.pk], today)) for family in families]
    return sorted(rows, key=lambda row: not row[2].late)


def _work_of(families) -> dict[int, Work]:
    plans = dict(Plan.objects.filter(family__in=families).values_list("family", "status"))
    started = ProgressCollection.objects.filter(
        family__in=families, stage=ProgressCollection.Stage.START, recorded_on__isnull=False
    )
    recorded = set(started.values_list("family", flat=True))
    dates = defaultdict(list)
    for family, due_on, review_on in (
        Target.objects.standing().filter(plan__family__in=families).values_list("plan__family", "due_on", "review_on")
    ):
        dates[family].append((due_on, review_on))
    return {
        family.pk: Work(
            plan=plans.get(family.pk),
            deadlines=tuple(due_on for due_on, _ in dates[family.pk]),
            reviews=tuple(review_on for _, review_on in dates[family.pk]),
            start_recorded=family.pk in recorded,
        )
        for family in families
    }
