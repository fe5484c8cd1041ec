"""Whoever may no longer sign in is out at once, on every computer, and stays out of the sessions they had."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.rules import ADMINISTRATOR
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def computers(practitioner):
    """Two on which the same person is signed in."""
    both = Client(), Client()
    for computer in both:
        computer.force_login(practitioner)
        assert computer.get("/").status_code == 200
    return both


@pytest.fixture
def desk(administrator):
    """The computer of an administrator."""
    client = Client()
    client.force_login(administrator)
    return client


def saves(desk, user, **changed):
    """The administrator's own page about somebody, as the browser sends it back."""
    answers = {"email": user.email, "name": user.name, "job_title": user.job_title, "phone": user.phone}
    answers |= {"agency": user.agency_id, "team": user.team_id, "groups": [group.pk for group in user.groups.all()]}
    answer = desk.post(reverse("admin:accounts_user_change", args=[user.pk]), {**answers, **changed})
    assert answer.status_code == 302


def chooses(desk, deed, user):
    desk.post(reverse("admin:accounts_user_changelist"), {"action": deed, "_selected_action": [user.pk]})


def is_out(computer):
    answer = computer.get("/referrals/")
    return answer.status_code == 302 and answer.url.startswith("/accounts/login/")


def test_unticking_may_sign_in_ends_every_session_with_the_next_request(computers, desk, practitioner):
    saves(desk, practitioner)
    assert all(is_out(computer) for computer in computers)


def test_so_does_stopping_them_in_the_list(computers, desk, practitioner):
    chooses(desk, "stop_signing_in", practitioner)
    assert all(is_out(computer) for computer in computers)


def test_a_form_they_send_at_that_moment_changes_nothing(computers, desk, practitioner):
    chooses(desk, "stop_signing_in", practitioner)
    answer = computers[0].post("/accounts/password/change/", {"password1": "x"})
    assert answer.url.startswith("/accounts/login/")


def test_even_a_change_made_past_the_product_shuts_them_out(computers, practitioner):
    User.objects.filter(pk=practitioner.pk).update(is_active=False)
    assert all(is_out(computer) for computer in computers)


@pytest.mark.parametrize("ticked", [True, False])
def test_letting_them_in_again_brings_no_old_session_back_to_life(computers, desk, practitioner, ticked):
    chooses(desk, "stop_signing_in", practitioner)
    if ticked:
        saves(desk, practitioner, is_active="on")
    else:
        chooses(desk, "let_sign_in", practitioner)
    assert all(is_out(computer) for computer in computers)
    computers[0].force_login(practitioner)
    assert not is_out(computers[0])


def test_the_sessions_of_others_go_on(computers, desk, practitioner):
    colleague = UserFactory(role=ADMINISTRATOR)
    theirs = Client()
    theirs.force_login(colleague)
    before = Session.objects.count()
    chooses(desk, "stop_signing_in", practitioner)
    assert theirs.get("/admin/").status_code == desk.get("/admin/").status_code == 200
    assert Session.objects.count() == before - len(computers)
