"""Writing down where each problem stood at the start, or when it was found (H42)."""

from django.db import transaction

from accounts.actions import audit
from families.models import Family, StartMeasure
from strongerfamilies.edits import check_seen

FIELDS = ("measure", "value", "unit", "measured_on", "source", "seen_by")


@transaction.atomic
def record_start_measure(family, *, problem, by, seen, **measured) -> StartMeasure:
    """Keep one problem's start measure, or put right what is there. `measured` are the values of FIELDS."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    episode = family.episode
    row = episode.start_measures.filter(problem=problem).first() or StartMeasure(episode=episode, problem=problem)
    check_seen(row, FIELDS, seen)
    for name in FIELDS:
        setattr(row, name, measured[name])
    row.recorded_by = by
    row.save()
    audit("start_measure.recorded", family, by=by, fields=[f"problem {problem.number}", *FIELDS])
    return row
