"""The writes of the room: roles, notices, first accounts, and what happens when the audit trail cannot be written."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection

from accounts import actions
from accounts.models import Agency, AuditEvent, PrivacyNotice, Team, User
from accounts.rules import KEYWORKER, ROLES, TEAM_MANAGER
from tests.accounts.factories import AgencyFactory, TeamFactory, UserFactory


@pytest.mark.django_db
def test_loading_the_roles_again_changes_nothing_and_repairs_what_was_changed():
    keyworkers = Group.objects.get(name=KEYWORKER.name)
    keyworkers.permissions.clear()
    for _ in range(2):
        actions.load_roles()
    held = {f"{right.content_type.app_label}.{right.codename}" for right in keyworkers.permissions.all()}
    assert held == set(KEYWORKER.permissions)
    assert Group.objects.filter(name__in=[role.name for role in ROLES]).count() == len(ROLES)


@pytest.mark.django_db
def test_an_agency_is_added_with_its_teams():
    agency = actions.add_agency(name="Hill Farm School", teams=["Pastoral", "Attendance"], by=None)
    assert set(Team.objects.filter(agency=agency).values_list("name", flat=True)) == {"Pastoral", "Attendance"}
    assert AuditEvent.objects.about(agency).get().fields == ["name", "team.name"]


@pytest.mark.django_db
def test_an_agency_without_teams_says_so_in_the_trail(administrator):
    agency = actions.add_agency(name="Hill Farm School", by=administrator, email_domain="hillfarm.example")
    line = AuditEvent.objects.about(agency).get()
    assert (line.fields, line.by) == (["email_domain", "name"], administrator)


@pytest.mark.django_db
def test_somebody_is_added_with_several_roles_and_no_password():
    user = actions.add_user(email="Robin@Quarry.example", name="Robin", roles=[KEYWORKER, TEAM_MANAGER], by=None)
    assert user.email == "robin@quarry.example"
    assert not user.has_usable_password()
    assert {group.name for group in user.groups.all()} == {KEYWORKER.name, TEAM_MANAGER.name}


@pytest.mark.django_db
def test_the_first_administrator_may_open_the_administration_pages(client):
    user = actions.create_administrator(email="ada@council.example", name="Ada Keys", password="a long walk home")
    client.force_login(user)
    assert client.get("/admin/").status_code == 200


@pytest.mark.django_db
def test_a_notice_that_is_there_is_never_edited():
    PrivacyNotice.objects.update(text="What people were given")
    actions.load_notices()
    assert PrivacyNotice.objects.get().text == "What people were given"


@pytest.mark.django_db
def test_letting_in_somebody_who_is_in_leaves_no_line():
    user = UserFactory()
    actions.let_sign_in(user, is_active=True, by=None)
    assert not AuditEvent.objects.about(user).exists()


@pytest.mark.django_db
def test_removing_a_second_factor_that_is_not_there_leaves_no_line():
    user = UserFactory()
    actions.remove_second_factor(user, by=None)
    assert not AuditEvent.objects.about(user).exists()


@pytest.fixture
def broken_trail(transactional_db):
    """Nothing can be written into the audit trail."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_auditevent ADD CONSTRAINT broken CHECK (false) NOT VALID")
    yield
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_auditevent DROP CONSTRAINT broken")


def test_what_cannot_be_written_into_the_trail_is_not_done(broken_trail):
    user, overdue = UserFactory(), UserFactory(confirmed_on=date(2020, 1, 1))
    for deed in (
        lambda: actions.add_agency(name="Hill Farm School", teams=["Pastoral"], by=None),
        lambda: actions.add_user(email="robin@quarry.example", name="Robin", roles=[KEYWORKER], by=None),
        lambda: actions.let_sign_in(user, is_active=False, by=None),
        lambda: actions.confirm([overdue], by=user),
        actions.suspend_unconfirmed,
    ):
        with pytest.raises(IntegrityError):
            deed()
    assert not Agency.objects.filter(name="Hill Farm School").exists()
    assert not User.objects.filter(email="robin@quarry.example").exists()
    assert User.objects.filter(is_active=True, pk__in=[user.pk, overdue.pk]).count() == 2
    assert User.objects.get(pk=overdue.pk).confirmed_on == overdue.confirmed_on


@pytest.mark.django_db
class TestWhoSignsIn:
    def test_addresses_are_kept_in_small_letters(self):
        user = User.objects.create_user("Robin@Quarry.Example", name="Robin Fern")
        assert User.objects.get_by_natural_key("ROBIN@quarry.example") == user
        with pytest.raises(IntegrityError):
            User.objects.filter(pk=user.pk).update(email="Robin@quarry.example")

    def test_a_superuser_may_do_everything(self):
        user = User.objects.create_superuser("root@council.example", "a long walk home", name="Root")
        assert user.is_staff
        assert user.has_perm("families.read_all_families")

    def test_names_for_mail_and_for_the_head_of_the_page(self):
        user = UserFactory(name="Robin Fern")
        assert (str(user), user.get_full_name(), user.get_short_name()) == ("Robin Fern", "Robin Fern", "Robin")

    def test_only_active_people_with_the_role_are_found_by_what_they_may_do(self):
        holds = UserFactory(role=KEYWORKER, also=[TEAM_MANAGER])
        UserFactory(role=KEYWORKER, is_active=False)
        UserFactory(role=TEAM_MANAGER)
        assert list(User.objects.with_permission("families.hold_families")) == [holds]


@pytest.mark.django_db
def test_a_team_has_its_name_once_in_an_agency():
    team = TeamFactory(name="Pastoral")
    assert str(team) == "Pastoral"
    with pytest.raises(IntegrityError):
        TeamFactory(name="Pastoral", agency=team.agency)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("signed", "review", "shares"),
    [
        (None, None, False),
        ("2020-01-01", "2099-01-01", True),
        ("2020-01-01", "2021-01-01", False),
        ("2098-01-01", "2099-01-01", False),
    ],
)
def test_an_agency_shares_data_while_its_agreement_is_in_date(signed, review, shares):
    agency = AgencyFactory(agreement_signed_on=signed, agreement_review_on=review)
    agency.refresh_from_db()
    assert agency.shares_data() is shares
    assert (agency in Agency.objects.sharing_data()) is shares


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("signed", "review"), [("2020-01-01", None), (None, "2020-01-01"), ("2021-01-01", "2020-01-01")]
)
def test_an_agreement_with_one_date_or_in_the_wrong_order_is_refused(signed, review):
    with pytest.raises(IntegrityError):
        AgencyFactory(agreement_signed_on=signed, agreement_review_on=review)
