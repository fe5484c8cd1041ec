"""Drafts are kept for as many days as the setting says, and cleared afterwards."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import keep_draft, throw_away_draft
from accounts.models import Draft, Setting
from tests.accounts.factories import AgencyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory()


def aged(draft, days):
    Draft.objects.filter(pk=draft.pk).update(saved_at=timezone.now() - timedelta(days=days))


def test_a_form_about_a_record_has_one_draft_a_person(agency, keyworker, officer):
    keep_draft("note", agency, by=keyworker, typed={"text": ["One"]})
    draft = keep_draft("note", agency, by=keyworker, typed={"text": ["Two"]})
    keep_draft("note", agency, by=officer, typed={"text": ["Mine"]})
    assert Draft.objects.of(keyworker, "note", agency).get().typed == {"text": ["Two"]}
    assert str(draft).startswith("note of ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(
            user=keyworker, form="note", record=draft.record, record_id=agency.pk, typed={}, saved_at=timezone.now()
        )


def test_throwing_away_takes_only_ones_own(agency, keyworker, officer):
    keep_draft("note", agency, by=officer, typed={})
    throw_away_draft("note", agency, by=keyworker)
    assert Draft.objects.count() == 1


def test_drafts_untouched_for_ninety_days_are_cleared(agency, keyworker, officer, capsys):
    aged(keep_draft("note", agency, by=keyworker, typed={}), days=91)
    aged(keep_draft("note", agency, by=officer, typed={}), days=89)
    call_command("clear_old_drafts")
    assert capsys.readouterr().out == "Cleared: 1\n"
    assert Draft.objects.get().user == officer


def test_a_council_may_keep_them_for_less(agency, keyworker):
    Setting.objects.create(key="draft_days", value="10")
    aged(keep_draft("note", agency, by=keyworker, typed={}), days=11)
    call_command("clear_old_drafts", verbosity=0)
    assert not Draft.objects.exists()
