"""Facts recorded under an indicator, about one person or the whole family."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When

from eligibility import rules
from eligibility.models import Indicator, ProgrammeIndicator
from families.models.family import Family
from families.models.person import Person
from families.models.withheld import Withholdable, WithholdableQuerySet
from families.rules import to_be_read_with_care
from strongerfamilies.constraints import not_in_the_future


class Found(models.TextChoices):
    """What a check of a fact found."""

    VERIFIED = "verified", "Verified"
    NOT_VERIFIED = "not verified", "Checked, and not so"
    COULD_NOT = "could not be checked", "Could not be checked"


class Fact(models.Model):
    """What was seen or told: since when, last known true on which day, and how much.

    `value` is in the indicator's own unit; attendance is stored as the percentage of sessions missed (hard case H10).
    """

    # What is asked of a fact: what two tabs are compared by.
    TOLD = ("person", "observed_on", "since", "value", "sessions_possible", "sessions_missed", "note")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    since = models.DateField("since", null=True, blank=True)
    observed_on = models.DateField("last known true on")
    ended_on = models.DateField("ended on", null=True, blank=True)
    value = models.DecimalField("figure", max_digits=9, decimal_places=2, null=True, blank=True)
    sessions_possible = models.PositiveIntegerField("sessions possible", null=True, blank=True)
    sessions_missed = models.PositiveIntegerField("sessions missed", null=True, blank=True)
    note = models.TextField("note", blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_since_before_last_known",
                condition=Q(since=None) | Q(since__lte=F("observed_on")),
                violation_error_message="“Since” must not be later than “last known true on”.",
            ),
            models.CheckConstraint(
                name="%(class)s_ends_after_last_known", condition=Q(ended_on=None) | Q(ended_on__gte=F("observed_on"))
            ),
            models.CheckConstraint(
                name="%(class)s_missed_of_possible",
                condition=Q(sessions_possible=None, sessions_missed=None)
                | Q(
                    sessions_possible__isnull=False,
                    sessions_possible__gt=0,
                    sessions_missed__isnull=False,
                    sessions_missed__lte=F("sessions_possible"),
                ),
            ),
        ]

    @property
    def in_figures(self) -> str:
        """The figure as a person reads it: "23% of sessions missed: 44 of 190"."""
        if self.value is None:
            return ""
        figure = f"{self.value.normalize():f}"
        if not self.indicator.measure.startswith("percent "):
            return f"{figure} {self.indicator.measure}"
        sessions = f": {self.sessions_missed} of {self.sessions_possible}" if self.sessions_possible else ""
        return f"{figure}% {self.indicator.measure.removeprefix('percent ')}{sessions}"

    def as_rule(self, subject: str, verified: bool | None) -> rules.Evidence:
        """The same fact as the rule reads it. `subject` is a person's key, or "family"; unchecked is None."""
        return rules.Evidence(
            indicator=self.indicator.code,
            subject=subject,
            observed_on=self.observed_on,
            value=self.value,
            verified=verified,
            ended_on=self.ended_on,
        )


class EvidenceQuerySet(WithholdableQuerySet):
    def with_details(self):
        """With whom it is about, who told and checked it, from whom it is kept, and `window` of its indicator.

        Two queries.
        """
        asked = ProgrammeIndicator.objects.filter(indicator=OuterRef("indicator")).order_by("-programme")
        return (
            self.select_related("indicator", "person", "verified_by", "recorded_by")
            .prefetch_related("not_known_by")
            .annotate(window=Subquery(asked.values("window")[:1]))
        )


@pghistory.track()
class Evidence(Fact, Withholdable):
    """A fact on the family's record, with where it came from and what a check of it found.

    `verified` is True, False (checked, and not so) or None: not checked, or, with a date, it could not be checked.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="evidence")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    problem_number = models.PositiveSmallIntegerField("problem")
    origin = models.CharField("came from", max_length=200)
    found_during_work = models.BooleanField("found during work", default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    verified = models.BooleanField("verified", null=True)
    verified_source = models.CharField("checked with", max_length=200, blank=True)
    verified_on = models.DateField("checked on", null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by = models.CharField("who confirmed it", max_length=120, blank=True)
    confirmed_role = models.CharField("their role", max_length=120, blank=True)
    confirmed_on = models.DateField("date of their judgement or confirmation", null=True, blank=True)
    once = models.UUIDField(unique=True, null=True, editable=False)

    objects = EvidenceQuerySet.as_manager()

    # What a check may set, and what ends a status: what two tabs are compared by.
    CHECKED = ("verified", "verified_source", "verified_on", "confirmed_by", "confirmed_role", "confirmed_on")
    ENDED = ("ended_on",)

    class Meta(Fact.Meta):
        ordering = ["problem_number", "-observed_on", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="evidence_checked_says_who_when_and_where",
                condition=Q(verified=None, verified_source="", verified_on=None, verified_by=None)
                | (~Q(verified_source="") & Q(verified_on__isnull=False, verified_by__isnull=False)),
            ),
            not_in_the_future("evidence_since_by_today", "since"),
            not_in_the_future("evidence_ended_by_today", "ended_on"),
            not_in_the_future("evidence_checked_by_today", "verified_on"),
            not_in_the_future("evidence_confirmed_by_today", "confirmed_on"),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self):
        return f"{self.indicator} ({self.origin})"

    def asked(self) -> ProgrammeIndicator:
        """What the family's own programme asks of the sign, or the newest version that asks it."""
        of_theirs = When(programme=self.family.episode.programme_id, then=Value(0))
        asked = ProgrammeIndicator.objects.filter(indicator=self.indicator_id).select_related("indicator", "problem")
        return asked.order_by(Case(of_theirs, default=Value(1)), "-programme").first()

    @property
    def holds_over_time(self) -> bool:
        """A status, which may end. Needs `with_details()`."""
        return self.window == rules.Window.CURRENT

    @property
    def to_be_read_with_care(self) -> bool:
        """A count that rises when people begin to trust us (H31)."""
        return to_be_read_with_care(self.indicator.measure)

    @property
    def found(self) -> str:
        """What the check found, as it is asked; empty before anybody tried."""
        if not self.was_checked:
            return ""
        return {True: Found.VERIFIED, False: Found.NOT_VERIFIED, None: Found.COULD_NOT}[self.verified]

    @property
    def check_in_words(self) -> str:
        return self.found.label if self.found else "Not checked"

    @property
    def was_checked(self) -> bool:
        """Somebody tried; it may be that it could not be checked."""
        return self.verified_on is not None


# From whom evidence is kept, before and after each change.
@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class EvidenceNotKnownBy(Evidence.not_known_by.through):
    class Meta:
        proxy = True
