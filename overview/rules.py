"""What comes next for a family on the programme, in the order in which the work goes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Work:
    """How far the work with a family is. `plan` is the plan's status, or None before there is one."""

    plan: str | None = None
    deadlines: tuple[date, ...] = ()
    reviews: tuple[date, ...] = ()
    start_recorded: bool = False

    def past_their_date(self, today: date) -> int:
        return sum(deadline < today for deadline in self.deadlines)

    def next_review(self, today: date) -> date | None:
        return min((day for day in self.reviews if day >= today), default=None)


@dataclass(frozen=True)
class Next:
    """The next thing to do, and the name of the page where it is done."""

    text: str
    page: str
    late: bool = False


def next_thing(work: Work, today: date) -> Next:
    """One thing, so that a keyworker with twenty families sees where each one stands."""
    late = work.past_their_date(today)
    if work.plan is None:
        return Next("Start the family action plan", "plan")
    if late:
        return Next(f"{late} target{'s' if late > 1 else ''} past the deadline", "plan", late=True)
    if not work.deadlines:
        return Next("Set the first target", "plan")
    if not work.start_recorded:
        return Next("Record the start progress data", "progress")
    if work.plan == "draft":
        return Next("Share the plan with the family", "plan")
    if work.plan == "shared with family":
        return Next("Record that the family agrees to the plan", "plan")
    if review := work.next_review(today):
        return Next(f"Review the targets on {review:%-d %B %Y}", "plan")
    return Next("Set when the targets are reviewed next", "plan", late=True)
