"""Warnings for the safety of workers and of the family: given, looked at again, ended."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from families.models import Family, SafetyWarning
from strongerfamilies.edits import check_seen
from strongerfamilies.moves import MoveNotAllowed

REVIEWED = ("text", "reason", "review_on")


@transaction.atomic
def warn(family, *, by, once, **told) -> SafetyWarning:
    """Put a warning on every page of the family's record. A second click makes no second one."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    if made := SafetyWarning.objects.filter(once=once).first():
        return made
    warning = SafetyWarning.objects.create(family=family, recorded_by=by, once=once, **told)
    audit("warning.given", family, by=by, fields=told)
    return warning


@transaction.atomic
def review_warning(warning, *, by, seen, **told) -> SafetyWarning:
    """It was looked at again and still stands, perhaps in other words, until another day."""
    warning = _standing(warning)
    check_seen(warning, REVIEWED, seen)
    if told["review_on"] <= timezone.localdate():
        raise ValidationError({"review_on": "The next review must be in the future"})
    for name, value in told.items():
        setattr(warning, name, value)
    warning.save()
    audit("warning.reviewed", warning.family, by=by, fields=told)
    return warning


@transaction.atomic
def end_warning(warning, *, ended_because, by) -> SafetyWarning:
    """It holds no more from today. It stays on record, with why it ended."""
    warning = _standing(warning)
    warning.ended_on, warning.ended_because, warning.ended_by = timezone.localdate(), ended_because, by
    warning.save()
    audit("warning.ended", warning.family, by=by, fields=["ended_on", "ended_because"])
    return warning


def _standing(warning):
    warning = SafetyWarning.objects.select_for_update(of=["self"]).select_related("family").get(pk=warning.pk)
    if warning.ended_on:
        raise MoveNotAllowed(f"This warning ended on {warning.ended_on:%-d %B %Y} already.")
    return warning
