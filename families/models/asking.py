"""Asking a family to join (H17)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from families.models.episode import Episode
from strongerfamilies.constraints import not_before, not_in_the_future


@pghistory.track()
class AskedToJoin(models.Model):
    """Somebody asked a family whether it wants to join: who, when, how, and what came of it."""

    class How(models.TextChoices):
        FACE_TO_FACE = "face to face", "Face to face"
        TELEPHONE = "telephone", "By telephone"
        LETTER = "letter", "By letter"
        REFERRER = "referrer", "Through somebody they know, such as the referrer"

    class Outcome(models.TextChoices):
        WAITING = "waiting", "No answer yet"
        AGREED = "agreed", "Agreed"
        DECLINED = "declined", "Declined"
        NOT_PURSUED = "not pursued", "Not asked further this time"

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="times_asked")
    asked_on = models.DateField("asked on")
    asked_by = models.CharField("who asked", max_length=120)
    who_was_asked = models.CharField("who was asked", max_length=200)
    how = models.CharField("how they were asked", max_length=20, choices=How)
    outcome = models.CharField("what came of it", max_length=20, choices=Outcome, default=Outcome.WAITING)
    outcome_on = models.DateField("answered on", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name_plural = "times asked to join"
        ordering = ["-asked_on", "-pk"]
        constraints = [
            not_in_the_future("asked_to_join_not_in_the_future", "asked_on"),
            not_before("asked_to_join_before_the_answer", "outcome_on", "asked_on"),
            models.CheckConstraint(
                name="asked_to_join_answered_when",
                condition=Q(outcome="waiting", outcome_on=None) | (~Q(outcome="waiting") & Q(outcome_on__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.episode}: asked on {self.asked_on}"

    @property
    def as_event(self) -> dict:
        how = f"{self.who_was_asked}, {self.get_how_display().lower()}, by {self.asked_by}."
        outcome = self.get_outcome_display()
        if self.outcome_on:
            outcome += f" on {self.outcome_on:%-d %B %Y}"
        return {"title": "The question", "at": self.asked_on, "by": self.recorded_by, "text": f"{how} {outcome}."}
