"""What a plan and its targets must say, who may know of them, and what may stand on paper.

Pure: nothing here knows of the database or of pages. None always means that nobody has said. The numbers H1, H2 and H16
are those of the hard cases.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

ABUSE = 5  # the problem that is kept from the family until a worker releases it (H1)


@dataclass(frozen=True, kw_only=True)
class Member:
    """One of the family as the plan needs to know them. `agrees` is their own latest answer to working with us."""

    key: int
    name: str
    speaks: bool = False
    agrees: bool | None = None
    unborn: bool = False

    @property
    def takes_part(self) -> bool:
        """A refusal counts for the one who refused, and for nobody else (H16)."""
        return self.agrees is not False and not self.unborn


@dataclass(frozen=True, kw_only=True)
class TargetAnswers:
    """What the keyworker wrote for one target. People and workers are keys; the owner is one or the other.

    `withheld_from_all` is None where the keyworker did not say.
    """

    specific: str
    measurable: str
    achievable: str
    realistic: str
    due_on: date
    review_on: date
    problem_number: int | None = None
    owner_person: int | None = None
    owner_worker: int | None = None
    involved: frozenset[int] = frozenset()
    not_involved_because: str = ""
    withheld_from_all: bool | None = None
    withheld_from: frozenset[int] = frozenset()


def review_after(weeks: int, *, today: date, due_on: date | None = None) -> date:
    """When to look at a target again: after so many weeks, or at its deadline where that is sooner."""
    suggested = today + timedelta(weeks=weeks)
    return min(suggested, due_on) if due_on else suggested


def kept_from_all(*, chosen: bool | None, problem: int | None, problem_before: int | None = None) -> bool:
    """Is a target to be kept from everyone in the family? `chosen` is True, False, or None where nothing was chosen.

    A target that comes to problem 5 is kept from all, whatever is chosen with it: releasing it is a deed of its own,
    done on a target that is there already (H1).
    """
    comes_to_abuse = problem == ABUSE and problem_before != ABUSE
    if comes_to_abuse or (problem == ABUSE and chosen is None):
        return True
    return bool(chosen)


def why_it_stays_draft(members: Iterable[Member], *, targets: int) -> str:
    """A sentence, or nothing where the plan may go on. Without the family's own agreement it stays a draft."""
    if not any(member.speaks and member.agrees for member in members):
        return (
            "The plan stays a draft until an adult in the family, or a parent or carer, has agreed to work with us. "
            "Record their own answer first."
        )
    return "" if targets else "The plan has no target yet. Set at least one with the family first."


def wrong_with_target(
    answers: TargetAnswers, *, members: Iterable[Member], workers: Iterable[int], today: date, due_before=None
) -> dict[str, str]:
    """What has to be put right, by the question it belongs to. `due_before` is the deadline the target has now."""
    members = tuple(members)
    dates = _wrong_dates(answers, today, due_before)
    return dates | _wrong_part(answers, members) | _wrong_owner(answers, members, workers)


def _wrong_dates(answers, today, due_before):
    wrong = {}
    if answers.due_on < today and answers.due_on != due_before:
        wrong["due_on"] = "The deadline must be today or in the future"
    if answers.review_on > answers.due_on:
        wrong["review_on"] = "The review date must not be after the deadline"
    return wrong


def _wrong_owner(answers, members, workers):
    if (answers.owner_person is None) == (answers.owner_worker is None):
        return {"owner": "Select one owner: someone in the family, or their keyworker"}
    able = {member.key for member in members if member.takes_part}
    if answers.owner_worker not in {None, *workers} or answers.owner_person not in {None, *able}:
        return {"owner": "Select an owner who takes part: someone in the family, or their keyworker"}
    if answers.owner_person in answers.withheld_from:
        return {"withheld_from": "The owner of a target has to know it. Select somebody else as owner, or untick them"}
    return {}


def _wrong_part(answers, members):
    able = {member.key for member in members if member.takes_part}
    if answers.withheld_from - {member.key for member in members}:
        return {"withheld_from": "Select members of this family"}
    if answers.involved - able:
        return {"involved": "Select members of this family who take part in the plan"}
    if not answers.involved and not answers.not_involved_because.strip():
        return {"not_involved_because": "Enter why nobody in the family was involved"}
    if answers.involved & answers.withheld_from:
        return {"withheld_from": "Whoever helped to set a target knows it already. Untick them here or above"}
    return {}


def wrong_with_agreement(
    members: Iterable[Member], *, who: Iterable[int], agreed_on: date, shared_on: date, today: date
) -> dict[str, str]:
    """What has to be put right before the plan counts as agreed, by question. `who` holds the keys of who agreed."""
    who, members = set(who), tuple(members)
    wrong = {}
    if who - {member.key for member in members if member.takes_part}:
        wrong["people"] = "Select members of this family who take part in the plan"
    elif not any(member.speaks and member.agrees for member in members if member.key in who):
        wrong["people"] = "Select at least one adult, parent or carer who has agreed to work with us"
    if not shared_on <= agreed_on <= today:
        wrong["agreed_on"] = "The date must be today or before, and not before the plan was shared with the family"
    return wrong


# What a family holds in its hands (H2, H36).

SHORTEST_TELLING_PART = 4  # letters and figures of "1 Elm"; a bare house number would be found in any sentence
TROUBLED = re.compile(r"troubled", re.IGNORECASE)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
ABUSE_WORDS = re.compile(
    r"abus(e|er|ers|ed|es|ing|ive)\b|\bviolen(t|ce|tly)\b|perpetrator|\bvictim|\bMARAC\b|\bIDVA\b|\brefuge\b"
    r"|non-?\s?molestation|\bcoerciv|\bdomestic incident|\bstalk(er|ing)",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A target as a family would read it, and from whom it is kept. `who` is already a name."""

    key: int
    what: str
    who: str
    by_when: date
    how_we_will_know: str
    withheld_from_all: bool = False
    withheld_from: frozenset[int] = frozenset()


@dataclass(frozen=True)
class LeftOut:
    """For the worker's eyes only: what the paper will not hold, and why."""

    what: str
    why: str


@dataclass(frozen=True)
class Paper:
    """What goes onto paper for some readers, and, for the worker alone, what does not."""

    wants: str
    promises: tuple[Promise, ...]
    left_out: tuple[LeftOut, ...]


def paper_for(
    readers: Iterable[int], promises: Iterable[Promise], *, wants: str = "", places: Iterable[str] = ()
) -> Paper:
    """Only what every one of these readers may know, in words that are safe to hand over.

    `wants` is what the family wants in their own words, `places` the addresses of its members, none of which may stand
    on paper. Without a reader, nothing may.
    """
    readers, places = frozenset(readers), [part for place in places for part in _telling_parts(place)]
    told, left_out = [], []
    unsafe = _unsafe_to_hand_over(wants, places)
    if wants and (unsafe or not readers):
        left_out.append(LeftOut(wants, unsafe or "Nobody is chosen to read it."))
    for promise in promises:
        why = _why_not_told(promise, readers, places)
        if why:
            left_out.append(LeftOut(promise.what, why))
        else:
            told.append(promise)
    return Paper("" if unsafe or not readers else wants, tuple(told), tuple(left_out))


def why_not_on_paper(text: str, *, places: Iterable[str] = ()) -> str:
    """Why a text must not be handed to a family, as a sentence; empty where it may. `places` are its members' homes."""
    return _unsafe_to_hand_over(text, [part for place in places for part in _telling_parts(place)])


def _why_not_told(promise, readers, places):
    if not readers:
        return "Nobody is chosen to read it."
    if promise.withheld_from_all:
        return "It is kept from everyone in the family."
    if promise.withheld_from & readers:
        return "It is not to be known by someone who will read this."
    return _unsafe_to_hand_over("\n".join((promise.what, promise.who, promise.how_we_will_know)), places)


def _unsafe_to_hand_over(text, places):
    """Why a text must not be handed to a family, or nothing."""
    if hurtful := TROUBLED.search(text):
        return f"It has “{hurtful.group()}” in it, which we never hand to a family. Say it in other words."
    if telling := ABUSE_WORDS.search(text):
        return (
            f"It has “{telling.group()}” in it, which tells of abuse. Say it in words that are safe for anyone to find."
        )
    if POSTCODE.search(text) or any(part in _flat(text) for part in places):
        return "It has an address in it."
    return ""


def _telling_parts(place):
    """The parts of an address that give a home away: its first line, and any with a number; never a short one."""
    parts = re.split(r"[,\n]", place)
    telling = [parts[0], *(part for part in parts[1:] if re.search(r"\d", part))]
    return [flat for flat in map(_flat, telling) if len(flat) >= SHORTEST_TELLING_PART]


def _flat(text):
    """Letters and figures only, so that spacing, capitals and commas hide no address."""
    return re.sub(r"[\W_]+", "", text).lower()


# Family progress data.

COUNT, PERCENT, MONEY, YES_NO, CATEGORY = "count", "percent", "money", "yes-no", "category"
FIGURES = (COUNT, PERCENT, MONEY)


@dataclass(frozen=True, kw_only=True)
class AreaAnswer:
    """What was told in one area. `answer` is "known", "not known" or "does not apply"; only known has a value.

    `person` is the key of whom it is about, where somebody said; `valid_on` the day for which it holds.
    """

    answer: str
    valid_on: date
    number: Decimal | None = None
    category: str = ""
    person: int | None = None
    source: str = ""


def options_of(value_type: str, categories: Iterable[str]) -> tuple[str, ...]:
    """The answers an area is chosen from; none where it takes a figure."""
    return ("yes", "no") if value_type == YES_NO else tuple(categories) if value_type == CATEGORY else ()


def wrong_with_answer(told: AreaAnswer, *, value_type: str, today: date, categories: Iterable[str] = ()) -> str:
    """A sentence, or nothing where the answer fits the kind of value that the area takes."""
    if told.valid_on > today:
        return "The day it is true for must be today or in the past."
    if told.answer != "known":
        return "" if told.number is None and not told.category else "Without a known answer there can be no figure."
    if not told.source.strip():
        return "Say where the answer comes from."
    if value_type in FIGURES:
        return "Enter a figure." if told.number is None or told.category else _wrong_figure(told.number, value_type)
    fits = told.number is None and told.category in options_of(value_type, categories)
    return "" if fits else "Select one of the answers that this area has."


def _wrong_figure(number, value_type):
    if number < 0:
        return "A figure must be 0 or more."
    if value_type == COUNT and number != int(number):
        return "A count must be a whole number."
    if value_type == PERCENT and number > 100:
        return "A percentage must be between 0 and 100."
    return ""


def plain_figure(number: Decimal | None) -> Decimal | int | None:
    """A stored figure as somebody would type it: 3, 92.5; None stays None."""
    if number is None:
        return None
    return int(number) if number == int(number) else number.normalize()


def figure_in_words(number: Decimal, value_type: str) -> str:
    if value_type == MONEY:
        return f"£{number:,.2f}"
    return f"{plain_figure(number)}{'%' if value_type == PERCENT else ''}"


def may_concern(about: str, *, is_child: bool | None, parent_or_carer: bool | None) -> bool:
    """May an answer in an area about a child, adult or young person be about this person? Unknown ages may be either.

    A parent under 18 is a child and a parent at once (H15).
    """
    if about == "child":
        return is_child is not False
    if about == "adult":
        return is_child is not True or parent_or_carer is True
    return about == "young person"


def unfinished(groups: Iterable[tuple[str, int, int]]) -> str:
    """A sentence that names the groups with areas still to answer, or nothing. A group is (name, answered, areas)."""
    missing = [f"{name} ({answered} of {areas} answered)" for name, answered, areas in groups if answered < areas]
    return f"Not every area has an answer yet: {'; '.join(missing)}." if missing else ""
