"""A family's time on the programme; its states and their moves are in `states.py`."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models.trails import UNCHANGING
from eligibility.models import Programme, Reason
from families.models.family import Family
from families.models.states import (
    AT_WORK,
    AWAY,
    ENDED,
    MOVES,
    TO_BE_ASKED,
    WITH_PLAN,
    WITHOUT_PLAN,
    Status,
    how_pressing,
)
from strongerfamilies.moves import Moving

TO_AGREE_FIRST = "A keyworker is allocated once a parent or carer agrees. Record their agreement first."
WHY_NO_KEYWORKER = {
    **dict.fromkeys(TO_BE_ASKED, TO_AGREE_FIRST),
    Status.DECLINED: "This family declined, so it has no keyworker.",
    Status.NOT_ASKED: "This family was not asked to join, so it has no keyworker.",
    Status.CLOSED: "This family's time on the programme has ended, so it has no keyworker.",
}


class EpisodeQuerySet(models.QuerySet):
    def in_full(self):
        """With all that a page about a family's times on the programme tells."""
        return self.select_related("programme", "reason", "moved_in").prefetch_related(
            "moves__by", "times_asked__recorded_by", "pauses__paused_by", "social_care_steps__recorded_by"
        )


@pghistory.track()
class Episode(Moving):
    """A family's time on the programme, from acceptance to its end. Only one is open at a time.

    `agreed_on` is the day since which the family agrees to be worked with; `attached_on` the first day on which
    assessment, plan and keyworker were all in place (H42). `screened_on` and `problems_met` tell what was found before
    the family was taken on, and are kept for those who never join (H44); None: nobody wrote it down.
    """

    Status, MOVES = Status, MOVES

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="episodes")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=30, choices=Status, default=Status.ACCEPTED)
    status_since = models.DateField(default=timezone.localdate)
    back_to = models.CharField("goes back to", max_length=30, choices=Status, blank=True, default="", db_default="")
    screened_on = models.DateField("screened on", null=True, blank=True)
    problems_met = ArrayField(models.PositiveSmallIntegerField(), null=True, blank=True)
    started_on = models.DateField(default=timezone.localdate)
    agreed_on = models.DateField("agrees since", null=True, blank=True)
    attached_on = models.DateField("attached on", null=True, blank=True)
    ended_on = models.DateField("ended on", null=True, blank=True)
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ask_again_on = models.DateField("may be asked again on", null=True, blank=True)

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "-pk"]
        indexes = [
            models.Index(fields=["status", "status_since"], name="episode_by_state"),
            models.Index(fields=["agreed_on"], condition=Q(status__in=WITHOUT_PLAN), name="episode_without_plan"),
            models.Index(fields=["started_on"], condition=Q(ended_on=None), name="episode_open_since"),
            models.Index(
                how_pressing("status"), "status_since", "family", condition=Q(ended_on=None), name="episode_by_pressure"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["family"], condition=Q(ended_on=None), name="one_open_episode_a_family"),
            models.CheckConstraint(name="episode_status_is_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="episode_ended_when_and_why",
                condition=Q(status__in=ENDED, ended_on__isnull=False, reason__isnull=False)
                | (~Q(status__in=ENDED) & Q(ended_on=None, reason=None)),
            ),
            models.CheckConstraint(
                name="episode_ends_after_it_starts", condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on"))
            ),
            models.CheckConstraint(
                name="episode_goes_back_after_a_break",
                condition=Q(status__in=AWAY, back_to__in=AT_WORK) | (~Q(status__in=AWAY) & Q(back_to="")),
            ),
            models.CheckConstraint(
                name="episode_asked_again_only_if_declined", condition=Q(ask_again_on=None) | Q(status="declined")
            ),
            models.CheckConstraint(
                name="episode_screened_with_what_was_met",
                condition=Q(screened_on=None, problems_met=None)
                | Q(screened_on__isnull=False, problems_met__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.family}"

    def move_to(self, status):
        """Also keeps what a move means: since when, since when agreed, where a break goes back to, and the end."""
        before = self.status
        super().move_to(status)
        self.status_since = timezone.localdate()
        self.back_to = (self.back_to or before) if status in AWAY else ""
        if status == Status.AWAITING_ALLOCATION:
            self.agreed_on = self.agreed_on or self.status_since
        elif status == Status.ACCEPTED:
            self.agreed_on = None
        elif status in ENDED:
            self.ended_on = self.status_since

    @property
    def why_no_keyworker(self) -> str:
        """Why nobody may be allocated now; empty when somebody may."""
        return WHY_NO_KEYWORKER.get(self.status, "")

    @property
    def may_be_declined(self) -> bool:
        return self.may_move_to(Status.DECLINED)

    @property
    def has_a_plan(self) -> bool:
        return self.status in WITH_PLAN

    @property
    def screened_in_words(self) -> str:
        """What was found before the family was taken on; empty where nobody wrote it down."""
        if self.screened_on is None:
            return ""
        met = ", ".join(map(str, self.problems_met)) or "none"
        return f"{self.screened_on:%-d %B %Y}; problems met: {met}"

    @property
    def story(self) -> list[dict]:
        """What happened, newest first, as a timeline shows it. Of one day, what was written down last stands first."""
        rows = [*self.moves.all(), *self.times_asked.all(), *self.pauses.all(), *self.social_care_steps.all()]
        return sorted((row.as_event for row in rows), key=lambda event: event["at"], reverse=True)

    def problems_to_measure(self):
        """The programme's problems met at the start or found since, each with its `start` measure or None (H42)."""
        met = set(self.problems_met or ())
        found = set(self.family.evidence.filter(ended_on=None).values_list("problem_number", flat=True))
        measures = {measure.problem_id: measure for measure in self.start_measures.select_related("recorded_by")}
        problems = list(self.programme.problems.filter(number__in=met | found).order_by("number"))
        for problem in problems:
            problem.start = measures.get(problem.pk)
            problem.found_later = problem.number not in met
        return problems


class EpisodeMove(models.Model):
    """The family came into a state: on which day, and who moved it there. `by` is empty where nobody wrote it down."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="moves")
    status = models.CharField(max_length=30, choices=Status)
    on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField("why", blank=True)

    class Meta:
        ordering = ["-pk"]
        triggers = [UNCHANGING]

    def __str__(self):
        return f"{self.episode}: {self.get_status_display().lower()}"

    @property
    def as_event(self) -> dict:
        return {"title": self.get_status_display(), "at": self.on, "by": self.by, "text": self.note}
