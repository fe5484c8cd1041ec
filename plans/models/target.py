"""The SMART targets of a plan, and from whom each is kept."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from families.models import Person
from plans.models.plan import Plan
from plans.rules import Promise, TargetAnswers

USER = settings.AUTH_USER_MODEL


class TargetQuerySet(models.QuerySet):
    def standing(self):
        """Without those that stopped because their owner died (H8)."""
        return self.filter(owner_person__died_on=None)

    def with_people(self):
        """Each target with its owner, who helped to set it, and from whom it is kept, in a fixed number of queries."""
        return self.select_related("owner_person", "owner_worker").prefetch_related("involved", "withheld_from")


@pghistory.track()
class Target(models.Model):
    """One SMART target: the newsletter's five questions answered, an owner, a deadline and a review date."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="targets")
    problem_number = models.PositiveSmallIntegerField("problem it helps with", null=True, blank=True)
    specific = models.TextField("what will be done")
    measurable = models.TextField("how we will know")
    achievable = models.TextField("what makes it possible")
    realistic = models.TextField("why it fits as things are")
    due_on = models.DateField("deadline")
    review_on = models.DateField("review date")
    owner_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner_worker = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    involved = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name="who helped to set it")
    not_involved_because = models.TextField("why nobody was involved", blank=True)
    withheld_from_all = models.BooleanField("not to be known by anyone in the family", default=False)
    withheld_from = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name="not to be known by")
    set_on = models.DateField("set on", default=timezone.localdate)
    set_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(unique=True, editable=False)

    objects = TargetQuerySet.as_manager()

    # What the keyworker writes, and what two tabs are compared by.
    WRITTEN = tuple(TargetAnswers.__dataclass_fields__)
    PEOPLE = ("involved", "withheld_from")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="target_answers_the_five_questions",
                condition=~Q(specific="") & ~Q(measurable="") & ~Q(achievable="") & ~Q(realistic=""),
            ),
            models.CheckConstraint(
                name="target_has_one_owner",
                condition=Q(owner_person__isnull=False, owner_worker=None)
                | Q(owner_person=None, owner_worker__isnull=False),
            ),
            models.CheckConstraint(name="target_reviewed_by_its_deadline", condition=Q(review_on__lte=F("due_on"))),
        ]

    def __str__(self):
        return self.specific

    @property
    def owner(self):
        return self.owner_person or self.owner_worker

    @property
    def has_stopped(self) -> bool:
        """Nobody can do it any more: its owner died (H8)."""
        return self.owner_person is not None and self.owner_person.is_deceased

    @property
    def kept_from(self) -> str:
        """Who must not know of it, for workers to read; nothing where anyone may."""
        if self.withheld_from_all:
            return "Kept from everyone in the family"
        names = ", ".join(str(person) for person in self.withheld_from.all())
        return f"Not to be known by {names}" if names else ""

    @property
    def set_with(self) -> str:
        """Who in the family helped to set it, or why nobody did."""
        names = ", ".join(str(person) for person in self.involved.all())
        return names or f"Nobody in the family: {self.not_involved_because}"

    def as_answers(self) -> TargetAnswers:
        """What the keyworker wrote, as the rules and the form read it."""
        people = {name: frozenset(person.pk for person in getattr(self, name).all()) for name in self.PEOPLE}
        owner = {"owner_person": self.owner_person_id, "owner_worker": self.owner_worker_id}
        plain = {name: getattr(self, name) for name in self.WRITTEN if name not in {*people, *owner}}
        return TargetAnswers(**plain, **owner, **people)

    def as_promise(self, *, keyworker) -> Promise:
        """As a family would read it: the keyworker is the one worker a family is given by name (H36)."""
        worker = keyworker.name if keyworker and self.owner_worker_id == keyworker.pk else "A worker"
        return Promise(
            key=self.pk,
            what=self.specific,
            who=str(self.owner_person) if self.owner_person else worker,
            by_when=self.due_on,
            how_we_will_know=self.measurable,
            withheld_from_all=self.withheld_from_all,
            withheld_from=frozenset(person.pk for person in self.withheld_from.all()),
        )


# Who helped to set a target, and from whom it is kept, before and after each change.


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class TargetInvolved(Target.involved.through):
    class Meta:
        proxy = True


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class TargetWithheldFrom(Target.withheld_from.through):
    class Meta:
        proxy = True
