"""The caseload that a council brought along, in batches that can be taken out again (H33)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from eligibility.models import Programme
from families.models.family import Family
from jobs.models import LongTask
from strongerfamilies.fields import EncryptedTextField
from strongerfamilies.moves import Moving


class CaseloadBatch(Moving):
    """One spreadsheet: read and checked, then loaded in the background, and possibly taken out again.

    `contents` are the families to load, as JSON, and only until they are loaded: they hold people's numbers.
    """

    class Status(models.TextChoices):
        CHECKED = "checked", "Checked"
        LOADING = "loading", "Being loaded"
        LOADED = "loaded", "Loaded"
        TAKING_OUT = "taking out", "Being taken out again"
        TAKEN_OUT = "taken out", "Taken out again"
        GIVEN_UP = "given up", "Not loaded"

    MOVES = {
        Status.CHECKED: {Status.LOADING, Status.GIVEN_UP},
        Status.LOADING: {Status.LOADED},
        Status.LOADED: {Status.TAKING_OUT},
        Status.TAKING_OUT: {Status.TAKEN_OUT},
        Status.TAKEN_OUT: set(),
        Status.GIVEN_UP: set(),
    }

    file_name = models.CharField("file", max_length=120)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.CHECKED)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    contents = EncryptedTextField(null=True)
    families_sound = models.PositiveIntegerField(default=0)
    families_kept_out = models.PositiveIntegerField(default=0)
    stayed = models.JSONField(
        default=list, help_text="References of those that could not be loaded, or taken out again, after all."
    )
    long_task = models.ForeignKey(LongTask, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "caseload batches"
        ordering = ["-pk"]
        permissions = [("load_caseload", "Loads the present caseload from a spreadsheet")]
        constraints = [
            models.CheckConstraint(
                name="caseload_contents_until_loaded",
                condition=Q(status__in=["checked", "loading"], contents__isnull=False)
                | Q(status__in=["loaded", "taking out", "taken out", "given up"], contents=None),
            ),
        ]

    def __str__(self):
        return self.file_name


class LoadedFamily(models.Model):
    """A family that came with a batch. What the former system called it is a reference of the family."""

    batch = models.ForeignKey(CaseloadBatch, on_delete=models.PROTECT, related_name="loaded")
    family = models.OneToOneField(Family, on_delete=models.PROTECT, related_name="loaded_from")

    class Meta:
        verbose_name_plural = "loaded families"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.family} from {self.batch}"
