"""Recording where a family stands at the start, group by group."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from eligibility.models import ProgressSet
from plans.models import ProgressCollection, ProgressValue
from plans.rules import AreaAnswer, unfinished, wrong_with_answer
from strongerfamilies.edits import EditedElsewhere
from strongerfamilies.moves import MoveNotAllowed


@transaction.atomic
def begin_start(family, *, by) -> ProgressCollection:
    """Begin the baseline, over the list of areas in force today. One that is there already is given back."""
    areas = ProgressSet.objects.on(timezone.localdate())
    collection, is_new = ProgressCollection.objects.get_or_create(
        family=family, stage=ProgressCollection.Stage.START, defaults={"progress_set": areas, "begun_by": by}
    )
    if is_new:
        audit("progress.begun", collection, by=by)
    return collection


@transaction.atomic
def save_group(collection, slug, answers: dict[str, AreaAnswer], *, seen, by):
    """Keep the answers of one group, by area code. An area left out has no answer; one unchanged is not touched."""
    collection = _locked(collection)
    if collection.recorded_on:
        raise MoveNotAllowed("This collection is finished. Open it again before you change an answer.")
    group = collection.group(slug)
    if group.seen != seen:
        raise EditedElsewhere(group)
    changed = [area.code for area, value in group.areas if _keep(collection, area, value, answers.get(area.code), by)]
    if changed:
        audit("progress.recorded", collection, by=by, fields=changed)


@transaction.atomic
def finish_start(collection, *, by) -> ProgressCollection:
    """The start is recorded: every area has an answer, even if that is "not known"."""
    collection = _locked(collection)
    missing = unfinished((group.name, group.answered, len(group.areas)) for group in collection.groups())
    if missing:
        raise MoveNotAllowed(missing)
    if not collection.recorded_on:
        collection.recorded_on = timezone.localdate()
        collection.save()
        audit("progress.finished", collection, by=by, fields=["recorded_on"])
    return collection


@transaction.atomic
def reopen_start(collection, *, by) -> ProgressCollection:
    """Open a finished start again, to put right what was recorded wrongly. History keeps what it was."""
    collection = _locked(collection)
    if collection.recorded_on:
        collection.recorded_on = None
        collection.save()
        audit("progress.reopened", collection, by=by, fields=["recorded_on"])
    return collection


def _keep(collection, area, value, told, by) -> bool:
    """Store, change or take away one area's answer. True where something changed."""
    if told == (value.told if value else None):
        return False
    if told is None:
        value.delete()
        return True
    wrong = wrong_with_answer(told, value_type=area.value_type, categories=area.categories, today=timezone.localdate())
    if wrong:
        raise MoveNotAllowed(f"{area.area}: {wrong}")
    value = value or ProgressValue(collection=collection, area=area)
    value.answer, value.number, value.category = told.answer, told.number, told.category
    value.person_id, value.source, value.valid_on = told.person, told.source, told.valid_on
    value.recorded_by = by
    value.save()
    return True


def _locked(collection):
    rows = ProgressCollection.objects.select_for_update(of=["self"]).select_related("family", "progress_set")
    return rows.get(pk=collection.pk)
