"""Recording the start, group by group, until every area has an answer."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.rules import KEYWORKER
from plans.actions import begin_start, finish_start, reopen_start, save_group
from plans.models import ProgressCollection, ProgressValue
from strongerfamilies.edits import EditedElsewhere
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.plans.factories import a_collection, a_family, an_answer, record

pytestmark = pytest.mark.django_db
HOUSING = "housing"


@pytest.fixture
def collection(family, keyworker):
    return a_collection(family, by=keyworker)


def save(collection, answers, *, by, seen=None, slug=HOUSING):
    group = collection.group(slug)
    save_group(collection, slug, answers, seen=seen or group.seen, by=by)
    return collection.group(slug)


def areas(collection, slug=HOUSING):
    return [area for area, _ in collection.group(slug).areas]


def test_the_list_has_58_areas_in_8_groups(collection):
    groups = collection.groups()
    assert [len(group.areas) for group in groups] == [5, 10, 9, 9, 8, 5, 9, 3]
    assert groups[0].name == "Family and household"


def test_beginning_twice_gives_one_collection(family, keyworker):
    assert begin_start(family, by=keyworker) == begin_start(family, by=keyworker)
    assert AuditEvent.objects.filter(deed="progress.begun").count() == 1


def test_answers_come_back_exactly(collection, keyworker):
    arrears, stage, homeless = areas(collection)
    told = {
        arrears.code: an_answer(arrears, number=Decimal("1200.50"), source="The landlord's letter <b>"),
        stage.code: an_answer(stage, category="notice"),
        homeless.code: an_answer(homeless, answer="not known", source=""),
    }
    group = save(collection, told, by=keyworker)
    assert {area.code: value.told for area, value in group.areas} == told
    assert group.is_finished


def test_zero_is_an_answer_and_so_is_no(collection, keyworker):
    arrears, _, homeless = areas(collection)
    told = {arrears.code: an_answer(arrears, number=Decimal(0)), homeless.code: an_answer(homeless, category="no")}
    group = save(collection, told, by=keyworker)
    assert [value and value.in_words for _, value in group.areas] == ["£0.00", None, "No"]


def test_what_is_unchanged_keeps_who_recorded_it(collection, keyworker):
    arrears, stage, _ = areas(collection)
    told = {arrears.code: an_answer(arrears), stage.code: an_answer(stage)}
    save(collection, told, by=keyworker)
    later = UserFactory(role=KEYWORKER)
    group = save(collection, told | {arrears.code: an_answer(arrears, number=Decimal(4))}, by=later)
    assert [value.recorded_by for value in group.values] == [later, keyworker]
    assert AuditEvent.objects.filter(deed="progress.recorded").latest("pk").fields == [arrears.code]


def test_saving_the_same_again_writes_nothing(collection, keyworker):
    told = {area.code: an_answer(area) for area in areas(collection)}
    save(collection, told, by=keyworker)
    save(collection, told, by=keyworker)
    assert AuditEvent.objects.filter(deed="progress.recorded").count() == 1


def test_an_answer_taken_away_is_not_there_any_more(collection, keyworker):
    arrears, *_ = areas(collection)
    save(collection, {arrears.code: an_answer(arrears)}, by=keyworker)
    assert save(collection, {}, by=keyworker).answered == 0


def test_the_second_of_two_tabs_is_told(collection, keyworker):
    arrears, *_ = areas(collection)
    seen = collection.group(HOUSING).seen
    save(collection, {arrears.code: an_answer(arrears)}, seen=seen, by=keyworker)
    with pytest.raises(EditedElsewhere) as refusal:
        save(collection, {}, seen=seen, by=keyworker)
    assert refusal.value.current.answered == 1


def test_two_groups_are_saved_side_by_side(collection, keyworker):
    housing, health = collection.group(HOUSING), collection.group("health")
    record(collection, housing, by=keyworker)
    record(collection, health, by=keyworker)
    assert [group.answered for group in collection.groups()][-2:] == [9, 3]


def test_an_answer_that_does_not_fit_is_refused_and_nothing_is_kept(collection, keyworker):
    arrears, stage, _ = areas(collection)
    with pytest.raises(MoveNotAllowed, match="Select one of the answers"):
        save(
            collection, {arrears.code: an_answer(arrears), stage.code: an_answer(stage, category="lost")}, by=keyworker
        )
    assert collection.group(HOUSING).answered == 0


def test_a_group_that_is_not_on_the_list_is_not_there(collection):
    with pytest.raises(ProgressCollection.DoesNotExist, match="no group"):
        collection.group("pets")


def test_finishing_names_the_groups_that_are_not_finished(family, keyworker):
    collection = a_collection(family, by=keyworker, groups=6)
    with pytest.raises(MoveNotAllowed, match=r"Health \(0 of 9 answered\); Housing \(0 of 3 answered\)"):
        finish_start(collection, by=keyworker)


def test_a_finished_start_stands_until_it_is_opened_again(family, keyworker):
    collection = finish_start(a_collection(family, by=keyworker, groups=8), by=keyworker)
    assert collection.recorded_on == timezone.localdate()
    with pytest.raises(MoveNotAllowed, match="finished"):
        save(collection, {}, by=keyworker)
    collection = reopen_start(collection, by=keyworker)
    assert save(collection, {}, by=keyworker).answered == 0


def test_finishing_and_opening_twice_write_one_line_each(family, keyworker):
    collection = a_collection(family, by=keyworker, groups=8)
    for deed in (finish_start, finish_start, reopen_start, reopen_start):
        collection = deed(collection, by=keyworker)
    deeds = AuditEvent.objects.filter(deed__in=["progress.finished", "progress.reopened"]).values_list(
        "deed", flat=True
    )
    assert sorted(deeds) == ["progress.finished", "progress.reopened"]


@pytest.fixture
def value(collection, keyworker):
    arrears, *_ = areas(collection)
    save(collection, {arrears.code: an_answer(arrears)}, by=keyworker)
    return ProgressValue.objects.get()


BAD_ROWS = [
    ("progress_answer_is_known", {"answer": "perhaps", "number": None}),
    ("progress_value_only_when_known", {"answer": "not known"}),
    ("progress_value_only_when_known", {"number": None}),
    ("progress_value_only_when_known", {"category": "yes"}),
    ("progress_number_from_zero", {"number": -1}),
    ("progress_known_has_a_source", {"source": ""}),
]


@pytest.mark.parametrize(("name", "columns"), BAD_ROWS)
def test_the_database_refuses_what_no_value_may_be(value, name, columns):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ProgressValue.objects.update(**columns)


def test_the_database_holds_one_value_an_area(value):
    value.pk = None
    with pytest.raises(IntegrityError, match="one_value_an_area"):
        value.save(force_insert=True)


def test_the_database_holds_one_start_a_family(collection):
    collection.pk = None
    with pytest.raises(IntegrityError, match="one_start_a_family"):
        collection.save(force_insert=True)


def test_the_database_knows_the_stages_of_recording(collection):
    with pytest.raises(IntegrityError, match="collection_stage_is_known"):
        ProgressCollection.objects.update(stage="later")


@pytest.mark.django_db(transaction=True)
def test_no_answer_is_kept_when_the_audit_line_cannot_be_written(broken_audit):
    keyworker = UserFactory(role=KEYWORKER)
    collection = a_collection(a_family(keyworker), by=keyworker)
    with broken_audit() as error, pytest.raises(error, match="no audit"):
        record(collection, collection.group(HOUSING), by=keyworker)
    assert not ProgressValue.objects.exists()


def test_figures_read_as_people_say_them(value):
    assert (value.in_words, value.told.number) == ("£3.00", 3)


def test_things_are_called_by_what_they_are(value):
    assert str(value) == f"{value.area}: Known"
    assert str(value.collection).startswith("Start progress data of ")
