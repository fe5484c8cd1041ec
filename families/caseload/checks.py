"""What must fit together in a row of the spreadsheet. Each check gives pairs of a column and a sentence."""

from collections.abc import Iterator

from families.caseload.columns import WITH_KEYWORKER
from families.models.agreement import Answer
from families.models.states import Status

Wrong = Iterator[tuple[str, str]]
NAMES = ("given_name", "family_name", "known_as")
TELL_WHO = (*NAMES, "date_of_birth", "age_told", "due_on")


def of_family(row: dict) -> Wrong:
    yield from _keyworker(row)
    yield from _dates(row)
    yield from _agreement(row)


def _keyworker(row):
    works = row.get("stage") in WITH_KEYWORKER
    if works and not row.get("keyworker"):
        yield "keyworker", "A family at this stage has a keyworker."
    if "stage" in row and not works and row.get("keyworker"):
        yield "keyworker", "A family at this stage has no keyworker yet."
    if row.get("stage") == Status.AWAITING_ALLOCATION and row.get("to_support", Answer.YES) != Answer.YES:
        yield "stage", "A family awaits allocation once it agrees to work with us."


def _dates(row):
    started = row.get("started_on")
    for key in ("status_since", "held_since"):
        if started and row.get(key, started) < started:
            yield key, "This is before they came onto the programme."


def _agreement(row):
    answers = {row.get("to_support"), row.get("to_sharing")} - {None}
    if answers == {Answer.YES} or not answers:
        return
    for key in ("lawful_basis", "authorised_by"):
        if not row.get(key):
            yield key, "Without agreement, the lawful basis and who authorised it are needed."
    if Answer.NOT_ASKED in answers and not row.get("why_not_asked"):
        yield "why_not_asked", "Say why they were not asked."


def of_person(row: dict) -> Wrong:
    if not any(row.get(key) is not None for key in TELL_WHO):
        yield "given_name", "Give a name, an age, a date of birth or a due date."
    if row.get("date_of_birth") and row.get("age_told") is not None:
        yield "age_told", "Give the date of birth or the age, not both."
    told = [key for key in (*NAMES, "date_of_birth", "age_told", "sex") if row.get(key) is not None]
    if row.get("due_on") and told:
        yield told[0], "A baby not yet born has a due date and nothing else."


def of_evidence(row: dict) -> Wrong:
    if row.get("since") and row.get("observed_on") and row["since"] > row["observed_on"]:
        yield "since", "“Since” must not be later than “last known true on”."
