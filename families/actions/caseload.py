"""Loading the caseload that a council brings along, and taking it out again as a batch (H33)."""

import json
from dataclasses import asdict

import pgtrigger
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.actions import audit
from accounts.models import AuditEvent
from eligibility.models import Indicator, Programme
from families.caseload.against_record import FORMER_SYSTEM, check_against_record, keyworkers, perhaps_here_already
from families.caseload.reading import read
from families.models import (
    Address,
    Agreement,
    Allocation,
    Answer,
    CaseloadBatch,
    Episode,
    EpisodeMove,
    Evidence,
    ExternalReference,
    Family,
    LoadedFamily,
    Membership,
    Person,
    PersonIdentifier,
    Residence,
)
from families.rules import withheld_at_first
from jobs.actions import begin, end, progressed, start_long_task
from jobs.models.long_task import Status as TaskStatus
from strongerfamilies.fields import keyed_hash

LOADED = "family.loaded"
NEVER_DELETED = ("families.Evidence:never_deleted", "families.EpisodeMove:unchanging")  # but for a batch taken out
BELONGING = ("relationship", "lives_with_family", "parent_or_carer")
TOLD = ("given_name", "family_name", "known_as", "date_of_birth", "age_told", "due_on", "sex", "role")
ASKED = ("to_support", "to_sharing", "why_not_asked", "lawful_basis", "authorised_by", "asked_on")


@transaction.atomic
def check_caseload(content: bytes, *, file_name, by) -> CaseloadBatch:
    """Read a spreadsheet, and keep what could be loaded of it. Loads nothing. Raises NotASpreadsheet."""
    caseload = read(content)
    programme = Programme.objects.newest_on(timezone.localdate())
    check_against_record(caseload, programme=programme)
    sound = caseload.sound_families()
    told = {
        "families": sound,
        "problems": [asdict(problem) for problem in caseload.problems],
        "alike": perhaps_here_already(caseload, user=by),
    }
    batch = CaseloadBatch.objects.create(
        file_name=file_name[:120],
        programme=programme,
        uploaded_by=by,
        contents=json.dumps(told),
        families_sound=len(sound),
        families_kept_out=len(caseload.families) - len(sound),
    )
    audit("caseload.checked", batch, by=by)
    return batch


@transaction.atomic
def start_loading(batch, *, by) -> CaseloadBatch:
    """From now on the worker loads it. A second click changes nothing."""
    return _start(batch, CaseloadBatch.Status.LOADING, by=by)


@transaction.atomic
def start_taking_out(batch, *, by) -> CaseloadBatch:
    """From now on the worker takes out again whatever nobody has worked with since."""
    return _start(batch, CaseloadBatch.Status.TAKING_OUT, by=by)


def _start(batch, status, *, by):
    batch = CaseloadBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.status == status:
        return batch
    batch.move_to(status)
    total = batch.families_sound if status == CaseloadBatch.Status.LOADING else batch.loaded.count()
    batch.long_task = start_long_task("caseload", by=by, total=total)
    batch.save()
    audit(f"caseload.{status.label.lower()}", batch, by=by)
    return batch


@transaction.atomic
def give_up_caseload(batch, *, by) -> CaseloadBatch:
    """Load none of it, and forget what was read."""
    batch = CaseloadBatch.objects.select_for_update().get(pk=batch.pk)
    batch.move_to(CaseloadBatch.Status.GIVEN_UP)
    batch.contents = None
    batch.save()
    audit("caseload.given_up", batch, by=by)
    return batch


def load_batch(batch):
    """The worker's part: one family after the other, each with its own progress, so that a break loses none."""
    long_task = begin(batch.long_task)
    families = json.loads(batch.contents)["families"]
    known = _Known(batch)
    left = long_task.checkpoint.get("left", [])
    for place in range(long_task.checkpoint.get("next", 0), len(families)):
        with transaction.atomic():
            try:
                with transaction.atomic():
                    _load(families[place], known)
            except IntegrityError:  # somebody added the same number, or the same reference, since the check
                left = [*left, families[place]["old"]]
            progressed(long_task, done=place + 1, checkpoint={"next": place + 1, "left": left})
    _finish(batch, CaseloadBatch.Status.LOADED, long_task, stayed=left)


def take_out_batch(batch):
    """The worker's part: every family that nobody has worked with since goes, with its people; the others stay."""
    long_task = begin(batch.long_task)
    stayed = long_task.checkpoint.get("stayed", [])
    for loaded in list(batch.loaded.select_related("family").filter(pk__gt=long_task.checkpoint.get("after", 0))):
        reference = loaded.family.reference
        after = loaded.pk
        with transaction.atomic():
            if not _take_out(loaded):
                stayed = [*stayed, reference]
            progressed(long_task, done=long_task.done + 1, checkpoint={"after": after, "stayed": stayed})
    _finish(batch, CaseloadBatch.Status.TAKEN_OUT, long_task, stayed=stayed)


@transaction.atomic
def _finish(batch, status, long_task, *, stayed):
    batch = CaseloadBatch.objects.select_for_update().get(pk=batch.pk)
    batch.move_to(status)
    batch.contents, batch.stayed = None, stayed
    batch.save()
    end(long_task, TaskStatus.FINISHED)
    audit(f"caseload.{status.label.lower()}", batch, by=long_task.started_by)


class _Known:
    """What every family of a batch is loaded with."""

    def __init__(self, batch):
        self.batch = batch
        self.by = batch.long_task.started_by
        self.keyworkers = keyworkers()
        self.indicators = {indicator.code: indicator for indicator in Indicator.objects.all()}
        self.asked = batch.programme.as_rule().by_code


def _load(told, known) -> Family:
    """Write one family down as the former system had it. Nobody is sent a message: their work goes on as before."""
    family = Family.objects.create(
        name=told["name"], contact_phone=told.get("phone", ""), contact_safely=told.get("safely", "")
    )
    LoadedFamily.objects.create(batch=known.batch, family=family)
    ExternalReference.objects.create(
        family=family, system="other", other_system=FORMER_SYSTEM, reference=told["old"], starts_on=told["started_on"]
    )
    people = {row["row"]: _load_person(row, family, told) for row in told["people"]}
    _load_home(told, [people[row["row"]] for row in told["people"] if row.get("lives_with_family")])
    for row in told["evidence"]:
        _load_evidence(row, family, people.get(row.get("about_row")), known)
    Agreement.objects.create(
        family=family,
        told_by=f"{FORMER_SYSTEM}: {known.batch.file_name}",
        recorded_by=known.by,
        **{key: told[key] for key in ASKED if key in told},
    )
    _load_episode(told, family, known)
    if "keyworker" in told:
        Allocation.objects.create(
            family=family,
            keyworker=known.keyworkers[told["keyworker"]],
            starts_on=told.get("held_since", told["started_on"]),
            allocated_by=known.by,
        )
    audit(LOADED, family, by=known.by)
    return family


def _load_episode(told, family, known):
    since = told.get("status_since", told["started_on"])
    episode = Episode.objects.create(
        family=family,
        programme=known.batch.programme,
        status=told["stage"],
        started_on=told["started_on"],
        status_since=since,
        agreed_on=told["asked_on"] if told["to_support"] == Answer.YES else None,
    )
    EpisodeMove.objects.create(episode=episode, status=told["stage"], on=since, note=f"As told by {FORMER_SYSTEM}")


def _load_person(row, family, told):
    about = {key: row[key] for key in TOLD if key in row}
    if "age_told" in about:
        about["age_told_on"] = timezone.localdate()
    person = Person.objects.create(**about)
    belongs = {key: row[key] for key in BELONGING if key in row}
    joined_on = max(told["started_on"], row.get("date_of_birth", ""))
    Membership.objects.create(family=family, person=person, joined_on=joined_on, **belongs)
    for kind, number in row["numbers"].items():
        PersonIdentifier.objects.create(person=person, kind=kind, value=number, keyed_hash=keyed_hash(number))
    for system, reference in row["references"].items():
        ExternalReference.objects.create(person=person, system=system, reference=reference)
    return person


def _load_home(told, people):
    if not (told.get("address") or told.get("postcode")):
        return
    address = Address.objects.create(lines=told.get("address", ""), postcode=told.get("postcode", ""))
    for person in people:
        if not person.is_unborn:
            since = max(told["started_on"], person.date_of_birth or "")
            Residence.objects.create(person=person, address=address, starts_on=since)


def _load_evidence(row, family, person, known):
    indicator = known.indicators[row["indicator"]]
    number = known.asked[indicator.code].problem
    Evidence.objects.create(
        family=family,
        person=person,
        indicator=indicator,
        problem_number=number,
        since=row.get("since"),
        observed_on=row["observed_on"],
        value=row.get("value"),
        note=row["note"],
        origin=known.batch.file_name[:60],
        recorded_by=known.by,
        withheld=withheld_at_first(number),
    )


def _take_out(loaded) -> bool:
    """Was there nothing but what came with the batch? Then it is gone. What the trails say of it stays."""
    family = loaded.family
    if AuditEvent.objects.about(family).exclude(deed=LOADED).exists():
        return False
    try:
        with transaction.atomic(), pgtrigger.ignore(*NEVER_DELETED):
            _delete(loaded, family)
    except ProtectedError:  # somebody has written down something that stands on it
        return False
    return True


def _delete(loaded, family):
    people = list(family.people.all())
    addresses = list(Address.objects.filter(residences__person__in=people).distinct())
    loaded.delete()
    EpisodeMove.objects.filter(episode__family=family).delete()
    for rows in (family.evidence, family.agreements, family.allocations, family.episodes, family.memberships):
        rows.all().delete()
    family.external_references.all().delete()
    for model in (PersonIdentifier, ExternalReference, Residence):
        model.objects.filter(person__in=people).delete()
    for row in (*people, *addresses, family):
        row.delete()
