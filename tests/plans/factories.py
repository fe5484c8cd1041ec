"""Plans and collections of invented families, each taken as far as a test needs by the actions themselves."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from families.models import Answer
from plans.actions import add_target, agree_plan, begin_start, save_group, share_plan, start_plan
from plans.rules import CATEGORY, FIGURES, AreaAnswer, TargetAnswers
from tests.families.factories import HeldFamilyFactory, child, mother, say, told, years_ago


def a_family(keyworker, **facts):
    """Ada, who has agreed to work with us, Bert, who has not been asked, and their daughter Cleo."""
    ada = mother(given_name="Ada")
    bert = told(given_name="Bert", family_name="Sample", date_of_birth=years_ago(36), parent_or_carer=True)
    family = HeldFamilyFactory(keyworker=keyworker, people=[ada, bert, child(given_name="Cleo")], **facts)
    say(family, member(family, "Ada"), Answer.YES, by=keyworker)
    return family


def member(family, given_name):
    return family.people.get(given_name=given_name)


def refuses(family, given_name, *, by):
    """One member says no for themselves."""
    say(family, member(family, given_name), Answer.NO, by=by)


def some_answers(family, **changed):
    """A target that has nothing wrong with it: the mother's, set with her."""
    today, ada = timezone.localdate(), member(family, "Ada").pk
    answers = TargetAnswers(
        specific="Cleo is at school by nine every day",
        measurable="The register says so for a whole term",
        achievable="The bus stops outside",
        realistic="Ada starts work at ten",
        due_on=today + timedelta(days=90),
        review_on=today + timedelta(days=42),
        problem_number=2,
        owner_person=ada,
        involved=frozenset({ada}),
    )
    return replace(answers, **changed)


def a_target(plan, *, by, **changed):
    return add_target(plan, some_answers(plan.family, **changed), once=uuid4(), by=by)


def a_plan(family, *, by, status="draft"):
    """A plan with one target, taken to the state."""
    plan = start_plan(family, by=by)
    a_target(plan, by=by)
    if status != "draft":
        plan = share_plan(plan, by=by)
    if status == "agreed":
        agree(plan, by=by)
        plan.refresh_from_db()
    return plan


def agree(plan, *, by, once=None, **changed):
    """The mother agrees to the plan, today."""
    told = {"people": [member(plan.family, "Ada").pk], "how": "signed", "agreed_on": timezone.localdate(), **changed}
    return agree_plan(plan, once=once or uuid4(), by=by, **told)


def an_answer(area, **changed):
    """Something known in an area: 3, or the last of what it is chosen from."""
    value = {"number": Decimal(3)} if area.value_type in FIGURES else {"category": "no"}
    if area.value_type == CATEGORY:
        value = {"category": area.categories[-1]}
    told = {"answer": "known", "source": "School", "valid_on": timezone.localdate(), **value, **changed}
    return AreaAnswer(**({**told, "number": None, "category": ""} if told["answer"] != "known" else told))


def record(collection, group, *, by):
    """Every area of one group, known."""
    answers = {area.code: an_answer(area) for area, _ in group.areas}
    save_group(collection, group.slug, answers, seen=group.seen, by=by)


def a_collection(family, *, by, groups=0):
    """The start, with so many groups answered."""
    collection = begin_start(family, by=by)
    for group in collection.groups()[:groups]:
        record(collection, group, by=by)
    return collection
