"""One person on two records: compared in words, linked field by field, unlinked, never suggested again; and H6."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AccessEvent
from accounts.rules import KEYWORKER, PERFORMANCE_OFFICER
from families import actions
from families.comparing import Verdict, compare
from families.models import (
    Address,
    Evidence,
    Family,
    Membership,
    Person,
    PersonLink,
    ProtectedIdentity,
    Residence,
    known_of,
)
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import AgencyFactory, UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, child, fact, mother

pytestmark = pytest.mark.django_db

WILMA = {"given_name": "Wilma", "family_name": "Flintrock", "date_of_birth": "1990-04-03", "age_told": None}


@pytest.fixture
def family():
    return HeldFamilyFactory(people=[mother(**WILMA), child()])


@pytest.fixture
def wilma(family):
    return family.people.get(given_name="Wilma")


@pytest.fixture
def twin_record():
    """The same person, recorded again by somebody who misheard her name, in another family."""
    vilma = mother(**WILMA | {"given_name": "Vilma", "known_as": "Willie", "sex": "female"})
    other = FamilyFactory(people=[vilma], evidence=[fact("P4.1", person=vilma)])
    return other.people.get()


def link(family, person, other, by, **given):
    answers = {"take": [], "why": "Her mother says so"} | given
    return actions.link_people(family, person=person, other=other, by=by, **answers)


class TestComparing:
    """Pure."""

    def test_what_agrees_differs_or_is_on_one_record_only_is_said_in_words(self):
        one = {"Name": ("Wilma Flintrock",), "Home": ("1 Lane", "2 Row"), "Sex": (), "Language": ("Polish",)}
        other = {"Name": ("wilma  flintrock",), "Home": ("2 row",), "Sex": ("Female",), "Language": ("Czech",)}
        found = compare(one, other)
        assert [row.verdict for row in found] == [
            Verdict.AGREES,
            Verdict.AGREES,
            Verdict.ONLY_ONE,
            Verdict.DIFFERS,
        ]
        assert [row.in_words for row in found] == [
            "Name agrees: Wilma Flintrock",
            "Home agrees: 1 Lane, 2 Row",
            "Sex is on one record only: Female",
            "Language differs: Polish, and Czech",
        ]

    def test_what_neither_record_has_says_nothing(self):
        assert compare({"Sex": ()}, {"Sex": ()}) == []

    def test_two_masked_numbers_never_agree_since_a_number_belongs_to_one_person(self):
        number = {"NHS number": ("••••••••18",)}
        (row,) = compare(number, number, never_shared={"NHS number"})
        assert row.verdict is Verdict.DIFFERS


def test_what_is_known_of_people_costs_the_same_however_many_they_are(
    wilma, twin_record, officer, django_assert_num_queries
):
    with django_assert_num_queries(4):
        one, _ = known_of([wilma, twin_record], to=officer)
    assert one["Date of birth"] == ("3 April 1990",)


def test_a_linked_record_is_shown_nowhere_else_and_stands_under_the_other(family, wilma, twin_record, officer):
    made = link(family, wilma, twin_record, officer, take=["known_as"])
    assert made.status == PersonLink.Status.LINKED
    wilma.refresh_from_db()
    assert (wilma.known_as, wilma.previous_names) == ("Willie", "Vilma Flintrock")
    assert Evidence.objects.get().person == wilma
    assert {member.family for member in wilma.memberships.all()} == {family, Membership.objects.last().family}
    known = Family.objects.people_known_to(officer)
    assert not known.filter(pk=twin_record.pk).exists()
    assert wilma in known.likely("Vilma Flintrock")


def test_undone_with_one_action_everything_is_as_it_was(family, wilma, twin_record, officer):
    made = link(family, wilma, twin_record, officer, take=["known_as", "sex"])
    actions.unlink_people(family, link=made, why="Two cousins", by=officer)
    wilma.refresh_from_db()
    twin_record.refresh_from_db()
    assert (wilma.known_as, wilma.previous_names, wilma.sex) == ("", "", mother().sex)
    assert twin_record.linked_to is None
    assert Evidence.objects.get().person == twin_record
    assert family.members()[0].person == wilma
    assert twin_record.memberships.count() == 1
    made.refresh_from_db()
    assert (made.status, made.why, made.moved) == (PersonLink.Status.UNLINKED, "Two cousins", [])


def test_what_was_put_right_since_the_link_stays(family, wilma, twin_record, officer):
    made = link(family, wilma, twin_record, officer, take=["known_as"])
    Person.objects.filter(pk=wilma.pk).update(known_as="Mina")
    Evidence.objects.update(person=None)
    actions.unlink_people(family, link=made, why="Two cousins", by=officer)
    wilma.refresh_from_db()
    assert wilma.known_as == "Mina"
    assert Evidence.objects.get().person is None


def test_somebody_twice_in_one_family_stands_there_once(family, wilma, officer):
    again = Person.objects.create(given_name="Wilma", family_name="Flintrock")
    family.memberships.create(person=again)
    link(family, wilma, again, officer)
    assert [member.person for member in family.members()].count(wilma) == 1
    assert family.members().count() == 2


def test_what_was_said_of_both_records_is_drawn_and_told_once(family, wilma, officer, signed_in):
    again = Person.objects.create(given_name="Wilma", family_name="Flintrock")
    family.memberships.create(person=again)
    robin = family.people.get(given_name="Robin")
    facts = {"parental_responsibility": None, "starts_on": None, "ends_on": None}
    for mother_of_robin in (wilma, again):
        told = {"person": mother_of_robin, "reading": "parent", "relative": robin, **facts}
        actions.relate(family, **told, by=officer, once=uuid4())
    link(family, wilma, again, officer)
    client = signed_in(officer)
    assert client.get(f"/families/{family.pk}/relationships/").status_code == 200
    assert "Wilma Flintrock is the parent of Robin Sample." in client.get(f"/families/{family.pk}/genogram/").text


def test_linked_twice_or_unlinked_twice_is_harmless(family, wilma, twin_record, officer):
    made = link(family, wilma, twin_record, officer)
    assert link(family, wilma, twin_record, officer) == made
    actions.unlink_people(family, link=made, why="Two cousins", by=officer)
    actions.unlink_people(family, link=made, why="Two cousins", by=officer)
    again = link(family, wilma, twin_record, officer)
    assert (again.pk, again.status) == (made.pk, PersonLink.Status.LINKED)


def test_kept_apart_they_are_never_suggested_again(family, wilma, twin_record, officer, signed_in):
    page = signed_in(officer).get(f"/families/{family.pk}/people/{wilma.pk}/same/")
    assert "Vilma Flintrock" in page.text
    made = actions.keep_apart(family, person=wilma, other=twin_record, why="Cousins", by=officer)
    assert actions.keep_apart(family, person=twin_record, other=wilma, why="Cousins", by=officer) == made
    page = signed_in(officer).get(f"/families/{family.pk}/people/{wilma.pk}/same/")
    assert "Nobody else on the records that you may open is like them." in page.text
    assert "kept apart by" in page.text


def test_a_third_record_and_a_baby_are_refused_in_words(family, wilma, twin_record, officer):
    link(family, wilma, twin_record, officer)
    third = Person.objects.create(given_name="Wilma")
    for one, two in ((twin_record, third), (third, twin_record), (third, wilma)):
        with pytest.raises(MoveNotAllowed, match="third record"):
            link(family, one, two, officer)
    baby = Person.objects.create(due_on="2027-01-01")
    with pytest.raises(MoveNotAllowed, match="not yet born"):
        link(family, third, baby, officer)


def test_the_database_refuses_one_record_behind_two_and_a_record_behind_itself(wilma, twin_record, officer):
    third = Person.objects.create(given_name="Wilma")
    given = {"status": "linked", "decided_by": officer}
    PersonLink.objects.create(person=wilma, other=twin_record, **given)
    for pair in (
        {"person": third, "other": twin_record},
        {"person": twin_record, "other": wilma},
        {"person": third, "other": third},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PersonLink.objects.create(**given | pair)
    apart = {"status": "kept apart", "moved": [["a", 1, "b"]], "decided_by": officer}
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonLink.objects.create(person=third, other=wilma, **apart)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=third.pk).update(linked_to=third)


class TestThePages:
    """Through the front door."""

    def test_what_differs_is_asked_and_what_only_one_has_is_taken(self, family, wilma, twin_record, officer, signed_in):
        client = signed_in(officer)
        page = f"/families/{family.pk}/people/{wilma.pk}/same/{twin_record.pk}/link/"
        text = client.get(page).text
        assert "Name differs: Wilma Flintrock, and Vilma Flintrock." in text
        text = client.post(page, {}).text
        assert "Select which is right: name" in text
        assert "Enter how you know that they are one person" in text
        answer = client.post(page, {"name": "other", "why": "Her passport"}, follow=True)
        assert "Linked the two records of" in answer.text
        wilma.refresh_from_db()
        assert (wilma.given_name, wilma.known_as) == ("Vilma", "Willie")
        assert wilma.previous_names == "Wilma Flintrock"

        undo = f"/families/{family.pk}/people/{wilma.pk}/links/{PersonLink.objects.get().pk}/undo/"
        assert "Her passport" in client.get(undo).text
        assert "Unlinked the two records" in client.post(undo, {"why": "A mistake"}, follow=True).text
        wilma.refresh_from_db()
        assert wilma.given_name == "Wilma"

    def test_each_answer_that_differs_is_asked_as_a_person_reads_it(
        self, family, wilma, twin_record, officer, signed_in
    ):
        Person.objects.filter(pk=wilma.pk).update(interpreter_needed=True)
        told = {"date_of_birth": None, "age_told": 36, "age_told_on": "2026-11-01", "interpreter_needed": False}
        Person.objects.filter(pk=twin_record.pk).update(**told)
        text = signed_in(officer).get(f"/families/{family.pk}/people/{wilma.pk}/same/{twin_record.pk}/link/").text
        for answer in ("3 April 1990 (this", "About 36 (the other", "Yes (this", "No (the other"):
            assert answer in text

    def test_two_people_are_kept_apart(self, family, wilma, twin_record, officer, signed_in):
        page = f"/families/{family.pk}/people/{wilma.pk}/same/{twin_record.pk}/apart/"
        assert "Nobody is asked about these two again." in signed_in(officer).get(page).text
        assert "Kept the two records apart" in signed_in(officer).post(page, {"why": "Cousins"}, follow=True).text

    def test_a_refusal_is_told(self, family, wilma, twin_record, officer, signed_in):
        ProtectedIdentity.objects.create(person=wilma, why="Adopted", placed_by=officer).named.add(officer)
        page = f"/families/{family.pk}/people/{wilma.pk}/same/{twin_record.pk}/link/"
        answer = signed_in(officer).post(page, {"name": "this", "why": "It seems so"}, follow=True)
        assert "These two records cannot be linked." in answer.text

    def test_a_keyworker_is_shown_nobody_of_other_families_records(self, family, wilma, twin_record, signed_in):
        client = signed_in(family.keyworker)
        page = f"/families/{family.pk}/people/{wilma.pk}/same/"
        assert "Nobody else on the records that you may open is like them." in client.get(page).text
        for deed in ("link", "apart"):
            assert client.get(f"{page}{twin_record.pk}/{deed}/").status_code == 404

    def test_a_decision_about_somebody_whom_the_worker_may_not_know_of_is_not_hinted_at(
        self, family, wilma, twin_record, officer, signed_in
    ):
        actions.keep_apart(family, person=wilma, other=twin_record, why="Cousins", by=officer)
        text = signed_in(family.keyworker).get(f"/families/{family.pk}/people/{wilma.pk}/same/").text
        assert "Vilma" not in text
        assert "Cousins" not in text

    def test_beside_the_other_record_no_home_of_a_restricted_family_is_told(
        self, family, wilma, twin_record, officer, signed_in
    ):
        refuge = FamilyFactory(people=[mother(given_name="Hanna")])
        shared = Address.objects.create(lines="3 Secret Lane")
        for person in (twin_record, refuge.people.get()):
            Residence.objects.create(person=person, address=shared, kind="other")
        pages = [f"/families/{family.pk}/people/{wilma.pk}/same/"]
        pages.append(f"{pages[0]}{twin_record.pk}/link/")
        client = signed_in(officer)
        assert all("3 Secret Lane" in client.get(page).text for page in pages)
        actions.restrict(refuge, reason="A safe address", people=[officer], by=officer)
        stranger = signed_in(UserFactory(role=PERFORMANCE_OFFICER))
        assert not any("3 Secret Lane" in stranger.get(page).text for page in pages)

    def test_an_outsider_finds_nothing(self, family, wilma, twin_record, signed_in):
        link_page = f"/families/{family.pk}/people/{wilma.pk}/same/{twin_record.pk}/link/"
        assert signed_in(UserFactory(role=KEYWORKER)).get(link_page).status_code == 404

    def test_at_most_five_records_are_compared(self, family, wilma, officer, signed_in):
        for _ in range(6):
            FamilyFactory(people=[mother(**WILMA)])
        text = signed_in(officer).get(f"/families/{family.pk}/people/{wilma.pk}/same/").text
        assert text.count("They are one person") == 5

    def test_what_was_decided_costs_the_same_for_ten_times_as_many(
        self, family, wilma, twin_record, officer, signed_in, queries_of
    ):
        client, page = signed_in(officer), f"/families/{family.pk}/people/{wilma.pk}/same/"
        actions.keep_apart(family, person=wilma, other=twin_record, why="Her aunt", by=officer)
        one = queries_of(client, page)
        for number in range(9):
            other = FamilyFactory(people=[mother(given_name=f"Zed {number}", date_of_birth=None)]).people.get()
            actions.keep_apart(family, person=wilma, other=other, why="Strangers", by=officer)
        assert queries_of(client, page) == one
        assert client.get(page).text.count("Strangers") == 9


class TestProtectedIdentities:
    """Adopted and protected people (H6)."""

    @pytest.fixture
    def protected(self, wilma, twin_record, officer):
        """Wilma's earlier record is the other one; one officer is named."""
        protected = ProtectedIdentity.objects.create(
            person=wilma, earlier=twin_record, why="Adopted", placed_by=officer
        )
        protected.named.add(officer)
        return protected

    def test_no_search_joins_or_hints_at_the_two_h6(self, family, wilma, twin_record, protected, officer):
        another = UserFactory(role=PERFORMANCE_OFFICER)
        assert not Family.objects.people_known_to(another).like("Vilma Flintrock").exists()
        assert set(Family.objects.people_known_to(officer).like("Wilma Flintrock")) == {wilma, twin_record}
        assert set(Family.objects.people_known_to(family.keyworker).like("Wilma Flintrock")) == {wilma}

    def test_nobody_links_them_not_even_those_named_h6(self, family, wilma, twin_record, protected, officer):
        for one, two in ((wilma, twin_record), (twin_record, wilma)):
            with pytest.raises(MoveNotAllowed, match=r"^These two records cannot be linked\.$"):
                link(family, one, two, officer)

    def test_the_list_is_seen_by_those_named_h6(self, protected, officer):
        assert protected in ProtectedIdentity.objects.visible_to(officer)
        assert not ProtectedIdentity.objects.visible_to(UserFactory(role=PERFORMANCE_OFFICER)).exists()
        assert str(protected) == "A protected identity"

    def test_an_officer_protects_somebody_with_their_earlier_record_and_ends_it_h6(
        self, family, wilma, twin_record, officer, signed_in
    ):
        client, page = signed_in(officer), f"/families/{family.pk}/people/{wilma.pk}/protect/"
        once = client.get(page).context["form"]["once"].value()
        answers = {"why": "Adopted", "people": [officer.pk], "once": once}
        assert "no family with this reference" in client.post(page, answers | {"reference": "SF-999999"}).text
        answers["reference"] = twin_record.families.get().reference
        assert "Vilma Flintrock, 36" in client.post(page, answers).text
        answers["earlier"] = twin_record.pk
        for _ in range(2):
            assert "Their identity is protected" in client.post(page, answers, follow=True).text
        protected = ProtectedIdentity.objects.get()
        assert (protected.earlier, list(protected.named.all())) == (twin_record, [officer])
        again = {"why": "Again", "people": [officer.pk], "once": uuid4()}
        assert "is protected already" in client.post(page, again, follow=True).text
        assert "Vilma Flintrock" in client.get("/families/protected/").text

        for _ in range(2):
            client.post(f"/families/protected/{protected.pk}/end/")
        protected.refresh_from_db()
        assert protected.ends_on == timezone.localdate()

    def test_somebody_without_an_earlier_record_is_protected_too_h6(self, family, wilma, officer, signed_in):
        page = f"/families/{family.pk}/people/{wilma.pk}/protect/"
        answers = {"why": "In hiding", "people": [officer.pk], "once": uuid4()}
        signed_in(officer).post(page, answers)
        assert ProtectedIdentity.objects.get().earlier is None
        another = UserFactory(role=PERFORMANCE_OFFICER)
        assert not Family.objects.people_known_to(another).filter(pk=wilma.pk).exists()

    def test_a_linked_record_is_unlinked_first(self, family, wilma, twin_record, officer):
        link(family, wilma, twin_record, officer)
        with pytest.raises(MoveNotAllowed, match="unlink them first"):
            actions.protect_identity(
                family, person=wilma, earlier=None, why="Adopted", people=[officer], by=officer, once=uuid4()
            )

    def test_nobody_else_sees_the_list_or_ends_anything_on_it_h6(self, family, wilma, protected, signed_in):
        client = signed_in(UserFactory(role=PERFORMANCE_OFFICER))
        assert "You are named on no protected identity." in client.get("/families/protected/").text
        assert client.get(f"/families/protected/{protected.pk}/end/").status_code == 404
        assert signed_in(family.keyworker).get(f"/families/{family.pk}/people/{wilma.pk}/protect/").status_code == 403

    def test_whoever_is_not_named_does_not_learn_that_somebody_is_protected_already_h6(
        self, family, wilma, protected, signed_in
    ):
        another = UserFactory(role=PERFORMANCE_OFFICER)
        page = f"/families/{family.pk}/people/{wilma.pk}/protect/"
        answers = {"why": "Adopted", "people": [another.pk], "once": uuid4()}
        text = signed_in(another).post(page, answers, follow=True).text
        assert "This record cannot go on the list as it stands." in text
        assert "protected already" not in text
        assert ProtectedIdentity.objects.count() == 1

    def test_each_identity_shown_on_the_list_leaves_an_access_line_h6(self, protected, officer, signed_in, queries_of):
        client = signed_in(officer)
        one = queries_of(client, "/families/protected/")
        line = AccessEvent.objects.get(record="families.protectedidentity", record_id=protected.pk)
        assert (line.by, line.page, line.working_with) == (officer, "protected", False)
        for person in Person.objects.exclude(pk__in=[protected.person_id, protected.earlier_id]):
            ProtectedIdentity.objects.create(person=person, why="Adopted", placed_by=officer).named.add(officer)
        assert queries_of(client, "/families/protected/") == one

    def test_the_list_is_empty_where_the_agency_may_not_open_records_h6_h25(self, protected, signed_in):
        agency = AgencyFactory(agreement_signed_on=None, agreement_review_on=None)
        elsewhere = UserFactory(role=PERFORMANCE_OFFICER, agency=agency)
        protected.named.add(elsewhere)
        assert "Vilma" not in signed_in(elsewhere).get("/families/protected/").text

    def test_the_database_refuses_somebody_who_was_themselves_before(self, wilma, officer):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProtectedIdentity.objects.create(person=wilma, earlier=wilma, why="", placed_by=officer)
