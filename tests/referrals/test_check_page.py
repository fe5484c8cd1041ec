"""The officer's pages about one referral: both answers, each piece with its form, completing, holding, handing back."""

from datetime import date

import pytest
from django.utils import timezone

from accounts import rules
from accounts.models import AccessEvent, AuditEvent
from referrals.actions import checking
from referrals.models import Change, Referral
from tests.accounts.factories import UserFactory
from tests.referrals.checks import Found, check, sent_with_gaps, sent_without_agreement, under_check
from tests.referrals.factories import a_draft, a_full_draft, a_piece, a_sent_referral, days_ago, writing
from tests.referrals.pages import CHANGED_MEANWHILE, Desk, boxes, queries_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(officer, signed_in):
    return Desk(signed_in(officer))


@pytest.fixture
def another_officer(db):
    return UserFactory(role=rules.PERFORMANCE_OFFICER, name="Olive Sample")


def page_of(referral, *rest):
    return "/".join(["/referrals", str(referral.pk), "check", *rest, ""]).replace("//", "/")


def form_of(desk, piece):
    """The form of one piece, as it stands on the open page."""
    problems = desk.opens(page_of(piece.referral)).context["problems"]
    return next(form for _, cards in problems for card, form in cards if card.row == piece)


def checks(desk, piece, *, form=None, **answers):
    """Fills in the small form of one piece and presses its button."""
    form = form or form_of(desk, piece)
    stored = {field.name: field.value() for field in form if field.value() is not None}
    stored |= {"checked_on": timezone.localdate(), **answers}
    posted = {form.add_prefix(name): value for name, value in stored.items() if not isinstance(value, bool)}
    return desk.client.post(page_of(piece.referral, "evidence", str(piece.pk)), boxes(posted))


FOUND = {"found": Found.VERIFIED, "check_source": "School's own register"}


# Who may, and when


@pytest.mark.parametrize("rest", ["check/", "check/start/", "check/hand-back/", "check/holding/", "accept/", "return/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_officers_come_in(signed_in, rest, method):
    referral = a_sent_referral()
    path = f"/referrals/{referral.pk}/{rest}"
    assert getattr(signed_in(referral.made_by), method)(path).status_code == 403
    for role in rules.ROLES:
        if role is not rules.PERFORMANCE_OFFICER:
            outsider = UserFactory(role=role)
            assert getattr(signed_in(outsider), method)(path).status_code == 404, role.name
    assert Referral.objects.get(pk=referral.pk).status == Referral.Status.SUBMITTED


@pytest.mark.parametrize("what", ["evidence", "people"])
def test_only_officers_come_to_a_piece_or_a_person(signed_in, what):
    referral = a_sent_referral()
    path = page_of(referral, what, str(getattr(referral, what).first().pk))
    assert signed_in(referral.made_by).post(path).status_code == 403
    assert signed_in(UserFactory(role=rules.KEYWORKER)).post(path).status_code == 404


@pytest.mark.parametrize("what", ["evidence", "people"])
def test_another_referrals_rows_are_not_found_here(desk, officer, what):
    referral, other = under_check(by=officer), a_sent_referral()
    theirs = getattr(other, what).first()
    assert desk.client.get(page_of(referral, what, str(theirs.pk))).status_code == 404


def test_a_draft_is_not_found(desk):
    assert desk.client.get(page_of(a_full_draft())).status_code == 404


def test_opening_it_is_written_down_with_the_task_as_the_reason(desk, officer):
    referral = a_sent_referral()
    desk.opens(page_of(referral))
    line = AccessEvent.objects.about(referral).first()
    assert (line.by, line.why, line.page) == (officer, "checking it", "referral-check")


def test_h4_an_overdue_draft_opens_for_reading_only(desk):
    draft = a_draft(child_at_risk=True)
    Referral.objects.filter(pk=draft.pk).update(worried_at=timezone.now() - timezone.timedelta(days=6))
    response = desk.client.get(page_of(draft), follow=True)
    assert response.redirect_chain[-1][0] == draft.get_absolute_url()
    assert "is not to be checked: it is draft" in words(response)


# Taking it up


def test_starting_brings_the_forms(desk, officer):
    referral = a_sent_referral()
    assert "Check this" not in words(desk.opens(page_of(referral)))
    response = desk.client.post(page_of(referral, "start"), follow=True)
    assert "2 of 2 pieces still to check" in words(response)
    assert words(response).count("Check this") == 2


def test_whoever_comes_back_from_signing_in_starts_nothing(desk):
    referral = a_sent_referral()
    assert desk.client.get(page_of(referral, "start"), follow=True).status_code == 200
    assert Referral.objects.get(pk=referral.pk).status == Referral.Status.SUBMITTED


def test_a_second_officer_sees_that_it_is_taken_and_by_whom(desk, another_officer):
    referral = under_check(by=another_officer)
    page = words(desk.opens(page_of(referral)))
    assert f"Olive Sample has been checking {referral} since" in page
    assert "Check this" not in page
    response = desk.client.post(page_of(referral, "start"), follow=True)
    assert words(response).count(f"Olive Sample has been checking {referral} since") == 2


def test_it_can_be_put_back_into_the_list(desk, officer):
    referral = under_check(by=officer)
    response = desk.client.post(page_of(referral, "hand-back"), follow=True)
    assert f"{referral} is back in the list" in words(response)
    assert Referral.objects.get(pk=referral.pk).status == Referral.Status.SUBMITTED


def test_putting_back_says_who_is_checking(desk, another_officer):
    referral = under_check(by=another_officer)
    assert "Olive Sample has been checking" in words(desk.opens(page_of(referral, "hand-back")))


# The two answers


def test_the_verified_answer_stands_beside_the_answer_as_sent(desk, officer):
    referral = under_check(by=officer)
    page = words(desk.opens(page_of(referral)))
    assert "0 problems verified, 2 needed" in page
    check(referral.evidence.get(indicator__code="P2.1"), by=officer)
    page = words(desk.opens(page_of(referral)))
    assert "1 problem verified, 2 needed" in page
    assert "2. Not attending school regularly Met Met" in page
    assert "5. Domestic violence and abuse Met Cannot tell" in page
    assert "Dependent child Yes Yes" in page


def test_the_answer_as_sent_stays_what_it_was(desk, officer):
    referral = under_check(by=officer)
    check(referral.evidence.get(indicator__code="P2.1"), by=officer, facts={"value": 8})
    page = words(desk.opens(page_of(referral)))
    assert "2. Not attending school regularly Met Cannot tell" in page


def test_the_gaps_are_a_check_list(desk, officer):
    page = words(desk.opens(page_of(under_check(by=officer, referral=sent_with_gaps()))))
    assert "To find out" in page
    assert "Something is missing" in page
    assert "give the figure (exclusions)" in page


# Checking a piece


def test_a_verified_piece_leads_on_to_the_next(desk, officer):
    referral = under_check(by=officer)
    first, second = referral.evidence.all()
    response = checks(desk, first, **FOUND)
    assert response.url == f"{page_of(referral)}#piece-{second.pk}"
    assert checks(desk, second, **FOUND).url == f"{page_of(referral)}#answer"
    page = words(desk.opens(page_of(referral)))
    assert "It can be accepted on what is verified." in page
    assert page.count("School's own register") == 2


def test_an_empty_check_is_told_beside_the_questions_and_above(desk, officer):
    piece = under_check(by=officer).evidence.first()
    response = desk.client.post(page_of(piece.referral, "evidence", str(piece.pk)), {})
    page = words(response)
    for message in ("Select what the check found", "Enter where you checked", "Enter the date you checked"):
        assert page.count(message) == 2
    assert f'href="#id_piece-{piece.pk}-found_0"' in response.content.decode()


def test_what_was_typed_comes_back_as_it_was(desk, officer):
    piece = under_check(by=officer).evidence.first()
    response = checks(desk, piece, check_source="<b>O'Brien</b> & 学校 🙂")
    assert 'value="&lt;b&gt;O&#x27;Brien&lt;/b&gt; &amp; 学校 🙂"' in response.content.decode()


def test_somebody_elses_referral_refuses_in_a_sentence(desk, officer, another_officer):
    piece = under_check(by=officer).evidence.first()
    form = form_of(desk, piece)
    checking.hand_back(piece.referral, by=officer)
    checking.start_checking(piece.referral, by=another_officer)
    assert "Olive Sample has been checking" in words(checks(desk, piece, form=form, **FOUND))


def test_the_second_tab_is_told_and_sees_both(desk, officer):
    piece = under_check(by=officer).evidence.first()
    form = form_of(desk, piece)
    check(piece, by=officer, found=Found.NOT_VERIFIED, check_source="Police")
    page = words(checks(desk, piece, form=form, **FOUND))
    assert CHANGED_MEANWHILE in page
    assert "Where did you check? School's own register Police" in page


def test_the_second_click_is_harmless(desk, officer):
    piece = under_check(by=officer).evidence.first()
    form = form_of(desk, piece)
    assert checks(desk, piece, form=form, **FOUND).status_code == 302
    assert checks(desk, piece, form=form, **FOUND).status_code == 302
    assert AuditEvent.objects.filter(deed="referral.evidence_checked").count() == 1


def test_whoever_comes_back_from_signing_in_finds_the_piece_open(desk, officer):
    piece = under_check(by=officer).evidence.last()
    page = desk.opens(page_of(piece.referral, "evidence", str(piece.pk)))
    assert page.context["opened"].row == piece


def test_h10_attendance_is_asked_as_attended(desk, officer):
    piece = under_check(by=officer).evidence.get(indicator__code="P2.1")
    assert form_of(desk, piece)["value"].value() == 86
    checks(desk, piece, **FOUND, value="88")
    piece.refresh_from_db()
    assert piece.value == 12


def test_the_date_that_the_source_gives_must_fit(desk, officer):
    referral = under_check(by=officer)
    piece = referral.evidence.get(indicator__code="P2.1")
    page = words(checks(desk, piece, **FOUND, observed_on=date(2009, 1, 1)))
    assert "The date must not be before Rowan Example was born" in page
    page = words(checks(desk, piece, **FOUND, observed_on=timezone.localdate() + timezone.timedelta(days=2)))
    assert "must be today or in the past" in page


def test_a_status_cannot_be_last_known_before_it_began(desk, officer):
    draft = a_full_draft()
    sent = a_piece(draft, "P3.3", draft.people.first(), since=days_ago(20), observed_on=days_ago(2))
    referral = under_check(by=officer, referral=writing.send(draft, by=draft.made_by))
    page = words(checks(desk, referral.evidence.get(pk=sent.pk), **FOUND, observed_on=days_ago(30)))
    assert "It was said to hold since" in page


@pytest.fixture
def judged_and_ill(officer):
    draft = a_full_draft()
    child = draft.people.get(given_name="Rowan")
    a_piece(draft, "P3.6", child)
    a_piece(draft, "P6.1", child)
    return under_check(by=officer, referral=writing.send(draft, by=draft.made_by))


@pytest.mark.parametrize(
    ("code", "question"), [("P3.6", "Who made the judgement?"), ("P6.1", "Which professional confirmed it?")]
)
def test_h14_the_professional_is_asked_for(desk, judged_and_ill, code, question):
    piece = judged_and_ill.evidence.get(indicator__code=code)
    assert question in words(desk.opens(page_of(judged_and_ill)))
    page = words(checks(desk, piece, **FOUND))
    assert "Enter who the professional is" in page
    said = {"confirmed_by": "Dr Ann Specimen", "confirmed_role": "Plumber", "confirmed_on": days_ago(2)}
    page = words(checks(desk, piece, **FOUND, **said, role_fits="no"))
    assert "If their role does not fit, choose “Could not be checked”" in page
    assert checks(desk, piece, **FOUND, **{**said, "confirmed_role": "GP"}, role_fits="yes").status_code == 302
    assert "Confirmed by Dr Ann Specimen, GP" in words(desk.opens(page_of(judged_and_ill)))


def test_what_could_not_be_checked_needs_no_professional(desk, judged_and_ill):
    piece = judged_and_ill.evidence.get(indicator__code="P6.1")
    answers = {"found": Found.COULD_NOT, "check_source": "Rang the surgery twice"}
    assert checks(desk, piece, **answers).status_code == 302
    assert "Could not be checked" in words(desk.opens(page_of(judged_and_ill)))


# Completing what is known of somebody


def test_completing_somebody_shows_who_told_it(desk, officer):
    referral = under_check(by=officer)
    rowan = referral.people.get(given_name="Rowan")
    path = page_of(referral, "people", str(rowan.pk))
    response = desk.fills(path, date_of_birth=date(2017, 3, 1), lives_with_family="yes", told_by="Mr Sample, teacher")
    assert response.url == f"{page_of(referral)}#people"
    page = words(desk.opens(page_of(referral)))
    assert "Now date of birth: 1 March 2017" in page
    assert "Told by: Mr Sample, teacher" in page


def test_who_told_it_must_be_said(desk, officer):
    referral = under_check(by=officer)
    path = page_of(referral, "people", str(referral.people.first().pk))
    assert "Enter who told you" in words(desk.fills(path, unemployed="no"))
    assert not Change.objects.exists()


def test_a_birth_after_evidence_about_them_is_told_beside_the_question(desk, officer):
    referral = under_check(by=officer)
    path = page_of(referral, "people", str(referral.people.get(given_name="Rowan").pk))
    page = words(desk.fills(path, date_of_birth=timezone.localdate(), told_by="Mr Sample"))
    assert "before they would have been born" in page


def test_of_an_unborn_baby_only_the_home_is_asked(desk, officer):
    draft = a_full_draft()
    baby = draft.people.create(due_on=timezone.localdate() + timezone.timedelta(days=60), once=draft.once)
    referral = under_check(by=officer, referral=writing.send(draft, by=draft.made_by))
    path = page_of(referral, "people", str(baby.pk))
    assert "Date of birth" not in words(desk.opens(path))
    assert desk.fills(path, lives_with_family="yes", told_by="The midwife").status_code == 302


def test_two_tabs_of_a_person_see_both(desk, officer):
    referral = under_check(by=officer)
    rowan = referral.people.get(given_name="Rowan")
    path = page_of(referral, "people", str(rowan.pk))
    seen = desk.hidden(path)
    checking.complete_person(rowan, by=officer, told_by="Census", unemployed=False)
    page = words(desk.fills(path, hidden=seen, lives_with_family="yes", unemployed="yes", told_by="Mr Sample"))
    assert CHANGED_MEANWHILE in page


# Without agreement (H16)


def test_h16_the_page_asks_first_whether_it_may_be_held(desk, officer):
    referral = under_check(by=officer, referral=sent_without_agreement())
    page = words(desk.opens(page_of(referral)))
    assert "Decide first whether it may be held" in page
    assert "Nobody contacts the family" in page
    assert "Check this" not in page
    assert "Dora Specimen, safeguarding lead" in words(desk.opens(page_of(referral, "holding")))
    answers = {"may_be_held": "yes", "held_because": "The children are at risk."}
    assert desk.fills(page_of(referral, "holding"), **answers).url == page_of(referral)
    page = words(desk.opens(page_of(referral)))
    assert "It may be held without agreement." in page
    assert page.count("Check this") == 2


def test_h16_the_decision_needs_its_reason(desk, officer):
    referral = under_check(by=officer, referral=sent_without_agreement())
    assert "Enter why" in words(desk.fills(page_of(referral, "holding"), may_be_held="yes"))
    assert Referral.objects.get(pk=referral.pk).may_be_held is None


def test_h16_what_may_not_be_held_can_only_be_returned(desk, officer):
    referral = under_check(by=officer, referral=sent_without_agreement())
    desk.fills(page_of(referral, "holding"), may_be_held="no", held_because="No danger is shown.")
    assert "It may not be held, so it can only be returned." in words(desk.opens(page_of(referral)))


# Cost


def with_evidence(officer, pieces):
    """A referral under check, every one of so many pieces of evidence checked and put right."""
    draft = a_full_draft()
    for _ in range(pieces // 2):
        a_piece(draft, "P5.3")
        a_piece(draft, "P2.1", draft.people.get(given_name="Rowan"), value=14)
    referral = under_check(by=officer, referral=writing.send(draft, by=draft.made_by))
    for piece in referral.evidence.all():
        check(piece, by=officer, facts={"observed_on": days_ago(2)})
    return referral


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("check/", 12),
        ("check/hand-back/", 7),
        ("check/holding/", 7),
        ("check/people/{}/", 10),
        ("accept/", 11),
        ("return/", 12),
    ],
)
def test_ten_times_the_evidence_costs_no_more_queries(desk, officer, path, queries):
    few, many = (with_evidence(officer, pieces) for pieces in (4, 40))
    costs = [
        queries_of(desk.client, f"/referrals/{referral.pk}/{path.format(referral.people.first().pk)}")
        for referral in (few, many)
    ]
    assert costs == [queries, queries]
