"""Notes: what happened, written down by those who work with the family."""

from datetime import timedelta

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone

from families.models.family import Family
from families.models.person import Person
from families.models.withheld import Withholdable, WithholdableQuerySet
from strongerfamilies.constraints import not_in_the_future

HOUR = timedelta(hours=1)

# What nobody may alter once it stands for an hour. From whom a note is kept may change at any time (H1).
AFTER_AN_HOUR = "OLD.written_at < NOW() - INTERVAL '1 hour'"
REFUSES = "RAISE EXCEPTION 'A note that stands for an hour cannot be altered: add to it instead';"


class NoteQuerySet(WithholdableQuerySet):
    def newest_first(self):
        """By when it happened; of one day, what was written last comes first."""
        return self.order_by("-happened_on", "-pk")

    def with_details(self):
        """With who wrote each, whom it is about, from whom it is kept, and what it adds to. Four queries."""
        return self.select_related("written_by__agency", "adds_to").prefetch_related("about", "not_known_by")


@pghistory.track()
class Note(Withholdable):
    """One thing that happened. After an hour an addition is a new note pointing to it; a note is never deleted."""

    class Kind(models.TextChoices):
        HOME_VISIT = "home visit", "Home visit"
        TELEPHONE = "telephone", "Telephone call"
        MEETING = "meeting", "Meeting"
        SERVICE = "service", "Contact with another service"
        OFFICE = "office", "Office"
        OTHER = "other", "Other"

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField("kind", max_length=20, choices=Kind)
    about = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name="about")
    happened_on = models.DateField("happened on")
    happened_at = models.TimeField("at", null=True, blank=True)
    text = models.TextField("note")
    adds_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="additions")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    once = models.UUIDField(unique=True, editable=False)

    objects = NoteQuerySet.as_manager()

    # What its writer may put right within the hour: what two tabs are compared by.
    WRITTEN = ("kind", "about", "happened_on", "happened_at", "text")

    class Meta:
        indexes = [models.Index(fields=["family", "-happened_on", "-id"], name="notes_of_a_family")]
        constraints = [
            models.CheckConstraint(name="note_says_something", condition=~models.Q(text="")),
            models.CheckConstraint(
                name="note_kind_is_known",
                condition=models.Q(kind__in=["home visit", "telephone", "meeting", "service", "office", "other"]),
            ),
            not_in_the_future("note_happened_by_today", "happened_on"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="unaltered_after_an_hour",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "((OLD.family_id, OLD.written_by_id, OLD.written_at, OLD.once)"
                    " IS DISTINCT FROM (NEW.family_id, NEW.written_by_id, NEW.written_at, NEW.once)"
                    f" OR ({AFTER_AN_HOUR} AND"
                    " (OLD.kind, OLD.happened_on, OLD.happened_at, OLD.text, OLD.adds_to_id) IS DISTINCT FROM"
                    " (NEW.kind, NEW.happened_on, NEW.happened_at, NEW.text, NEW.adds_to_id)))"
                ),
                func=REFUSES,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} on {self.happened_on:%-d %B %Y}"

    def may_be_changed_by(self, user) -> bool:
        """By its writer, within the hour."""
        return self.written_by_id == user.pk and self.written_at > timezone.now() - HOUR


# Whom a note is about, and from whom it is kept, before and after each change.


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class NoteAbout(Note.about.through):
    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="unaltered_after_an_hour",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF EXISTS (
                        SELECT 1 FROM families_note note WHERE note.id = OLD.note_id
                            AND note.written_at < NOW() - INTERVAL '1 hour'
                    ) THEN
                        {REFUSES}
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,  # noqa: S608  # nosec B608
            )
        ]


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class NoteNotKnownBy(Note.not_known_by.through):
    class Meta:
        proxy = True
