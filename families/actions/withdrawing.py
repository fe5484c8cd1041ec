"""Somebody takes back what they agreed to. From that day on nothing new rests on it; what was done before stays."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import audit
from families.actions.agreeing import WATCHED, follow_the_agreement
from families.models import Agreement, Answer, Family
from strongerfamilies.edits import check_seen
from strongerfamilies.moves import MoveNotAllowed

SUPPORT, SHARING = "support", "sharing"


@transaction.atomic
def withdraw_agreement(
    family, *, person, what, withdrawn_on, how_withdrawn, lawful_basis, authorised_by, by, once, seen
) -> Agreement:
    """Write down that a person withdraws: `what` holds SUPPORT, SHARING or both. Two clicks withdraw once.

    The withdrawal is that person's newest answer, so that the family's state, its plan and every disclosure follow it.
    `lawful_basis` is why we keep what we hold. After the end of the family's time on the programme it counts as well.
    """
    family = Family.objects.select_for_update().get(pk=family.pk)
    if made := family.agreements.filter(once=once).first():
        return made
    latest = family.agreements.filter(person=person).first()
    check_seen(latest or Agreement(asked_on=None), WATCHED, seen)
    if latest is None or not what or set(what) - set(given(latest)):
        raise MoveNotAllowed(f"{person} does not agree to this now, so there is nothing to withdraw.")
    if withdrawn_on < latest.asked_on:
        raise ValidationError({"withdrawn_on": f"They agreed on {latest.asked_on:%-d %B %Y}: it must not be before"})
    withdrawal = Agreement.objects.create(
        family=family,
        person=person,
        to_support=Answer.NO if SUPPORT in what else latest.to_support,
        to_sharing=Answer.NO if SHARING in what else latest.to_sharing,
        why_not_asked=latest.why_not_asked,
        lawful_basis=lawful_basis,
        authorised_by=authorised_by,
        asked_on=withdrawn_on,
        withdraws=latest,
        how_withdrawn=how_withdrawn,
        recorded_by=by,
        once=once,
    )
    if SHARING not in what:
        withdrawal.shared_with.set(latest.shared_with.all())
    episode = family.episode
    if not episode.ended_on:
        follow_the_agreement(family, episode, by=by)
    audit("agreement.withdrawn", family, by=by, fields=["to_support", "to_sharing", "how_withdrawn"])
    return withdrawal


def given(agreement) -> list[str]:
    """What somebody agrees to at present, and so may withdraw."""
    answers = {SUPPORT: agreement.to_support, SHARING: agreement.to_sharing}
    return [what for what, answer in answers.items() if answer == Answer.YES]
