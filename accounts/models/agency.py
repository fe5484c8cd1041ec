"""Partner agencies, and the teams in them."""

import pghistory
from django.db import models
from django.utils import timezone


class AgencyQuerySet(models.QuerySet):
    def in_alphabetical_order(self):
        return self.order_by("name")

    def sharing_data(self):
        """Partners, not the council itself, with a sharing agreement in date."""
        today = timezone.localdate()
        return self.filter(is_council=False, agreement_signed_on__lte=today, agreement_review_on__gte=today)

    def that_may_open_records(self):
        """The council itself, and partners with a sharing agreement in date (H25)."""
        today = timezone.localdate()
        in_date = models.Q(agreement_signed_on__lte=today, agreement_review_on__gte=today)
        return self.filter(models.Q(is_council=True) | in_date)


@pghistory.track()
class Agency(models.Model):
    """An organisation that refers families or works with them."""

    name = models.CharField("name", max_length=120, unique=True)
    email_domain = models.CharField(
        "e-mail domain",
        max_length=120,
        blank=True,
        help_text="The part of its work addresses after the @, such as school.example.",
    )
    is_council = models.BooleanField("the council itself", default=False)
    agreement_signed_on = models.DateField(
        "sharing agreement signed on",
        null=True,
        blank=True,
        help_text="Without an agreement in date its people may refer families but not open a family's record.",
    )
    agreement_review_on = models.DateField("sharing agreement to be reviewed on", null=True, blank=True)
    agreement_purposes = models.TextField("purposes of sharing", blank=True)
    agreement_lawful_basis = models.CharField("lawful basis of sharing", max_length=200, blank=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="agency_agreement_has_both_dates",
                condition=models.Q(agreement_signed_on__isnull=True, agreement_review_on__isnull=True)
                | models.Q(
                    agreement_signed_on__isnull=False,
                    agreement_review_on__isnull=False,
                    agreement_signed_on__lt=models.F("agreement_review_on"),
                ),
                violation_error_message="Give both dates of the sharing agreement, the review after the signing.",
            ),
        ]

    def __str__(self):
        return self.name

    def may_open_records(self) -> bool:
        """The same of one agency as `that_may_open_records` (H25)."""
        return self.is_council or self.shares_data()

    def shares_data(self) -> bool:
        """Is a sharing agreement in date?"""
        if self.agreement_review_on is None:
            return False
        return self.agreement_signed_on <= timezone.localdate() <= self.agreement_review_on


@pghistory.track()
class Team(models.Model):
    """People of one agency who share a manager and a caseload."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField("name", max_length=120)

    class Meta:
        ordering = ["agency__name", "name"]
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="team_name_once_in_agency")]

    def __str__(self):
        return self.name
