"""The pages that are measured: who opens them, on which records, and the same answer written by hand."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Count

from bench import by_hand, people
from families.models import Allocation, Family

RECORDS = 5


@dataclass(frozen=True)
class Page:
    """`address` of one record, or with a `search` the page of what it found. `answer` is SQL by hand."""

    name: str
    user: Callable
    address: str
    answer: list[str]
    search: str = ""
    of_a_family: bool = field(default=False)


def pages() -> list[Page]:
    keyworker = people.keyworker()
    lists = [
        ("Families, open ones", "", "TRUE"),
        ("Families, by state", "?state=in+review", "e.status = 'in review'"),
        ("Families, by problem", "?problem=5", _UNDER_PROBLEM),
        (
            "Families, by keyworker",
            f"?team={keyworker.team_id}&keyworker={keyworker.pk}",
            _HELD.format("= %(keyworker)s"),
        ),
        ("Families, by team", f"?team={keyworker.team_id}", _HELD.format(_OF_TEAM)),
    ]
    found = [
        ("Find: a misspelt name", "Jon Smiht", by_hand.find(["jon", "smiht"])),
        ("Find: a usual name with a year", "Sarah Smith 1984", by_hand.find(["sarah", "smith"], _BORN_IN_1984)),
        ("Find: one usual name", "Smith", by_hand.find(["smith"])),
    ]
    records = [
        ("A family's overview", "", by_hand.OVERVIEW),
        ("A family's evidence", "evidence/", by_hand.EVIDENCE_PAGE),
        ("The chronology", "chronology/", by_hand.CHRONOLOGY),
        ("The plan", "plan/", by_hand.PLAN),
        ("The progress data", "progress/", by_hand.PROGRESS),
    ]
    first = [
        ("An officer's first page", people.officer, by_hand.OFFICERS_FIRST_PAGE),
        ("A keyworker's first page", people.keyworker, by_hand.first_page("= %(user)s")),
        ("A manager's first page", people.manager, by_hand.first_page(_OF_TEAM)),
    ]
    return [
        *[Page(name, people.officer, f"/families/{query}", by_hand.families(where)) for name, query, where in lists],
        *[Page(name, people.officer, "", answer, search=text) for name, text, answer in found],
        *[Page(name, people.keyworker, end, answer, of_a_family=True) for name, end, answer in records],
        *[Page(name, user, "/", answer) for name, user, answer in first],
        Page("The queue of referrals", people.officer, "/referrals/to-check/", by_hand.CHECKING),
    ]


_UNDER_PROBLEM = """EXISTS (SELECT FROM families_evidence v WHERE v.family_id = f.id AND v.problem_number = 5
  AND v.ended_on IS NULL)"""
_HELD = """f.id IN (SELECT family_id FROM families_allocation WHERE starts_on <= CURRENT_DATE
  AND (ends_on IS NULL OR ends_on >= CURRENT_DATE) AND NOT never_held AND keyworker_id {})"""
_OF_TEAM = "IN (SELECT id FROM accounts_user WHERE team_id = %(team)s)"
_BORN_IN_1984 = " AND date_of_birth BETWEEN '1984-01-01' AND '1984-12-31'"


def addresses(page, visitor) -> list[tuple[str, int]]:
    """What to open, each with the key of its family, or 0. Five families that are alike at every size."""
    if page.search:
        return [(visitor.post("/families/find/", {"text": page.search}), 0)]
    if page.of_a_family:
        return [(f"/families/{key}/{page.address}", key) for key in families_to_open()]
    return [(page.address, 0)]


def families_to_open() -> list[int]:
    """Families of the keyworker with three or four members, a plan, and start progress data where there is some."""
    held = Allocation.objects.now().filter(keyworker=people.keyworker()).values("family")
    families = Family.objects.visible_to(people.keyworker()).filter(pk__in=held, plans__isnull=False)
    sized = families.annotate(
        size=Count("memberships", distinct=True), started=Count("progress_collections", distinct=True)
    )
    return list(sized.order_by("-started", "size", "pk").values_list("pk", flat=True)[:RECORDS])
