"""Fills an empty database with a made-up council of any size, or leaves it as it was."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import connection, transaction

from accounts.models import PrivacyNotice
from eligibility.models import Indicator, Programme, ProgressSet, Reason
from families.models import Family
from overview.populate.evidence import Signs, draw_problems
from overview.populate.households import Households
from overview.populate.people import People
from overview.populate.programme import ENDED, OnProgramme
from overview.populate.staff import hire_staff
from overview.populate.work import Work

FAMILIES_AT_A_TIME = 2000


class NotEmpty(Exception):
    """There are families in this database already."""


@dataclass
class Reference:
    """What the rows point to."""

    programme: int
    notice: int
    reasons: dict[str, list[int]]


@transaction.atomic
def populate(*, families: int, seed: int, today: date, tell=lambda done: None):
    """Write so many families with all that belongs to them. The same three arguments write the same rows.

    Keys are compared at the end of every statement, not of the transaction, so that memory does not grow with the
    number of families. `tell` hears how many families are done. Raises NotEmpty.
    """
    if Family.objects.exists():
        raise NotEmpty
    random = Random(seed)  # noqa: S311  # nosec B311  (invented people; no secret hangs on it)
    sizes = [min(FAMILIES_AT_A_TIME, families - done) for done in range(0, families, FAMILIES_AT_A_TIME)]
    with connection.cursor() as cursor, ThreadPoolExecutor(max_workers=1) as sender:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        council = _Council(cursor, random, families, today)
        households = council.invent(sizes[0])
        sent, done = sender.submit(int), 0
        for size, next_size in zip(sizes, [*sizes[1:], 0], strict=True):
            batch = council.write(households)
            households = council.invent(next_size, after=sent)
            sent, done = sender.submit(_send, cursor, batch), done + size
            tell(done)
        sent.result()


def _send(cursor, batch):
    for table, rows in batch:
        table.send(cursor, rows)


class _Council:
    """Everything that is written of families. While some are on their way to the database, the next are made."""

    def __init__(self, cursor, random, families, today):
        progress_set = ProgressSet.objects.newest_on(today)
        staff = hire_staff(cursor, families=families, random=random, today=today)
        self.cursor = cursor
        self.households = Households(random, today)
        self.people = People(random, today)
        self.signs = Signs(random, dict(Indicator.objects.values_list("code", "pk")))
        self.on_programme = OnProgramme(random, today, staff, _reference(today))
        self.work = Work(random, today, progress_set.pk, progress_set.areas.order_by("code"))

    def invent(self, number, *, after=None):
        """So many households, with keys for them. The database gives keys once what is under way has arrived."""
        households = [self.households.invent() for _ in range(number)]
        if after:
            after.result()
        self.people.take_keys(self.cursor, households)
        self.on_programme.take_keys(self.cursor, number)
        self.work.take_keys(self.cursor, number)
        return households

    def write(self, households):
        """All rows of these households, as (table, rows) in the order in which the database takes them."""
        for household in households:
            self._write(household)
        parts = (self.people, self.signs, self.on_programme, self.work)
        return [(table, table.take_rows()) for part in parts for table in part.tables]

    def _write(self, household):
        """One family, from who is in it to how far it has come."""
        known = self.on_programme.draw()
        problems = draw_problems(self.on_programme.random)
        home = self.people.add(household, joined_on=known.told_on, recorded_by=known.officer)
        self.signs.add(
            home,
            problems,
            told_on=known.told_on,
            told_by=known.referrer,
            checked_by=known.officer,
            last_day=known.last_day,
        )
        self.on_programme.add(home, problems, known)
        self.work.add(home, known)


def _reference(today):
    return Reference(
        programme=Programme.objects.newest_on(today).pk,
        notice=PrivacyNotice.objects.current().pk,
        reasons={
            status: list(Reason.objects.offered(status).values_list("pk", flat=True).order_by("pk")) for status in ENDED
        },
    )
