"""What an officer completed or put right after a referral was sent, and who told them."""

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from referrals.models.evidence import ReferralEvidence
from referrals.models.person import ReferredPerson
from referrals.models.referral import Referral


class ChangeQuerySet(models.QuerySet):
    def about_whom(self):
        """With whom or what they are about, and who wrote them down."""
        return self.select_related("person", "evidence__indicator", "by")


class Change(models.Model):
    """Facts of one person, or of one piece of evidence, before and after. The referrer's own words are never lost."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="changes")
    person = models.ForeignKey(ReferredPerson, on_delete=models.PROTECT, null=True, related_name="changes")
    evidence = models.ForeignKey(ReferralEvidence, on_delete=models.PROTECT, null=True, related_name="changes")
    before = models.JSONField(encoder=DjangoJSONEncoder)
    after = models.JSONField(encoder=DjangoJSONEncoder)
    told_by = models.CharField("who told it", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="change_is_about_a_person_or_a_piece",
                condition=Q(person__isnull=False, evidence=None) | Q(person=None, evidence__isnull=False),
            ),
            models.CheckConstraint(name="change_says_who_told_it", condition=~Q(told_by="")),
        ]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.about}: {', '.join(what for what, _, _ in self.facts)}"

    @property
    def about(self):
        return self.person or self.evidence

    @property
    def facts(self) -> list[tuple]:
        """(what, value before, value after) of each fact, the values as they were in the row."""
        fields = {name: self.about._meta.get_field(name) for name in self.after}
        return [
            (field.verbose_name, field.to_python(self.before[name]), field.to_python(self.after[name]))
            for name, field in fields.items()
        ]
