"""Decisions: immutable copies of everything a decision rested on, so that it can be replayed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from eligibility.cases import read_case
from eligibility.models import Programme, Reason
from families.models import Case
from referrals.models.referral import Referral
from referrals.rules import belongs_at_the_front_door


class Decision(models.Model):
    """An officer accepted or returned a referral.

    `case` is what the rule was given, each piece with what the check found of it. `findings` are its answers then: to
    `all evidence` not found untrue, and to the `verified evidence` only, on which acceptance rests (E6).
    """

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        RETURNED = "returned", "Returned"

    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="decision")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    case = models.JSONField()
    findings = models.JSONField()
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, null=True, related_name="+")
    explanation = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_returned_with_a_reason",
                condition=Q(kind="returned", reason__isnull=False) | Q(kind="accepted", reason__isnull=True),
            ),
        ]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.referral} {self.get_kind_display().lower()}"

    @staticmethod
    def findings_of(case: Case) -> dict:
        """What the rule says of the case now."""
        return {"all evidence": case.assess().as_json(), "verified evidence": case.verified().assess().as_json()}

    def replayed(self) -> dict:
        """The findings once more, from nothing but what is stored here. They never differ from `findings`."""
        kept = read_case(self.case)
        return self.findings_of(
            Case(
                programme=self.programme.as_rule(),
                on=kept.on,
                people=kept.people,
                evidence=kept.evidence,
                answered_no=kept.answered_no,
            )
        )

    @property
    def points_to_the_front_door(self) -> bool:
        """Returned: is children's social care next, or an assessment?"""
        return self.reason is not None and belongs_at_the_front_door(self.reason.code)
