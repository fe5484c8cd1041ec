"""The family action plan, and the family's agreement to it."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models.trails import UNCHANGING
from families.models import Address, Family, Person
from plans.rules import Paper, paper_for
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

    # An agreed plan is changed by making it a draft again: what the family agreed to never changes behind their back.
    MOVES = {Status.DRAFT: {Status.SHARED}, Status.SHARED: {Status.AGREED}, Status.AGREED: {Status.DRAFT}}

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="plans")
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    started_on = models.DateField("started on", default=timezone.localdate)
    started_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    family_wants = models.TextField("what the family wants, in their words", blank=True)
    shared_on = models.DateField("shared with the family on", null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        permissions = [("write_plans", "Writes plans and records progress")]
        constraints = [
            models.UniqueConstraint(fields=["family"], name="one_open_plan_a_family"),
            models.CheckConstraint(
                name="plan_status_is_known", condition=Q(status__in=["draft", "shared with family", "agreed"])
            ),
            models.CheckConstraint(
                name="plan_shared_on_a_day",
                condition=Q(status="draft", shared_on=None) | (~Q(status="draft") & Q(shared_on__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"Family action plan of {self.family}"

    def get_absolute_url(self):
        return reverse("plan", args=[self.family_id])

    @property
    def reference(self) -> str:
        return self.family.reference

    @property
    def may_change(self) -> bool:
        """Its words and targets, until the family has agreed to them."""
        return self.status != self.Status.AGREED

    def paper_for(self, readers, *, people, with_wants) -> Paper:
        """What these readers may hold in their hands, and what is left out. `people` are the members, by key."""
        keyworker = self.family.keyworker
        homes = Address.objects.filter(residences__person__in=people).distinct()
        return paper_for(
            readers,
            [target.as_promise(keyworker=keyworker) for target in self.targets.standing().with_people()],
            wants=self.family_wants if with_wants else "",
            places=[str(home) for home in homes],
        )


@pghistory.track()
class PlanAgreement(models.Model):
    """The family agreed to the plan: who, how and when. Never rewritten; agreeing to a changed plan is another row."""

    class How(models.TextChoices):
        SIGNED = "signed", "Signed the plan on paper"
        IN_PERSON = "in person", "Said so when we met"
        BY_PHONE = "by phone", "Said so by telephone"
        IN_WRITING = "in writing", "Wrote to say so"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agreements")
    people = models.ManyToManyField(Person, related_name="+", verbose_name="who agreed")
    how = models.CharField("how they agreed", max_length=20, choices=How)
    agreed_on = models.DateField("agreed on")
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(unique=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        triggers = [UNCHANGING]

    def __str__(self):
        return f"{self.plan}, agreed on {self.agreed_on}"


class PlanAgreementPerson(PlanAgreement.people.through):
    """Who agreed is never rewritten either."""

    class Meta:
        proxy = True
        triggers = [UNCHANGING]
