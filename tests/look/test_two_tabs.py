"""Two tabs or two clicks: what a form carries so that nothing is overwritten unseen or made twice."""

import uuid
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.contrib.auth.models import Group
from django.template.loader import render_to_string

from accounts.models import PrivacyNotice
from strongerfamilies.edits import EditedElsewhere, check_seen
from strongerfamilies.govuk_forms import GovukForm, GovukModelForm, YesNoField

FIELDS = ("in_use_from", "text")


class NoticeForm(GovukModelForm):
    heading = "Privacy notice"

    class Meta:
        model = PrivacyNotice
        fields = FIELDS


def notice(text="As it was", day=1):
    return PrivacyNotice(pk=1, version="2026-1", in_use_from=date(2026, 1, day), text=text)


def posted(text, seen):
    data = {"in_use_from_0": "1", "in_use_from_1": "1", "in_use_from_2": "2026", "text": text, "seen": seen}
    return NoticeForm(data, instance=notice())


def test_an_unchanged_row_has_the_values_that_were_seen():
    form = posted("Mine", NoticeForm(instance=notice())["seen"].value())
    assert form.is_valid()
    check_seen(notice(), FIELDS, form.cleaned_data["seen"])


def test_a_row_changed_meanwhile_is_refused_and_both_texts_are_shown():
    form = posted("Mine <b>", NoticeForm(instance=notice())["seen"].value())
    assert form.is_valid()
    with pytest.raises(EditedElsewhere) as meanwhile:
        check_seen(notice("Theirs", day=2), FIELDS, form.cleaned_data["seen"])
    form.show_both(meanwhile.value.current)
    assert form.both == [("In use from", "1 January 2026", "2 January 2026"), ("Text", "Mine <b>", "Theirs")]
    page = BeautifulSoup(render_to_string("layouts/form_page.html", {"form": form}), "html.parser")
    assert page.title.get_text().startswith("Error: ")
    assert page.textarea.get_text().strip() == "Mine <b>"
    assert [cell.get_text() for cell in page.select(".app-both-texts td")][2:] == ["Mine <b>", "Theirs"]


def test_the_save_after_both_texts_were_shown_goes_through():
    theirs = notice("Theirs")
    form = posted("Mine", "stale")
    assert form.is_valid()
    form.show_both(theirs)
    again = posted("Mine", form["seen"].value())
    assert again.is_valid()
    check_seen(theirs, FIELDS, again.cleaned_data["seen"])


def test_a_form_sent_without_what_was_seen_counts_as_stale():
    form = posted("Mine", "")
    assert form.is_valid()
    with pytest.raises(EditedElsewhere):
        check_seen(notice(), FIELDS, form.cleaned_data["seen"])


def test_a_form_that_is_no_models_own_can_watch_a_row_too():
    class TextForm(GovukForm):
        text = forms.CharField()

    assert (
        TextForm(watching=(notice(), ("text",)))["seen"].value()
        == TextForm(watching=(notice(day=5), ("text",)))["seen"].value()
    )


@pytest.mark.django_db
def test_rows_chosen_from_a_list_are_shown_by_their_names_on_both_sides(practitioner):
    class RolesForm(GovukForm):
        groups = forms.ModelMultipleChoiceField(Group.objects.all(), label="Roles")

    officer, manager = Group.objects.filter(name__in=["Performance officer", "Team manager"]).order_by("name")
    watching = (practitioner, ("groups",))
    form = RolesForm({"groups": [officer.pk], "seen": RolesForm(watching=watching)["seen"].value()}, watching=watching)
    assert form.is_valid()
    practitioner.groups.set([manager, officer])
    with pytest.raises(EditedElsewhere) as meanwhile:
        check_seen(practitioner, ("groups",), form.cleaned_data["seen"])
    form.show_both(meanwhile.value.current)
    ((label, yours, theirs),) = form.both
    assert (label, yours, sorted(theirs.split(", "))) == ("Roles", officer.name, [officer.name, manager.name])


class AddForm(GovukForm):
    heading = "Add a person"
    adds_a_row = True
    here = YesNoField(label="Here?")


def test_a_form_that_adds_carries_a_token_that_survives_an_error():
    token = AddForm()["once"].value()
    assert uuid.UUID(token)
    form = AddForm({"once": token})
    assert not form.is_valid()
    page = BeautifulSoup(render_to_string("layouts/form_page.html", {"form": form}), "html.parser")
    assert page.select_one("[name=once]")["value"] == token


def test_the_token_that_was_sent_is_the_one_the_action_gets():
    token = uuid.uuid4()
    form = AddForm({"once": str(token), "here": "yes"})
    assert form.is_valid()
    assert form.cleaned_data["once"] == token
    without = AddForm({"here": "yes"})
    assert without.is_valid()
    assert isinstance(without.cleaned_data["once"], uuid.UUID)
    assert "out of date" in AddForm({"once": "nonsense", "here": "yes"}).errors["once"][0]


def test_the_page_has_one_token_against_forgery_and_one_button():
    page = BeautifulSoup(
        render_to_string("layouts/form_page.html", {"form": AddForm(), "csrf_token": "t"}), "html.parser"
    )
    assert len(page.select("[name=csrfmiddlewaretoken]")) == 1
    assert [button.get_text() for button in page.select("main button")] == ["Save and continue"]
