"""The numbers by which other services know a person: encrypted, searched by keyed hash, masked until asked for."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import AccessEvent, AuditEvent
from accounts.rules import KEYWORKER
from families.actions import record_identifier
from families.models import PersonIdentifier, tidy_number
from strongerfamilies.edits import EditedElsewhere, fingerprint
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, child, mother, told

NHS, UPN, NI = PersonIdentifier.Kind
pytestmark = pytest.mark.django_db


def seen(identifier=None):
    return fingerprint(identifier or PersonIdentifier(), ("keyed_hash",))


def record(family, person, number="999 000 0018", kind=NHS, **changes):
    given = {"kind": kind, "number": number, "by": None, "seen": seen(person.identifiers.filter(kind=kind).first())}
    return record_identifier(family, person=person, **{**given, **changes})


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker, people=[mother(), child()])


@pytest.fixture
def petra(family):
    return family.members()[0].person


def rows_in_the_table():
    with connection.cursor() as cursor:
        cursor.execute("SELECT value, keyed_hash FROM families_personidentifier")
        return cursor.fetchall()


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (NHS, "999 000 0018", "9990000018"),
        (NHS, "999-000-0026", "9990000026"),
        (UPN, "h801200001001", "H801200001001"),
        (NI, "qq 12 34 56 c", "QQ123456C"),
        (NI, "QQ-12-34-56-A", "QQ123456A"),
    ],
)
def test_a_number_is_kept_without_spaces_and_in_capitals(kind, typed, stored):
    assert tidy_number(kind, typed) == stored


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (NHS, "999 000 0019"),  # its check digit is wrong
        (NHS, "999 000"),
        (NHS, "<script>"),
        (UPN, "A801200001001"),
        (UPN, "H80120000100"),
        (NI, "QQ 12 34 56 E"),
        (NI, "BG 12 34 56 A"),
        (NI, "DA123456A"),
        (NI, "QQ123456"),
        (NI, "٣٣123456A"),
    ],
)
def test_a_slip_is_refused_in_plain_words(kind, typed):
    with pytest.raises(ValidationError, match=f"This is not an? {kind.label}"):
        tidy_number(kind, typed)


def test_the_table_does_not_give_the_number_away_without_the_key(family, petra):
    row = record(family, petra)
    ((value, keyed_hash),) = rows_in_the_table()
    assert "9990000018" not in value + keyed_hash
    assert PersonIdentifier.objects.get(pk=row.pk).value == "9990000018"


def test_without_the_key_the_table_cannot_be_read(family, petra, settings):
    record(family, petra)
    settings.IDENTIFIER_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(InvalidToken):
        petra.identifiers.get()


def test_a_number_is_found_by_its_keyed_hash(family, petra):
    row = record(family, petra)
    assert PersonIdentifier.objects.standing_for(NHS, "9990000018").get() == row
    assert not PersonIdentifier.objects.standing_for(NHS, "9990000026").exists()
    assert not PersonIdentifier.objects.standing_for(UPN, "9990000018").exists()


def test_a_number_stored_under_an_older_key_is_still_found_and_read(family, petra, settings):
    row = record(family, petra)
    settings.IDENTIFIER_KEYS = [Fernet.generate_key().decode(), *settings.IDENTIFIER_KEYS]
    assert PersonIdentifier.objects.standing_for(NHS, "9990000018").get() == row
    assert petra.identifiers.get().value == "9990000018"


def test_a_number_belongs_to_one_person_even_under_another_key(family, petra, settings):
    record(family, petra)
    settings.IDENTIFIER_KEYS = [Fernet.generate_key().decode(), *settings.IDENTIFIER_KEYS]
    with pytest.raises(ValidationError, match="recorded for somebody else"):
        record(family, family.members()[1].person)
    assert PersonIdentifier.objects.count() == 1


def test_a_wrong_number_is_put_right_and_the_same_one_changes_nothing(family, petra):
    record(family, petra)
    record(family, petra, "9990000026")
    record(family, petra, "999 000 0026")
    assert petra.identifiers.get().value == "9990000026"
    lines = AuditEvent.objects.about(family).filter(deed="identifier.recorded")
    assert [line.fields for line in lines] == [["nhs"], ["nhs"]]


def test_two_workers_at_one_number_the_second_is_told(family, petra):
    record(family, petra)
    with pytest.raises(EditedElsewhere):
        record(family, petra, "9990000026", seen=seen())


# The pages


def page(family, person, kind=""):
    return f"/families/{family.pk}/people/{person.pk}/numbers/{kind and kind + '/'}"


def test_numbers_are_masked_until_somebody_asks_and_the_asking_is_written_down(family, petra, keyworker, signed_in):
    record(family, petra)
    client = signed_in(keyworker)
    assert "9990000018" not in client.get(page(family, petra)).text
    shown = client.post(page(family, petra), {"show": "nhs"})
    assert "9990000018" in shown.text
    assert "no-store" in shown["Cache-Control"]
    line = AccessEvent.objects.about(family).first()
    assert (line.by, line.why) == (keyworker, "Asked to see somebody's NHS number")


def test_asking_by_a_link_or_for_nonsense_shows_nothing(family, petra, keyworker, signed_in):
    record(family, petra)
    client = signed_in(keyworker)
    assert "9990000018" not in client.get(page(family, petra) + "?show=nhs").text
    assert "9990000018" not in client.post(page(family, petra), {"show": "everything"}).text


def test_the_keyworker_adds_a_number(family, petra, keyworker, signed_in):
    client = signed_in(keyworker)
    response = client.post(page(family, petra, "ni"), {"number": "qq 12 34 56 c", "seen": seen()}, follow=True)
    assert "National Insurance number saved" in response.text
    assert petra.identifiers.get().value == "QQ123456C"


def test_a_slip_comes_back_as_it_was_typed(family, petra, keyworker, signed_in):
    response = signed_in(keyworker).post(page(family, petra, "nhs"), {"number": "999 O00 0018", "seen": seen()})
    assert "This is not an NHS number: check it for a slip" in response.text
    assert 'value="999 O00 0018"' in response.text


def test_a_number_of_somebody_else_is_refused_beside_the_field(family, petra, keyworker, signed_in):
    record(family, petra)
    robin = family.members()[1].person
    response = signed_in(keyworker).post(page(family, robin, "nhs"), {"number": "9990000018", "seen": seen()})
    assert "This number is recorded for somebody else" in response.text


def test_changed_in_two_tabs_both_are_shown_masked(family, petra, keyworker, signed_in):
    record(family, petra)
    response = signed_in(keyworker).post(page(family, petra, "nhs"), {"number": "9990000026", "seen": seen()})
    assert "Somebody else changed this" in response.text
    assert "9990000018" not in response.text


def test_there_is_no_page_for_an_unknown_number_another_familys_person_or_an_unborn_baby(
    family, petra, officer, signed_in
):
    client = signed_in(officer)
    other = FamilyFactory(people=[told(due_on="2099-01-01")])
    baby = other.members()[0].person
    assert client.get(page(family, petra, "passport")).status_code == 404
    assert client.get(page(other, petra)).status_code == 404
    assert client.get(page(other, baby)).status_code == 404


def test_a_manager_may_not_ask_for_numbers(keyworker, team_manager, family, petra, signed_in):
    team_manager.team = keyworker.team
    team_manager.save()
    assert signed_in(team_manager).get(page(family, petra)).status_code == 403


def test_outsiders_find_no_numbers(family, petra, practitioner, signed_in):
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        client = signed_in(outsider)
        for kind in ("", "nhs"):
            assert client.get(page(family, petra, kind)).status_code == 404
            assert client.post(page(family, petra, kind), {"show": "nhs"}).status_code == 404


def test_numbers_cost_the_same_queries_for_ten_times_the_people(officer, signed_in, queries_of):
    client = signed_in(officer)
    few, many = (FamilyFactory(people=[mother() for _ in range(size)]) for size in (1, 10))
    for_few = queries_of(client, page(few, few.members()[0].person))
    assert queries_of(client, page(many, many.members()[0].person)) == for_few <= 14
