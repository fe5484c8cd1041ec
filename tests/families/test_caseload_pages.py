"""The pages by which a caseload arrives from a spreadsheet: uploaded, loaded, given up, taken out again (H33)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from accounts.rules import KEYWORKER, TEAM_MANAGER
from families import actions
from families.models import CaseloadBatch, Family, ProtectedIdentity
from families.tasks import load_caseload, take_out_caseload
from tests.accounts.factories import UserFactory
from tests.families.caseload_sheets import CHILD, FAMILY, filled_in
from tests.families.factories import FamilyFactory, mother

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kit")]


@pytest.fixture
def kit():
    return UserFactory(email="kit@millbrook.example", role=KEYWORKER)


@pytest.fixture
def client(officer, signed_in):
    return signed_in(officer)


def send(client, content):
    file = SimpleUploadedFile("cases.xlsx", content)
    return client.post("/families/caseload/new/", {"file": file}, follow=True)


def test_from_the_empty_spreadsheet_to_the_families(client):
    assert load_workbook(io.BytesIO(client.get("/families/caseload/blank/").content)).sheetnames == [
        "How to fill this in",
        "Families",
        "People",
        "Evidence",
    ]
    page = send(client, filled_in())
    assert "1 family can be loaded." in page.text
    batch = CaseloadBatch.objects.get()
    page = client.post(f"/families/caseload/{batch.pk}/load/", follow=True)
    assert "0 of 1 families" in page.text
    client.post(f"/families/caseload/{batch.pk}/load/")
    load_caseload.func(batch.pk)
    page = client.get(f"/families/caseload/{batch.pk}/")
    assert str(Family.objects.get()) in page.text
    client.post(f"/families/caseload/{batch.pk}/take-out/")
    take_out_caseload.func(batch.pk)
    assert "Taken out again" in client.get("/families/caseload/").text


def test_problems_are_listed_by_cell_and_can_be_downloaded(client):
    page = send(client, filled_in(families=[FAMILY | {"Stage": "=HYPERLINK(1)"}]))
    assert "C2" in page.text
    assert "1 problem<" in page.text
    rows = client.get(f"/families/caseload/{CaseloadBatch.objects.get().pk}/problems/").content.decode("utf-8-sig")
    assert rows.startswith("Sheet,Cell,What is wrong,Old family reference\r\nFamilies,C2,")


def test_somebody_of_the_same_name_and_birth_is_pointed_out(client):
    wilma = {"family_name": "Flintrock", "date_of_birth": "1990-04-03"}
    there = FamilyFactory(people=[mother(given_name="wilma", **wilma), mother(given_name="Betty", **wilma)])
    page = send(client, filled_in())
    assert "Perhaps on the record already" in page.text
    assert there.reference in page.text
    actions.restrict(there, reason="Kin", people=[UserFactory(role=TEAM_MANAGER)], by=UserFactory())
    address = f"/families/caseload/{CaseloadBatch.objects.get().pk}/"
    assert there.reference not in client.get(address).text


def test_somebody_whose_identity_is_protected_is_not_pointed_out_h6(client):
    wilma = {"family_name": "Flintrock", "date_of_birth": "1990-04-03"}
    there = FamilyFactory(people=[mother(given_name="wilma", **wilma)])
    protected = {"person": there.people.get(), "why": "Adopted", "placed_by": UserFactory()}
    ProtectedIdentity.objects.create(**protected)
    assert there.reference not in send(client, filled_in()).text


def test_a_loaded_family_that_was_restricted_since_is_not_named(client):
    send(client, filled_in())
    batch = CaseloadBatch.objects.get()
    client.post(f"/families/caseload/{batch.pk}/load/")
    load_caseload.func(batch.pk)
    address = f"/families/caseload/{batch.pk}/"
    family = batch.loaded.get().family
    assert family.reference in client.get(address).text
    actions.restrict(family, reason="Kin", people=[UserFactory(role=TEAM_MANAGER)], by=UserFactory())
    assert family.reference not in client.get(address).text


def test_what_is_no_spreadsheet_is_refused_beside_the_field(client):
    for content in (b"not a workbook", b"PK\x03\x04 broken"):
        assert "This is not an Excel workbook (.xlsx), or it is damaged." in send(client, content).text
    assert "Error:" in client.post("/families/caseload/new/").text
    assert "must be smaller than 10 MB" in send(client, bytes(10 * 1024 * 1024 + 1)).text


def test_a_batch_that_is_given_up_forgets_what_was_read(client):
    send(client, filled_in())
    batch = CaseloadBatch.objects.get()
    assert "Forget what was read" in client.get(f"/families/caseload/{batch.pk}/give-up/").text
    client.post(f"/families/caseload/{batch.pk}/give-up/")
    batch.refresh_from_db()
    assert (batch.status, batch.contents) == (CaseloadBatch.Status.GIVEN_UP, None)
    page = client.post(f"/families/caseload/{batch.pk}/load/", follow=True)
    assert "This cannot be done now" in page.text


def test_only_those_who_load_caseloads_see_any_of_it(client, kit, signed_in):
    send(client, filled_in())
    pk = CaseloadBatch.objects.get().pk
    outsider = signed_in(kit)
    for page in ("", "new/", "blank/", f"{pk}/", f"{pk}/problems/", f"{pk}/load/", f"{pk}/take-out/"):
        assert outsider.get(f"/families/caseload/{page}").status_code == 403


def test_a_batch_of_many_costs_the_same_number_of_queries(client, django_assert_num_queries):
    rows = [FAMILY | {"Old family reference": f"OLD-{n}"} for n in range(30)]
    people = [CHILD | {"Old family reference": f"OLD-{n}", "Social care reference": n} for n in range(30)]
    send(client, filled_in(families=rows, people=people, evidence=[]))
    with django_assert_num_queries(7):
        client.get(f"/families/caseload/{CaseloadBatch.objects.get().pk}/")
