"""The page of a family's times on the programme, and what can be done from it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.rules import KEYWORKER
from eligibility.models import Reason
from families import actions
from families.models import Answer, Episode
from families.views.stages import DEEDS, OFFERED
from tests.accounts.factories import UserFactory
from tests.families.factories import REFUSED, FamilyFactory, HeldFamilyFactory, fact, say
from tests.families.test_stages import a_reason, close, days_ago, step_down, step_up, with_a_plan

pytestmark = pytest.mark.django_db
Status, Kind = Episode.Status, Reason.Kind


def page(family, deed=""):
    return f"/families/{family.pk}/episode/{deed and deed + '/'}"


def a_day(name, day=None):
    day = day or timezone.localdate()
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def typed(deed):
    """What a browser sends for each deed, filled in rightly."""
    return {
        "ask": {"asked_by": "Kit Walker", "who_was_asked": "Petra", "how": "letter", **a_day("asked_on")},
        "not-asked": {"reason": a_reason(Kind.NOT_ASKED).pk},
        "pause": {"why": "In hospital", **a_day("until")},
        "step-up": {"social_worker": "Sol Carey", "why": "Section 47", **a_day("stepped_on")},
        "step-down": {"social_worker": "Sol Carey", "still_needed": "Mornings", **a_day("stepped_on")},
        "close": {"reason": a_reason(Kind.CLOSED).pk, **a_day("ended_on")},
        "reopen": {"why": "They asked us"},
    }.get(deed, {}) | {"once": str(uuid4())}


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def begun(status, keyworker):
    """A family in this state, by the deeds that lead there."""
    by = UserFactory()
    if status in {Status.ACCEPTED, Status.ASKED, Status.NOT_ASKED, Status.DECLINED}:
        family = FamilyFactory(agreement=REFUSED)
    elif status == Status.AWAITING_ALLOCATION:
        family = FamilyFactory()
    else:
        family = HeldFamilyFactory(keyworker=keyworker)
    if status in {Status.PLAN_IN_PLACE, Status.IN_REVIEW}:
        actions.plan_agreed(family, by=by)
    further = {
        Status.ASKED: lambda: actions.ask_to_join(
            family, asked_on=timezone.localdate(), asked_by="K", who_was_asked="P", how="letter", by=by, once=uuid4()
        ),
        Status.NOT_ASKED: lambda: actions.do_not_ask(family, reason=a_reason(Kind.NOT_ASKED), by=by),
        Status.DECLINED: lambda: actions.decline(family, reason=a_reason(Kind.DECLINED), by=by),
        Status.IN_REVIEW: lambda: actions.begin_review(family, by=by),
        Status.PAUSED: lambda: actions.pause(family, why="Away", until=timezone.localdate(), by=by),
        Status.STEPPED_UP: lambda: step_up(family, by=by),
        Status.CLOSED: lambda: close(family, by=by),
    }
    further.get(status, lambda: None)()
    assert family.episode.status == status
    return family


STATES = [status for status in Status if status != Status.IDENTIFIED]
PAIRS = [(status, deed) for status in STATES for deed in OFFERED[status]]


@pytest.mark.parametrize(("status", "deed"), PAIRS)
def test_everything_that_a_state_offers_can_be_done(status, deed, officer, keyworker, signed_in):
    family, client = begun(status, keyworker), signed_in(officer)
    assert f'href="{page(family, deed)}"' in client.get(page(family)).text
    assert client.get(page(family, deed)).context["form"].heading == DEEDS[deed].form.heading
    answer = client.post(page(family, deed), typed(deed), follow=True)
    assert said(answer) == [DEEDS[deed].done]
    assert family.episode.moves.exists()


@pytest.mark.parametrize("status", STATES)
def test_what_a_state_does_not_offer_is_refused_with_the_reason(status, officer, keyworker, signed_in):
    family, client = begun(status, keyworker), signed_in(officer)
    refused = sorted(set(DEEDS) - set(OFFERED[status]) - {"step-down"})
    assert "This cannot be done now" in client.get(page(family, refused[0]), follow=True).text
    for deed in refused:
        assert said(client.post(page(family, deed), typed(deed), follow=True)) != [DEEDS[deed].done]
    assert family.episode.status == status


def test_every_state_says_what_can_be_done_in_it():
    assert set(OFFERED) == set(Status)
    assert {deed for deeds in OFFERED.values() for deed in deeds} == set(DEEDS)


@pytest.mark.parametrize("deed", ["ask", "not-asked", "pause", "step-up", "step-down", "close", "reopen"])
def test_a_question_left_empty_is_asked_for(deed, officer, keyworker, signed_in):
    status = next(status for status in STATES if deed in OFFERED[status])
    family = begun(status, keyworker)
    answer = signed_in(officer).post(page(family, deed), {"once": str(uuid4())})
    assert "There is a problem" in answer.text
    assert family.episode.status == status


def test_work_that_ended_before_it_began_is_refused_beside_the_question(officer, signed_in):
    family = HeldFamilyFactory()
    wrong = a_day("ended_on", timezone.localdate() - timedelta(days=1))
    answer = signed_in(officer).post(page(family, "close"), {"reason": a_reason(Kind.CLOSED).pk, **wrong})
    assert "Enter that date or a later one" in answer.text
    assert family.episode.status == Status.ASSESSING


def test_a_second_click_closes_once(officer, signed_in):
    family, client = HeldFamilyFactory(), signed_in(officer)
    for _ in range(2):
        answer = client.post(page(family, "close"), typed("close"), follow=True)
    assert "This cannot be done now" in answer.text
    assert family.episode.moves.filter(status=Status.CLOSED).count() == 1


def test_a_keyworker_who_closes_a_family_goes_to_the_list_when_the_day_is_over(keyworker, signed_in):
    family = HeldFamilyFactory(keyworker=keyworker)
    answer = signed_in(keyworker).post(page(family, "close"), typed("close"), follow=True)
    assert answer.redirect_chain[-1][0] in (page(family), "/families/")


def test_the_page_tells_what_happened_newest_first_with_earlier_times_below(officer, signed_in):
    family = with_a_plan()
    actions.pause(family, why="In hospital", until=timezone.localdate(), by=officer)
    actions.resume(family, by=officer)
    close(family, by=officer)
    step_down(family, by=officer)
    text = signed_in(officer).get(page(family)).text
    order = ["Stepped down from social care", "Social worker: Sol Carey, 01632 960177", "Earlier:", "Closed"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "In hospital" in text
    assert "Not yet: assessment, plan and keyworker must all be in place" in text


def test_a_step_down_tells_what_is_not_agreed_yet_h29(officer, signed_in):
    family = FamilyFactory()
    step_down(family, by=officer, plan_ended_on=None, joint_visit_on=None)
    text = signed_in(officer).get(page(family)).text
    assert "Their plan ended: not yet" in text
    assert "Joint visit: not agreed yet" in text


def test_stepping_down_prompts_for_the_early_help_assessment_that_now_counts_h29(officer, signed_in):
    text = signed_in(officer).get(page(FamilyFactory(), "step-down")).text
    assert "record the early help assessment that now counts" in text


def test_a_family_that_declined_shows_when_it_may_be_asked_again_h17(officer, signed_in):
    family, later = FamilyFactory(agreement=REFUSED), timezone.localdate() + timedelta(days=90)
    client = signed_in(officer)
    reason = a_reason(Kind.DECLINED)
    client.post(f"/families/{family.pk}/decline/", {"reason": reason.pk, **a_day("ask_again_on", later)})
    for address in (page(family), page(family, "reopen")):
        assert f"may be asked again on {later:%-d %B %Y}" in client.get(address).text


def test_who_was_asked_and_what_came_of_it_is_told_h17(officer, signed_in):
    family, client = FamilyFactory(agreement=REFUSED), signed_in(officer)
    client.post(page(family, "ask"), typed("ask"))
    assert "Petra, by letter, by Kit Walker. No answer yet." in client.get(page(family)).text
    say(family, family.members()[0].person, Answer.YES)
    assert "Agreed on" in client.get(page(family)).text


def test_when_it_was_screened_and_what_was_met_is_shown_h44(officer, signed_in):
    family = FamilyFactory(agreement=REFUSED, problems_met=[2, 5])
    assert "problems met: 2, 5" in signed_in(officer).get(page(family)).text


def test_earlier_keyworkers_are_offered_to_a_family_that_comes_back_h29(officer, keyworker, signed_in):
    with days_ago(10):
        family = HeldFamilyFactory(keyworker=keyworker)
        close(family, by=officer)
    step_down(family, by=officer)
    say(family, family.members()[0].person, Answer.YES)
    assert f"{keyworker.name} was their keyworker" in signed_in(officer).get(f"/families/{family.pk}/allocate/").text


def test_outsiders_find_none_of_these_pages(practitioner, signed_in):
    family = HeldFamilyFactory()
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        for deed in ("", *DEEDS):
            assert signed_in(outsider).get(page(family, deed)).status_code == 404


def test_a_deed_that_there_is_not_is_not_found(officer, signed_in):
    assert signed_in(officer).get(page(FamilyFactory(), "dance")).status_code == 404


def test_a_long_time_on_the_programme_costs_the_same_queries_as_a_short_one(officer, signed_in, queries_of):
    def family(times):
        made = HeldFamilyFactory(evidence=[fact("P3.1"), fact("P2.1")])
        for _ in range(times):
            actions.pause(made, why="Away", until=timezone.localdate(), by=UserFactory())
            actions.resume(made, by=UserFactory())
            step_up(made, by=UserFactory())
            close(made, by=UserFactory())
            actions.reopen(made, why="Back", by=UserFactory())
            say(made, made.members()[0].person, Answer.YES)
        return page(made)

    short, long, client = family(1), family(5), signed_in(officer)
    for_short = queries_of(client, short)
    assert queries_of(client, long) == for_short <= 24
