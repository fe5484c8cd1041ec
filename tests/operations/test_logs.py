"""What stands in the logs, and what never does: a canary's name, put everywhere a person can put something."""

import io
import json
import logging
from decimal import Decimal

import pytest
from django.test import Client

CANARY = "Canaria"

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.operations.broken_urls")]


@pytest.fixture
def log():
    """Everything that would have been written to the log; `log()` gives its lines, decoded."""
    handler = next(handler for handler in logging.getLogger().handlers if handler.name == "json")
    written = io.StringIO()
    before = handler.setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    handler.setStream(before)
    assert CANARY.lower() not in written.getvalue().lower()


@pytest.fixture
def stranger():
    """A client that shows error pages instead of raising, and has to bring the form's token."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True, headers={"user-agent": CANARY})


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        (f"/nothing/{CANARY}/?name={CANARY}", 404, "Page not found"),
        (f"/forbidden/{CANARY}/", 403, "You may not do this"),
        (f"/broken/{CANARY}/?name={CANARY}", 500, "there is a problem with the service"),
    ],
)
def test_an_error_page_gives_the_number_that_finds_the_log_line(stranger, log, address, status, told):
    answer = stranger.get(address)
    assert answer.status_code == status
    assert told in answer.content.decode()
    assert CANARY not in answer.content.decode()
    numbers = {line["request_id"] for line in log() if line["event"].startswith("request_")}
    assert len(numbers) == 1
    assert numbers.pop() in answer.content.decode()


def test_an_expired_form_says_so(stranger, log):
    answer = stranger.post("/accounts/login/", {"login": f"{CANARY}@quarry.example"})
    assert answer.status_code == 403
    assert "This form has expired" in answer.content.decode()


def test_a_request_for_another_host_is_refused_without_an_echo(stranger, log):
    answer = stranger.get("/accounts/login/", headers={"host": f"{CANARY}.example"})
    assert answer.status_code == 400
    assert "could not be understood" in answer.content.decode()


def test_signing_in_is_logged_without_the_address(client, log):
    client.post("/accounts/login/", {"login": f"{CANARY}@quarry.example", "password": CANARY})
    finished = [line for line in log() if line["event"] == "request_finished"]
    assert finished[0]["request"] == "POST /accounts/login/"
    assert finished[0]["code"] == 200


def test_a_failure_is_logged_by_its_classes_and_the_places_it_passed(stranger, log):
    stranger.get(f"/broken/{CANARY}/")
    failure = next(line for line in log() if line["event"] == "request_failed")
    assert failure["request"] == "GET /broken/<name>/"
    assert failure["exception"]["classes"] == ["RuntimeError", "ValueError"]
    assert failure["exception"]["places"][-1].startswith("broken_urls.py:")


def test_the_signed_in_person_is_logged_by_number(signed_in, officer, log):
    signed_in(officer).get("/health/")
    assert {line["user_id"] for line in log()} == {officer.pk}


def test_of_other_libraries_messages_only_numbers_are_filled_in(log):
    logger = logging.getLogger("some.library")
    logger.warning("%s waited %d seconds", CANARY, 3)
    logger.warning("%(who)s waited", {"who": CANARY})
    logger.warning("waited %d seconds", Decimal(3))
    logger.warning("waited")
    assert [line["event"] for line in log()] == ["… waited 3 seconds", "… waited", "waited %d seconds", "waited"]


def test_of_other_libraries_exceptions_no_words_are_kept(log):
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger("some.library").exception("It failed")
    (line,) = log()
    assert line["exception"]["classes"] == ["ValueError"]
