"""Which problems are met, and which of them count? E1, E7, E8 and E11 of the rule, and the compositions it can say."""

from dataclasses import replace
from datetime import date

import pytest

from eligibility.rules import CountedBy, Outcome, Person, Role, version_for
from tests.eligibility.families import (
    DAD,
    EVERY_PROBLEM,
    KID,
    MUM,
    ON,
    PHASE_2,
    fact,
    found,
    programme,
    put,
    sign,
    statuses,
)

STALE = date(2014, 1, 1)
LODGER = Person(key="lodger", lives_with_family=False)


def counting(assessment):
    return [finding.problem for finding in assessment.findings if finding.counts]


# E1


def test_e1_a_code_means_the_version_in_force_on_the_day_else_its_earliest():
    later = replace(PHASE_2, version=2, in_force_from=date(2018, 1, 1), in_force_to=None)
    earlier = replace(PHASE_2, in_force_to=date(2017, 12, 31))
    other = replace(PHASE_2, code="other", in_force_from=date(2010, 1, 1))

    def version(day):
        return version_for([later, other, earlier], "phase2", day).version

    assert version(date(2015, 4, 1)) == 1
    assert version(date(2017, 12, 31)) == 1
    assert version(date(2018, 1, 1)) == 2
    assert version(date(2015, 3, 31)) == 1
    assert version_for([later, earlier], "phase3", ON) is None


def test_e1_both_the_first_and_the_last_day_belong_to_a_version():
    first = replace(PHASE_2, in_force_to=date(2016, 1, 1))
    second = replace(PHASE_2, version=2, in_force_from=date(2018, 1, 1), in_force_to=date(2018, 12, 31))
    chosen = [version_for([first, second], "phase2", day).version for day in (date(2018, 1, 1), date(2018, 12, 31))]
    assert chosen == [2, 2]


def test_e1_a_day_in_a_gap_between_versions_means_the_earliest():
    first = replace(PHASE_2, in_force_to=date(2016, 1, 1))
    second = replace(PHASE_2, version=2, in_force_from=date(2018, 1, 1))
    assert version_for([second, first], "phase2", date(2017, 1, 1)).version == 1


def test_e1_phase2_is_in_force_from_april_2015_without_end():
    assert (PHASE_2.in_force_from, PHASE_2.in_force_to) == (date(2015, 4, 1), None)


# E7


def test_e7_a_problem_is_met_when_one_piece_counts():
    finding = found(put(fact("P3.3", "kid", STALE), fact("P3.5", "kid"), fact("P3.4", "mum")), 3)
    assert (finding.met, finding.counts, finding.because, finding.gaps) == (True, True, (1,), (0,))


def test_e7_answering_no_does_not_undo_a_piece_that_counts():
    assert found(put(fact("P3.5", "kid"), answered_no=[3]), 3).met is True


def test_e7_a_piece_that_cannot_be_told_keeps_its_problem_open_whatever_was_answered():
    finding = found(put(fact("P3.3", "kid", STALE), answered_no=[3]), 3)
    assert (finding.met, finding.counts, finding.because, finding.gaps) == (None, False, (0,), (0,))


def test_e7_h11_only_no_i_asked_or_checked_closes_a_problem():
    assert found(put(), 3).met is None
    assert "Nobody has recorded evidence that counts" in found(put(), 3).why
    assert found(put(answered_no=[3]), 3).met is False
    assert "somebody asked or checked" in found(put(answered_no=[3]), 3).why


def test_e7_a_piece_that_does_not_count_never_closes_a_problem():
    wrong = fact("P3.3", "mum")
    assert found(put(wrong), 3).met is None
    assert "Nobody has recorded evidence that counts" in found(put(wrong), 3).why
    closed = found(put(wrong, answered_no=[3]), 3)
    assert (closed.met, closed.because) == (False, ())


def test_e7_an_open_piece_is_not_spoken_of_as_nothing_recorded():
    assert "Nobody has recorded" not in found(put(fact("P3.3", "kid", STALE)), 3).why


def test_a_met_problem_says_because_of_whom_what_and_when():
    assessment = put(
        fact("P2.1", "kid", date(2015, 10, 20), "14.50"), fact("P2.5", "kid"), fact("P2.6", "kid", date(2015, 5, 2))
    )
    assert found(assessment, 2).why == (
        "This problem is met because of "
        "kid: “Child misses a tenth or more of school” (P2.1), 14.5 percent of sessions missed, 20 October 2015, "
        "kid: “Child has been permanently excluded” (P2.5), 1 November 2015 and "
        "kid: “Child is taught outside school because of behaviour” (P2.6), last known true on 2 May 2015."
    )


def test_people_are_called_by_their_name_where_one_is_given():
    assert "because of Zuzanna:" in found(put(fact("P3.3", "kid"), people=[replace(KID, name="Zuzanna")]), 3).why


# E8


def test_e8_adults_living_elsewhere_together_supply_one_problem():
    gran = replace(DAD, key="gran")
    assessment = put(fact("P6.1", "gran"), fact("P5.1", "dad"), fact("P1.2", "dad"), people=[KID, DAD, gran])
    assert assessment.problems_met == 1
    assert counting(assessment) == [1]
    assert [found(assessment, number).met for number in (1, 5, 6)] == [True, True, True]
    assert "It adds nothing to the count" in found(assessment, 5).why
    assert "adds nothing" not in found(assessment, 1).why


def test_e8_they_add_only_a_problem_that_nobody_else_supplies():
    both = [fact("P5.1", "dad"), fact("P5.1", "mum")]
    assert counting(put(*both, people=[MUM, DAD, KID])) == [5]
    assert counting(put(*both, fact("P6.1", "dad"), people=[MUM, DAD, KID])) == [5, 6]


def test_e8_evidence_about_the_whole_family_is_supplied_by_somebody_else():
    assert counting(put(fact("P5.3"), fact("P5.1", "dad"), fact("P6.1", "dad"), people=[DAD, KID])) == [5, 6]


@pytest.mark.parametrize(("lives_with_family", "problems"), [(True, 2), (None, 1), (False, 1)])
def test_e8_residence_missing_counts_as_elsewhere(lives_with_family, problems):
    parent = replace(DAD, lives_with_family=lives_with_family)
    assert put(fact("P5.1", "dad"), fact("P6.1", "dad"), people=[parent, KID]).problems_met == problems


@pytest.mark.parametrize(
    ("somebody", "problems"),
    [
        (replace(LODGER, date_of_birth=date(1997, 11, 1)), 1),
        (replace(LODGER, date_of_birth=date(1997, 11, 2)), 2),
        (replace(LODGER, role=Role.ADULT), 1),
        (replace(LODGER, role=Role.CHILD), 2),
        (LODGER, 1),
        (replace(LODGER, unborn=True), 2),
    ],
)
def test_e8_is_about_adults_on_the_day_and_anyone_of_unknown_age_not_stated_a_child(somebody, problems):
    pieces = [fact("P5.1", "lodger", date(2015, 1, 1)), fact("P6.3", "lodger", date(2015, 1, 1))]
    assert put(*pieces, people=[somebody, KID]).problems_met == problems


def test_e8_the_one_they_add_is_the_one_that_helps_most():
    listed = statuses(3, problems_needed=1, listed=frozenset({2, 3}))
    assessment = put(fact("S1", "dad"), fact("S2", "dad"), people=[DAD, KID], programme=listed)
    assert (counting(assessment), assessment.outcome) == ([2], Outcome.ELIGIBLE)


def test_e8_completing_the_composition_helps_more_than_one_more_problem():
    filtered = statuses(4, problems_needed=2, listed=frozenset({1, 2, 3}), local_filter=4)
    pieces = [fact("S1", "mum"), fact("S2", "mum"), fact("S4", "dad"), fact("S3", "dad")]
    assert counting(put(*pieces, people=[MUM, DAD, KID], programme=filtered)) == [1, 2, 3]
    three = [fact("S1", "mum"), fact("S2", "mum"), fact("S4", "dad")]
    assert put(*three, people=[MUM, DAD, KID], programme=filtered).outcome == Outcome.ELIGIBLE


# E11


def test_e11_eligible_may_be_sent():
    assert put(fact("P5.3"), fact("P6.3", "mum")).may_be_sent is True


def test_e11_h13_cannot_tell_may_be_sent_where_met_and_open_pieces_reach_the_number():
    assert put(fact("P5.3"), fact("P2.1", "kid")).may_be_sent is True
    assert put(fact("P3.3", "kid", STALE), fact("P2.1", "kid")).may_be_sent is True


def test_e11_h13_problems_that_nobody_answered_do_not_help():
    one = put(fact("P5.3"))
    assert (one.outcome, one.may_be_sent) == (Outcome.CANNOT_TELL, False)


def test_e11_one_problem_met_and_open_is_still_one():
    assert put(fact("P2.5", "kid"), fact("P2.1", "kid")).may_be_sent is False


def test_e11_an_unknown_dependent_child_may_be_sent():
    child = Person(key="kid", role=Role.CHILD, lives_with_family=True)
    assert put(fact("P5.3"), fact("P6.3", "mum"), people=[MUM, child]).may_be_sent is True


def test_e11_not_eligible_is_never_sent():
    no_child = put(fact("P5.3"), fact("P6.3", "mum"), people=[MUM])
    assert (no_child.outcome, no_child.may_be_sent) == (Outcome.NOT_ELIGIBLE, False)


# Compositions


@pytest.mark.parametrize(("needed", "outcome"), [(1, "eligible"), (2, "eligible"), (3, "not eligible")])
def test_composition_at_least_so_many_of_the_problems(needed, outcome):
    wanted = statuses(4, problems_needed=needed)
    assert put(fact("S1"), fact("S2"), programme=wanted, answered_no=[1, 2, 3, 4]).outcome == outcome


PHASE_1 = statuses(4, problems_needed=2, listed=frozenset({1, 2, 3}), local_filter=4)


@pytest.mark.parametrize(
    ("held", "outcome"),
    [
        ((1, 2, 3), "eligible"),
        ((1, 2, 4), "eligible"),
        ((1, 2), "not eligible"),
        ((1, 4), "not eligible"),
        ((3, 4), "not eligible"),
    ],
)
def test_composition_all_of_a_list_or_so_many_of_it_and_a_local_filter(held, outcome):
    pieces = [fact(f"S{number}") for number in held]
    assert put(*pieces, programme=PHASE_1, answered_no=[1, 2, 3, 4]).outcome == outcome


def test_composition_the_local_filter_is_not_one_of_the_number():
    assessment = put(fact("S1"), fact("S4"), programme=PHASE_1, answered_no=[2, 3])
    assert assessment.problems_met == 1
    assert assessment.reasons[0] == (
        "The programme asks for at least 2 problems out of Headline 1, Headline 2 and Headline 3, "
        "and Headline 4 unless all of those hold; 1 counts, "
        "and no answer to what is still open could make that enough."
    )


NEEDS = programme(
    sign("N1a", 1), sign("N1b", 1), sign("N1c", 1), sign("N2a", 2),
    counted_by=CountedBy.NEED, problems_needed=3, expecting_counts=True,
)  # fmt: skip


def test_composition_counted_by_need():
    three = put(fact("N1a"), fact("N1b"), fact("N2a"), fact("N2a", "mum"), programme=NEEDS)
    assert (three.problems_met, three.outcome) == (3, Outcome.ELIGIBLE)
    assert [finding.problem for finding in three.findings] == [1, 2]
    by_problem = replace(NEEDS, counted_by=CountedBy.PROBLEM)
    assert put(fact("N1a"), fact("N1b"), fact("N2a"), programme=by_problem).problems_met == 2


def test_composition_needs_nobody_spoke_of_stay_open_under_a_met_headline():
    assert put(fact("N1a"), fact("N1b"), programme=NEEDS, answered_no=[2]).outcome == Outcome.CANNOT_TELL
    assert put(fact("N1a"), fact("N1b"), programme=NEEDS, answered_no=[1, 2]).outcome == Outcome.NOT_ELIGIBLE


def test_composition_needs_spread_over_headlines():
    spread = replace(NEEDS, headlines_needed=2)
    one_headline = [fact("N1a"), fact("N1b"), fact("N1c")]
    narrow = put(*one_headline, programme=spread, answered_no=[2])
    assert narrow.outcome == Outcome.NOT_ELIGIBLE
    assert "at least 3 needs under at least 2 headlines; 3 count" in narrow.reasons[0]
    assert put(*one_headline, programme=NEEDS).outcome == Outcome.ELIGIBLE
    assert put(*one_headline[1:], fact("N2a"), programme=spread).outcome == Outcome.ELIGIBLE


def test_composition_adults_elsewhere_add_one_need():
    pieces = [fact("N1a", "dad"), fact("N1b", "dad"), fact("N2a", "mum"), fact("N1c", "mum")]
    assert put(*pieces, people=[MUM, DAD, KID], programme=NEEDS).problems_met == 3


def test_composition_expecting_counts_as_a_dependent_child_or_not():
    expecting = [MUM, Person(key="baby", unborn=True, lives_with_family=True)]
    pieces = [fact("N1a"), fact("N1b"), fact("N2a")]
    assert put(*pieces, people=expecting, programme=NEEDS).outcome == Outcome.ELIGIBLE
    without = replace(NEEDS, expecting_counts=False)
    assert put(*pieces, people=expecting, programme=without).outcome == Outcome.NOT_ELIGIBLE


def test_composition_no_threshold_at_all():
    open_door = statuses(2, problems_needed=None)
    assessment = put(programme=open_door, answered_no=[1, 2])
    assert (assessment.outcome, assessment.problems_needed) == (Outcome.ELIGIBLE, None)
    assert put(programme=open_door, people=[MUM]).outcome == Outcome.NOT_ELIGIBLE


def test_every_problem_has_its_finding_in_the_programmes_order():
    assert tuple(finding.problem for finding in put().findings) == EVERY_PROBLEM
