"""What the family was told and what each person agreed to. Agreement and lawful basis are different things (H16)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.models import Agency, PrivacyNotice
from families.models.family import Family
from families.models.person import Person
from strongerfamilies.constraints import not_in_the_future


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
    def to_sharing(self):
        """Each person's own yes to sharing, also where it was withdrawn since."""
        return self.filter(person__isnull=False, to_sharing=Answer.YES).with_details()

    def last_said(self):
        """Those after which the same person said nothing else to the same family."""
        later = self.model.objects.filter(family=OuterRef("family"), person=OuterRef("person")).filter(
            Q(asked_on__gt=OuterRef("asked_on")) | Q(asked_on=OuterRef("asked_on"), pk__gt=OuterRef("pk"))
        )
        return self.filter(~Exists(later))

    def to_ask_again(self, on=None):
        """What members said and are due to be asked again by that day, while their family is on the programme."""
        due = self.filter(
            ask_again_on__lte=on or timezone.localdate(),
            person__died_on=None,
            family__memberships__person=F("person"),
            family__memberships__left_on=None,
            family__episodes__isnull=False,
            family__episodes__ended_on=None,
        )
        return due.last_said().order_by("ask_again_on", "pk")

    def carrying(self, on):
        """The own agreements to sharing on which something may rest on that day: given by then, not taken back."""
        return self._of_sharing(Answer.YES, taken_back_by=Answer.NO, on=on)

    def refusing(self, on):
        """The own refusals of sharing that stand on that day."""
        return self._of_sharing(Answer.NO, taken_back_by=Answer.YES, on=on)

    def _of_sharing(self, answer, *, taken_back_by, on):
        later = self.model.objects.filter(
            family=OuterRef("family"), person=OuterRef("person"), to_sharing=taken_back_by, asked_on__lte=on
        ).filter(Q(asked_on__gt=OuterRef("asked_on")) | Q(asked_on=OuterRef("asked_on"), pk__gt=OuterRef("pk")))
        return self.filter(~Exists(later), person__isnull=False, to_sharing=answer, asked_on__lte=on)

    def latest_of_each(self):
        """Each person's last answer, and the last one told for the family as a whole."""
        return self.order_by("family", "person", "-asked_on", "-pk").distinct("family", "person")

    def with_details(self):
        """With who spoke, who wrote it down and the agencies they agree to."""
        return self.select_related("person", "recorded_by").prefetch_related("shared_with")


@pghistory.track()
class Agreement(models.Model):
    """One person's answer on one day. One person's refusal does not speak for another.

    `person` is empty where the referrer told of the family as a whole; `told_by` then says who said so. A withdrawal is
    an answer of its own, which names the one that it `withdraws` and how it was said; both stay on record.
    """

    class How(models.TextChoices):
        IN_PERSON = "in person", "Said so when we met"
        BY_PHONE = "by phone", "Said so by telephone"
        IN_WRITING = "in writing", "Wrote to say so"
        THROUGH_SOMEBODY = "through somebody", "Said so through somebody else"

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
    ask_again_on = models.DateField("ask again on", null=True, blank=True)
    withdraws = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawn_by", verbose_name="withdraws"
    )
    how_withdrawn = models.CharField("how they withdrew it", max_length=20, choices=How, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(unique=True, null=True, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        indexes = [models.Index(fields=["ask_again_on"], name="agreement_by_ask_again")]
        constraints = [
            models.CheckConstraint(
                name="agreement_withdrawn_says_how",
                condition=Q(withdraws=None, how_withdrawn="")
                | (Q(withdraws__isnull=False, person__isnull=False) & ~Q(how_withdrawn="")),
            ),
            models.CheckConstraint(
                name="agreement_withdrawn_is_no_yes",
                condition=Q(withdraws=None) | Q(to_support="no") | Q(to_sharing="no"),
            ),
            models.CheckConstraint(
                name="agreement_asked_again_later",
                condition=Q(ask_again_on=None) | Q(ask_again_on__gt=F("asked_on")),
                violation_error_message="The day to ask again must be after the day they were asked.",
            ),
            not_in_the_future("agreement_asked_by_today", "asked_on"),
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

    @property
    def is_due_again(self) -> bool:
        return self.ask_again_on is not None and self.ask_again_on <= timezone.localdate()

    @property
    def is_yes_to_something(self) -> bool:
        return Answer.YES in (self.to_support, self.to_sharing)


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
