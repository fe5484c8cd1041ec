"""Evidence under the six problems of a referral, what the check found of it, and "No" or "I do not know"."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format

from families.models import Fact, Found
from referrals.models.person import ReferredPerson
from referrals.models.referral import Referral

# A draft may change freely; from the first check on every value is kept.
CHECKED = pgtrigger.Condition("OLD.* IS DISTINCT FROM NEW.* AND NEW.found <> ''")


@pghistory.track(pghistory.UpdateEvent(condition=CHECKED))
class ReferralEvidence(Fact):
    """One recorded fact about one person of the referral, or about the whole family (no person)."""

    Found = Found

    # A professional's confirmation (H14), and everything that one check may set: what two tabs are compared by.
    CONFIRMATION = ("confirmed_by", "confirmed_role", "confirmed_on", "role_fits")
    CHECKED_FIELDS = ("found", "check_source", "checked_on", *CONFIRMATION, "value", "observed_on")

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="evidence")
    person = models.ForeignKey(ReferredPerson, on_delete=models.CASCADE, null=True, blank=True, related_name="evidence")
    problem_number = models.PositiveSmallIntegerField("problem")
    once = models.UUIDField(unique=True, editable=False)
    found = models.CharField("what the check found", max_length=20, choices=Found, blank=True)
    check_source = models.CharField("source consulted", max_length=200, blank=True)
    checked_on = models.DateField("checked on", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    confirmed_by = models.CharField("which professional", max_length=120, blank=True)
    confirmed_role = models.CharField("their role", max_length=120, blank=True)
    confirmed_on = models.DateField("date of their judgement or confirmation", null=True, blank=True)
    role_fits = models.BooleanField("their role fits", null=True)

    class Meta(Fact.Meta):
        ordering = ["problem_number", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="evidence_check_says_who_when_and_where",
                condition=Q(found="", checked_by=None, checked_on=None, check_source="")
                | (~Q(found="") & ~Q(check_source="") & Q(checked_by__isnull=False, checked_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="evidence_confirmed_by_whom_in_which_role_when",
                condition=Q(confirmed_by="", confirmed_role="", confirmed_on=None, role_fits=None)
                | (~Q(confirmed_by="") & ~Q(confirmed_role="") & Q(confirmed_on__isnull=False, role_fits=True)),
            ),
        ]

    def __str__(self):
        return f"{self.indicator} in {self.referral}"

    @property
    def called(self) -> str:
        return self.indicator.label

    @property
    def verified(self) -> bool | None:
        """As the rule takes it: what could not be checked stays open."""
        return {self.Found.VERIFIED: True, self.Found.NOT_VERIFIED: False}.get(self.found)

    @property
    def about(self) -> str:
        """Whom it is about."""
        return self.person.called if self.person else "The whole family"

    @property
    def in_words(self) -> str:
        """Which sign, how much, when, and the note: a line each."""
        lines = (self.indicator.label, self._figure_in_words(), self._days_in_words(), self.note)
        return "\n".join(line for line in lines if line)

    def _figure_in_words(self):
        if self.sessions_possible:
            return f"Missed {self.sessions_missed} of {self.sessions_possible} sessions ({_plain(self.value)}%)"
        measure = self.indicator.measure.replace("percent of ", "% of ", 1)
        return "" if self.value is None else f"{_plain(self.value)} {measure}".replace(" %", "%")

    def _days_in_words(self):
        known = date_format(self.observed_on, "j F Y")
        return f"Since {date_format(self.since, 'j F Y')}, last known true on {known}" if self.since else f"On {known}"

    @property
    def subject(self) -> str:
        return self.person.key if self.person_id else "family"


def _plain(figure):
    """14.00 as 14."""
    return f"{figure.normalize():f}"


class Answered(models.Model):
    """For a problem without evidence: "No: I asked or checked", or not known. Only "No" is an answer (H11)."""

    class Answer(models.TextChoices):
        NO = "no", "No: I asked or checked"
        NOT_KNOWN = "not known", "I do not know"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="answers")
    problem_number = models.PositiveSmallIntegerField("problem")
    answer = models.CharField(max_length=10, choices=Answer)

    class Meta:
        ordering = ["problem_number"]
        constraints = [models.UniqueConstraint(fields=["referral", "problem_number"], name="problem_answered_once")]

    def __str__(self):
        return f"{self.problem_number}: {self.get_answer_display()}"
