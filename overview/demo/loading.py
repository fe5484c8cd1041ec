"""Loads the whole demonstration, or nothing."""

from django.db import transaction
from django.db.models import F

from accounts.models import Agency, User
from families.models import Family
from jobs.models import OutboxMessage
from jobs.models.message import Status
from overview.demo.council import load_council
from overview.demo.families import Caseload
from overview.demo.households import Invention
from overview.demo.referrals import load_referrals
from referrals.models import Referral

SEED = 2015  # the year in which the programme began


class NotEmpty(Exception):
    """There is somebody's work in this database already."""


@transaction.atomic
def load_demo(password: str) -> list[User]:
    """Return who can sign in. Raises NotEmpty rather than mix invented families with real ones."""
    if any(model.objects.exists() for model in (User, Agency, Referral, Family)):
        raise NotEmpty
    council = load_council(password)
    invention = Invention(SEED)
    Caseload(council, invention).load()
    load_referrals(council, invention)
    _mail_was_read_long_ago()
    people = User.objects.filter(pk__in=[user.pk for user in council.values()])
    return list(people.select_related("agency").prefetch_related("groups").order_by("pk"))


def _mail_was_read_long_ago():
    """Nobody gets an e-mail today about what happened weeks ago."""
    waiting = OutboxMessage.objects.filter(status=Status.WAITING)
    waiting.update(status=Status.SENT, sent_at=F("written_at"), attempts=1, address=None, body=None)
