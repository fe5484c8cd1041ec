"""Breaks in the work with a family: paused, or led by children's social care for a time (H29)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from families.models.episode import Episode
from families.models.periods import PeriodQuerySet, ends_after_it_starts
from strongerfamilies.constraints import not_in_the_future

USER = settings.AUTH_USER_MODEL


@pghistory.track()
class Pause(models.Model):
    """The work rests, with the reason, until about a day; `ends_on` is when it went on."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="pauses")
    starts_on = models.DateField("from", default=timezone.localdate)
    until = models.DateField("until about")
    ends_on = models.DateField("went on", null=True, blank=True)
    why = models.TextField("why")
    paused_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            ends_after_it_starts("pause_ends_after_it_starts"),
            models.CheckConstraint(name="pause_until_after_it_starts", condition=Q(until__gte=F("starts_on"))),
            models.UniqueConstraint(fields=["episode"], condition=Q(ends_on=None), name="one_pause_at_a_time"),
        ]

    def __str__(self):
        return f"{self.episode}: paused until {self.until}"

    @property
    def as_event(self) -> dict:
        text = f"{self.why}\nUntil about {self.until:%-d %B %Y}."
        return {"title": "Why it was paused", "at": self.starts_on, "by": self.paused_by, "text": text}


@pghistory.track()
class SocialCareStep(models.Model):
    """Children's social care took the lead, or handed it back, with what the next worker must know (H29)."""

    class Direction(models.TextChoices):
        UP = "up", "Stepped up to social care"
        DOWN = "down", "Stepped down from social care"

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="social_care_steps")
    direction = models.CharField(max_length=4, choices=Direction)
    stepped_on = models.DateField("on")
    social_worker = models.CharField("social worker", max_length=120)
    phone = models.CharField("their telephone", max_length=40, blank=True)
    why = models.TextField("why", blank=True)
    plan_ended_on = models.DateField("their plan ended on", null=True, blank=True)
    still_needed = models.TextField("what is still needed", blank=True)
    joint_visit_on = models.DateField("joint visit on", null=True, blank=True)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(unique=True, editable=False)

    class Meta:
        ordering = ["-stepped_on", "-pk"]
        constraints = [
            not_in_the_future("social_care_step_not_in_the_future", "stepped_on"),
            models.CheckConstraint(
                name="social_care_step_says_what_the_next_worker_needs",
                condition=(Q(direction="up", plan_ended_on=None, still_needed="", joint_visit_on=None) & ~Q(why=""))
                | (Q(direction="down", why="") & ~Q(still_needed="")),
            ),
        ]

    def __str__(self):
        return f"{self.episode}: {self.get_direction_display().lower()}"

    @property
    def as_event(self) -> dict:
        lines = [f"Social worker: {', '.join(filter(None, (self.social_worker, self.phone)))}", self.why]
        if self.direction == self.Direction.DOWN:
            ended = f"{self.plan_ended_on:%-d %B %Y}" if self.plan_ended_on else "not yet"
            visit = f"{self.joint_visit_on:%-d %B %Y}" if self.joint_visit_on else "not agreed yet"
            lines += [f"Their plan ended: {ended}", f"Still needed: {self.still_needed}", f"Joint visit: {visit}"]
        text = "\n".join(filter(None, lines))
        return {"title": self.get_direction_display(), "at": self.stepped_on, "by": self.recorded_by, "text": text}
