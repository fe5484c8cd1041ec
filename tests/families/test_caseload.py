"""The present caseload arrives from a spreadsheet (H33): checked by cell, loaded in the background, taken out again."""

import io
import json
import zipfile
from datetime import date, datetime

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.db import connection
from django.utils import timezone
from openpyxl import load_workbook

from accounts.rules import KEYWORKER
from families import actions
from families.caseload import cells
from families.caseload.columns import FAMILIES
from families.caseload.reading import MOST_BYTES_UNPACKED, NotASpreadsheet, read
from families.models import (
    CaseloadBatch,
    Episode,
    Evidence,
    ExternalReference,
    Family,
    Person,
    PersonIdentifier,
)
from families.tasks import load_caseload, take_out_caseload
from strongerfamilies.fields import keyed_hash
from tests.accounts.factories import UserFactory
from tests.families.caseload_sheets import CHILD, FAMILY, MISSED_SCHOOL, MOTHER, filled_in, saved
from tests.families.factories import FamilyFactory, mother

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kit")]


@pytest.fixture
def kit():
    return UserFactory(email="kit@millbrook.example", role=KEYWORKER)


@pytest.fixture
def check(officer):
    def check(content=None, **rows):
        return actions.check_caseload(content or filled_in(**rows), file_name="caseload.xlsx", by=officer)

    return check


@pytest.fixture
def loaded(check, officer):
    """A caseload that the worker has loaded."""

    def load(**rows):
        batch = actions.start_loading(check(**rows), by=officer)
        load_caseload.func(batch.pk)
        return CaseloadBatch.objects.get(pk=batch.pk)

    return load


def problems(batch):
    return {(one["sheet"], one["cell"]): one["text"] for one in json.loads(batch.contents)["problems"]}


def test_a_family_arrives_with_its_people_keyworker_stage_dates_and_old_references_h33(loaded, kit, officer):
    assert loaded().status == CaseloadBatch.Status.LOADED
    family = Family.objects.get()
    assert (family.name, family.contact_phone, family.keyworker) == ("Flintrock", "01632 960777", kit)
    assert family.allocation.starts_on == date(2026, 9, 14)
    episode = family.episode
    assert (episode.status, episode.started_on) == (Episode.Status.ASSESSING, date(2026, 9, 1))
    assert (episode.status_since, episode.agreed_on) == (date(2026, 9, 14), date(2026, 9, 2))
    assert episode.moves.get().on == date(2026, 9, 14)
    assert [str(member.person) for member in family.members()] == ["Wilma Flintrock", "Pebble Flintrock"]
    assert family.agrees()
    assert PersonIdentifier.objects.standing_for("ni", "QQ123456C").get().person.given_name == "Wilma"
    assert {row.reference for row in ExternalReference.objects.all()} == {"OLD-1", "4711"}
    evidence = Evidence.objects.get()
    assert (evidence.person.given_name, evidence.problem_number, evidence.value) == ("Pebble", 2, 23)
    assert evidence.origin == "caseload.xlsx"
    home = Person.objects.get(given_name="Wilma").residences.get()
    assert str(home.address) == "3 Pebble Row, M99 3ZZ"


def test_nothing_is_loaded_before_somebody_says_so(check):
    batch = check()
    assert (batch.families_sound, batch.families_kept_out) == (1, 0)
    assert not Family.objects.exists()


@pytest.mark.parametrize(
    ("cell", "changed", "text"),
    [
        ("D2", {"On the programme since": "31/02/2026"}, "“31/02/2026” is not a date. Write it like 21/11/2026."),
        ("D2", {"On the programme since": "01/01/2999"}, "01/01/2999 has not come yet."),
        ("D2", {"On the programme since": "01/01/1800"}, "01/01/1800 is too long ago."),
        ("D2", {"On the programme since": None}, "“On the programme since” is needed."),
        ("E2", {"At this stage since": "01/08/2026"}, "This is before they came onto the programme."),
        ("C2", {"Stage": "Nearly done"}, "“Nearly done” is not one of: To be asked to join, Awaiting allocation, "),
        ("B2", {"Family name": "F" * 121}, "This is longer than 120 characters."),
        ("F2", {"Keyworker: work email": "kit at millbrook"}, "“kit at millbrook” is not an email address."),
        ("F2", {"Keyworker: work email": "nobody@millbrook.example"}, "Nobody who may hold families here signs in as"),
        ("F2", {"Keyworker: work email": None}, "A family at this stage has a keyworker."),
        ("F2", {"Stage": "Awaiting allocation"}, "A family at this stage has no keyworker yet."),
        ("K2", {"Postcode": "Manchester"}, "“MANCHESTER” is not a postcode."),
        ("P2", {"Agrees to sharing": "no"}, "Without agreement, the lawful basis and who authorised it are needed."),
        ("O2", {"Agrees to sharing": "not asked"}, "Say why they were not asked."),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_and_keeps_its_family_out_h33(check, cell, changed, text):
    batch = check(families=[FAMILY | changed])
    assert problems(batch)["Families", cell].startswith(text)
    assert (batch.families_sound, batch.families_kept_out) == (0, 1)


@pytest.mark.parametrize(
    ("cell", "changed", "text"),
    [
        ("A2", {"Old family reference": "OLD-9"}, "There is no family “OLD-9” on the sheet Families."),
        ("A2", {"Old family reference": None}, "“Old family reference” is needed."),
        ("F2", {"Age": 36}, "Give the date of birth or the age, not both."),
        ("F2", {"Date of birth": None, "Age": "about forty"}, "“about forty” is not a whole number from 0 to 120."),
        ("B2", {"Baby due on": "01/03/2027"}, "A baby not yet born has a due date and nothing else."),
        ("M2", {"NHS number": "9990000019"}, "This is not an NHS number: check it for a slip."),
        ("O2", {"National Insurance number": "AB1"}, "This is not a National Insurance number: "),
    ],
)
def test_a_person_is_checked_by_cell_too_h33(check, cell, changed, text):
    assert problems(check(people=[MOTHER | changed, CHILD]))["People", cell].startswith(text)


@pytest.mark.parametrize(
    ("cell", "changed", "text"),
    [
        ("A2", {"Old family reference": "OLD-9"}, "There is no family “OLD-9” on the sheet Families."),
        ("B2", {"Person": "Dino Flintrock"}, "“Dino Flintrock” is not the name of exactly one person of this family"),
        ("B2", {"Person": None}, "This indicator is about one person."),
        ("B2", {"Indicator": "P4.5"}, "This indicator is about the whole family."),
        ("C2", {"Indicator": "P9.9"}, "“P9.9” is not an indicator of "),
        ("E2", {"Since": "11/09/2026"}, "“Since” must not be later than “last known true on”."),
        ("F2", {"Figure": "a lot"}, "“a lot” is not a number."),
        ("F2", {"Figure": "-3"}, "“-3” is not a number from 0 to 999,999."),
        ("G2", {"Source": None}, "“Source” is needed."),
    ],
)
def test_evidence_is_checked_by_cell_too_h33(check, cell, changed, text):
    assert problems(check(evidence=[MISSED_SCHOOL | changed]))["Evidence", cell].startswith(text)


def test_the_good_families_stand_beside_the_bad(loaded):
    second = FAMILY | {"Old family reference": "OLD-2", "Stage": None}
    batch = loaded(families=[FAMILY, second])
    assert (batch.families_sound, batch.families_kept_out) == (1, 1)
    assert ExternalReference.objects.get(family=Family.objects.get()).reference == "OLD-1"


def test_what_awaits_allocation_has_agreed(check):
    refused = {"Agrees to work with us": "no", "Lawful basis": "Public task", "Who authorised it": "Tess Overall"}
    waiting = FAMILY | refused | {"Stage": "Awaiting allocation", "Keyworker: work email": None}
    assert problems(check(families=[waiting])) == {
        ("Families", "C2"): "A family awaits allocation once it agrees to work with us.",
    }


def test_a_second_family_at_the_same_stage_is_no_problem_of_the_first(check):
    rows = [FAMILY | {"Old family reference": None}, FAMILY]
    assert problems(check(families=rows)) == {("Families", "A2"): "“Old family reference” is needed."}


@pytest.mark.parametrize(
    ("read", "cell", "text"),
    [
        (cells.text(9), "Nul\x00", "This holds a sign that cannot be stored."),
        (cells.text(9), date(2026, 11, 21), "This is longer than 9 characters."),
        (cells.choice({"yes": True}), date(2026, 11, 21), "“21/11/2026” is not one of: yes."),
    ],
)
def test_odd_cells_are_refused_in_words(read, cell, text):
    with pytest.raises(cells.Unreadable) as refusal:
        read(cell)
    assert str(refusal.value) == text


def test_a_date_with_a_time_of_day_is_a_date():
    assert cells.day()(datetime(2026, 11, 20, 9, 30)) == "2026-11-20"


def test_a_workbook_that_would_unpack_to_far_too_much_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(MOST_BYTES_UNPACKED + 1))
    with pytest.raises(NotASpreadsheet, match="too large"):
        read(file.getvalue())


def test_a_family_twice_and_one_without_people_are_told(check):
    alone = FAMILY | {"Old family reference": "OLD-2"}
    batch = check(families=[FAMILY, FAMILY, alone])
    assert problems(batch)["Families", "A3"] == "This reference stands in row 2 too."
    assert problems(batch)["Families", "A4"] == "Nobody on the sheet People belongs to this family."
    assert batch.families_sound == 0


def test_somebody_of_whom_nothing_is_known_is_told(check):
    batch = check(people=[MOTHER, {"Old family reference": "OLD-1", "Who they are in the family": "Uncle"}])
    assert problems(batch)["People", "B3"] == "Give a name, an age, a date of birth or a due date."


def test_a_number_stands_for_one_person(check, loaded):
    batch = check(people=[MOTHER, CHILD | {"National Insurance number": "QQ123456C"}])
    assert problems(batch)["People", "O3"] == "This number stands in row 2 too."
    loaded()
    other = FAMILY | {"Old family reference": "OLD-2"}
    batch = check(families=[other], people=[MOTHER | {"Old family reference": "OLD-2"}], evidence=[])
    assert problems(batch)["People", "O2"] == "This number belongs to somebody on the record already."


def test_a_family_that_was_loaded_before_is_not_loaded_again(check, loaded):
    loaded()
    reference = Family.objects.get().reference
    assert problems(check())["Families", "A2"] == f"This family is on the record already: {reference}."


def test_one_not_asked_with_a_basis_and_a_baby_to_come_are_taken(loaded):
    not_asked = {
        "Stage": "To be asked to join",
        "Keyworker: work email": None,
        "Keyworker since": None,
        "At this stage since": None,
        "Agrees to work with us": "not asked",
        "Why not asked": "Not safe to call",
        "Lawful basis": "Public task",
        "Who authorised it": "Tess Overall",
        "Postcode": None,
    }
    baby = {"Old family reference": "OLD-1", "Baby due on": "01/03/2027", "Lives with the family": "yes"}
    about = {"Indicator": "P4.5", "Person": None, "Figure": None}
    aged = MOTHER | {"Date of birth": None, "Age": 36}
    loaded(families=[FAMILY | not_asked], people=[aged, baby], evidence=[MISSED_SCHOOL | about])
    family = Family.objects.get()
    assert family.episode.status == Episode.Status.ACCEPTED
    assert family.episode.status_since == date(2026, 9, 1)
    assert not family.agrees()
    assert {str(member.person) for member in family.members()} == {"Wilma Flintrock", "Baby due 1 March 2027"}
    assert Person.objects.get(given_name="Wilma").age == 36


def test_dates_and_numbers_typed_as_a_spreadsheet_has_them_are_understood(loaded):
    loaded(families=[FAMILY | {"On the programme since": date(2026, 8, 3), "At this stage since": "3 Sep 2026"}])
    assert Family.objects.get().episode.started_on == date(2026, 8, 3)


def test_what_concerns_domestic_abuse_is_withheld_until_a_worker_releases_it_h1(loaded):
    loaded(evidence=[MISSED_SCHOOL | {"Indicator": "P5.1", "Person": "Wilma Flintrock", "Figure": None}])
    assert Evidence.objects.get().withheld


def test_a_missing_sheet_or_column_leaves_nothing_to_load(check):
    book = load_workbook(io.BytesIO(filled_in()))
    del book["Evidence"]
    book["People"].delete_cols(1)
    found = json.loads(check(saved(book)).contents)["problems"]
    assert [(one["sheet"], one["text"]) for one in found] == [
        ("People", "The column “Old family reference” is missing."),
        ("Evidence", "This sheet is missing."),
    ]


def test_columns_stand_in_any_order_and_unknown_ones_are_passed_over(check):
    book = load_workbook(io.BytesIO(filled_in()))
    book["Families"].insert_cols(1)
    book["Families"]["A1"] = "Remarks"
    book["Families"]["A2"] = "Lovely"
    book["Families"]["E2"] = "soon"
    assert problems(check(saved(book))) == {
        ("Families", "E2"): "“soon” is not a date. Write it like 21/11/2026.",
    }


def test_far_too_many_rows_are_refused(check):
    book = load_workbook(io.BytesIO(filled_in(people=[], evidence=[])))
    for number in range(FAMILIES.most_rows):
        book["Families"].append([f"OLD-{number}"])
    batch = check(saved(book))
    assert problems(batch) == {("Families", ""): "There are more than 5,000 rows."}


def test_a_worker_killed_half_way_goes_on_where_it_was(check, officer):
    second = FAMILY | {"Old family reference": "OLD-2"}
    batch = check(families=[FAMILY, second], people=[MOTHER, CHILD | {"Old family reference": "OLD-2"}], evidence=[])
    batch = actions.start_loading(batch, by=officer)
    batch.long_task.checkpoint = {"next": 1, "left": []}
    batch.long_task.save()
    load_caseload.func(batch.pk)
    assert ExternalReference.objects.get(system="other").reference == "OLD-2"


def test_a_number_recorded_since_the_check_leaves_its_family_out_and_says_so(check, officer):
    batch = actions.start_loading(check(), by=officer)
    person = FamilyFactory(people=[mother()]).members().get().person
    PersonIdentifier.objects.create(person=person, kind="ni", value="QQ123456C", keyed_hash=keyed_hash("QQ123456C"))
    load_caseload.func(batch.pk)
    batch.refresh_from_db()
    assert (batch.status, batch.stayed) == (CaseloadBatch.Status.LOADED, ["OLD-1"])
    assert Family.objects.count() == 1


def test_taken_out_again_nothing_of_the_batch_is_left_h33(loaded, officer):
    batch = actions.start_taking_out(loaded(), by=officer)
    take_out_caseload.func(batch.pk)
    batch.refresh_from_db()
    assert (batch.status, batch.stayed) == (CaseloadBatch.Status.TAKEN_OUT, [])
    for model in (Family, Person, PersonIdentifier, ExternalReference, Evidence, Episode):
        assert not model.objects.exists()


def test_a_family_that_somebody_has_worked_with_since_stays_h33(loaded, kit, officer):
    second = FAMILY | {"Old family reference": "OLD-2", "Address": None, "Postcode": None}
    batch = loaded(families=[FAMILY, second], people=[MOTHER, CHILD | {"Old family reference": "OLD-2"}], evidence=[])
    worked_with = Family.objects.get(external_references__reference="OLD-2")
    actions.report_worry(
        worked_with,
        reported_on=timezone.localdate(),
        reported_by="Kit",
        reported_to="MARAT",
        by=kit,
        once="6f8d1f9e-4a0b-4a44-9f5f-0d9a8c2a4711",
    )
    batch = actions.start_taking_out(batch, by=officer)
    take_out_caseload.func(batch.pk)
    batch.refresh_from_db()
    assert batch.stayed == [worked_with.reference]
    assert Family.objects.get() == worked_with


def test_somebody_who_joined_another_family_keeps_their_own_h33(loaded, officer):
    batch = loaded()
    FamilyFactory(people=[mother()]).memberships.create(person=Person.objects.get(given_name="Pebble"))
    batch = actions.start_taking_out(batch, by=officer)
    take_out_caseload.func(batch.pk)
    batch.refresh_from_db()
    assert len(batch.stayed) == 1
    assert Family.objects.count() == 2


def test_the_families_to_load_cannot_be_read_in_the_table_without_the_key(check, settings):
    batch = check()
    assert MOTHER["Family name"] in batch.contents
    with connection.cursor() as cursor:
        cursor.execute("SELECT contents FROM families_caseloadbatch")
        ((stored,),) = cursor.fetchall()
    assert MOTHER["Family name"] not in stored
    settings.IDENTIFIER_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(InvalidToken):
        CaseloadBatch.objects.get()
