"""The demonstration is never mixed with anybody's work."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.accounts.factories import AgencyFactory


@pytest.mark.django_db
def test_one_agency_is_enough_to_count_as_not_empty():
    AgencyFactory()
    with pytest.raises(CommandError, match="not empty"):
        call_command("load_demo", stdout=StringIO())
    assert not User.objects.exists()
