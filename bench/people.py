"""Who visits the pages: somebody of each role with work to see."""

from functools import cache

from django.db.models import Count

from accounts import rules
from accounts.models import User
from families.models import Allocation


def _of(role):
    return User.objects.filter(groups__name=role.name)


@cache
def officer():
    return _of(rules.PERFORMANCE_OFFICER).earliest("pk")


@cache
def keyworker():
    """One with the usual number of families."""
    held = Allocation.objects.now().values("keyworker").annotate(families=Count("pk")).order_by("families", "keyworker")
    return User.objects.get(pk=held[len(held) // 2]["keyworker"])


@cache
def manager():
    return _of(rules.TEAM_MANAGER).filter(team=keyworker().team).earliest("pk")
