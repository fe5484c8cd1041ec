"""What browsers may keep of a page."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_pages_of_somebody_signed_in_are_theirs_alone_and_asked_for_again(keyworker, signed_in):
    client = signed_in(keyworker)
    assert client.get("/families/")["Cache-Control"] == "private, no-cache"
    assert client.get("/families/1000000/")["Cache-Control"] == "private, no-cache"


def test_static_files_and_health_are_left_as_they_are(keyworker, signed_in):
    client = signed_in(keyworker)
    assert "no-store" in client.get("/health/")["Cache-Control"]
    style = client.get("/static/app.css")
    style.close()
    assert style["Cache-Control"] != "private, no-cache"


def test_who_is_not_signed_in_is_told_nothing_about_keeping_pages(client):
    assert "Cache-Control" not in client.get("/families/")
