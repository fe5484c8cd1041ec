"""What somebody has typed and not yet saved."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone


class DraftQuerySet(models.QuerySet):
    def of(self, user, form, record):
        """What this person typed into this form about this record, at most one."""
        return self.filter(user=user, form=form, record=record._meta.label_lower, record_id=record.pk)

    def older_than(self, days):
        """Untouched for so many days."""
        return self.filter(saved_at__lt=timezone.now() - timedelta(days=days))


class Draft(models.Model):
    """The answers of one form as they were typed, right or wrong; theirs alone, deleted when the form is saved.

    `typed` holds a list of values for each name, as a browser posts them. No history is kept of drafts.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=60)
    record = models.CharField("kind of record", max_length=60)
    record_id = models.BigIntegerField()
    typed = models.JSONField()
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "form", "record", "record_id"], name="one_draft_a_form"),
        ]
        indexes = [models.Index(fields=["saved_at"], name="drafts_by_age")]

    def __str__(self):
        return f"{self.form} of {self.saved_at:%-d %B %Y}"
