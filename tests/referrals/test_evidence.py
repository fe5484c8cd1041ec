"""Evidence under the six problems, "No: I asked or checked", and "I do not know" (H10, H11, H12)."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import AuditEvent
from eligibility.models import Indicator, ProgrammeIndicator
from referrals.actions import evidence as actions
from referrals.forms.evidence import NewEvidenceForm
from referrals.models import Answered, ReferralEvidence
from tests.referrals.factories import a_draft, a_mother, a_person, a_piece, days_ago
from tests.referrals.pages import CHANGED_MEANWHILE, Desk, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(practitioner):
    return a_draft(by=practitioner)


@pytest.fixture
def rowan(draft):
    return a_person(draft)


@pytest.fixture
def desk(signed_in, practitioner):
    return Desk(signed_in(practitioner))


def add(draft, code):
    return f"/referrals/{draft.pk}/evidence/add/{code}/"


def the_only_piece():
    return ReferralEvidence.objects.get()


@pytest.mark.parametrize("answer", ["no", "not known"])
def test_no_and_i_do_not_know_are_different_answers_h11(desk, draft, answer):
    desk.fills(f"/referrals/{draft.pk}/problems/1/", known=answer)
    assert Answered.objects.get().answer == answer
    rows = desk.opens(f"/referrals/{draft.pk}/").context["answer"]["rows"]
    assert rows[0]["met"] is (False if answer == "no" else None)


def test_an_answer_may_be_changed_and_stands_once(desk, draft):
    for answer in ("no", "not known", "not known"):
        desk.fills(f"/referrals/{draft.pk}/problems/1/", known=answer)
    assert Answered.objects.get().answer == "not known"
    assert "checked" in desk.opens(f"/referrals/{draft.pk}/problems/1/").content.decode()


def test_a_problem_left_open_is_asked_for(desk, draft):
    assert "Select what you know about this" in words(desk.fills(f"/referrals/{draft.pk}/problems/1/"))


def test_the_signs_of_a_problem_are_offered_with_examples(desk, draft):
    page = words(desk.opens(f"/referrals/{draft.pk}/problems/5/"))
    assert "Police have been called to the home" in page
    assert "MARAC" in page
    assert "No: I asked or checked" in page


def test_choosing_a_sign_leads_to_its_questions_and_saves_nothing_yet(desk, draft):
    assert desk.fills(f"/referrals/{draft.pk}/problems/5/", known="P5.3").url == add(draft, "P5.3")
    assert not ReferralEvidence.objects.exists()


def test_evidence_takes_the_place_of_no(desk, draft):
    desk.fills(f"/referrals/{draft.pk}/problems/5/", known="no")
    desk.fills(add(draft, "P5.3"), observed_on=days_ago(3))
    assert not Answered.objects.exists()
    page = words(desk.opens(f"/referrals/{draft.pk}/problems/5/"))
    assert "Evidence so far" in page
    assert "Is there another sign of it?" in page
    assert "No: I asked or checked" not in page.split("Is there another sign of it?")[1].split("Add this sign")[0]


def test_a_status_has_two_dates_since_and_last_known_true_h12(desk, draft, rowan):
    path = add(draft, "P3.1")
    page = words(desk.opens(path))
    assert "When was this last known to be true?" in page
    assert "Since when?" in page
    desk.fills(path, person=rowan.key, observed_on=days_ago(5), since=days_ago(90), note="Told by the health visitor.")
    piece = the_only_piece()
    assert (piece.person, piece.observed_on, piece.since) == (rowan, days_ago(5), days_ago(90))
    assert (piece.problem_number, piece.value) == (3, None)


def test_since_is_never_later_than_last_known_h12(desk, draft, rowan):
    response = desk.fills(add(draft, "P3.1"), person=rowan.key, observed_on=days_ago(5), since=days_ago(2))
    assert "must not be later than the day it was last known to be true" in words(response)


def test_an_event_has_one_date(desk, draft):
    page = words(desk.opens(add(draft, "P5.3")))
    assert "When did it happen?" in page
    assert "Since when?" not in page


def test_a_future_date_is_refused_but_for_what_is_still_to_come(desk, draft):
    page = desk.fills(add(draft, "P5.3"), observed_on=days_ago(-1))
    assert "The date must be today or in the past" in words(page)
    a_mother(draft)
    marge = draft.people.get()
    desk.fills(add(draft, "P1.3"), person=marge.key, observed_on=days_ago(-30))
    assert the_only_piece().observed_on == days_ago(-30)


@pytest.mark.parametrize(("told", "value"), [("", None), ("4", Decimal(4))])
def test_a_figure_is_asked_only_where_the_indicator_takes_one(desk, draft, rowan, told, value):
    assert "How many exclusions?" in words(desk.opens(add(draft, "P2.2")))
    assert "How many" not in words(desk.opens(add(draft, "P2.6")))
    desk.fills(add(draft, "P2.2"), person=rowan.key, value=told, observed_on=days_ago(5))
    assert the_only_piece().value == value


@pytest.mark.parametrize("wrong", ["-1", "2.5", "many"])
def test_a_count_is_a_whole_number_from_nought(desk, draft, rowan, wrong):
    response = desk.fills(add(draft, "P2.2"), person=rowan.key, value=wrong, observed_on=days_ago(5))
    assert "There is a problem" in words(response)
    assert not ReferralEvidence.objects.exists()


def test_attendance_by_sessions_is_read_back_before_it_is_saved_h10(desk, draft, rowan):
    told = {"attendance": "sessions", "sessions_possible": "100", "sessions_attended": "86"}
    response = desk.fills(
        add(draft, "P2.1"), person=rowan.key, **told, observed_on=days_ago(5), note="From the register"
    )
    page = words(response)
    assert "Rowan Example attended 86 of 100 possible school sessions, and so missed 14, which is 14%." in page
    assert "It is not saved yet" in page
    assert not ReferralEvidence.objects.exists()
    desk.confirms(response)
    piece = the_only_piece()
    assert (piece.value, piece.sessions_possible, piece.sessions_missed) == (Decimal(14), 100, 14)
    assert piece.note == "From the register"


def test_attendance_by_percent_is_kept_as_missed_h10(desk, draft, rowan):
    told = {"attendance": "percent", "attended_percent": "92.5%"}
    response = desk.fills(add(draft, "P2.1"), person=rowan.key, **told, observed_on=days_ago(5))
    assert "attended 92.5% of school sessions, and so missed 7.5%." in words(response)
    desk.confirms(response)
    assert the_only_piece().value == Decimal("7.5")
    again = desk.opens(f"/referrals/{draft.pk}/evidence/{the_only_piece().pk}/")
    assert 'value="92.5"' in again.content.decode()


def test_what_was_read_back_may_be_changed_instead_h10(desk, draft, rowan):
    told = {"attendance": "percent", "attended_percent": "9.5"}
    response = desk.fills(add(draft, "P2.1"), person=rowan.key, **told, observed_on=days_ago(5))
    again = dict(response.context["again"])
    back = desk.client.post(add(draft, "P2.1"), {**again, "read_back": "90.5", "change": "yes"})
    assert 'value="9.5"' in back.content.decode()
    assert not ReferralEvidence.objects.exists()


def test_a_figure_changed_after_reading_back_is_read_back_again_h10(desk, draft, rowan):
    told = {"attendance": "percent", "attended_percent": "80", "read_back": "90.5"}
    response = desk.fills(add(draft, "P2.1"), person=rowan.key, **told, observed_on=days_ago(5))
    assert "Is this right?" in words(response)
    assert not ReferralEvidence.objects.exists()


def test_not_knowing_the_attendance_keeps_the_fact_and_leaves_the_figure_open(desk, draft, rowan):
    desk.fills(add(draft, "P2.1"), person=rowan.key, attendance="unknown", observed_on=days_ago(5))
    assert the_only_piece().value is None
    again = desk.opens(f"/referrals/{draft.pk}/evidence/{the_only_piece().pk}/")
    assert again.context["form"]["attendance"].value() == "unknown"


@pytest.mark.parametrize(
    ("possible", "attended", "told"),
    [
        ("0", "0", "must be 1 or more"),
        ("10", "11", "cannot have attended more than the 10"),
        ("10", "", "Enter how many"),
    ],
)
def test_impossible_sessions_are_refused(desk, draft, rowan, possible, attended, told):
    answers = {"attendance": "sessions", "sessions_possible": possible, "sessions_attended": attended}
    response = desk.fills(add(draft, "P2.1"), person=rowan.key, **answers, observed_on=days_ago(5))
    assert told in words(response)


def test_a_date_before_they_were_born_is_refused(desk, draft, rowan):
    response = desk.fills(add(draft, "P3.1"), person=rowan.key, observed_on=date(2001, 1, 1))
    assert "The date must not be before Rowan Example was born" in words(response)


def test_a_sign_of_anyone_may_be_about_the_whole_family(desk, draft, rowan):
    page = words(desk.opens(add(draft, "P5.1")))
    assert "Rowan Example" in page
    assert "The whole family" in page
    desk.fills(add(draft, "P5.1"), person="family", observed_on=days_ago(5))
    assert the_only_piece().person is None


def test_a_sign_of_the_family_asks_for_nobody(desk, draft):
    assert "Who is this about?" not in words(desk.opens(add(draft, "P4.5")))


def test_with_one_person_it_is_about_them_unless_said_otherwise(desk, draft, rowan):
    assert desk.opens(add(draft, "P3.1")).context["form"]["person"].value() == rowan.key


def test_a_sign_of_a_child_asks_for_the_child_first(desk, draft):
    assert desk.client.get(add(draft, "P3.1")).url == f"/referrals/{draft.pk}/people/"


def test_who_it_is_about_must_be_said(desk, draft, rowan):
    a_mother(draft)
    assert "Select who this is about" in words(desk.fills(add(draft, "P3.1"), observed_on=days_ago(5)))


def test_a_double_click_adds_one_piece(desk, draft):
    hidden = desk.hidden(add(draft, "P5.3"))
    for _ in range(2):
        desk.fills(add(draft, "P5.3"), hidden=hidden, observed_on=days_ago(3))
    assert ReferralEvidence.objects.count() == 1
    assert AuditEvent.objects.filter(deed="referral.evidence_added").count() == 1


def test_evidence_is_put_right(desk, draft, rowan):
    piece = a_piece(draft, "P2.1", rowan, value=14, sessions_possible=100, sessions_missed=14)
    path = f"/referrals/{draft.pk}/evidence/{piece.pk}/"
    assert 'value="86"' in desk.opens(path).content.decode()
    told = {"attendance": "sessions", "sessions_possible": "100", "sessions_attended": "80"}
    desk.confirms(desk.fills(path, person=rowan.key, **told, observed_on=days_ago(2)))
    piece.refresh_from_db()
    assert (piece.value, piece.sessions_missed, piece.observed_on) == (Decimal(20), 20, days_ago(2))


def test_the_second_of_two_tabs_is_told_and_sees_both(desk, draft, rowan):
    piece = a_piece(draft, "P3.1", rowan)
    path = f"/referrals/{draft.pk}/evidence/{piece.pk}/"
    stale = desk.hidden(path)
    desk.fills(path, person=rowan.key, observed_on=days_ago(2), note="The first tab")
    late = desk.fills(path, hidden=stale, person=rowan.key, observed_on=days_ago(2), note="The second tab")
    assert CHANGED_MEANWHILE in words(late)
    assert "The second tab The first tab" in words(late)


def test_evidence_is_removed_once_confirmed(desk, draft):
    piece = a_piece(draft, "P5.3")
    path = f"/referrals/{draft.pk}/evidence/{piece.pk}/remove/"
    assert "Police have been called" in words(desk.opens(path))
    desk.fills(path)
    assert not ReferralEvidence.objects.exists()
    assert AuditEvent.objects.filter(deed="referral.evidence_removed").exists()


@pytest.mark.parametrize("path", ["problems/7/", "evidence/add/P9.9/", "evidence/999999/"])
def test_what_the_programme_or_the_referral_does_not_have_is_not_found(desk, draft, path):
    assert desk.client.get(f"/referrals/{draft.pk}/{path}").status_code == 404


def test_evidence_already_gone_is_removed_once_more_without_harm(practitioner, draft):
    piece = a_piece(draft, "P5.3")
    for _ in range(2):
        actions.remove_evidence(piece, by=practitioner)
    assert AuditEvent.objects.filter(deed="referral.evidence_removed").count() == 1


def test_a_council_may_ask_for_another_percentage():
    """Only attendance is asked the other way round."""
    arrears = Indicator(code="L4.1", label="Behind with the rent", subject="family", measure="percent of rent unpaid",
                        unit="percent")  # fmt: skip
    asked = ProgrammeIndicator(indicator=arrears, window="within", months=6, asks="at least", threshold=20)
    form = NewEvidenceForm(asked=asked, people=[])
    assert list(form.fields)[:2] == ["value", "observed_on"]
    assert form.fields["value"].label == "Percent of rent unpaid"
