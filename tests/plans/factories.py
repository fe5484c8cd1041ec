"""Invented families with a keyworker, and plans taken as far as a test needs."""

import uuid
from dataclasses import replace
from datetime import timedelta

import factory
from django.utils import timezone

from eligibility.models import Programme
from families.actions import allocate, record_agreement
from families.actions.agreeing import WATCHED
from families.models import Agreement, Allocation, Episode, Family, Membership, Person
from plans.actions import add_target, agree_plan, share_plan, start_plan
from plans.rules import TargetAnswers
from strongerfamilies.edits import fingerprint


class FamilyFactory(factory.django.DjangoModelFactory):
    """`held_by=keyworker` gives a family with a mother who agreed, a father, a daughter, and that keyworker."""

    class Meta:
        model = Family
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Testcase {n}")

    @factory.post_generation
    def held_by(family, create, keyworker, **kwargs):  # noqa: N805 - factory_boy's own way
        Episode.objects.create(family=family, programme=Programme.objects.on(timezone.localdate()))
        ada = join(family, "Ada", role="adult", parent_or_carer=True)
        join(family, "Bert", role="adult", parent_or_carer=True)
        join(family, "Cleo", role="child")
        if keyworker:
            answers(family, ada, by=keyworker)
            nobody = fingerprint(Allocation(family=family), ("keyworker",))
            allocate(family, keyworker=keyworker, by=keyworker, seen=nobody)


def join(family, given_name, *, parent_or_carer=None, **person):
    """One more member."""
    person = Person.objects.create(given_name=given_name, family_name="Testcase", **person)
    Membership.objects.create(family=family, person=person, parent_or_carer=parent_or_carer)
    return person


def member(family, given_name):
    return family.people.get(given_name=given_name)


def answers(family, person, *, by, to_support="yes"):
    """A member answers for themselves whether they will work with us."""
    before = family.agreements.filter(person=person).first() or Agreement(asked_on=None)
    basis = {} if to_support == "yes" else {"lawful_basis": "public task", "authorised_by": "A manager"}
    return record_agreement(
        family,
        person=person,
        shared_with=[],
        by=by,
        once=uuid.uuid4(),
        seen=fingerprint(before, WATCHED),
        to_support=to_support,
        to_sharing=to_support,
        **basis,
    )


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
    return add_target(plan, some_answers(plan.family, **changed), once=uuid.uuid4(), by=by)


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
    return agree_plan(plan, once=once or uuid.uuid4(), by=by, **told)
