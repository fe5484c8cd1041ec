"""What comes next for a family, in the order in which the work goes."""

from datetime import date, timedelta

import pytest

from overview.rules import Next, Work, next_thing

TODAY = date(2026, 11, 21)
LATER = TODAY + timedelta(days=30)
AGO = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("work", "text"),
    [
        (Work(), "Start the family action plan"),
        (Work(plan="draft"), "Set the first target"),
        (Work(plan="draft", deadlines=(LATER,)), "Record the start progress data"),
        (Work(plan="draft", deadlines=(LATER,), start_recorded=True), "Share the plan with the family"),
        (
            Work(plan="shared with family", deadlines=(LATER,), start_recorded=True),
            "Record that the family agrees to the plan",
        ),
        (
            Work(plan="agreed", deadlines=(LATER,), reviews=(LATER, AGO, TODAY), start_recorded=True),
            "Review the targets on 21 November 2026",
        ),
        (
            Work(plan="agreed", deadlines=(LATER,), reviews=(AGO,), start_recorded=True),
            "Set when the targets are reviewed next",
        ),
        (Work(plan="agreed", deadlines=(AGO, LATER)), "1 target past the deadline"),
        (Work(plan="draft", deadlines=(AGO, AGO)), "2 targets past the deadline"),
    ],
)
def test_one_thing_comes_next(work, text):
    assert next_thing(work, TODAY).text == text


def test_a_deadline_today_is_not_past():
    assert Work(deadlines=(TODAY,)).past_their_date(TODAY) == 0


def test_what_is_past_its_day_is_late():
    assert next_thing(Work(plan="agreed", deadlines=(AGO,)), TODAY) == Next(
        "1 target past the deadline", "plan", late=True
    )
