"""Two trails that nobody can rewrite: deeds, and openings of records. Values before and after are in pghistory."""

import pgtrigger
from django.conf import settings
from django.db import models

UNCHANGING = pgtrigger.Protect(name="unchanging", operation=pgtrigger.Update | pgtrigger.Delete)


class TrailQuerySet(models.QuerySet):
    def about(self, record):
        """The lines about one record, newest first."""
        return self.filter(record=record._meta.label_lower, record_id=record.pk).order_by("-at", "-pk")


class Line(models.Model):
    """What both trails say: when, who, and about which record."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    record = models.CharField("kind of record", max_length=60)
    record_id = models.BigIntegerField()
    reference = models.CharField(max_length=20, blank=True)

    objects = TrailQuerySet.as_manager()

    class Meta:
        abstract = True


class AuditEvent(Line):
    """A deed: its name and the names of the fields it touched, never their values."""

    deed = models.CharField(max_length=60)
    fields = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["record", "record_id", "-at"], name="audit_by_record")]
        triggers = [UNCHANGING]

    def __str__(self):
        return f"{self.deed} {self.reference}"


class AccessEvent(Line):
    """Someone opened a record. `why` is the task in hand, or the reason they gave."""

    page = models.CharField(max_length=80)
    why = models.CharField(max_length=300, blank=True)
    working_with = models.BooleanField("working with this family")

    class Meta:
        indexes = [models.Index(fields=["record", "record_id", "-at"], name="access_by_record")]
        triggers = [UNCHANGING]

    def __str__(self):
        return f"{self.page} {self.reference}"
