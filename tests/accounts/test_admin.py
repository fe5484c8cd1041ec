"""The administration pages: who gets in, what a change leaves behind, and what nobody can change."""

import html

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from accounts.models import Agency, AuditEvent, PrivacyNotice, Setting, Team, User
from accounts.rules import KEYWORKER, ROLES
from tests.accounts.factories import AgencyFactory, TeamFactory, UserFactory

LISTS = ["agency", "team", "user", "setting", "privacynotice", "auditevent", "accessevent"]


def answers(**more):
    return {
        "name": "Hill Farm School",
        "email_domain": "@HillFarm.example",
        "teams-TOTAL_FORMS": "0",
        "teams-INITIAL_FORMS": "0",
        **more,
    }


def a_person(**more):
    agency = more.pop("agency", None) or AgencyFactory()
    return {"email": "Robin.New@Quarry.example", "name": "Robin New", "agency": agency.pk, "is_active": "on", **more}


@pytest.mark.parametrize("table", LISTS)
def test_an_administrator_reads_and_searches_each_list(signed_in, administrator, table):
    client = signed_in(administrator)
    address = reverse(f"admin:accounts_{table}_changelist")
    assert client.get(address).status_code == 200
    assert client.get(address, {"q": "quarry"}).status_code == 200


@pytest.mark.parametrize("table", LISTS)
def test_a_practitioner_does_not_get_into_the_administration_pages(signed_in, practitioner, table):
    answer = signed_in(practitioner).get(reverse(f"admin:accounts_{table}_changelist"))
    assert answer.status_code in (302, 403)
    assert b"Quarry" not in answer.content


@pytest.mark.django_db
def test_a_stranger_is_sent_to_the_same_door_as_everybody(client):
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


def test_passwords_are_changed_where_everybody_changes_theirs(signed_in, administrator):
    assert signed_in(administrator).get("/admin/password_change/").url == "/accounts/password/change/"


def test_adding_an_agency_leaves_one_line_with_names_and_no_values(signed_in, administrator):
    signed_in(administrator).post(reverse("admin:accounts_agency_add"), answers())
    agency = Agency.objects.get(name="Hill Farm School")
    assert agency.email_domain == "hillfarm.example"
    line = AuditEvent.objects.about(agency).get()
    assert (line.deed, line.by, line.fields) == ("agency.created", administrator, ["email_domain", "name"])


def test_changing_an_agency_and_its_teams_names_the_fields_of_both(signed_in, administrator):
    agency = AgencyFactory(name="Hill Farm School", agreement_signed_on=None, agreement_review_on=None)
    row = {"teams-TOTAL_FORMS": "1", "teams-0-name": "Attendance", "teams-0-agency": agency.pk}
    signed_in(administrator).post(
        reverse("admin:accounts_agency_change", args=[agency.pk]),
        answers(email_domain=agency.email_domain, agreement_lawful_basis="Public task", **row),
    )
    assert Team.objects.get(agency=agency).name == "Attendance"
    assert AuditEvent.objects.about(agency).get().fields == ["agreement_lawful_basis", "team.name"]


def test_saving_without_a_change_leaves_no_line(signed_in, administrator):
    agency = AgencyFactory(agreement_signed_on=None, agreement_review_on=None)
    signed_in(administrator).post(
        reverse("admin:accounts_agency_change", args=[agency.pk]),
        answers(name=agency.name, email_domain=agency.email_domain),
    )
    assert not AuditEvent.objects.about(agency).exists()


def test_a_sharing_agreement_needs_both_dates(signed_in, administrator):
    answer = signed_in(administrator).post(
        reverse("admin:accounts_agency_add"), answers(agreement_signed_on="2026-01-01")
    )
    assert "Give both dates of the sharing agreement" in answer.content.decode()
    assert not Agency.objects.filter(name="Hill Farm School").exists()


def test_nothing_is_deleted_in_the_administration_pages(signed_in, administrator):
    agency = AgencyFactory()
    answer = signed_in(administrator).post(reverse("admin:accounts_agency_delete", args=[agency.pk]), {"post": "yes"})
    assert answer.status_code == 403
    assert Agency.objects.filter(pk=agency.pk).exists()


def test_the_history_of_a_row_is_its_audit_lines(signed_in, administrator):
    client = signed_in(administrator)
    client.post(reverse("admin:accounts_agency_add"), answers())
    agency = Agency.objects.get(name="Hill Farm School")
    page = client.get(reverse("admin:accounts_agency_history", args=[agency.pk]), follow=True).content.decode()
    assert "agency.created" in page
    assert "email_domain, name" in page


def test_a_new_person_needs_no_password_and_gets_their_roles(signed_in, administrator):
    keyworkers = Group.objects.get(name=KEYWORKER.name)
    signed_in(administrator).post(reverse("admin:accounts_user_add"), a_person(groups=[keyworkers.pk]))
    user = User.objects.get(email="robin.new@quarry.example")
    assert not user.has_usable_password()
    assert user.has_perm("families.hold_families")
    assert AuditEvent.objects.about(user).get().deed == "user.created"


def test_changing_somebody_keeps_their_password(signed_in, administrator):
    user = UserFactory(name="Robin Old")
    user.set_password("a long walk home")
    user.save()
    answer = a_person(email=user.email, agency=user.agency, team=user.team.pk, job_title=user.job_title)
    signed_in(administrator).post(
        reverse("admin:accounts_user_change", args=[user.pk]), {**answer, "phone": user.phone}
    )
    user.refresh_from_db()
    assert (user.name, user.check_password("a long walk home")) == ("Robin New", True)
    assert AuditEvent.objects.about(user).get().fields == ["name"]


def test_the_form_says_what_each_role_does(signed_in, administrator):
    page = html.unescape(signed_in(administrator).get(reverse("admin:accounts_user_add")).content.decode())
    for role in ROLES:
        assert f"{role.name}: {role.does}" in page


def test_a_team_must_belong_to_the_persons_agency(signed_in, administrator):
    answer = signed_in(administrator).post(reverse("admin:accounts_user_add"), a_person(team=TeamFactory().pk))
    assert "Choose a team of the same agency." in answer.content.decode()
    assert not User.objects.filter(email="robin.new@quarry.example").exists()


def test_an_address_is_taken_whatever_its_capitals(signed_in, administrator):
    UserFactory(email="robin.new@quarry.example")
    answer = signed_in(administrator).post(reverse("admin:accounts_user_add"), a_person())
    assert "Someone already signs in with this address." in answer.content.decode()


def choose(client, deed, *people):
    chosen = {"action": deed, "_selected_action": [user.pk for user in people]}
    return client.post(reverse("admin:accounts_user_changelist"), chosen)


def test_people_who_left_are_stopped_together_and_let_in_again(signed_in, administrator):
    client, leaver, stayer = signed_in(administrator), UserFactory(), UserFactory()
    choose(client, "stop_signing_in", leaver)
    choose(client, "stop_signing_in", leaver)
    assert not User.objects.get(pk=leaver.pk).is_active
    assert User.objects.get(pk=stayer.pk).is_active
    assert AuditEvent.objects.about(leaver).count() == 1
    choose(client, "let_sign_in", leaver)
    assert User.objects.get(pk=leaver.pk).is_active


def test_roles_are_read_here_and_declared_in_code(signed_in, administrator, keyworker):
    client = signed_in(administrator)
    group = Group.objects.get(name=KEYWORKER.name)
    page = client.get(reverse("admin:accounts_role_change", args=[group.pk])).content.decode()
    assert KEYWORKER.does in page
    assert keyworker.name in page
    assert client.get(reverse("admin:accounts_role_add")).status_code == 403
    assert KEYWORKER.does in client.get(reverse("admin:accounts_role_changelist")).content.decode()


def test_settings_show_every_key_with_its_default_and_where_that_comes_from(signed_in, administrator):
    Setting.objects.create(key="front_door_name", value="First Response")
    page = signed_in(administrator).get(reverse("admin:accounts_setting_changelist")).content.decode()
    assert "First Response" in page
    assert "MARAT" in page
    assert "seen in Trafford" in page


def test_a_setting_that_has_begun_can_only_be_read(signed_in, administrator):
    old = Setting.objects.create(key="team_phone", value="01632 960009", starts_on="2020-01-01")
    address = reverse("admin:accounts_setting_change", args=[old.pk])
    client = signed_in(administrator)
    assert client.get(address).status_code == 200
    assert client.post(address, {"key": "team_phone", "value": "1", "starts_on": "2020-01-01"}).status_code == 403


@pytest.mark.parametrize(
    ("key", "value", "day", "message"),
    [
        ("team_phone", "01632 960009", "2020-01-01", "A value starts today or later"),
        ("review_weeks", "0", None, "Enter a whole number from 1 to 3650."),
        ("review_weeks", "six", None, "Enter a whole number from 1 to 3650."),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_in_words(signed_in, administrator, key, value, day, message):
    answer = signed_in(administrator).post(
        reverse("admin:accounts_setting_add"),
        {"key": key, "value": value, "starts_on": day or timezone.localdate().isoformat()},
    )
    assert message in answer.content.decode()
    assert not Setting.objects.filter(key=key).exists()


def test_a_notice_in_use_stays_as_people_were_given_it(signed_in, administrator):
    notice = PrivacyNotice.objects.current()
    address = reverse("admin:accounts_privacynotice_change", args=[notice.pk])
    client = signed_in(administrator)
    assert client.get(address).status_code == 200
    assert client.post(address, {"text": "Other"}).status_code == 403


def test_a_notice_that_begins_later_can_still_be_put_right(signed_in, administrator):
    notice = PrivacyNotice.objects.create(version="2", in_use_from="2099-01-01", text="Hello")
    fields = {"version": "2", "language": "en", "in_use_from": "2099-01-01", "text": "Hello again"}
    signed_in(administrator).post(reverse("admin:accounts_privacynotice_change", args=[notice.pk]), fields)
    notice.refresh_from_db()
    assert notice.text == "Hello again"


@pytest.mark.parametrize("trail", ["auditevent", "accessevent"])
def test_trails_are_read_only(signed_in, administrator, trail):
    client = signed_in(administrator)
    assert client.get(reverse(f"admin:accounts_{trail}_add")).status_code == 403


@pytest.mark.parametrize("table", ["user", "team", "setting", "auditevent"])
def test_a_list_costs_the_same_at_ten_times_the_rows(signed_in, administrator, django_assert_max_num_queries, table):
    client = signed_in(administrator)
    for number in range(30):
        UserFactory(role=KEYWORKER)
        Setting.objects.create(key="team_phone", value="01632 960009", starts_on=f"2020-01-{number + 1:02}")
        AuditEvent.objects.create(deed="user.created", by=administrator, record="accounts.user", record_id=1)
    with django_assert_max_num_queries(14):
        client.get(reverse(f"admin:accounts_{table}_changelist"))
