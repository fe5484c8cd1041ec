"""How people can be reached and when that is safe, and other systems' references."""

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from families.models import ContactWay, ExternalReference
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, child, mother

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker, people=[mother(), child()])


@pytest.fixture
def petra(family):
    return family.members()[0].person


@pytest.fixture
def worker(keyworker, signed_in):
    return signed_in(keyworker)


def of(family, person, page=""):
    return f"/families/{family.pk}/people/{person.pk}/{page}"


def phone(value="07700 900 123", **answers):
    return {"kind": "phone", "phone": value, "safe": "yes", "how_and_when": "Text first", **answers}


@pytest.fixture
def way(family, petra, worker):
    worker.post(of(family, petra, "contact/"), phone())
    return petra.contact_ways.get()


def test_a_telephone_number_is_kept_tidied_with_how_and_when_it_is_safe(family, petra, way, worker):
    assert (way.kind, way.value, way.safe, way.how_and_when) == ("phone", "07700 900123", True, "Text first")
    text = worker.get(of(family, petra)).text
    assert all(words in text for words in ("07700 900123", "Safe to use", "Text first"))


def test_an_email_address_that_is_not_safe_says_so(family, petra, worker):
    sent = {"kind": "email", "email": "petra@home.example", "safe": "no"}
    worker.post(of(family, petra, "contact/"), sent)
    assert "Not safe: do not use it" in worker.get(of(family, petra)).text


def test_nobody_having_said_is_not_a_yes(family, petra, worker):
    worker.post(of(family, petra, "contact/"), phone(safe="unknown"))
    assert petra.contact_ways.get().safe is None
    assert "Nobody has said whether it is safe" in worker.get(of(family, petra)).text


def test_a_number_from_abroad_keeps_its_country(family, petra, worker):
    worker.post(of(family, petra, "contact/"), phone("+49 30 901820"))
    assert petra.contact_ways.get().value == "+49 30 901820"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (phone("ring the school"), "Enter a telephone number, like 01632 960001"),
        (phone("0770"), "Enter a telephone number, like 01632 960001"),
        (phone(""), "Enter a telephone number"),
        ({"kind": "email", "email": "petra@", "safe": "yes"}, "Enter an email address in the correct format"),
        ({"kind": "email", "email": "", "safe": "yes"}, "Enter an email address"),
        ({**phone(), "safe": ""}, "Answer “Is it safe to use?”"),
        ({}, "Select telephone or email"),
    ],
)
def test_what_cannot_be_used_is_refused_and_kept_as_typed(sent, words, family, petra, worker):
    page = worker.post(of(family, petra, "contact/"), sent)
    assert words in page.text
    assert sent.get("phone", "") in page.text
    assert not petra.contact_ways.exists()


def test_adding_twice_adds_once(family, petra, way, worker):
    worker.post(of(family, petra, "contact/"), phone("+44 7700 900123"))
    assert petra.contact_ways.get() == way
    assert AuditEvent.objects.get(deed="contact_way.added").fields == ["how_and_when", "kind", "safe", "value"]


def change(worker, family, petra, way, **answers):
    address = of(family, petra, f"contact/{way.pk}/")
    seen = answers.pop("seen", None) or worker.get(address).context["form"]["seen"].value()
    return worker.post(address, {"seen": seen, **phone(**answers)})


def test_a_way_is_put_right_once(family, petra, way, worker):
    for _ in range(2):
        change(worker, family, petra, way, value="07700 900456", safe="no")
    way.refresh_from_db()
    assert (way.value, way.digits, way.safe) == ("07700 900456", "07700900456", False)
    assert AuditEvent.objects.filter(deed="contact_way.changed").count() == 1


def test_of_two_who_change_one_way_the_second_sees_both_texts(family, petra, way, worker):
    stale = worker.get(of(family, petra, f"contact/{way.pk}/")).context["form"]["seen"].value()
    change(worker, family, petra, way, how_and_when="Theirs")
    page = change(worker, family, petra, way, how_and_when="Mine", safe="unknown", seen=stale)
    assert ("How and when is it safe?", "Mine", "Theirs") in page.context["form"].both
    way.refresh_from_db()
    assert way.how_and_when == "Theirs"


def test_two_ways_do_not_become_one(family, petra, way, worker):
    worker.post(of(family, petra, "contact/"), phone("07700 900456"))
    page = change(worker, family, petra, way, value="07700 900456")
    assert "This is recorded for them already" in page.text


def test_a_way_is_ended_not_deleted(family, petra, way, worker):
    address = of(family, petra, f"contact/{way.pk}/end/")
    assert "07700 900123" in worker.get(address).text
    for _ in range(2):
        assert worker.post(address).status_code == 302
    way.refresh_from_db()
    assert way.ends_on == timezone.localdate()
    assert "07700 900123" not in worker.get(of(family, petra)).text
    assert worker.get(of(family, petra, f"contact/{way.pk}/")).status_code == 404
    assert AuditEvent.objects.filter(deed="contactway.ended").count() == 1


def test_a_reference_of_a_person_is_kept_and_ended(family, petra, worker):
    address = of(family, petra, "references/")
    for reference in ("CAF/12-a", "caf 12 A"):
        worker.post(address, {"system": "caf", "reference": reference})
    row = petra.external_references.get()
    assert (row.reference, str(row)) == ("CAF/12-a", "Common Assessment Framework (CAF): CAF/12-a")
    assert "CAF/12-a" in worker.get(of(family, petra)).text
    end = of(family, petra, f"references/{row.pk}/end/")
    assert "CAF/12-a" in worker.get(end).text
    worker.post(end)
    assert "CAF/12-a" not in worker.get(of(family, petra)).text


def test_a_reference_of_the_whole_family_stands_on_the_page_of_its_people(family, worker):
    address = f"/families/{family.pk}/references/"
    worker.post(address, {"system": "other", "other_system": "Housing", "reference": "H-77"})
    row = family.external_references.get()
    assert (row.system_in_words, row.tidied) == ("Housing", "H77")
    assert "H-77" in worker.get(f"/families/{family.pk}/people/").text
    worker.post(f"{address}{row.pk}/end/")
    assert not family.external_references.in_use().exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"system": "other", "reference": "1"}, "Enter which system"),
        ({"system": "caf", "reference": "--"}, "A reference has letters or figures in it"),
        ({"reference": "1"}, "Select whose system it is"),
    ],
)
def test_a_reference_without_its_system_is_refused(sent, words, family, petra, worker):
    assert words in worker.post(of(family, petra, "references/"), sent).text
    assert not ExternalReference.objects.exists()


def test_outsiders_find_none_of_these_pages(family, petra, way, practitioner, signed_in):
    stranger = FamilyFactory()
    pages = ["contact/", f"contact/{way.pk}/", f"contact/{way.pk}/end/", "references/"]
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        client = signed_in(outsider)
        addresses = [
            *[of(family, petra, page) for page in pages],
            f"/families/{family.pk}/references/",
            f"/families/{family.pk}/contact/",
        ]
        assert {client.get(address).status_code for address in addresses} == {404}
    other = stranger.members()[0].person
    client = signed_in(UserFactory(role=KEYWORKER))
    assert client.get(of(stranger, other, f"contact/{way.pk}/")).status_code == 404


def test_a_way_of_somebody_else_is_not_found_here(family, petra, way, worker):
    robin = family.members()[1].person
    assert worker.get(of(family, robin, f"contact/{way.pk}/")).status_code == 404


def test_every_row_says_what_it_is(petra, way):
    assert str(way) == "Telephone of Petra Sample"
    assert ContactWay.objects.in_use().get() == way


def test_ten_times_the_ways_cost_the_same_queries(family, petra, worker, queries_of):
    def with_ways(first, last):
        for n in range(first, last):
            petra.contact_ways.create(kind="phone", value=f"01632 9601{n:02}")
            petra.external_references.create(system="caf", reference=f"C{n}")
        return queries_of(worker, of(family, petra))

    assert with_ways(0, 2) == with_ways(2, 20)


def test_how_to_reach_the_family_is_put_right_once(family, worker):
    address = f"/families/{family.pk}/contact/"
    page = worker.get(address)
    assert "Change how to reach the family" in worker.get(f"/families/{family.pk}/").text
    sent = {"name": "The Samples", "contact_phone": "01632 960777", "contact_safely": "Never at night"}
    for _ in range(2):
        worker.post(address, {**sent, "seen": page.context["form"]["seen"].value()})
    family.refresh_from_db()
    assert (family.name, family.contact_phone, family.contact_safely) == tuple(sent.values())
    assert AuditEvent.objects.filter(deed="family.changed").count() == 1
    stale = worker.post(address, {**sent, "name": "Others", "seen": page.context["form"]["seen"].value()})
    assert ("What name does the family go by?", "Others", "The Samples") in stale.context["form"].both


def test_a_family_goes_by_a_name(family, worker):
    assert "Enter the name the family goes by" in worker.post(f"/families/{family.pk}/contact/", {}).text
