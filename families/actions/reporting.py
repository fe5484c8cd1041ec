"""Writing down that the front door was told of a child at risk (H4)."""

from django.db import transaction

from accounts.actions import audit
from families.models import Family, WorryReported


@transaction.atomic
def report_worry(family, *, reported_on, reported_by, reported_to, by, once) -> WorryReported:
    """Keep when, by whom and to whom it was reported. A second click makes no second row."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    report, is_new = WorryReported.objects.get_or_create(
        once=once,
        defaults={
            "family": family,
            "reported_on": reported_on,
            "reported_by": reported_by,
            "reported_to": reported_to,
            "recorded_by": by,
        },
    )
    if is_new:
        audit("worry.reported", family, by=by, fields=["reported_on", "reported_by", "reported_to"])
    return report
