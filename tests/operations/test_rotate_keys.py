"""Giving up an old key: everything it wrote is moved to the newest by one command."""

import base64
from io import StringIO

import pytest
from cryptography.fernet import InvalidToken
from django.core.management import call_command

from families.actions import record_identifier
from families.models import PersonIdentifier
from jobs.actions import write_email
from jobs.models import OutboxMessage
from strongerfamilies import keys
from strongerfamilies.edits import fingerprint
from tests.families.factories import HeldFamilyFactory, child, mother

pytestmark = pytest.mark.django_db

NEW = base64.urlsafe_b64encode(b"quarry quarry quarry quarry qua!").decode()


@pytest.fixture
def numbers():
    """Two people whose numbers the old key encrypted."""
    family = HeldFamilyFactory(people=[mother(), child()])
    people = [member.person for member in family.members()]
    nothing = fingerprint(PersonIdentifier(), ("keyed_hash",))
    for person, kind, number in zip(people, ("ni", "nhs"), ("QQ123456C", "9990000018"), strict=True):
        record_identifier(family, person=person, kind=kind, number=number, by=family.keyworker, seen=nothing)


def rotate():
    said = StringIO()
    call_command("rotate_keys", stdout=said)
    return said.getvalue()


def test_after_the_command_the_old_key_is_not_needed(numbers, settings, monkeypatch):
    write_email("login-code", address="wilma@quarry.example", subject="Code", body="4711")
    old = settings.IDENTIFIER_KEYS
    settings.IDENTIFIER_KEYS = [NEW, *old]
    monkeypatch.setattr(keys, "ROWS_AT_ONCE", 1)
    assert "families.PersonIdentifier.value: 2 moved" in rotate()

    settings.IDENTIFIER_KEYS = [NEW]
    assert {row.value for row in PersonIdentifier.objects.all()} == {"QQ123456C", "9990000018"}
    assert PersonIdentifier.objects.standing_for("ni", "QQ123456C").exists()
    assert OutboxMessage.objects.get(kind="login-code").body == "4711"
    settings.IDENTIFIER_KEYS = old
    with pytest.raises(InvalidToken):
        PersonIdentifier.objects.first()


def test_doing_it_again_moves_nothing(numbers, settings):
    settings.IDENTIFIER_KEYS = [NEW, *settings.IDENTIFIER_KEYS]
    rotate()
    assert "families.PersonIdentifier.value: 0 moved" in rotate()
