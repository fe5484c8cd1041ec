"""Plans, targets and start progress data of the demonstration's families."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from families.models import Family
from overview.demo.clock import at, days_ago
from overview.demo.telling import token
from plans import actions
from plans.models import PlanAgreement
from plans.rules import ABUSE, COUNT, FIGURES, MONEY, AreaAnswer, TargetAnswers, options_of
from strongerfamilies.edits import fingerprint


@dataclass(frozen=True)
class Aim:
    """A target in the family's words, and the problem it helps with."""

    problem: int
    specific: str
    measurable: str
    achievable: str
    realistic: str


AIMS = [
    Aim(
        2,
        "Be at school by ten to nine, every school day",
        "The school's register shows no late mark for four weeks",
        "Breakfast club is free, and the neighbour walks the same way",
        "Mornings are calmer since the baby sleeps through",
    ),
    Aim(
        4,
        "Finish the computer course at the library",
        "The certificate is on the fridge",
        "The course is on Tuesdays, while the children are at school",
        "Two of eight evenings are done already",
    ),
    Aim(
        6,
        "See the GP together and say how things have been",
        "The visit has happened and there is a next one",
        "The keyworker books it and comes along",
        "She wants to go, and not alone",
    ),
    Aim(
        3,
        "Eat together at the table three evenings a week",
        "The children tick it off on the calendar",
        "Everybody is at home on Mondays, Wednesdays and Sundays",
        "It was so before the move, and everyone liked it",
    ),
]
# Comes to problem 5, so it is kept from everyone in the family until a worker releases it, and from paper (H1, H2).
SAFETY = Aim(
    ABUSE,
    "Know whom to ring and where to go, at any hour",
    "She has the number under another name, and has rung it once",
    "The domestic abuse worker meets her at the school",
    "He works away until Thursdays",
)
WANTS = "We want mornings without shouting, and for somebody to tell the school what is going on."
SOURCE = "Told at the first visit"
# What is recorded at the start where the family could say; in all other areas the answer is cycled through.
NOT_SAID = ("not known", "does not apply")


def load(family: Family, *, keyworker, stage: str, days: int, place: int):
    """Take the plan as far as the stage says. `days` ago the work with the family began in earnest."""
    if stage == "allocated" and place % 2:
        return
    with at(days_ago(days), hour=11):
        plan = actions.start_plan(family, by=keyworker)
        seen = fingerprint(plan, ["family_wants"])
        plan = actions.change_wants(plan, family_wants=WANTS, seen=seen, by=keyworker)
        if stage == "allocated":
            return
        for number in range(1 + place % 3):
            _set_target(plan, family, keyworker, AIMS[(place + number) % len(AIMS)], days=days, number=number)
        if family.evidence.filter(problem_number=ABUSE).exists():
            _set_target(plan, family, keyworker, SAFETY, days=days, number=1)
        if place % 3:
            _record_start(family, keyworker, finished=place % 3 == 1 and stage != "plan begun")
        if stage != "plan begun":
            actions.share_plan(plan, by=keyworker)
    if stage == "plan in place":
        _agree(plan, family, keyworker, days - 4)


def _agree(plan, family, keyworker, days):
    with at(days_ago(days), hour=16):
        mother = family.people.order_by("pk").first()
        how = PlanAgreement.How.IN_PERSON
        actions.agree_plan(plan, people=[mother.pk], how=how, agreed_on=days_ago(0), once=token(), by=keyworker)


def _set_target(plan, family, keyworker, aim: Aim, *, days: int, number: int):
    """Every third family has a target whose day has passed; the others have theirs before them."""
    mother = family.people.order_by("pk").first()
    passed = family.pk % 3 == 0 and number == 0 and days > 14
    today = days_ago(0)
    due_on = today + timedelta(days=max(days - 7, 3) if passed else days + 30 + 14 * number)
    answers = TargetAnswers(
        specific=aim.specific,
        measurable=aim.measurable,
        achievable=aim.achievable,
        realistic=aim.realistic,
        due_on=due_on,
        review_on=min(due_on, today + timedelta(days=days + 10 + 7 * number)),
        problem_number=aim.problem,
        owner_person=mother.pk if number == 0 else None,
        owner_worker=None if number == 0 else keyworker.pk,
        involved=frozenset({mother.pk}),
    )
    actions.add_target(plan, answers, once=token(), by=keyworker)


def _record_start(family, keyworker, *, finished):
    """The start progress data; unfinished, only the first two groups are answered."""
    collection = actions.begin_start(family, by=keyworker)
    groups = collection.groups()
    for group in groups if finished else groups[:2]:
        answers = {area.code: _answer(area, family, place) for place, (area, _) in enumerate(group.areas)}
        actions.save_group(collection, group.slug, answers, seen=group.seen, by=keyworker)
    if finished:
        actions.finish_start(collection, by=keyworker)


def _answer(area, family, place) -> AreaAnswer:
    turn = family.pk + place
    if turn % 4 == 0:
        return AreaAnswer(answer=NOT_SAID[turn // 4 % 2], valid_on=days_ago(0))
    known = {"answer": "known", "valid_on": days_ago(0), "source": SOURCE}
    if area.value_type in FIGURES:
        most = {COUNT: 4, MONEY: 900}.get(area.value_type, 40)
        return AreaAnswer(number=Decimal(turn * 7 % most), **known)
    options = options_of(area.value_type, area.categories)
    return AreaAnswer(category=options[turn % len(options)], **known)
