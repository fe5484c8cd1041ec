"""The first administrator, from the command line."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.rules import may_keep_reference_data

pytestmark = pytest.mark.django_db

GOOD = "seven green herons"


@pytest.fixture
def typed(monkeypatch):
    """What the person types when asked: `typed(first, second)`."""

    def type_in(*answers):
        answers = list(answers)
        monkeypatch.setattr(
            "accounts.management.commands.create_administrator.getpass", lambda question: answers.pop(0)
        )

    return type_in


def test_the_first_administrator_may_keep_everything(typed, client):
    typed(GOOD, GOOD)
    call_command("create_administrator", "Wilma@Council.example", "Wilma Testcase")
    wilma = User.objects.get(email="wilma@council.example")
    assert may_keep_reference_data(wilma)
    assert client.login(email=wilma.email, password=GOOD)


@pytest.mark.parametrize(
    ("email", "answers", "told"),
    [
        ("wilma", (), "valid email address"),
        ("taken@council.example", (), "already signs in"),
        ("wilma@council.example", ("short",), "too short"),
        ("wilma@council.example", (GOOD, GOOD + "s"), "not the same"),
    ],
)
def test_a_mistake_is_told_and_nobody_is_added(typed, email, answers, told):
    User.objects.create_user("taken@council.example", name="Somebody")
    typed(*answers)
    with pytest.raises(CommandError, match=told):
        call_command("create_administrator", email, "Wilma Testcase")
    assert User.objects.filter(email__contains="council").count() == 1
