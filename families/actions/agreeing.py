"""What each person agrees to, the notices they were given, and a family that declines (H16, H17)."""

from django.db import transaction

from accounts.actions import audit
from eligibility.models import Reason
from families.actions.stages import end_work, enter, refuse_other_reasons, settle_asking
from families.models import Agreement, AskedToJoin, Episode, Family, NoticeGiven
from families.models.states import TO_BE_ASKED
from strongerfamilies.edits import check_seen
from strongerfamilies.moves import MoveNotAllowed

WATCHED = ("to_support", "to_sharing", "asked_on", "lawful_basis")


@transaction.atomic
def record_agreement(family, *, person, shared_with, by, once, seen, **answers) -> Agreement:
    """Write down one person's own answers; the answers before stay. A second click makes no second row.

    `seen` stands for the person's latest answers as they were shown. While there is no keyworker, the family's state
    follows what its people say: with a yes it awaits allocation, with the last yes withdrawn it is to be asked again.
    """
    family = Family.objects.select_for_update().get(pk=family.pk)
    if made := family.agreements.filter(once=once).first():
        return made
    latest = family.agreements.filter(person=person).first()
    check_seen(latest or Agreement(asked_on=None), WATCHED, seen)
    episode = _open_episode(family)
    agreement = Agreement.objects.create(family=family, person=person, recorded_by=by, once=once, **answers)
    agreement.shared_with.set(shared_with)
    follow_the_agreement(family, episode, by=by)
    audit("agreement.recorded", family, by=by, fields=["shared_with", *answers])
    return agreement


@transaction.atomic
def give_notice(family, *, people, notice, given_on, how, by, once) -> None:
    """Write down who was given which version of the privacy notice. A second click makes no second rows."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    if NoticeGiven.objects.filter(family=family, once=once).exists():
        return
    for person in people:
        NoticeGiven.objects.create(
            family=family, person=person, notice=notice, given_on=given_on, how=how, given_by=by, once=once
        )
    audit("notice.given", family, by=by, fields=["people", "notice", "given_on", "how"])


@transaction.atomic
def decline(family, *, reason, by, ask_again_on=None) -> Episode:
    """The family does not wish to be worked with: its time on the programme ends, and its keyworker's with it (H17)."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    refuse_other_reasons(reason, Reason.Kind.DECLINED)
    episode = family.episode
    enter(episode, Episode.Status.DECLINED, by=by, reason=reason, ask_again_on=ask_again_on)
    settle_asking(episode, AskedToJoin.Outcome.DECLINED)
    end_work(family, by=by)
    audit("family.declined", family, by=by, fields=["status", "reason", "ask_again_on"])
    return episode


def _open_episode(family):
    episode = family.episode
    if episode.ended_on:
        raise MoveNotAllowed("This family's time on the programme has ended, so no agreement is recorded.")
    return episode


def follow_the_agreement(family, episode, *, by):
    """With a yes it awaits allocation. With the last yes taken back it is to be asked again."""
    if family.agrees():
        if episode.status in TO_BE_ASKED:
            enter(episode, Episode.Status.AWAITING_ALLOCATION, by=by)
            settle_asking(episode, AskedToJoin.Outcome.AGREED)
    elif episode.status == Episode.Status.AWAITING_ALLOCATION:
        enter(episode, Episode.Status.ACCEPTED, by=by)
