"""Writes the work with the families that have a keyworker: the plan, its targets, and the start progress data."""

from datetime import timedelta

from overview.demo.plans import AIMS, NOT_SAID, SOURCE, WANTS
from overview.populate.chance import token
from overview.populate.programme import Status
from overview.populate.tables import Keys, Table
from plans.models import Plan, PlanAgreement, ProgressCollection, ProgressValue, Target
from plans.rules import COUNT, FIGURES, MONEY, options_of

PLANNED = {Status.PLAN_IN_PLACE, Status.IN_REVIEW, Status.PAUSED, Status.STEPPED_UP, Status.CLOSED}
HOW_MANY_TARGETS = (2, 3, 3, 4)
START_RECORDED = 0.32
NOT_SAID_SHARE = 0.25
HIGHEST = {COUNT: 4, MONEY: 900}


class Work:
    def __init__(self, random, today, progress_set, areas):
        self.random, self.today, self.progress_set = random, today, progress_set
        self.areas = [(area.pk, _choices(area)) for area in areas]
        self.plans = Table(Plan, "id", "family", "status", "started_on", "started_by", "family_wants", "shared_on")
        self.agreements = Table(PlanAgreement, "id", "plan", "how", "agreed_on", "recorded_by", "once")
        self.agreed = Table(PlanAgreement.people.through, "planagreement", "person")
        self.targets = Table(
            Target, "id", "plan", "problem_number", "specific", "measurable", "achievable", "realistic", "due_on",
            "review_on", "owner_person", "owner_worker", "set_on", "set_by", "once",
        )  # fmt: skip
        self.involved = Table(Target.involved.through, "target", "person")
        self.collections = Table(
            ProgressCollection, "id", "family", "progress_set", "stage", "begun_on", "begun_by", "recorded_on"
        )
        self.values = Table(
            ProgressValue, "collection", "area", "answer", "number", "category", "source", "valid_on", "recorded_by"
        )
        self.tables = [
            self.plans, self.agreements, self.agreed, self.targets, self.involved, self.collections, self.values
        ]  # fmt: skip

    def take_keys(self, cursor, number):
        self.plan_keys = Keys(Plan).take(cursor, number)
        self.agreement_keys = Keys(PlanAgreement).take(cursor, number)
        self.collection_keys = Keys(ProgressCollection).take(cursor, number)
        self.target_keys = Keys(Target).take(cursor, number * max(HOW_MANY_TARGETS))

    def add(self, home, known):
        if known.status not in PLANNED:
            return
        begun = known.told_on + timedelta(days=20)
        self._add_plan(home, known, begun)
        if self.random.random() < START_RECORDED:
            self._add_start(home, known, begun)

    def _add_plan(self, home, known, begun):
        plan, agreement = next(self.plan_keys), next(self.agreement_keys)
        self.plans.add(plan, home.key, "agreed", begun, known.keyworker, WANTS, begun)
        self.agreements.add(agreement, plan, "in person", begun, known.keyworker, token(self.random))
        self.agreed.add(agreement, home.mother)
        for place in range(self.random.choice(HOW_MANY_TARGETS)):
            self._add_target(plan, home, known, begun, place)

    def _add_target(self, plan, home, known, begun, place):
        key, aim = next(self.target_keys), AIMS[place % len(AIMS)]
        due = begun + timedelta(days=self.random.randint(40, 400))
        owner = (home.mother, None) if place % 2 == 0 else (None, known.keyworker)
        self.targets.add(
            key, plan, aim.problem, aim.specific, aim.measurable, aim.achievable, aim.realistic, due,
            begun + timedelta(days=30), *owner, begun, known.keyworker, token(self.random),
        )  # fmt: skip
        self.involved.add(key, home.mother)

    def _add_start(self, home, known, begun):
        """All areas, each with a figure or a word, or why there is none."""
        key, chance = next(self.collection_keys), self.random.random
        self.collections.add(key, home.key, self.progress_set, "start", begun, known.keyworker, begun)
        for area, (highest, words) in self.areas:
            if chance() < NOT_SAID_SHARE:
                told = (NOT_SAID[int(chance() * len(NOT_SAID))], None, "", "")
            elif words:
                told = ("known", None, words[int(chance() * len(words))], SOURCE)
            else:
                told = ("known", int(chance() * highest), "", SOURCE)
            self.values.add(key, area, *told, begun, known.keyworker)


def _choices(area):
    """The figure it stays below, or the words to choose from."""
    if area.value_type in FIGURES:
        return HIGHEST.get(area.value_type, 40), ()
    return None, options_of(area.value_type, area.categories)
