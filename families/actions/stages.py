"""Moving a family's time on the programme from state to state: a row for each move, and what it brings along."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actions import audit
from eligibility.models import Programme, Reason
from families.actions.standing_in import end_standing_in
from families.models import AskedToJoin, Episode, EpisodeMove, Family, Pause, SocialCareStep
from families.rules import goes_back_to
from strongerfamilies.moves import MoveNotAllowed

Status, Outcome = Episode.Status, AskedToJoin.Outcome


def enter(episode, status, *, by, note="", **values):
    """Bring a time on the programme into a state, and keep when and by whom. The caller holds the family's lock."""
    episode.move_to(status)
    for name, value in values.items():
        setattr(episode, name, value)
    episode.save()
    EpisodeMove.objects.create(episode=episode, status=status, by=by, note=note)


def begin(family, *, programme, by, note="", **values) -> Episode:
    """A new time on the programme, for a family that is to be asked to join."""
    episode = Episode.objects.create(family=family, programme=programme, **values)
    EpisodeMove.objects.create(episode=episode, status=episode.status, by=by, note=note)
    return episode


def settle_asking(episode, outcome):
    """What came of asking, where an answer was still waited for."""
    waiting = episode.times_asked.filter(outcome=Outcome.WAITING)
    waiting.update(outcome=outcome, outcome_on=timezone.localdate())


def end_work(family, *, by):
    """After today nobody holds the family, stands in or is in its team, whoever was to begin later never does."""
    today = timezone.localdate()
    family.allocations.now().update(ends_on=today)
    family.allocations.later().update(never_held=True, ends_on=F("starts_on"))
    family.team_members.filter(starts_on__gt=today).update(ends_on=F("starts_on"))
    family.team_members.now().exclude(ends_on=today).update(ends_on=today)
    end_standing_in(family, by=by)
    _end_pause(family.episode)


def refuse_other_reasons(reason, kind):
    if reason.kind != kind or not reason.is_active:
        raise MoveNotAllowed(f"“{reason}” is no reason for this. Choose one that is offered.")


@transaction.atomic
def ask_to_join(family, *, asked_on, asked_by, who_was_asked, how, by, once) -> AskedToJoin:
    """The family was asked whether it wants to join (H17). It may be asked more than once before it answers."""
    family = _locked(family)
    if asked := AskedToJoin.objects.filter(once=once).first():
        return asked
    episode = family.episode
    if episode.status != Status.ASKED:
        enter(episode, Status.ASKED, by=by)
    asked = AskedToJoin.objects.create(
        episode=episode,
        asked_on=asked_on,
        asked_by=asked_by,
        who_was_asked=who_was_asked,
        how=how,
        recorded_by=by,
        once=once,
    )
    audit("family.asked_to_join", family, by=by, fields=["status", "asked_on", "asked_by", "who_was_asked", "how"])
    return asked


@transaction.atomic
def do_not_ask(family, *, reason, by) -> Episode:
    """The family is not asked this time. What was found before stays with it: it may be compared with (H17, H44)."""
    family = _locked(family)
    refuse_other_reasons(reason, Reason.Kind.NOT_ASKED)
    episode = family.episode
    enter(episode, Status.NOT_ASKED, by=by, reason=reason)
    settle_asking(episode, Outcome.NOT_PURSUED)
    audit("family.not_asked", family, by=by, fields=["status", "reason"])
    return episode


@transaction.atomic
def pause(family, *, why, until, by) -> Pause:
    """The work rests until about a day."""
    family = _locked(family)
    episode = family.episode
    enter(episode, Status.PAUSED, by=by)
    paused = Pause.objects.create(episode=episode, why=why, until=until, paused_by=by)
    audit("family.paused", family, by=by, fields=["status", "why", "until"])
    return paused


@transaction.atomic
def resume(family, *, by) -> Episode:
    """The work goes on where it was."""
    family = _locked(family)
    episode = family.episode
    must_be(episode, Status.PAUSED)
    _go_back(family, episode, by=by)
    audit("family.resumed", family, by=by, fields=["status"])
    return episode


@transaction.atomic
def begin_review(family, *, by) -> Episode:
    """The plan is being looked at with the family."""
    family = _locked(family)
    episode = family.episode
    must_be(episode, Status.PLAN_IN_PLACE)
    enter(episode, Status.IN_REVIEW, by=by)
    audit("family.review_begun", family, by=by, fields=["status"])
    return episode


@transaction.atomic
def end_review(family, *, by) -> Episode:
    """The review is over, and the family goes on with its plan."""
    family = _locked(family)
    episode = family.episode
    must_be(episode, Status.IN_REVIEW)
    enter(episode, Status.PLAN_IN_PLACE, by=by)
    audit("family.review_ended", family, by=by, fields=["status"])
    return episode


@transaction.atomic
def step_up(family, *, by, once, **about) -> SocialCareStep:
    """Children's social care leads from now on. The keyworker stays, and so does everything that is recorded (H29)."""
    family = _locked(family)
    if step := SocialCareStep.objects.filter(once=once).first():
        return step
    episode = family.episode
    enter(episode, Status.STEPPED_UP, by=by)
    _end_pause(episode)
    return _write_step(family, episode, SocialCareStep.Direction.UP, by=by, once=once, **about)


@transaction.atomic
def step_down(family, *, by, once, **about) -> SocialCareStep:
    """Children's social care hands the family back, or on to us (H29).

    A family that was stepped up goes on where it was; one whose time had ended begins a new one, on the record that is
    there; for any other, who comes from social care, only the hand-over is written down.
    """
    family = _locked(family)
    if step := SocialCareStep.objects.filter(once=once).first():
        return step
    episode = family.episode
    if episode.ended_on:
        episode = _begin_again(family, by=by, note="Stepped down from social care")
    elif episode.status == Status.STEPPED_UP:
        _go_back(family, episode, by=by)
    return _write_step(family, episode, SocialCareStep.Direction.DOWN, by=by, once=once, **about)


@transaction.atomic
def close(family, *, reason, ended_on, by) -> Episode:
    """The family's time on the programme is over; its keyworker's with it. `ended_on` is when the work ended."""
    family = _locked(family)
    refuse_other_reasons(reason, Reason.Kind.CLOSED)
    episode = family.episode
    if not episode.started_on <= ended_on <= timezone.localdate():
        raise MoveNotAllowed(f"The work ended between {episode.started_on:%-d %B %Y}, when it began, and today.")
    enter(episode, Status.CLOSED, by=by, reason=reason, ended_on=ended_on)
    end_work(family, by=by)
    audit("family.closed", family, by=by, fields=["status", "reason", "ended_on"])
    return episode


@transaction.atomic
def reopen(family, *, why, by) -> Episode:
    """The family comes back: a new time on the programme, to be asked again. The earlier one stays as it ended."""
    family = _locked(family)
    episode = _begin_again(family, by=by, note=why)
    audit("family.reopened", family, by=by, fields=["status"])
    return episode


def _locked(family):
    return Family.objects.select_for_update().get(pk=family.pk)


def must_be(episode, *states):
    """A break ends by its own deeds only, though the table allows its ways back."""
    if episode.status not in states:
        raise MoveNotAllowed(f"This cannot be done now: {episode} is {episode.get_status_display().lower()}.")


def _go_back(family, episode, *, by):
    enter(episode, goes_back_to(episode.back_to, has_keyworker=family.keyworker is not None), by=by)
    _end_pause(episode)


def _end_pause(episode):
    episode.pauses.filter(ends_on=None).update(ends_on=timezone.localdate())


def _begin_again(family, *, by, note):
    if not family.episode.ended_on:
        raise MoveNotAllowed("This family is on the programme, so there is nothing to open again.")
    return begin(family, programme=Programme.objects.newest_on(timezone.localdate()), by=by, note=note)


def _write_step(family, episode, direction, *, by, once, **about):
    step = SocialCareStep.objects.create(episode=episode, direction=direction, recorded_by=by, once=once, **about)
    audit(f"family.stepped_{direction.value}", family, by=by, fields=["status", *about])
    return step
