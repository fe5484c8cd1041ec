"""Copies that earlier versions of the product made come back into this one, with everything that was in them.

`earlier/` holds what script/backup wrote of a populated council at the end of each stage of the product.
"""

import base64
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts.models import Setting, User
from families.models import Evidence, Family, Membership, PersonIdentifier
from plans.models import ProgressValue, Target
from referrals.models import Decision, Referral
from tests.clients import ClientWithAReason
from tests.operations.elsewhere import another_database

pytestmark = pytest.mark.django_db(transaction=True)

MAIN_JOURNEY = Path(__file__).parent / "earlier" / "main-journey.tar.gz"
ITS_KEY = base64.urlsafe_b64encode(b"a key that opens an old copy only"[:32]).decode()


@pytest.fixture
def main_journey(settings, tmp_path):
    """This version on the copy of the first one: 25 referrals and 60 families."""
    settings.IDENTIFIER_KEYS = [*settings.IDENTIFIER_KEYS, ITS_KEY]
    documents = settings.STORAGES["documents"] | {"OPTIONS": {"location": tmp_path / "documents"}}
    settings.STORAGES = settings.STORAGES | {"documents": documents}
    with another_database() as use_it:
        use_it()
        call_command("restore", MAIN_JOURNEY)
        call_command("load_reference", verbosity=0)
        Setting.objects.create(key="second_factor", value="no")  # its people had none to set up
        yield


def test_a_populated_council_of_the_first_version_lives_on(main_journey):
    counted = {model: model.objects.count() for model in (Referral, Decision, Family, Membership, Evidence, Target)}
    assert counted == {Referral: 25, Decision: 10, Family: 60, Membership: 221, Evidence: 197, Target: 83}
    assert ProgressValue.objects.exists()
    assert {row.kind: row.value for row in PersonIdentifier.objects.all()} == {"ni": "QQ123456C", "nhs": "9990000018"}
    assert PersonIdentifier.objects.standing_for("ni", "QQ123456C").exists()

    client = ClientWithAReason()
    client.force_login(User.objects.get(email__startswith="olive"))
    for family in Family.objects.all():
        assert client.get(family.get_absolute_url()).status_code == 200
    for referral in Referral.objects.exclude(status="draft"):
        assert client.get(referral.get_absolute_url()).status_code == 200
