"""Families that move between councils (H30)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.rules import may_arrange_refuges
from families.models.agreement import LawfulBasis
from families.models.episode import Episode
from strongerfamilies.constraints import not_before, not_in_the_future

USER = settings.AUTH_USER_MODEL
BY_AGREEMENT = "agreement"
BASES = [(BY_AGREEMENT, "They agreed to it"), *LawfulBasis.choices]


class MovedAwayQuerySet(models.QuerySet):
    def known_to(self, user):
        """A move into a refuge is known only to those who arrange such moves."""
        return self if may_arrange_refuges(user) else self.filter(to_refuge=False)


@pghistory.track()
class MovedAway(models.Model):
    """The family moved to another council: who there takes it on, what was sent to them, and when they confirmed.

    Of a move into a refuge no address is kept.
    """

    episode = models.OneToOneField(Episode, on_delete=models.PROTECT, related_name="moved_away")
    to_refuge = models.BooleanField("into a refuge", default=False)
    moved_on = models.DateField("moved on")
    new_address = models.TextField("where they live now", blank=True)
    receiving_council = models.CharField("receiving council", max_length=120)
    contact = models.CharField("who takes them on there", max_length=200)
    what_was_sent = models.TextField("what was sent", blank=True)
    basis = models.CharField("on which basis", max_length=20, choices=BASES, blank=True)
    sent_on = models.DateField("sent on", null=True, blank=True)
    confirmed_on = models.DateField("they confirmed on", null=True, blank=True)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    objects = MovedAwayQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "moves away"
        constraints = [
            not_in_the_future("moved_away_sent_not_in_the_future", "sent_on"),
            not_in_the_future("moved_away_confirmed_not_in_the_future", "confirmed_on"),
            not_before("moved_away_confirmed_after_it_was_sent", "confirmed_on", "sent_on"),
            models.CheckConstraint(
                name="moved_into_a_refuge_without_its_address",
                condition=Q(to_refuge=False) | Q(new_address=""),
                violation_error_message="No address is kept of a move into a refuge.",
            ),
            models.CheckConstraint(
                name="moved_away_sent_what_on_which_basis",
                condition=Q(what_was_sent="", basis="", sent_on=None, confirmed_on=None)
                | (~Q(what_was_sent="") & ~Q(basis="") & Q(sent_on__isnull=False)),
                violation_error_message="Say what was sent, on which basis and when, all three.",
            ),
        ]

    def __str__(self):
        return f"{self.episode}: moved away"

    @property
    def sent_in_words(self) -> str:
        if self.sent_on is None:
            return "Nothing yet"
        return f"{self.what_was_sent}\nOn {self.sent_on:%-d %B %Y}; {self.get_basis_display()}"

    @property
    def confirmed_in_words(self) -> str:
        return f"On {self.confirmed_on:%-d %B %Y}" if self.confirmed_on else "Not yet"


@pghistory.track()
class MovedIn(models.Model):
    """What is known of a family's time on another council's programme. `result_claimed` None: nobody knows."""

    episode = models.OneToOneField(Episode, on_delete=models.PROTECT, related_name="moved_in")
    former_council = models.CharField("former council", max_length=120)
    former_programme = models.CharField("programme there", max_length=120)
    contact = models.CharField("who worked with them there", max_length=200, blank=True)
    started_on = models.DateField("on it from", null=True, blank=True)
    ended_on = models.DateField("until", null=True, blank=True)
    result_claimed = models.BooleanField("a result was claimed there", null=True, blank=True)
    result = models.TextField("which result", blank=True)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "moves in"
        constraints = [
            not_in_the_future("moved_in_started_not_in_the_future", "started_on"),
            not_before("moved_in_ended_after_it_started", "ended_on", "started_on"),
            models.CheckConstraint(
                name="moved_in_result_only_if_claimed",
                condition=Q(result="") | Q(result_claimed__isnull=False, result_claimed=True),
                violation_error_message="Say which result only if one was claimed.",
            ),
        ]

    def __str__(self):
        return f"{self.episode}: moved in from {self.former_council}"

    @property
    def programme_in_words(self) -> str:
        began = f"from {self.started_on:%-d %B %Y}" if self.started_on else ""
        ended = f"until {self.ended_on:%-d %B %Y}" if self.ended_on else ""
        return " ".join(filter(None, (self.former_programme, began, ended)))

    @property
    def result_in_words(self) -> str:
        claimed = {True: "Yes", False: "No", None: "Not known"}[self.result_claimed]
        return ": ".join(filter(None, (claimed, self.result)))
