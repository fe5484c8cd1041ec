"""The page on which a target is set or changed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Setting
from plans.models import Target
from tests.plans.factories import a_plan, a_target, member, refuses
from tests.plans.typed import cost_of, posted, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(family, keyworker):
    return a_plan(family, by=keyworker)


@pytest.fixture
def add(plan):
    return reverse("target-add", args=[plan.family_id])


@pytest.fixture
def change(plan):
    return reverse("target-change", args=[plan.family_id, plan.targets.get().pk])


@pytest.fixture
def told(family):
    """Everything a good target needs, as it is typed."""
    ada = str(member(family, "Ada").pk)
    return {
        "specific": "Bert and Ada go to the money advice session",
        "measurable": "The adviser says they came",
        "achievable": "It is in the library",
        "realistic": "Both are free on Mondays",
        "due_on": timezone.localdate() + timedelta(days=60),
        "owner": f"person-{ada}",
        "involved": [ada],
    }


def test_the_five_questions_of_the_newsletter_stand_beside_the_fields(worker, add):
    words = worker.get(add).content.decode()
    for question in (
        "Is it precise and well defined? Is it clear? Can everyone understand it?",
        "What evidence is needed?",
        "Is there enough there to make it happen?",
        "How sensible is it as things are at present?",
        "Are there review dates?",
    ):
        assert question in words


def test_a_target_is_set(worker, add, told):
    response = send(worker, add, **told)
    assert "Target saved" in response.content.decode()
    target = Target.objects.get(specific=told["specific"])
    assert str(target.owner) == "Ada Sample"
    assert not target.kept_from
    assert target.problem_number is None


def test_the_review_date_is_suggested_by_the_councils_setting(worker, add):
    Setting.objects.create(key="review_weeks", value="8")
    assert worker.get(add).context["form"]["review_on"].value() == timezone.localdate() + timedelta(weeks=8)


def test_a_double_click_sets_one_target(worker, add, told):
    data = posted(worker.get(add).context["form"], **told)
    worker.post(add, data)
    worker.post(add, data)
    assert Target.objects.filter(specific=told["specific"]).count() == 1


def test_an_empty_page_asks_for_each_thing_beside_its_field_and_in_the_summary(worker, add):
    response = worker.post(add, {})
    errors = response.context["form"].errors
    assert errors["specific"] == ["Enter what will be done"]
    assert errors["due_on"] == ["Enter the deadline"]
    assert set(errors) == {
        "specific", "measurable", "achievable", "realistic", "due_on", "review_on", "owner", "involved",
    }  # fmt: skip
    assert response.content.decode().count("Enter what will be done") == 2


def test_what_is_wrong_as_a_whole_is_told_beside_the_field_and_everything_is_kept(worker, add, told):
    response = send(worker, add, **told | {"due_on": timezone.localdate() + timedelta(days=7)})
    form = response.context["form"]
    assert form.errors == {"review_on": ["The review date must not be after the deadline"]}
    assert form["specific"].value() == told["specific"]
    assert not Target.objects.filter(specific=told["specific"]).exists()


def test_nobody_involved_needs_a_reason(worker, add, told):
    response = send(worker, add, **told | {"involved": ["nobody"]})
    assert response.context["form"].errors == {
        "not_involved_because": ["Answer “Why was nobody in the family involved?”"]
    }
    send(worker, add, **told | {"involved": ["nobody"], "not_involved_because": "They asked us to"})
    assert Target.objects.get(specific=told["specific"]).set_with == "Nobody in the family: They asked us to"


def test_some_must_not_know(worker, add, told, family):
    bert = str(member(family, "Bert").pk)
    assert "withheld_from" in send(worker, add, **told, may_know="some").context["form"].errors
    send(worker, add, **told, may_know="some", withheld_from=[bert])
    assert Target.objects.get(specific=told["specific"]).kept_from == "Not to be known by Bert Sample"


def test_h1_problem_5_is_kept_from_everyone_until_it_is_released(worker, add, told, family):
    response = send(worker, add, **told, problem_number="5", may_know="anyone")
    assert "kept from everyone in the family" in response.content.decode()
    target = Target.objects.get(specific=told["specific"])
    assert target.withheld_from_all
    change = reverse("target-change", args=[family.pk, target.pk])
    assert worker.get(change).context["form"]["may_know"].value() == "nobody"
    send(worker, change, may_know="anyone")
    target.refresh_from_db()
    assert not target.withheld_from_all


def test_h16_a_member_who_takes_no_part_is_not_offered(worker, add, family, keyworker):
    refuses(family, "Bert", by=keyworker)
    response = worker.get(add)
    owners = [name for _, name in response.context["form"].fields["owner"].choices]
    assert owners == ["Ada Sample", "Cleo Sample", f"{keyworker.name}, keyworker"]
    assert "Bert Sample takes no part in the plan" in response.content.decode()


def test_a_target_is_changed_and_the_rest_stays(worker, change, plan, keyworker):
    send(worker, change, specific="By half past eight", owner=f"worker-{keyworker.pk}")
    target = plan.targets.get()
    assert (target.specific, target.owner) == ("By half past eight", keyworker)
    assert target.set_with == "Ada Sample"


def test_a_deadline_gone_by_does_not_stop_other_changes(worker, change, plan):
    past = timezone.localdate() - timedelta(days=1)
    Target.objects.update(due_on=past, review_on=past)
    assert "Target saved" in send(worker, change, specific="By eight").content.decode()
    earlier = past - timedelta(days=1)
    errors = send(worker, change, due_on=earlier, review_on=earlier).context["form"].errors
    assert errors == {"due_on": ["The deadline must be today or in the future"]}


def test_the_second_of_two_tabs_sees_both_texts_and_then_saves(worker, change, plan, family, keyworker):
    bert = str(member(family, "Bert").pk)
    form = worker.get(change).context["form"]
    second_tab = posted(form, specific="By nine", owner=f"worker-{keyworker.pk}")
    send(worker, change, specific="By eight", may_know="some", withheld_from=[bert])
    told = worker.post(change, second_tab)
    both = {label: (yours, theirs) for label, yours, theirs in told.context["form"].both}
    assert both == {
        "Specific: what will be done": ("By nine", "By eight"),
        "Who will do it?": (f"{keyworker.name}, keyworker", "Ada Sample"),
        "Who in the family may know of this target?": ("Anyone in the family", "Some of them must not know"),
        "Who must not know?": ("Not answered", "Bert Sample"),
    }
    worker.post(change, posted(told.context["form"]))
    assert plan.targets.get().specific == "By nine"


def test_a_refusal_of_the_deed_keeps_what_was_typed(worker, add, change, told, family, keyworker):
    data = posted(worker.get(add).context["form"], **told)
    changed = posted(worker.get(change).context["form"], specific="By eight")
    family.plans.update(status="agreed", shared_on=timezone.localdate())
    for address, typed in ((add, data), (change, changed)):
        response = worker.post(address, typed)
        assert "Make it a draft again" in response.content.decode()
        assert response.context["form"]["specific"].value() == typed["specific"]


def test_any_text_comes_back_as_it_was_typed(worker, add, told):
    odd = "  <script>alert('x')</script> & O'Hara \N{GRINNING FACE} \N{ARABIC LETTER ALEF}" + "z" * 10_000
    send(worker, add, **told | {"specific": odd})
    target = Target.objects.latest("pk")
    assert target.specific == odd
    assert "<script>alert" not in worker.get(target.plan.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "answer", [{"owner": "person-0"}, {"involved": ["0"]}, {"problem_number": "77"}, {"owner": "x"}]
)
def test_an_answer_that_was_never_offered_is_refused(worker, add, told, answer):
    assert set(send(worker, add, **told | answer).context["form"].errors) == set(answer)


def test_the_page_costs_the_same_at_ten_times_the_targets(worker, add, plan, keyworker, django_assert_num_queries):
    queries = cost_of(worker, add)
    for _ in range(10):
        a_target(plan, by=keyworker)
    with django_assert_num_queries(queries):
        worker.get(add)
