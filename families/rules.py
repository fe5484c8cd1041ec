"""Who speaks for a family, and what comes next for it.

Pure: a policy colleague can read it beside the guidance. None always means that nobody has said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ADULT_AGE = 18

DOMESTIC_ABUSE = 5  # the number of the problem in every programme of ours

# Counts that rise when people begin to trust us and tell or call: more of them is not simply worse (H31).
RISES_WITH_TRUST = frozenset({"call-outs", "incidents"})


YES, NO = "yes", "no"
ENDED = ("declined", "not asked this time", "closed")


def withheld_at_first(problem: int) -> bool:
    """Anything about domestic abuse is kept from the whole family until a worker releases it (H1)."""
    return problem == DOMESTIC_ABUSE


def to_be_read_with_care(measure: str) -> bool:
    """Is this a count that rises with trust (H31)?"""
    return measure in RISES_WITH_TRUST


@dataclass(frozen=True, kw_only=True)
class Said:
    """One answer to "will you work with us?". `by` is the key of who gave it; None is the referrer's word for them."""

    answer: str  # "yes", "no" or "not asked"
    by: int | None = None
    speaks_for_household: bool = True


def speaks_for_household(*, is_child: bool | None, parent_or_carer: bool | None) -> bool:
    """A parent or carer does, whatever their age (H15); so does an adult, unless they are said to be no parent.

    Someone of unknown age counts as an adult only when they are said to be a parent or carer.
    """
    if parent_or_carer is not None:
        return parent_or_carer
    return is_child is False


def family_agrees(said: Iterable[Said]) -> bool:
    """Does anyone who speaks for the household agree? `said` holds each one's latest answer.

    One adult's refusal does not speak for another (H16). The referrer's word stands only until somebody answers for
    themselves; "not asked" is not an answer.
    """
    answered = [one for one in said if one.answer in (YES, NO) and one.speaks_for_household]
    themselves = [one for one in answered if one.by is not None]
    return any(one.answer == YES for one in themselves or answered)


def agree_themselves(said: Iterable[Said]) -> bool:
    """The same, counting only what people said themselves: what a plan needs."""
    return family_agrees(one for one in said if one.by is not None)


def taking_no_part(said: Iterable[Said]) -> set[int]:
    """Who said no for themselves: shown as such, and nothing is asked of them (H16)."""
    return {one.by for one in said if one.answer == NO and one.by is not None}


class Next(StrEnum):
    """What somebody can do for a family now."""

    RECORD_AGREEMENT = "record agreement"
    GIVE_NOTICE = "give notice"
    ALLOCATE = "allocate"
    START_PLAN = "start plan"
    RECORD_START = "record start"
    WORK_ON_PLAN = "work on plan"


def goes_back_to(before: str, *, has_keyworker: bool) -> str:
    """Where a family is after a break in the state `before`; meanwhile it may have got a keyworker, or lost theirs."""
    if not has_keyworker:
        return "awaiting allocation"
    return "assessing" if before == "awaiting allocation" else before


def attached_on(*, assessed_on: date | None, planned_on: date | None, keyworker_on: date | None) -> date | None:
    """The day since which assessment, plan and keyworker are all in place (H42); None while one of them is missing."""
    days = (assessed_on, planned_on, keyworker_on)
    return None if None in days else max(days)


def next_things(
    status: str,
    *,
    agree_themselves: bool,
    notice_given: bool,
    allocates: bool,
    records_agreement: bool,
    writes_plans: bool,
) -> list[Next]:
    """What to do next for a family in this state, for somebody who may do these things; the most pressing first.

    `notice_given` is whether any member was given a privacy notice.
    """
    with_plan = status in ("plan in place", "in review")
    with_keyworker = status == "assessing" or with_plan
    to_be_asked = status in ("identified", "accepted", "asked to join") or (with_keyworker and not agree_themselves)
    things = {
        Next.RECORD_AGREEMENT: records_agreement and to_be_asked,
        Next.ALLOCATE: allocates and status == "awaiting allocation",
        Next.GIVE_NOTICE: records_agreement and status not in ENDED and not notice_given,
        Next.START_PLAN: writes_plans and status == "assessing",
        Next.WORK_ON_PLAN: writes_plans and with_plan,
        Next.RECORD_START: writes_plans and with_keyworker,
    }
    return [thing for thing, wanted in things.items() if wanted]
