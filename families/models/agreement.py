"""What the family was told and what each person agreed to. Agreement and lawful basis are different things (H16)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Agency, PrivacyNotice
from families.models.family import Family
from families.models.person import Person


class Answer(models.TextChoices):
    """How a question about agreement was answered."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_ASKED = "not asked", "Not asked, because it was unsafe or impossible"


class LawfulBasis(models.TextChoices):
    """Why information may be held where agreement was not given (UK GDPR, article 6)."""

    PUBLIC_TASK = "public task", "Public task: the council's duty to help children and families"
    LEGAL_OBLIGATION = "legal obligation", "Legal obligation: the law requires us to share this"
    VITAL_INTERESTS = "vital interests", "Vital interests: someone's life or health is in danger"
    SAFEGUARDING = "safeguarding", "Safeguarding of children or of people at risk"


class AgreementQuerySet(models.QuerySet):
    def latest_of_each(self):
        """Each person's last answer, and the last one told for the family as a whole."""
        return self.order_by("family", "person", "-asked_on", "-pk").distinct("family", "person")

    def with_details(self):
        """With who spoke, who wrote it down and the agencies they agree to."""
        return self.select_related("person", "recorded_by").prefetch_related("shared_with")


@pghistory.track()
class Agreement(models.Model):
    """One person's answer on one day. One person's refusal does not speak for another.

    `person` is empty where the referrer told of the family as a whole; `told_by` then says who said so.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="agreements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements")
    told_by = models.CharField("as told by", max_length=250, blank=True)
    who_was_asked = models.CharField("who was asked", max_length=200, blank=True)
    to_support = models.CharField("agrees to work with us", max_length=10, choices=Answer)
    to_sharing = models.CharField("agrees to sharing", max_length=10, choices=Answer)
    shared_with = models.ManyToManyField(Agency, blank=True, related_name="+", verbose_name="shared with")
    why_not_asked = models.TextField("why they were not asked", blank=True)
    lawful_basis = models.CharField("lawful basis", max_length=20, choices=LawfulBasis, blank=True)
    authorised_by = models.CharField("who authorised it", max_length=120, blank=True)
    own_view = models.TextField("what the child said", blank=True)
    understands = models.CharField("who judged that the child understands", max_length=120, blank=True)
    asked_on = models.DateField("asked on", default=timezone.localdate)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(unique=True, null=True, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="agreement_says_who_spoke",
                condition=Q(person__isnull=False, told_by="") | (Q(person=None) & ~Q(told_by="")),
            ),
            models.CheckConstraint(
                name="no_agreement_needs_a_lawful_basis",
                condition=Q(to_support="yes", to_sharing="yes") | (~Q(lawful_basis="") & ~Q(authorised_by="")),
                violation_error_message="Without agreement, give the lawful basis and who authorised it.",
            ),
            models.CheckConstraint(
                name="agreement_not_asked_says_why",
                condition=~(Q(to_support="not asked") | Q(to_sharing="not asked")) | ~Q(why_not_asked=""),
                violation_error_message="Say why they were not asked.",
            ),
            models.CheckConstraint(
                name="agreement_own_view_with_who_judged",
                condition=Q(own_view="") | ~Q(understands=""),
                violation_error_message="With a child's own view, say who judged that the child understands.",
            ),
        ]

    def __str__(self):
        return f"{self.person or self.told_by}: {self.get_to_support_display()}"


@pghistory.track()
class NoticeGiven(models.Model):
    """Which version of the privacy notice someone was given, when, and by whom."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="notices_given")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="notices_given")
    notice = models.ForeignKey(PrivacyNotice, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField("given on", default=timezone.localdate)
    how = models.CharField("how it was given", max_length=120, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["once", "person"], name="notice_given_once_a_person")]

    def __str__(self):
        return f"{self.notice} on {self.given_on}"
