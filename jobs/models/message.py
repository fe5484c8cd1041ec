"""The outbox: a message is a row, written together with the deed that it tells of."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from strongerfamilies.fields import EncryptedTextField
from strongerfamilies.moves import Moving


class Status(models.TextChoices):
    WAITING = "waiting", "Waiting to be sent"
    SENT = "sent", "Sent"
    GIVEN_UP = "given_up", "Given up"


class OutboxMessageQuerySet(models.QuerySet):
    def due(self):
        """What the worker should try now, longest waiting first."""
        return self.filter(status=Status.WAITING, next_attempt_at__lte=timezone.now()).order_by("next_attempt_at", "pk")

    def waiting_since(self):
        """When the longest waiting message was written, or None when nothing waits."""
        return self.filter(status=Status.WAITING).aggregate(since=models.Min("written_at"))["since"]

    def about(self, record):
        """The messages about one record, newest first."""
        return self.filter(record=record._meta.label_lower, record_id=record.pk).order_by("-written_at", "-pk")


class OutboxMessage(Moving):
    """One e-mail to one person. Its text is encrypted while it waits, and gone when it is done."""

    MOVES = {
        Status.WAITING: {Status.SENT, Status.GIVEN_UP},
        Status.SENT: set(),
        Status.GIVEN_UP: {Status.WAITING},
    }

    kind = models.SlugField(max_length=60)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    address = EncryptedTextField(null=True)
    subject = models.CharField(max_length=200)
    body = EncryptedTextField(null=True)
    record = models.CharField("kind of record", max_length=60, blank=True)
    record_id = models.BigIntegerField(null=True)

    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField(auto_now_add=True)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    useless_after = models.DateTimeField(null=True, help_text="A sign-in code that comes too late only confuses.")
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True, help_text="The error's class; its text may name people.")

    objects = OutboxMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=models.Q(status="waiting"), name="message_due"),
            models.Index(fields=["record", "record_id"], name="message_by_record"),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_sent_at_when_sent",
                condition=models.Q(status="sent", sent_at__isnull=False)
                | (~models.Q(status="sent") & models.Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="message_to_one_person_while_waiting",
                condition=~models.Q(status="waiting")
                | models.Q(to__isnull=False, address__isnull=True, body__isnull=False)
                | models.Q(to__isnull=True, address__isnull=False, body__isnull=False),
            ),
            models.CheckConstraint(
                name="message_text_gone_when_sent",
                condition=~models.Q(status="sent") | models.Q(address__isnull=True, body__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.get_status_display().lower()}"

    @property
    def recipient(self):
        return self.to.email if self.to else self.address
