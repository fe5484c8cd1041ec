"""The writes of the room: reference data loaded and offered, and versions put in force and retired."""

import hashlib
import json
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from eligibility.models import Indicator, Problem, Programme, ProgrammeIndicator, ProgressArea, ProgressSet, Reason
from eligibility.sentences import day
from strongerfamilies.moves import MoveNotAllowed

FIXED = ("label", "subject", "measure", "unit")  # what an indicator's code stands for, once and for all


class IndicatorInUse(Exception):
    """A file gives another meaning to a code in use. Its text is a full sentence."""


@transaction.atomic
def offer_programme(definition: dict, *, by=None) -> Programme | None:
    """Load a programme from the files: `programme` (fields), `problems` and `indicators` (rows). See `_offer`."""
    return _offer(Programme(**definition["programme"]), definition, _add_problems_and_indicators, by=by)


@transaction.atomic
def offer_progress_set(definition: dict, *, by=None) -> ProgressSet | None:
    """Load the areas of family progress data from the files: `set` (fields) and `areas` (rows). See `_offer`."""
    return _offer(ProgressSet(**definition["set"]), definition, _add_areas, by=by)


@transaction.atomic
def load_reasons(rows: list[dict]) -> None:
    """Add the coded reasons that are missing. Words that a council has changed stay as they are."""
    for order, row in enumerate(rows, start=1):
        Reason.objects.get_or_create(
            kind=row["kind"], code=row["code"], defaults={"label": row["label"], "order": order}
        )


@transaction.atomic
def put_in_force(version, *, by):
    """Make a draft hold from its first day on. The version before it ends the day before; raises MoveNotAllowed."""
    version = type(version).objects.select_for_update().get(pk=version.pk)
    version.move_to(version.Status.IN_FORCE)
    if version.in_force_from is None:
        raise MoveNotAllowed("Give the first day on which this version is in force.")
    if missing := version.missing_before_force():
        raise MoveNotAllowed(" ".join(missing))
    _refuse_days_taken_later(version)
    _end_the_one_before(version, by=by)
    version.save()
    audit(f"{version._meta.model_name}.put-in-force", version, by=by, fields=["status"])
    return version


@transaction.atomic
def retire(version, *, by):
    """Say that a version is over. It keeps answering for the days on which it was in force."""
    version = type(version).objects.select_for_update().get(pk=version.pk)
    version.move_to(version.Status.RETIRED)
    if version.in_force_to is None or version.in_force_to >= timezone.localdate():
        raise MoveNotAllowed("Give it a last day, and retire it after that day.")
    version.save()
    audit(f"{version._meta.model_name}.retired", version, by=by, fields=["status"])
    return version


@transaction.atomic
def copy_as_draft(programme, *, by) -> Programme:
    """A new draft with the same problems and indicators, to be changed and then put in force."""
    composition = programme.composition() | {"listed": programme.listed}
    draft = Programme.objects.create(
        code=programme.code, name=programme.name, version=programme.next_number(), **composition
    )
    problems = {}
    for problem in programme.problems.all():
        problems[problem.pk] = Problem.objects.create(
            programme=draft, number=problem.number, headline=problem.headline, question=problem.question
        )
    rows = list(programme.indicators.all())
    for row in rows:
        row.pk, row.programme, row.problem = None, draft, problems[row.problem_id]
    ProgrammeIndicator.objects.bulk_create(rows)
    audit("programme.copied", draft, by=by)
    return draft


def part_removed(version, noun, *, by):
    """A problem, indicator or area was taken out of a draft."""
    audit(f"{version._meta.model_name}.changed", version, by=by, fields=[noun])


def _refuse_days_taken_later(version):
    """Versions that start on the same day or later keep their days."""
    later = version.versions().exclude(status=version.Status.DRAFT).filter(in_force_from__gte=version.in_force_from)
    for other in later.order_by("in_force_from"):
        if version.in_force_to is None or version.in_force_to >= other.in_force_from:
            raise MoveNotAllowed(
                f"Version {other.version} is in force from {day(other.in_force_from)}: end this before."
            )


def _end_the_one_before(version, *, by):
    """The version in force until now ends the day before, and is retired where that day is past."""
    before = version.versions().filter(status=version.Status.IN_FORCE, in_force_from__lt=version.in_force_from)
    for earlier in before.select_for_update():
        last_day = version.in_force_from - timedelta(days=1)
        if earlier.in_force_to is None or earlier.in_force_to > last_day:
            earlier.in_force_to = last_day
            earlier.save()
            audit(f"{earlier._meta.model_name}.ended", earlier, by=by, fields=["in_force_to"])
        if earlier.in_force_to < timezone.localdate():
            retire(earlier, by=by)


def _offer(version, definition, add_parts, *, by):
    """Store what the files define. One that was loaded before, as it is now, is left alone: returns None.

    The first version of all goes in force at once. A changed definition becomes a new draft without dates, for an
    administrator to read and put in force.
    """
    others, fingerprint = version.versions(), _fingerprint(definition)
    if others.filter(from_files=fingerprint).exists():
        return None
    first = not others.exists()
    version.version, version.from_files = version.next_number(), fingerprint
    if not first:
        version.in_force_from = version.in_force_to = None
    version.save()
    add_parts(version, definition)
    audit(f"{version._meta.model_name}.offered", version, by=by)
    return put_in_force(version, by=by) if first else version


def _fingerprint(definition) -> str:
    return hashlib.sha256(json.dumps(definition, sort_keys=True, default=str).encode()).hexdigest()


def _add_areas(progress_set, definition):
    ProgressArea.objects.bulk_create(ProgressArea(progress_set=progress_set, **row) for row in definition["areas"])


def _add_problems_and_indicators(programme, definition):
    problems = {row["number"]: Problem.objects.create(programme=programme, **row) for row in definition["problems"]}
    for row in definition["indicators"]:
        ProgrammeIndicator.objects.create(
            programme=programme,
            indicator=_indicator(row["indicator"]),
            problem=problems[row["problem"]],
            **row["asks"],
        )


def _indicator(wanted) -> Indicator:
    """The sign of this code. A sign stays the same from version to version, so another meaning needs another code."""
    indicator, _ = Indicator.objects.get_or_create(code=wanted["code"], defaults=wanted)
    changed = [name for name in FIXED if getattr(indicator, name) != wanted[name]]
    if changed:
        raise IndicatorInUse(
            f"Indicator {indicator.code} is in use with another {' and '.join(changed)}: give the new sign a new code."
        )
    return indicator
