"""Documents on a family's record: letters, reports, the plan that was signed."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from documents.models import StoredFile
from families.models.family import Family
from families.models.person import Person
from families.models.withheld import Withholdable, WithholdableQuerySet
from strongerfamilies.constraints import not_in_the_future

USER = settings.AUTH_USER_MODEL


class FamilyDocumentQuerySet(WithholdableQuerySet):
    def with_details(self):
        """With the file, who added it, whom it is about and from whom it is kept. Three queries."""
        return self.select_related("file", "added_by", "wrong_by").prefetch_related("about", "not_known_by")


@pghistory.track()
class FamilyDocument(Withholdable):
    """A file that belongs to a family. Added to the wrong record, or the wrong file: marked so, and kept."""

    class Kind(models.TextChoices):
        LETTER = "letter", "Letter or e-mail"
        REPORT = "report", "Report or assessment"
        PLAN = "plan", "Plan signed by the family"
        AGREEMENT = "agreement", "Agreement or consent form"
        PHOTOGRAPH = "photograph", "Photograph"
        OTHER = "other", "Something else"

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="documents")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("title", max_length=120)
    kind = models.CharField("kind", max_length=20, choices=Kind)
    about = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name="about")
    dated_on = models.DateField("date on the document", null=True, blank=True)
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    wrong_on = models.DateField("marked as wrong on", null=True, blank=True)
    wrong_because = models.TextField("why it is wrong", blank=True)
    wrong_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    once = models.UUIDField(unique=True, editable=False)

    objects = FamilyDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        constraints = [
            not_in_the_future("document_dated_by_today", "dated_on"),
            not_in_the_future("document_marked_wrong_by_today", "wrong_on"),
            models.CheckConstraint(
                name="document_kind_is_known",
                condition=Q(kind__in=["letter", "report", "plan", "agreement", "photograph", "other"]),
            ),
            models.CheckConstraint(
                name="document_wrong_when_why_and_by_whom",
                condition=Q(wrong_on=None, wrong_because="", wrong_by=None)
                | (Q(wrong_on__isnull=False, wrong_by__isnull=False) & ~Q(wrong_because="")),
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self):
        return self.title


# Whom a document is about, and from whom it is kept, before and after each change.


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class DocumentAbout(FamilyDocument.about.through):
    class Meta:
        proxy = True


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class DocumentNotKnownBy(FamilyDocument.not_known_by.through):
    class Meta:
        proxy = True
