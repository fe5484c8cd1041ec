"""Writes what is known under each problem of a family, in the proportions that the programme sees."""

from datetime import UTC, datetime, time, timedelta

from families.models import Evidence
from overview.demo.households import HOW_MANY_PROBLEMS, WEIGHTS
from overview.demo.telling import SOURCES
from overview.populate.chance import some_of
from overview.populate.tables import Table

HOW_MANY_SIGNS = (1, 2, 2, 3)
VERIFIED, STILL_HOLDS = 0.75, 0.8
ABUSE = 5

# Signs that a family may show under each problem: about whom, and the highest figure where it has one.
SIGNS = {
    1: [("P1.1", "child", 2), ("P1.2", "child", 2), ("P1.4", "adult", None), ("P1.6", "child", None)],
    2: [("P2.1", "child", 40), ("P2.2", "child", 6), ("P2.5", "child", 2), ("P2.8", "child", None)],
    3: [("P3.1", "child", None), ("P3.2", "child", None), ("P3.3", "child", None), ("P3.4", "child", 3)],
    4: [("P4.1", "adult", None), ("P4.2", "adult", None), ("P4.5", "family", None)],
    5: [("P5.1", "adult", None), ("P5.2", "adult", 4), ("P5.3", "family", 6)],
    6: [("P6.1", "adult", None), ("P6.2", "adult", None), ("P6.4", "adult", None)],
}


def draw_problems(random) -> list[int]:
    """How many, then which; each as likely as it is among accepted families."""
    [count] = random.choices(list(HOW_MANY_PROBLEMS), HOW_MANY_PROBLEMS.values())
    chosen = set()
    while len(chosen) < count:
        chosen.update(random.choices(list(WEIGHTS), WEIGHTS.values()))
    return sorted(chosen)


class Signs:
    def __init__(self, random, indicators):
        self.random, self.indicators = random, indicators
        self.table = Table(
            Evidence, "family", "person", "indicator", "problem_number", "observed_on", "ended_on", "value", "origin",
            "recorded_by", "recorded_at", "verified", "verified_source", "verified_on", "verified_by", "withheld",
        )  # fmt: skip
        self.tables = [self.table]

    def add(self, home, problems, *, told_on, told_by, checked_by, last_day):
        """Facts seen in the weeks before `told_on`; one in five has ended since, by `last_day`."""
        chance = self.random
        for problem in problems:
            for code, about, most in some_of(chance, SIGNS[problem], chance.choice(HOW_MANY_SIGNS)):
                observed = told_on - timedelta(days=chance.randint(1, 120))
                ended = None if chance.random() < STILL_HOLDS else _between(chance, observed, last_day)
                check = ("", None, None)
                if verified := True if chance.random() < VERIFIED else None:
                    check = (SOURCES[problem], told_on, checked_by)
                self.table.add(
                    home.key, self._whom(home, about), self.indicators[code], problem, observed, ended,
                    chance.randint(1, most) if most else None, "Referral", told_by,
                    datetime.combine(told_on, time(9), UTC), verified, *check, problem == ABUSE,
                )  # fmt: skip

    def _whom(self, home, about):
        """Somebody the sign may be about; the whole family where it has nobody of that age."""
        people = {"child": home.children, "adult": home.adults, "family": []}[about]
        return self.random.choice(people) if people else None


def _between(random, first, last):
    return first + timedelta(days=random.randint(0, max(0, (last - first).days)))
