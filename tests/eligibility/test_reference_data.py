"""What `manage.py load_reference` puts in, offers, and leaves alone."""

import copy
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent, PrivacyNotice
from accounts.rules import ROLES
from eligibility import actions, reference_files
from eligibility.models import Indicator, Programme, ProgrammeIndicator, ProgressArea, ProgressSet, Reason
from strongerfamilies.moves import MoveNotAllowed

pytestmark = pytest.mark.django_db

TABLES = (Group, PrivacyNotice, Programme, ProgrammeIndicator, Indicator, ProgressSet, ProgressArea, Reason, AuditEvent)
ON = date(2015, 11, 1)


@pytest.fixture
def definition():
    """The programme as the files define it, to be changed by a test."""
    (one,) = reference_files.programme_definitions()
    return copy.deepcopy(one)


def test_the_programme_has_six_problems_and_32_indicators_and_needs_two():
    programme = Programme.objects.in_force("phase2", ON)
    assert (programme.problems.count(), programme.indicators.count(), programme.problems_needed) == (6, 32, 2)
    assert programme.in_force_from == date(2015, 4, 1)
    assert all(problem.question for problem in programme.problems.all())


def test_the_rule_reads_the_same_programme_from_the_database_as_from_the_files():
    (from_files,) = reference_files.programmes()
    assert Programme.objects.in_force("phase2", ON).as_rule() == from_files


def test_every_role_is_loaded():
    assert set(Group.objects.values_list("name", flat=True)) >= {role.name for role in ROLES}


def test_there_are_58_progress_areas_and_the_set_says_that_it_is_a_reconstruction():
    progress_set = ProgressSet.objects.on(ON)
    assert progress_set.areas.count() == 58
    assert "reconstruction" in progress_set.about
    leads = progress_set.areas.get(code="FP25")
    assert leads.categories == ["none", "early help", "child in need", "child protection plan", "looked after"]


def test_there_is_a_reason_for_every_kind_of_ending():
    kinds = set(Reason.objects.values_list("kind", flat=True))
    assert kinds == set(Reason.Kind.values)
    assert Reason.objects.offered("returned").first().code == "fewer-than-two-problems"


def test_loading_again_changes_nothing():
    before = [model.objects.count() for model in TABLES]
    out = StringIO()
    call_command("load_reference", stdout=out)
    assert [model.objects.count() for model in TABLES] == before
    assert out.getvalue() == ""


def test_a_councils_own_words_for_a_reason_stay():
    Reason.objects.filter(kind="returned", code="outside-borough").update(label="Not a Millbrook family")
    call_command("load_reference", verbosity=0)
    assert Reason.objects.get(kind="returned", code="outside-borough").label == "Not a Millbrook family"


def test_a_changed_definition_is_offered_as_a_draft_and_what_is_in_force_stays(definition):
    definition["indicators"][0]["asks"]["months"] = 6
    in_force = Programme.objects.in_force("phase2", ON)
    draft = actions.offer_programme(definition)
    assert (draft.version, draft.status, draft.in_force_from) == (2, "draft", None)
    assert draft.indicators.get(indicator__code="P1.1").months == 6
    assert in_force.indicators.get(indicator__code="P1.1").months == 12
    assert Programme.objects.in_force("phase2", ON) == in_force
    assert actions.offer_programme(definition) is None


def test_a_changed_list_of_progress_areas_is_offered_as_a_draft():
    changed = reference_files.progress_set_definition()
    changed["areas"] = changed["areas"][:50]
    draft = actions.offer_progress_set(changed)
    assert (draft.version, draft.status, draft.areas.count()) == (2, "draft", 50)
    assert ProgressSet.objects.on(ON).version == 1


def test_another_meaning_for_a_code_in_use_is_refused_in_words(definition, monkeypatch):
    definition["indicators"][0]["indicator"] |= {"subject": "adult", "label": "Adult has a proven offence"}
    with pytest.raises(actions.IndicatorInUse, match=r"P1\.1 is in use with another label and subject"):
        actions.offer_programme(definition)
    monkeypatch.setattr(reference_files, "programme_definitions", lambda: [definition])
    with pytest.raises(CommandError, match="give the new sign a new code"):
        call_command("load_reference")


def test_loading_says_what_is_new(definition, monkeypatch):
    definition["programme"] |= {"code": "phase3", "name": "Phase 3"}
    monkeypatch.setattr(reference_files, "programme_definitions", lambda: [definition])
    out = StringIO()
    call_command("load_reference", stdout=out)
    assert out.getvalue() == "Phase 3, version 1: in force\n"


def test_a_programme_that_cannot_work_is_not_put_in_force(definition):
    definition["programme"] |= {"code": "phase3", "listed": [1, 9], "local_filter": 8}
    definition["problems"].append({"number": 7, "headline": "Housing", "question": ""})
    with pytest.raises(MoveNotAllowed) as refused:
        actions.offer_programme(definition)
    assert str(refused.value) == "Problem 7 has no indicator. There is no problem 8. There is no problem 9."
    definition |= {"problems": [], "indicators": []}
    definition["programme"] |= {"listed": [], "local_filter": None}
    with pytest.raises(MoveNotAllowed, match="The programme has no problems"):
        actions.offer_programme(definition)
