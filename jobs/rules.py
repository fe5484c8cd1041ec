"""How long the worker waits before it tries again, and when it stops trying."""

from datetime import timedelta

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = 80  # a little over three days: a mail server that fails on Friday evening is mended on Monday

REMIND_EVERY = timedelta(weeks=2)  # how often an agency lead is written to while people wait to be confirmed

BEAT_EVERY = timedelta(seconds=5)
SILENT_AFTER = timedelta(seconds=60)  # a worker not heard of for so long is taken for dead

RESTARTS = 3  # a task whose worker died this often is at fault itself


def wait_after(attempts: int) -> timedelta:
    """Double the wait after every failed attempt, up to an hour."""
    return min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
