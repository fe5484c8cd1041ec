"""The pages of start progress data, through the front door."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.actions import save_group
from plans.models import ProgressCollection, ProgressValue
from tests.plans.factories import a_collection, an_answer, member, record
from tests.plans.typed import cost_of, posted, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection(family, keyworker):
    return a_collection(family, by=keyworker)


@pytest.fixture
def at(family):
    return lambda name, *args: reverse(name, args=[family.pk, *args])


@pytest.fixture
def housing(collection, at):
    return at("progress-group", "housing")


def words_of(response):
    return response.content.decode()


def told(**areas):
    """FP56 is arrears in pounds, FP57 a category, FP58 yes or no."""
    return {name.replace("_", "-", 1) if name.startswith("FP") else name: value for name, value in areas.items()}


def test_a_keyworker_begins_and_sees_the_groups_with_what_is_missing(worker, at):
    assert "Begin the start progress data" in words_of(worker.get(at("progress")))
    words = words_of(worker.post(at("progress-start"), follow=True))
    assert "0 of 58 areas have an answer" in words
    for group in ("Family and household", "Crime and anti-social behaviour", "Housing"):
        assert group in words
    assert "About this list" in words
    assert ProgressCollection.objects.get().progress_set.about.splitlines()[0][:40] in words


def test_a_group_is_saved_and_counted(worker, at, housing):
    answers = told(FP56_answer="£1,200.50", FP57_answer="notice", FP58_answer="no")
    words = words_of(send(worker, housing, source="Landlord", **answers))
    assert "Housing: saved" in words
    assert "3 of 3 answered" in words
    values = [(value.in_words, value.source) for value in ProgressValue.objects.select_related("area")]
    assert values == [("£1,200.50", "Landlord"), ("Notice", "Landlord"), ("No", "Landlord")]


def test_zero_no_not_known_and_does_not_apply_are_four_different_answers(worker, at, collection):
    page = at("progress-group", "crime-and-anti-social-behaviour")
    answers = told(FP06_answer="0", FP07_otherwise=["not known"], FP08_otherwise=["does not apply"], FP11_answer="no")
    send(worker, page, source="Police", **answers)
    values = ProgressValue.objects.select_related("area").order_by("area__code")
    assert [value.in_words for value in values] == ["0", "Not known", "Does not apply", "No"]


def test_an_area_left_empty_stays_without_an_answer(worker, housing):
    assert "0 of 3 answered" in words_of(send(worker, housing))
    assert not ProgressValue.objects.exists()


def test_answers_come_back_to_be_read_and_changed(worker, housing, at):
    other_day = timezone.localdate() - timedelta(days=9)
    answers = told(FP56_answer="12", FP56_source="Rent book", FP56_valid_on=other_day, FP57_answer="not known")
    send(worker, housing, source="Landlord", **answers)
    form = worker.get(housing).context["form"]
    assert form["FP56-answer"].value() == 12
    assert (form["FP56-source"].value(), form["FP56-valid_on"].value()) == ("Rent book", other_day)
    assert form["FP57-answer"].value() == "not known"
    assert form["source"].value() in (None, "")
    send(worker, housing, **told(FP58_answer="yes", FP58_source="The family"))
    assert [value.source for value in ProgressValue.objects.all()] == ["Rent book", "Landlord", "The family"]


def test_an_answer_taken_away_is_gone(worker, housing):
    send(worker, housing, source="Landlord", **told(FP56_answer="12"))
    send(worker, housing, **told(FP56_answer=""))
    assert not ProgressValue.objects.exists()


def test_a_person_may_be_named_where_the_area_is_about_one(worker, at, collection, family):
    page = at("progress-group", "education")
    form = worker.get(page).context["form"]
    cleo = member(family, "Cleo")
    assert [name for _, name in form.fields["FP16-person"].choices] == ["Nobody in particular", "Cleo Sample"]
    send(worker, page, source="School", **told(FP16_answer="12.5%", FP16_person=str(cleo.pk)))
    assert ProgressValue.objects.get().person == cleo
    assert "12.5% (Cleo Sample)" in words_of(worker.get(at("progress-answers")))


def test_whoever_an_answer_is_about_stays_on_offer_after_leaving_the_family(worker, at, collection, family):
    page = at("progress-group", "education")
    cleo = str(member(family, "Cleo").pk)
    send(worker, page, source="School", **told(FP16_answer="12.5", FP16_person=cleo))
    family.memberships.filter(person=cleo).update(left_on=timezone.localdate())
    send(worker, page, **told(FP17_answer="1", FP17_source="School"))
    assert ProgressValue.objects.get(area__code="FP16").person_id == int(cleo)


BAD = [
    (told(FP56_answer="lots"), "FP56-answer", "Rent or mortgage arrears must be a number, like 12.5"),
    (told(FP56_answer="-1"), "FP56-answer", "Rent or mortgage arrears must be 0 or more"),
    (told(FP56_answer="1", FP56_otherwise=["not known"]), "FP56-answer", "arrears: give one answer only"),
    (told(FP56_otherwise=["not known", "does not apply"]), "FP56-answer", "arrears: give one answer only"),
    (told(FP58_answer="no", source=""), "source", "Enter where the answers come from"),
    (told(FP58_answer="no", FP58_source="x" * 121), "FP58-source", "must be 120 characters or fewer"),
    (told(valid_on=["31", "2", "2026"]), "valid_on", "The date the answers are true as at must be a real date"),
    (told(FP58_answer="no", FP58_valid_on=["1", "1", "2999"]), "FP58-valid_on", "must be today or in the past"),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "field", "message"), BAD)
def test_bad_answers_are_told_beside_the_area_and_in_the_summary_and_kept(worker, housing, answers, field, message):
    good = told(FP57_answer="notice", FP57_source="Landlord")
    response = send(worker, housing, **{**good, **answers})
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert message in form.errors[field][0]
    assert words_of(response).count(form.errors[field][0].split(":")[0]) >= 2
    assert form["FP57-answer"].value() == "notice"
    assert not ProgressValue.objects.exists()


@pytest.mark.parametrize(
    ("code", "typed", "message"),
    [
        ("FP17", "2.5", "must be a whole number"),
        ("FP17", "-1", "must be 0 or more"),
        ("FP16", "100.5", "must be between 0 and 100"),
        ("FP16", "-0.5", "must be between 0 and 100"),
        ("FP22", "perhaps", "Select one of the options"),
    ],
)
def test_each_kind_of_figure_is_checked(worker, at, collection, code, typed, message):
    response = send(worker, at("progress-group", "education"), source="School", **{f"{code}-answer": typed})
    assert message in response.context["form"].errors[f"{code}-answer"][0]


def test_what_is_wrong_in_the_closed_part_opens_it(worker, housing):
    assert '<details class="govuk-details" open>' not in words_of(worker.get(housing))
    response = send(worker, housing, **told(FP58_answer="no", FP58_source="x" * 121))
    assert words_of(response).count('<details class="govuk-details" open>') == 1


def test_the_second_of_two_tabs_sees_both_answers_and_then_saves(worker, housing):
    form = worker.get(housing).context["form"]
    second_tab = posted(form, source="Landlord", **told(FP56_answer="0"))
    send(worker, housing, source="Landlord", **told(FP56_answer="12"))
    response = worker.post(housing, second_tab)
    assert "Somebody else changed this" in words_of(response)
    assert ("Rent or mortgage arrears", "0", "12") in response.context["form"].both
    worker.post(housing, posted(response.context["form"]))
    assert ProgressValue.objects.get().number == 0


def test_what_another_tab_answered_meanwhile_is_not_lost_by_saving_again(worker, at, collection):
    page = at("progress-group", "crime-and-anti-social-behaviour")
    second_tab = posted(worker.get(page).context["form"], source="Police", **told(FP06_answer="1"))
    others = told(FP07_answer="2", FP08_otherwise=["not known"], FP11_answer="no")
    send(worker, page, source="Court", **others)
    response = worker.post(page, second_tab)
    worker.post(page, posted(response.context["form"]))
    values = ProgressValue.objects.select_related("area").order_by("area__code")
    assert [value.in_words for value in values] == ["1", "2", "Not known", "No"]
    assert [value.source for value in values] == ["Police", "Court", "Court", "Court"]


def test_finishing_names_what_is_missing_and_then_the_baseline_stands(worker, at, family, keyworker):
    collection = a_collection(family, by=keyworker, groups=7)
    assert "Housing (0 of 3 answered)" in words_of(worker.get(at("progress")))
    assert "Housing (0 of 3 answered)" in words_of(worker.post(at("progress-finish"), follow=True))
    form = worker.get(at("progress-group", "housing")).context["form"]
    late = posted(form, source="Landlord", **told(FP56_answer="7"))
    record(collection, collection.group("housing"), by=keyworker)
    assert "The start progress data is recorded" in words_of(worker.post(at("progress-finish"), follow=True))
    assert "is finished" in words_of(worker.get(at("progress-group", "housing"), follow=True))
    assert "is finished" in words_of(worker.post(at("progress-group", "housing"), late, follow=True))
    assert "is open again" in words_of(worker.post(at("progress-reopen"), follow=True))


def test_all_answers_are_shown_by_group_with_what_to_read_with_care(worker, at, family, keyworker):
    a_collection(family, by=keyworker, groups=2)
    words = words_of(worker.get(at("progress-answers")))
    assert "Crime and anti-social behaviour: 10 of 10 answered" in words
    assert "trust us enough to tell: read with care" in words
    assert "Not answered yet" in words
    assert "About this list" in words


def test_any_text_comes_back_as_it_was_typed(worker, housing, at):
    odd = "<b>O'Hara</b> & \N{GRINNING FACE}"
    send(worker, housing, source=odd, **told(FP58_answer="yes"))
    assert ProgressValue.objects.get().source == odd
    assert "<b>O'Hara" not in words_of(worker.get(at("progress-answers")))


@pytest.mark.parametrize("name", ["progress", "progress-answers"])
def test_a_page_costs_the_same_with_all_areas_answered(worker, at, family, keyworker, name, django_assert_num_queries):
    collection = a_collection(family, by=keyworker, groups=1)
    queries = cost_of(worker, at(name))
    for group in collection.groups()[1:]:
        record(collection, group, by=keyworker)
    with django_assert_num_queries(queries):
        worker.get(at(name))


def test_the_page_of_a_group_costs_the_same_with_all_its_areas_answered(
    worker, at, family, keyworker, django_assert_num_queries
):
    collection = a_collection(family, by=keyworker)
    page = at("progress-group", "education")
    queries = cost_of(worker, page)
    group, cleo = collection.group("education"), member(family, "Cleo").pk
    save_group(
        collection,
        "education",
        {area.code: an_answer(area, person=cleo) for area, _ in group.areas},
        seen=group.seen,
        by=keyworker,
    )
    with django_assert_num_queries(queries):
        worker.get(page)
