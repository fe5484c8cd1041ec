"""The parts of a first page about families: for officers who allocate, keyworkers and team managers."""

from collections import defaultdict

from django.utils import timezone

from accounts.rules import may_allocate, may_hold_families, may_read_all_families, may_read_team_families
from families.models import Allocation, Episode, Family
from overview.first_page.section import Section, first_of
from overview.rules import Work, next_thing
from plans.models import Plan, ProgressCollection, Target


def awaiting_allocation(user):
    if not (may_allocate(user) and may_read_all_families(user)):
        return None
    waiting = Family.objects.visible_to(user).with_present_state().awaiting_allocation()
    return Section(
        template="overview/sections/awaiting_allocation.html",
        heading="Families awaiting allocation",
        columns=("Family", "Waiting", "Next"),
        nothing="Every family that agreed has its keyworker.",
        all_at="families",
        **_with_days(first_of(waiting)),
    )


def my_families(user):
    if not may_hold_families(user):
        return None
    mine = Family.objects.visible_to(user).filter(pk__in=Allocation.objects.now().filter(keyworker=user).values("family"))
    return Section(
        template="overview/sections/my_families.html",
        heading="My families",
        columns=("Family", "State", "Next"),
        nothing="No family is allocated to you. You get an e-mail when one is.",
        rows=_with_next_thing(mine),
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
    for family, due_on, review_on in Target.objects.standing().filter(plan__family__in=families).values_list(
        "plan__family", "due_on", "review_on"
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
