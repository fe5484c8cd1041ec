"""The family action plan and its SMART targets."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from families.models import Family, Person
from strongerfamilies.moves import Moving

USER = settings.AUTH_USER_MODEL


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may open the family may open its plan."""
        return self.filter(family__in=Family.objects.visible_to(user))


@pghistory.track()
class Plan(Moving):
    """The whole-family plan. Without the family's own agreement it stays a draft."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SHARED = "shared with family", "Shared with the family"
        AGREED = "agreed", "Agreed with the family"

    MOVES = {Status.DRAFT: {Status.SHARED}, Status.SHARED: {Status.DRAFT, Status.AGREED}, Status.AGREED: set()}

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    started_on = models.DateField(default=timezone.localdate)
    started_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    family_wants = models.TextField("what the family wants, in their words", blank=True)
    shared_on = models.DateField("shared with the family on", null=True, blank=True)
    agreed_on = models.DateField("agreed on", null=True, blank=True)
    agreed_how = models.CharField("how they agreed", max_length=200, blank=True)
    agreed_by = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name="who agreed")

    objects = PlanQuerySet.as_manager()

    class Meta:
        permissions = [("write_plans", "Writes plans and records progress")]
        constraints = [
            models.UniqueConstraint(fields=["family"], name="one_open_plan_a_family"),
            models.CheckConstraint(
                name="plan_agreed_says_when_and_how",
                condition=(~Q(status="agreed") & Q(agreed_on=None))
                | (Q(status="agreed", agreed_on__isnull=False) & ~Q(agreed_how="")),
            ),
        ]

    def __str__(self):
        return f"Family action plan of {self.family}"

    def get_absolute_url(self):
        return reverse("plan", args=[self.family_id])


@pghistory.track()
class Target(models.Model):
    """One SMART target: the newsletter's five questions answered, an owner, a deadline and a review date."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="targets")
    problem_number = models.PositiveSmallIntegerField("problem it helps with", null=True, blank=True)
    specific = models.TextField("specific")
    measurable = models.TextField("measurable")
    achievable = models.TextField("achievable")
    realistic = models.TextField("realistic")
    due_on = models.DateField("deadline")
    review_on = models.DateField("review date")
    owner_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner_worker = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    involved = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name="who helped to set it")
    not_involved_because = models.CharField("why nobody was involved", max_length=200, blank=True)
    withheld_from_all = models.BooleanField("not to be known by anyone in the family", default=False)
    withheld_from = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name="not to be known by")
    set_on = models.DateField(default=timezone.localdate)
    set_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(unique=True, editable=False)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="target_has_one_owner",
                condition=Q(owner_person__isnull=False, owner_worker=None)
                | Q(owner_person=None, owner_worker__isnull=False),
                violation_error_message="Choose one owner: someone in the family, or a worker.",
            ),
            models.CheckConstraint(
                name="target_reviewed_by_its_deadline",
                condition=Q(review_on__lte=F("due_on")),
                violation_error_message="The review date must not be after the deadline.",
            ),
        ]

    def __str__(self):
        return self.specific

    @property
    def owner(self):
        return self.owner_person or self.owner_worker
