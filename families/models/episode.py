"""A family's time on the programme; its states and their moves are in `states.py`."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from eligibility.models import Programme, Reason
from families.models.family import Family
from families.models.states import ENDED, MOVES, Status
from strongerfamilies.moves import Moving

WHY_NO_KEYWORKER = {
    Status.ACCEPTED: "A keyworker is allocated once a parent or carer agrees. Record their agreement first.",
    Status.DECLINED: "This family declined, so it has no keyworker.",
}


@pghistory.track()
class Episode(Moving):
    """A family's time on the programme, from acceptance to its end. Only one is open at a time."""

    Status, MOVES = Status, MOVES

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="episodes")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=30, choices=Status, default=Status.ACCEPTED)
    status_since = models.DateField(default=timezone.localdate)
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField("ended on", null=True, blank=True)
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-started_on", "-pk"]
        indexes = [models.Index(fields=["status", "status_since"], name="episode_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["family"], condition=Q(ended_on=None), name="one_open_episode_a_family"),
            models.CheckConstraint(
                name="episode_ended_when_and_why",
                condition=Q(status__in=ENDED, ended_on__isnull=False, reason__isnull=False)
                | (~Q(status__in=ENDED) & Q(ended_on=None, reason=None)),
            ),
            models.CheckConstraint(
                name="episode_ends_after_it_starts", condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on"))
            ),
        ]

    def __str__(self):
        return f"{self.family}"

    def move_to(self, status):
        super().move_to(status)
        self.status_since = timezone.localdate()
        if status in ENDED:
            self.ended_on = self.status_since

    @property
    def why_no_keyworker(self) -> str:
        """Why nobody may be allocated now; empty when somebody may."""
        return WHY_NO_KEYWORKER.get(self.status, "")

    @property
    def may_be_declined(self) -> bool:
        return self.may_move_to(Status.DECLINED)
