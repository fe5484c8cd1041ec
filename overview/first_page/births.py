"""Babies whose due date has come: their families' keyworker is asked whether they are born (H9)."""

from accounts.rules import may_hold_families
from families.models import Allocation, Family
from overview.first_page.section import Section, first_of


def births_to_ask_about(user):
    if not may_hold_families(user):
        return None
    mine = Allocation.objects.now().filter(keyworker=user).values("family")
    families = Family.objects.visible_to(user).filter(pk__in=mine).with_birth_to_ask().order_by("pk")
    found = first_of(families)
    if not found["rows"]:
        return None
    return Section(
        template="overview/sections/births.html",
        heading="Is the baby born?",
        columns=("Family", "Next"),
        all_at="families",
        **found,
    )
