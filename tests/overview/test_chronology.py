"""Everything that happened to a family on one page: newest first, narrowed, and on paper for named readers (H1)."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AccessEvent, AuditEvent
from accounts.rules import KEYWORKER
from families.actions import add_order, leave_family, notes, restrict
from families.models import Address, Answer, Evidence, Membership, Note, Residence, SafetyWarning
from overview.chronology import KINDS, Chronology, drawn, paper_for
from overview.chronology.sources import SOURCES
from tests.accounts.factories import UserFactory
from tests.families.factories import FamilyFactory, HeldFamilyFactory, child, fact, mother, say
from tests.referrals.pages import queries_of, words

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


@pytest.fixture
def family(keyworker):
    robin = child()
    evidence = [fact("P3.1", person=robin, since=days_ago(400), observed_on=days_ago(20), note="Told by the school")]
    return HeldFamilyFactory(keyworker=keyworker, people=[mother(), robin], evidence=evidence)


@pytest.fixture
def petra(family):
    return family.people.get(given_name="Petra")


@pytest.fixture
def robin(family):
    return family.people.get(given_name="Robin")


@pytest.fixture
def reads(keyworker, signed_in, family):
    """`reads("?kind=notes")` gives the visible words of the page."""

    def read(query=""):
        return words(signed_in(keyworker).get(f"/families/{family.pk}/chronology/{query}"))

    return read


def a_note(family, *, by, **told):
    told = {"kind": "home visit", "happened_on": days_ago(1), "happened_at": None, "text": "All were in.", **told}
    return notes.write_note(family, by=by, once=uuid.uuid4(), **told)


def told_to(family, *readers):
    return [
        happening.headline for happening in drawn(Chronology(family, by=family.keyworker, readers=list(readers)).rows())
    ]


def test_every_room_tells_what_happened_newest_first(family, petra, keyworker, reads):
    say(family, petra, Answer.YES, by=keyworker)
    a_note(family, by=keyworker, about=[petra], happened_on=days_ago(3))
    text = reads()
    for said in ("Joined the family", "Born", "Moved in", "Child needs early help", "Home visit", "Asked for agreement",
                 f"Keyworker: {keyworker}", "Referred by", "Awaiting allocation"):  # fmt: skip
        assert said in text, said
    assert text.index("Home visit") < text.index("Child needs early help") < text.index("Since this day: Child needs")


def test_each_line_says_when_by_whom_about_whom_and_in_which_words(family, petra, keyworker, reads):
    a_note(family, by=keyworker, about=[petra], text="She laughed.", happened_at="14:30")
    text = reads("?kind=notes")
    assert f"Home visit by {keyworker} {days_ago(1):%-d %B %Y}, 14:30 Petra Sample She laughed." in text


def test_it_is_narrowed_by_kind_person_and_year(family, petra, robin, keyworker, reads):
    a_note(family, by=keyworker, about=[petra], text="About Petra")
    a_note(family, by=keyworker, about=[robin], text="About Robin")
    assert "Joined the family" not in reads("?kind=notes")
    only = reads(f"?kind=notes&person={robin.pk}")
    assert "About Robin" in only
    assert "About Petra" not in only
    year = days_ago(400).year
    long_ago = reads(f"?year={year}&kind=evidence")
    assert "Since this day: Child needs early help" in long_ago
    assert "About Petra" not in long_ago


@pytest.mark.parametrize("query", ["?kind=gossip", "?person=999999", "?year=1066", "?person=Petra"])
def test_what_is_no_choice_narrows_nothing(reads, query):
    assert "Joined the family" in reads(query)


def test_where_nothing_of_a_kind_happened_the_page_says_so(reads):
    assert "Nothing of this kind happened." in reads("?kind=documents")


def test_what_is_still_to_come_has_not_happened(family, keyworker, reads):
    Evidence.objects.filter(family=family).update(since=None, observed_on=days_ago(-5))
    assert "Child needs early help" not in reads("?kind=evidence")


def test_workers_see_from_whom_each_line_is_kept(family, petra, keyworker, reads):
    a_note(family, by=keyworker, not_known_by=[petra])
    a_note(family, by=keyworker, withheld=True)
    text = reads("?kind=notes")
    assert "Not to be known by Petra Sample" in text
    assert "Not to be known by the family" in text


def test_no_home_of_a_restricted_record_is_told_through_a_child_of_both(family, robin, officer, reads):
    refuge = FamilyFactory(people=[mother(given_name="Hanna")])
    shared = Address.objects.create(lines="3 Secret Lane")
    Membership.objects.create(family=refuge, person=robin)
    for person in refuge.people.all():
        Residence.objects.create(person=person, address=shared, kind="other")
    assert "3 Secret Lane" in reads("?kind=people")
    restrict(refuge, reason="A safe address", people=[officer], by=officer)
    assert "3 Secret Lane" not in reads("?kind=people")


def test_where_somebody_lives_after_they_left_is_not_told(family, petra, keyworker, reads):
    member = family.memberships.get(person=petra)
    member.joined_on = days_ago(30)
    member.save()
    Residence.objects.create(person=petra, address=Address.objects.create(lines="Old Row"), kind="other",
                             starts_on=days_ago(9))  # fmt: skip
    leave_family(member, left_on=days_ago(5), by=keyworker)
    Residence.objects.create(person=petra, address=Address.objects.create(lines="Far Row"), kind="other")
    text = reads("?kind=people")
    assert "Old Row" in text
    assert "Far Row" not in text


def test_every_source_belongs_to_a_kind_that_can_be_chosen():
    assert {source.kind for source in SOURCES} == set(KINDS)


def test_on_paper_for_a_reader_stands_only_what_they_may_know_h1(family, petra, robin, keyworker):
    a_note(family, by=keyworker, text="Kept from Petra", not_known_by=[petra], kind="office")
    a_note(family, by=keyworker, text="For all", kind="meeting")
    SafetyWarning.objects.create(
        family=family, safety_of="worker", text="Never alone", reason="x", review_on=days_ago(-30), told=True,
        manager="M", informed_by="I", informed_on=days_ago(1), recorded_by=keyworker, once=uuid.uuid4(),
    )  # fmt: skip
    assert "Office" not in told_to(family, petra)
    assert "Office" not in told_to(family, petra, robin)
    assert "Office" in told_to(family, robin)
    assert "Meeting" in told_to(family, petra, robin)
    assert not [line for line in told_to(family, robin) if "Never alone" in line or "Referred by" in line]


def test_where_somebody_lives_and_what_they_said_is_for_them_alone_h1(family, petra, robin, keyworker):
    say(family, petra, Answer.YES, by=keyworker)
    assert "Asked for agreement" in told_to(family, petra)
    assert "Asked for agreement" not in told_to(family, robin)
    assert "Asked for agreement" not in told_to(family, petra, robin)
    assert told_to(family, petra).count("Moved in") == 1
    assert "Moved in" not in told_to(family, petra, robin)


def test_what_is_left_out_and_what_is_told_is_everything_h1(family, petra, keyworker):
    a_note(family, by=keyworker, withheld=True)
    for_petra = Chronology(family, by=family.keyworker, readers=[petra])
    told, left_out = (sum(1 for _ in rows) for rows in (for_petra.rows(), for_petra.left_out()))
    assert told
    assert left_out
    assert told + left_out == sum(1 for _ in Chronology(family, by=family.keyworker).rows())


def test_the_worker_sees_what_is_left_out_and_the_paper_never_says_so_h1(family, petra, keyworker, signed_in):
    a_note(family, by=keyworker, text="He hides the bottles", withheld=True, kind="telephone")
    a_note(family, by=keyworker, text="All were in")
    client, address = signed_in(keyworker), f"/families/{family.pk}/chronology/print/"
    assert "Select who will read it" in words(client.post(address, {}))
    preview = words(client.post(address, {"readers": [petra.pk]}))
    left_out, on_paper = preview.split("On the paper")
    assert "Telephone call" in left_out.split("Left out")[1]
    assert "Telephone call" not in on_paper
    paper = words(client.post(address, {"readers": [petra.pk], "print": "yes"}))
    assert "All were in" in paper
    for unsaid in ("bottles", "Telephone", "left out", "Not to be known", "Told by the school"):
        assert unsaid not in paper
    assert AuditEvent.objects.about(family).filter(deed="chronology.printed").count() == 1


@pytest.mark.parametrize("unsafe", ["She went to MARAC", "They live at 1 Invented Lane", "Come to M99 1ZZ"])
def test_words_not_safe_to_hand_over_are_left_out_though_nobody_marked_them_h1(family, petra, keyworker, unsafe):
    a_note(family, by=keyworker, text=unsafe)
    a_note(family, by=keyworker, text="All were in")
    paper = paper_for(family, [petra], by=family.keyworker, kind="notes")
    assert [happening.narrative for happening in paper.told] == ["All were in"]
    ((left_out, why),) = paper.left_out
    assert left_out.narrative == unsafe
    assert "in it" in why


def test_a_print_keeps_to_what_was_chosen(family, petra, keyworker, signed_in):
    a_note(family, by=keyworker, text="All were in")
    address = f"/families/{family.pk}/chronology/print/?kind=notes"
    assert f'href="{address}"'.replace("print/", "") in signed_in(keyworker).get(address).text
    paper = words(signed_in(keyworker).post(address, {"readers": [petra.pk], "print": "yes"}))
    assert "All were in" in paper
    assert "Joined the family" not in paper


def test_nothing_left_out_is_said_too(family, petra, keyworker, signed_in):
    a_note(family, by=keyworker)
    address = f"/families/{family.pk}/chronology/print/?kind=notes"
    assert "these readers may know all of it" in words(signed_in(keyworker).post(address, {"readers": [petra.pk]}))


def test_the_worker_is_warned_of_court_orders_about_the_readers_and_the_paper_is_not_h5(
    family, petra, robin, keyworker, signed_in
):
    told = {"kind": "bail", "bound": [robin], "bound_others": "", "protected": [petra], "forbids": "No contact"}
    told |= {"starts_on": days_ago(1), "ends_on": None, "seen_by": "", "seen_on": None}
    add_order(family, withheld=True, not_known_by=[], by=keyworker, once=uuid.uuid4(), **told)
    address = f"/families/{family.pk}/chronology/print/"
    client = signed_in(keyworker)
    before = words(client.post(address, {"readers": [petra.pk]})).split("Left out")[0]
    assert "Bail conditions, binds Robin Sample, protects or is about Petra Sample" in before
    assert "Bail conditions" not in words(client.post(address, {"readers": [petra.pk], "print": "yes"}))


def test_too_much_for_one_print_is_not_cut_in_silence(family, petra, keyworker, signed_in):
    many_notes(family, keyworker, 1001)
    address = f"/families/{family.pk}/chronology/print/?kind=notes"
    for more in ({}, {"print": "yes"}):
        text = words(signed_in(keyworker).post(address, {"readers": [petra.pk], **more}))
        assert "too much for one print" in text


def many_notes(family, by, number):
    Note.objects.bulk_create(
        Note(
            family=family, kind="office", happened_on=days_ago(n % 900), text=f"Note {n}", written_by=by,
            once=uuid.uuid4(),
        )
        for n in range(number)
    )  # fmt: skip


def test_outsiders_find_nothing(family, practitioner, signed_in):
    for page in ("", "print/"):
        for outsider in (practitioner, UserFactory(role=KEYWORKER)):
            assert signed_in(outsider).get(f"/families/{family.pk}/chronology/{page}").status_code == 404


def test_reading_it_is_written_down(family, keyworker, reads):
    reads()
    assert AccessEvent.objects.about(family).first().why == "Reading what happened"


def test_five_thousand_notes_cost_the_same_queries_and_one_statement_cuts_the_page(family, keyworker, signed_in):
    client, address = signed_in(keyworker), f"/families/{family.pk}/chronology/"
    few = queries_of(client, address)
    many_notes(family, keyworker, 5000)
    assert queries_of(client, address) == few <= 20
    page = client.get(address).context["page"]
    assert (len(page.object_list), page.paginator.total) == (50, "1,000+")
