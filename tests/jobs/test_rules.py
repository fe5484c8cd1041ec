"""How long the worker waits before it tries again."""

from datetime import timedelta

from jobs.rules import LONGEST_WAIT, MOST_ATTEMPTS, wait_after


def test_the_first_failure_is_tried_again_after_a_minute():
    assert wait_after(1) == timedelta(minutes=1)


def test_each_wait_doubles_until_it_is_an_hour():
    waits = [wait_after(attempts) for attempts in range(1, 10)]
    assert [wait.total_seconds() / 60 for wait in waits] == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_mail_server_that_fails_on_friday_evening_may_be_mended_on_monday():
    total = sum((wait_after(attempts) for attempts in range(1, MOST_ATTEMPTS)), timedelta())
    assert timedelta(days=3) < total < timedelta(days=4)


def test_the_wait_never_overflows():
    assert wait_after(100_000) == LONGEST_WAIT
