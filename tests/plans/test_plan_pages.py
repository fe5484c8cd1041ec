"""The plan's own page and its deeds, through the front door."""

import pytest
from django.urls import reverse

from families.models import Episode
from plans.models import Plan, PlanAgreement
from tests.plans.factories import a_plan, a_target, member, refuses
from tests.plans.typed import cost_of, posted, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(family):
    """`at("plan-share")` is that page of the family."""
    return lambda name, *args: reverse(name, args=[family.pk, *args])


def words_of(response):
    return response.content.decode()


def test_a_keyworker_starts_the_plan_once(worker, at):
    assert "Start the plan" in words_of(worker.get(at("plan")))
    assert "Set a target" in words_of(worker.post(at("plan-start"), follow=True))
    worker.post(at("plan-start"))
    assert Plan.objects.count() == 1


def test_the_plan_says_who_takes_part_and_who_does_not(worker, at, family, keyworker):
    refuses(family, "Bert", by=keyworker)
    a_plan(family, by=keyworker)
    words = words_of(worker.get(at("plan")))
    assert "Bert Sample: takes no part" in words
    assert "<li>Ada Sample</li>" in words


def test_a_target_is_shown_with_everything_written_in_it(worker, at, family, keyworker):
    a_target(a_plan(family, by=keyworker), by=keyworker, problem_number=5, specific="<b>Peace</b> & O'Hara")
    words = words_of(worker.get(at("plan")))
    for text in (
        "&lt;b&gt;Peace&lt;/b&gt; &amp; O&#x27;Hara",
        "The bus stops outside",
        "Kept from everyone in the family",
    ):
        assert text in words
    assert family.episode.programme.problems.get(number=5).headline in words


def test_what_the_family_wants_comes_back_as_it_was_typed(worker, at, family, keyworker):
    a_plan(family, by=keyworker)
    typed = "Peace & <quiet>, they said\N{GRINNING FACE}\r\n" + "y" * 10_000
    assert "Saved what the family wants" in words_of(send(worker, at("plan-wants"), family_wants=typed))
    assert Plan.objects.get().family_wants == typed.replace("\r\n", "\n")


def test_the_second_of_two_tabs_sees_both_texts_and_then_saves(worker, at, family, keyworker):
    a_plan(family, by=keyworker)
    second_tab = posted(worker.get(at("plan-wants")).context["form"], family_wants="Quiet")
    send(worker, at("plan-wants"), family_wants="Peace")
    told = worker.post(at("plan-wants"), second_tab)
    assert "Somebody else changed this" in words_of(told)
    assert told.context["form"].both == [("What does the family want?", "Quiet", "Peace")]
    worker.post(at("plan-wants"), posted(told.context["form"]))
    assert Plan.objects.get().family_wants == "Quiet"


def test_without_agreement_the_page_says_why_and_where_to_record_it(worker, at, family, keyworker):
    a_plan(family, by=keyworker)
    refuses(family, "Ada", by=keyworker)
    words = words_of(worker.get(at("plan")))
    assert "The plan stays a draft until" in words
    assert at("family-agreement") in words
    assert at("plan-share") not in words
    assert "The plan stays a draft until" in words_of(send(worker, at("plan-share")))
    assert Plan.objects.get().status == Plan.Status.DRAFT


def test_a_plan_is_shared_and_then_agreed(worker, at, family, keyworker):
    a_plan(family, by=keyworker)
    assert "shared with the family" in words_of(send(worker, at("plan-share")))
    ada = str(member(family, "Ada").pk)
    words = words_of(send(worker, at("plan-agree"), people=[ada], how="signed"))
    assert "the plan is in place" in words
    assert "Ada Sample. Signed the plan on paper." in " ".join(words.split())
    assert family.episode.status == Episode.Status.PLAN_IN_PLACE


def test_agreeing_twice_by_one_page_is_agreeing_once(worker, at, family, keyworker):
    a_plan(family, by=keyworker, status="shared")
    form = worker.get(at("plan-agree")).context["form"]
    data = posted(form, people=[member(family, "Ada").pk], how="signed")
    worker.post(at("plan-agree"), data)
    worker.post(at("plan-agree"), data)
    assert PlanAgreement.objects.count() == 1


def test_h16_only_those_who_take_part_can_agree(worker, at, family, keyworker):
    refuses(family, "Bert", by=keyworker)
    a_plan(family, by=keyworker, status="shared")
    names = [name for _, name in worker.get(at("plan-agree")).context["form"].fields["people"].choices]
    assert names == ["Ada Sample", "Cleo Sample"]


def test_bad_answers_are_told_beside_the_question_and_kept(worker, at, family, keyworker):
    a_plan(family, by=keyworker, status="shared")
    cleo = str(member(family, "Cleo").pk)
    told = send(worker, at("plan-agree"), people=[cleo], how="in person", agreed_on=["1", "2", "2020"])
    form = told.context["form"]
    assert "at least one adult" in form.errors["people"][0]
    assert "not before the plan was shared" in form.errors["agreed_on"][0]
    assert form["how"].value() == "in person"
    assert words_of(told).count("Select at least one adult") == 2  # beside the field and in the summary
    assert "Who agreed" in words_of(send(worker, at("plan-agree")))


def test_a_draft_cannot_be_agreed_to(worker, at, family, keyworker):
    a_plan(family, by=keyworker)
    assert "Share the plan with the family before" in words_of(worker.get(at("plan-agree"), follow=True))


def test_a_refusal_of_the_deed_keeps_what_was_typed(worker, at, family, keyworker):
    a_plan(family, by=keyworker, status="agreed")
    told = worker.post(at("plan-wants"), {"family_wants": "More"})
    assert "Make it a draft again" in words_of(told)
    assert told.context["form"]["family_wants"].value() == "More"
    told = worker.post(at("plan-agree"), {"people": [member(family, "Ada").pk], "how": "signed", "agreed_on_0": "1"})
    assert told.status_code == 200


def test_an_agreement_withdrawn_meanwhile_is_told_on_the_page(worker, at, family, keyworker):
    a_plan(family, by=keyworker, status="agreed")
    form = worker.get(at("plan-agree")).context["form"]
    told = worker.post(at("plan-agree"), posted(form, people=[member(family, "Ada").pk], how="signed"))
    assert "cannot be done now" in words_of(told)


def test_an_agreed_plan_is_opened_again_to_change_it(worker, at, family, keyworker):
    a_plan(family, by=keyworker, status="agreed")
    words = words_of(worker.get(at("plan")))
    assert at("target-add") not in words
    assert at("plan-reopen") in words
    assert "a draft again" in words_of(send(worker, at("plan-reopen")))
    assert "cannot be done now" in words_of(send(worker, at("plan-reopen")))


def test_the_page_costs_the_same_at_ten_times_the_targets(worker, at, family, keyworker, django_assert_num_queries):
    plan = a_plan(family, by=keyworker)
    bert = frozenset({member(family, "Bert").pk})
    a_target(plan, by=keyworker, withheld_from=bert)
    queries = cost_of(worker, at("plan"))
    for _ in range(18):
        a_target(plan, by=keyworker, withheld_from=bert)
    with django_assert_num_queries(queries):
        worker.get(at("plan"))
