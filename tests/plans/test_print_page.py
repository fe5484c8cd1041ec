"""The plan on paper: only what its readers may know, one name, one number, a line for each print (H1, H2, H36)."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from families.actions import add_order
from families.models import Answer, Disclosure
from plans.models import Plan
from tests.accounts.factories import AgencyFactory
from tests.families.factories import say
from tests.plans.factories import a_plan, a_target, member
from tests.plans.typed import cost_of, send

pytestmark = pytest.mark.django_db

LAW = {"lawful_basis": "public task", "authorised_by": "Olga Example"}
SECRET = "Ada sees the adviser on Mondays"


@pytest.fixture
def plan(family, keyworker):
    plan = a_plan(family, by=keyworker)
    a_target(plan, by=keyworker, specific=SECRET, withheld_from=frozenset({member(family, "Bert").pk}))
    return plan


@pytest.fixture
def address(plan):
    return reverse("plan-print", args=[plan.family_id])


@pytest.fixture
def keys(family):
    return lambda *names: [str(member(family, name).pk) for name in names]


def words_of(response):
    return response.content.decode()


def on_paper(worker, address, readers, **answers):
    return words_of(worker.post(address, {"readers": readers, "outside": "no", "print": "yes", **answers}))


def test_the_worker_sees_what_is_left_out_and_why_before_printing(worker, address, keys):
    words = words_of(worker.post(address, {"readers": keys("Ada", "Bert"), "outside": "no"}))
    assert "Only you see this list" in words
    assert SECRET in words
    assert "someone who will read this" in words
    assert not AuditEvent.objects.filter(deed="plan.printed").exists()


def test_h2_the_paper_holds_only_what_all_its_readers_may_know(worker, address, keys):
    assert SECRET in on_paper(worker, address, keys("Ada", "Cleo"))
    assert SECRET not in on_paper(worker, address, keys("Ada", "Bert"))


def test_h1_the_paper_never_says_that_something_was_left_out(worker, address, keys):
    words = on_paper(worker, address, keys("Bert")).lower()
    for said in ("left out", "withheld", "kept from", "must not know", "not to be known"):
        assert said not in words


def test_h2_the_paper_has_no_problems_references_or_scores(worker, address, keys, family):
    words = on_paper(worker, address, keys("Ada"))
    headlines = family.episode.programme.problems.values_list("headline", flat=True)
    for said in (*headlines, family.reference, family.name, "Achievable", "troubled", "M99 1ZZ", "Invented Lane"):
        assert said.lower() not in words.lower().split("<main")[1].split("</main")[0]


def test_the_paper_says_what_we_agreed_who_does_it_by_when_and_how_we_will_know(worker, address, keys):
    words = on_paper(worker, address, keys("Bert"))
    for said in ("What we agreed", "Who does it", "By when", "How we will know", "Ada Sample", "for a whole term"):
        assert said in words


def test_h36_the_paper_has_one_name_and_one_number(worker, address, keys, keyworker):
    words = on_paper(worker, address, keys("Bert")).split("<main")[1].split("</main")[0]
    assert words.count(keyworker.name) == 1
    assert words.count(keyworker.phone) == 1


def test_each_print_writes_its_line(worker, address, keys, family, keyworker):
    on_paper(worker, address, keys("Ada"))
    on_paper(worker, address, keys("Ada"))
    lines = AuditEvent.objects.filter(deed="plan.printed", by=keyworker, reference=family.reference)
    assert [line.fields for line in lines] == [["targets"], ["targets"]]


def test_the_familys_words_are_printed_where_the_worker_says_that_all_may_read_them(worker, address, keys):
    Plan.objects.update(family_wants="Evenings without shouting")
    assert "with_wants" in send(worker, address, readers=keys("Ada")).context["form"].errors
    assert "Evenings without" in on_paper(worker, address, keys("Ada"), with_wants="yes")
    assert "Evenings without" not in on_paper(worker, address, keys("Ada"), with_wants="no")


def test_h36_words_that_are_never_handed_over_are_left_out_and_the_worker_is_told(worker, address, keys):
    Plan.objects.update(family_wants="They call us Troubled")
    preview = words_of(worker.post(address, {"readers": keys("Ada"), "with_wants": "yes", "outside": "no"}))
    assert "which we never hand to a family" in preview
    assert "troubled" not in on_paper(worker, address, keys("Ada"), with_wants="yes").lower()


def test_the_preview_carries_the_readers_on_to_the_print(worker, address, keys):
    Plan.objects.update(family_wants="Peace")
    preview = worker.post(address, {"readers": keys("Ada", "Cleo"), "with_wants": "yes", "outside": "no"})
    for key in keys("Ada", "Cleo"):
        assert f'<input type="hidden" name="readers" value="{key}"' in words_of(preview)
    assert '<input type="hidden" name="with_wants" value="yes"' in words_of(preview)


def test_whether_it_leaves_the_family_is_asked_h25(worker, address, keys):
    assert "outside" in worker.post(address, {"readers": keys("Ada")}).context["form"].errors
    assert not Disclosure.objects.exists()


def given(**changes):
    return {
        "outside": "yes",
        "to_whom": "Head Teacher",
        "why": "To plan lessons",
        "rests_on": "public task",
        "authorised_by": "Olga Example",
        "once": str(uuid4()),
        **changes,
    }


def test_a_plan_that_leaves_the_family_is_written_down_once_with_its_basis_h25(worker, address, keys, family):
    preview = words_of(worker.post(address, {"readers": keys("Ada"), **given()}))
    assert '<input type="hidden" name="to_whom" value="Head Teacher"' in preview
    assert not Disclosure.objects.exists()
    leaving = given()
    for _ in range(2):
        assert SECRET in on_paper(worker, address, keys("Ada"), **leaving)
    left = Disclosure.objects.get(family=family)
    assert (left.kind, left.to_whom, left.lawful_basis) == ("plan", "Head Teacher", "public task")
    assert left.what == "The plan as printed for Ada Sample"
    assert left.about.exists()


def test_a_plan_leaves_only_with_a_basis_that_holds_h25(worker, address, keys, family):
    ada = member(family, "Ada")
    agreement = say(family, ada, Answer.YES)
    errors = worker.post(address, {"readers": keys("Ada"), **given(authorised_by="")}).context["form"].errors
    assert "authorised_by" in errors
    errors = worker.post(address, {"readers": keys("Ada"), "outside": "yes"}).context["form"].errors
    assert {"to_whom", "why", "rests_on"} <= set(errors)
    resting = given(rests_on=f"agreement-{agreement.pk}", authorised_by="")
    assert "did not agree to sharing with them" in on_paper(worker, address, keys("Ada"), **resting)
    agency = AgencyFactory()
    agreement.shared_with.add(agency)
    say(family, member(family, "Bert"), Answer.YES, to_sharing=Answer.NO, **LAW)
    resting["agency"] = agency.pk
    assert "leave them out, or choose another basis" in on_paper(worker, address, keys("Ada"), **resting)
    assert not Disclosure.objects.exists()
    say(family, member(family, "Bert"), Answer.YES)
    assert SECRET in on_paper(worker, address, keys("Ada"), **resting)
    assert Disclosure.objects.get().agreement == agreement


def test_the_preview_warns_of_court_orders_about_the_readers_and_the_paper_does_not_h5(
    worker, address, keys, family, keyworker
):
    told = {"kind": "non-molestation", "bound_others": "", "forbids": "Must not write to Ada", "ends_on": None}
    told |= {"starts_on": timezone.localdate(), "seen_by": "", "seen_on": None, "withheld": False, "not_known_by": []}
    ada, bert = member(family, "Ada"), member(family, "Bert")
    add_order(family, bound=[bert], protected=[ada], by=keyworker, once=uuid4(), **told)
    assert "Must not write to Ada" in words_of(worker.post(address, {"readers": keys("Ada"), "outside": "no"}))
    assert "Must not write to Ada" not in words_of(worker.post(address, {"readers": keys("Cleo"), "outside": "no"}))
    assert "Must not write to Ada" not in on_paper(worker, address, keys("Ada"))


@pytest.mark.parametrize("readers", [[], ["0"]])
def test_nobody_and_strangers_are_no_readers(worker, address, readers):
    assert "readers" in worker.post(address, {"readers": readers, "print": "yes"}).context["form"].errors


def test_the_page_costs_the_same_at_ten_times_the_targets(
    worker, address, plan, keys, keyworker, django_assert_num_queries
):
    readers = {"readers": keys("Ada"), "outside": "no"}
    queries = cost_of(worker, address)
    preview = cost_of(worker, address, readers)
    for number in range(18):
        a_target(plan, by=keyworker, specific=f"Step {number}")
    with django_assert_num_queries(queries):
        worker.get(address)
    with django_assert_num_queries(preview):
        worker.post(address, readers)
