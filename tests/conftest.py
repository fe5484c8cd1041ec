"""What every test stands on: roles and reference data in the database, a client for each kind of person."""

import pytest
import zeal.constants
import zeal.patch
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase, override_settings

from accounts import rules
from tests import clean_tables
from tests.accounts.factories import UserFactory
from tests.clients import ClientWithAReason


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The journeys come first, since one of them takes as long as a thousand others: nobody waits for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session", autouse=True)
def _settings_for_tests():
    """Static files are read where they lie (collecting them is tested with script/server); passwords hash quickly.

    A page that asks the database once a row, instead of once, fails its test: zeal counts.
    """
    zeal.constants.initialize_app_registry()
    zeal.patch.patch()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        STATIC_ROOT=settings.BASE_DIR / "static",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        MIDDLEWARE=["zeal.middleware.zeal_middleware", *settings.MIDDLEWARE],
        ZEAL_NPLUSONE_THRESHOLD=3,  # a page may read a record and its action read it again, locked
        ZEAL_ALLOWLIST=[{"model": "sessions.Session"}],  # signing in and out looks at several sessions, one by one
    ):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Roles and reference data are loaded once into the test database, as an installation has them, and stay there."""
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0)
        _ask_nobody_for_a_second_factor()
        clean_tables.remember()
    with pytest.MonkeyPatch.context() as instead_of_a_flush:
        instead_of_a_flush.setattr(TransactionTestCase, "_fixture_teardown", lambda case: clean_tables.put_back())
        yield
    with django_db_blocker.unblock():
        _hang_up_on_everybody_else()


def _ask_nobody_for_a_second_factor():
    """But in the tests about it, which turn it on."""
    from accounts.models import Setting

    Setting.objects.create(key="second_factor", value="no", starts_on="2000-01-01")


def _hang_up_on_everybody_else():
    """A thread of the live server may still hold the database, which then could not be taken away."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _person(role):
    @pytest.fixture
    def person(db):
        return UserFactory(role=role)

    return person


practitioner = _person(rules.PRACTITIONER)
agency_lead = _person(rules.AGENCY_LEAD)
officer = _person(rules.PERFORMANCE_OFFICER)
keyworker = _person(rules.KEYWORKER)
team_manager = _person(rules.TEAM_MANAGER)
administrator = _person(rules.ADMINISTRATOR)


@pytest.fixture
def client():
    return ClientWithAReason()


@pytest.fixture
def signed_in(client):
    """`signed_in(user)` gives the test client, signed in as that person."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
