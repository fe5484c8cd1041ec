"""Is the family eligible, and why not? E9 and E10 of the rule. No database, no Django."""

from dataclasses import replace
from datetime import date

import pytest

from eligibility.rules import Outcome, Person, Role
from tests.eligibility.families import DAD, EVERY_PROBLEM, KID, MUM, ON, fact, put, statuses

STALE = date(2014, 1, 1)
CHILD = Person(key="child", role=Role.CHILD, lives_with_family=True)
TWO_PROBLEMS = (fact("P5.3"), fact("P6.3", "mum"))
ELIGIBLE, CANNOT_TELL, NOT_ELIGIBLE = Outcome.ELIGIBLE, Outcome.CANNOT_TELL, Outcome.NOT_ELIGIBLE


def of_age(age, on=ON, **more):
    return Person(key="child", date_of_birth=on.replace(year=on.year - age), lives_with_family=True, **more)


def dependent(*people, **more):
    return put(people=[MUM, *people], **more).dependent_child


# E9


@pytest.mark.parametrize(("age", "answer"), [(0, True), (15, True), (16, False), (18, False), (19, False)])
def test_e9_a_child_is_dependent_up_to_the_age_of_15_whatever_they_do(age, answer):
    assert dependent(of_age(age, in_education_or_training=False, unemployed=False)) is answer


@pytest.mark.parametrize(
    ("in_education_or_training", "unemployed", "answer"),
    [
        (True, False, True),
        (False, True, True),
        (True, None, True),
        (None, True, True),
        (False, False, False),
        (None, False, None),
        (False, None, None),
        (None, None, None),
    ],
)
@pytest.mark.parametrize("age", [16, 18])
def test_e9_from_16_to_18_they_are_in_education_or_training_or_unemployed(
    age, in_education_or_training, unemployed, answer
):
    assert dependent(of_age(age, in_education_or_training=in_education_or_training, unemployed=unemployed)) is answer


def test_e9_somebody_of_19_is_not_dependent_whatever_they_do():
    assert dependent(of_age(19, in_education_or_training=True, unemployed=True)) is False


@pytest.mark.parametrize(("lives_with_family", "answer"), [(True, True), (None, None), (False, False)])
def test_e9_a_dependent_child_lives_with_the_family(lives_with_family, answer):
    assert dependent(replace(of_age(5), lives_with_family=lives_with_family)) is answer


def test_e9_a_child_without_a_date_of_birth_is_unknown():
    assert dependent(CHILD) is None
    assert dependent(replace(CHILD, in_education_or_training=True)) is None
    assert dependent(Person(key="somebody")) is None
    assert dependent(replace(CHILD, lives_with_family=False)) is False
    assert dependent(replace(CHILD, role=Role.ADULT)) is False


def test_e9_the_age_is_that_of_the_day():
    nearly = replace(of_age(16), date_of_birth=date(1999, 11, 2))
    assert dependent(nearly) is True
    assert dependent(nearly, on=date(2015, 11, 2)) is None


def test_e9_certainly_none_is_no():
    assert dependent() is False


def test_e9_one_certain_child_is_enough():
    assert dependent(CHILD, KID) is True


def test_e9_h15_a_mother_of_sixteen_may_be_the_dependent_child():
    young_mother = of_age(16, in_education_or_training=True, parent_or_carer=True)
    assert dependent(young_mother) is True


@pytest.mark.parametrize(("lives_with_family", "answer"), [(True, True), (None, None), (False, False)])
def test_e9_an_expected_baby_counts_where_the_programme_says_so(lives_with_family, answer):
    baby = Person(key="baby", unborn=True, lives_with_family=lives_with_family)
    assert dependent(baby, programme=statuses(2, expecting_counts=True)) is answer
    assert dependent(baby) is False


# E10: eligible


def test_e10_eligible_is_enough_problems_and_a_dependent_child():
    assert put(*TWO_PROBLEMS).outcome == ELIGIBLE
    assert put(*TWO_PROBLEMS).reasons == ()


# E10: not eligible


def test_e10_not_eligible_with_certainly_no_dependent_child():
    nobody = put(*TWO_PROBLEMS, people=[MUM])
    assert nobody.outcome == NOT_ELIGIBLE
    assert nobody.reasons == (
        "There is no dependent child: nobody living with the family is aged 0 to 15, "
        "or 16 to 18 and in education or training or unemployed.",
    )


def test_e10_where_a_baby_would_have_counted_the_reason_says_that_none_is_expected():
    (reason,) = put(fact("S1"), fact("S2"), people=[MUM], programme=statuses(2, expecting_counts=True)).reasons
    assert reason.endswith("or unemployed, and no baby is expected.")


def test_e10_not_eligible_when_everything_was_answered_and_too_little_is_met():
    short = put(fact("P5.3"), answered_no=EVERY_PROBLEM)
    assert short.outcome == NOT_ELIGIBLE
    assert short.reasons == (
        "The programme asks for at least 2 problems; 1 counts, "
        "and no answer to what is still open could make that enough.",
    )


def test_e10_certainly_no_dependent_child_settles_it_whatever_is_open():
    adult = Person(key="adult", role=Role.ADULT, lives_with_family=True, unemployed=True)
    assessment = put(*TWO_PROBLEMS, fact("P4.4", "adult"), people=[MUM, adult])
    assert (assessment.outcome, assessment.dependent_child) == (NOT_ELIGIBLE, False)


def test_e10_both_reasons_are_told():
    assert len(put(answered_no=EVERY_PROBLEM, people=[MUM]).reasons) == 2


def test_e10_adults_elsewhere_alone_are_not_enough_and_the_reason_says_so():
    pieces = [fact("P5.1", "dad"), fact("P6.1", "dad")]
    elsewhere = put(*pieces, people=[DAD, KID], answered_no=EVERY_PROBLEM)
    assert elsewhere.outcome == NOT_ELIGIBLE
    assert elsewhere.reasons[1] == (
        "Problem 6 (Health problems) is met, but it adds nothing to the count: it rests only on adults who are not "
        "known to live with the family, and together they can add one problem at most."
    )


# E10: open questions


def test_e10_a_problem_that_cannot_be_told_is_open():
    assessment = put(fact("P5.3"), answered_no=[1, 2, 3, 4])
    assert assessment.outcome == CANNOT_TELL
    assert assessment.reasons == (
        "The programme asks for at least 2 problems; 1 counts so far.",
        "Problem 6 (Health problems) is open: record evidence, or say “No: I asked or checked”.",
    )


def test_e10_one_open_problem_is_not_enough_where_two_are_short():
    assert put(answered_no=[1, 2, 3, 4, 5]).outcome == NOT_ELIGIBLE
    assert put(answered_no=[1, 2, 3, 4]).outcome == CANNOT_TELL


def test_e10_a_piece_that_cannot_be_told_is_open():
    assessment = put(fact("P5.3"), fact("P2.1", "kid"), answered_no=EVERY_PROBLEM)
    assert assessment.outcome == CANNOT_TELL
    assert assessment.reasons == (
        "The programme asks for at least 2 problems; 1 counts so far.",
        "“Child misses a tenth or more of school” (P2.1) cannot be told yet for kid: "
        "give the figure (percent of sessions missed).",
    )


def test_e10_a_piece_is_open_even_under_a_met_problem():
    """Dad alone supplies both problems; if the boy's status still holds, he supplies one of them."""
    pieces = [fact("P5.1", "dad"), fact("P6.1", "dad"), fact("P6.1", "kid", STALE)]
    assert put(*pieces[:2], people=[DAD, KID], answered_no=EVERY_PROBLEM).outcome == NOT_ELIGIBLE
    assert put(*pieces, people=[DAD, KID], answered_no=EVERY_PROBLEM).outcome == CANNOT_TELL


def test_e10_an_open_piece_about_the_family_is_open_under_a_met_problem():
    pieces = [fact("P5.1", "dad"), fact("P6.1", "dad"), fact("P5.1", "family", STALE)]
    assert put(*pieces, people=[DAD, KID], answered_no=EVERY_PROBLEM).outcome == CANNOT_TELL
    closed = [*pieces[:2], fact("P5.1", "family", ON, verified=False)]
    assert put(*closed, people=[DAD, KID], answered_no=EVERY_PROBLEM).outcome == NOT_ELIGIBLE


def test_e10_an_open_piece_of_another_adult_elsewhere_changes_nothing():
    gran = replace(DAD, key="gran")
    pieces = [fact("P5.1", "dad"), fact("P6.1", "dad"), fact("P6.1", "gran", STALE)]
    assert put(*pieces, people=[DAD, gran, KID], answered_no=EVERY_PROBLEM).outcome == NOT_ELIGIBLE


def test_e10_an_adult_whose_residence_is_unknown_is_open():
    somewhere = replace(DAD, lives_with_family=None)
    pieces = [fact("P5.1", "dad"), fact("P6.1", "dad")]
    assessment = put(*pieces, people=[somewhere, KID], answered_no=EVERY_PROBLEM)
    assert assessment.outcome == CANNOT_TELL
    assert assessment.reasons[-1] == (
        "Say whether dad lives with the family: somebody who does can add more to the count."
    )


def test_e10_residence_is_asked_only_of_adults_whose_evidence_may_count():
    somewhere = replace(DAD, lives_with_family=None)

    def asked(*pieces, person=somewhere):
        return [reason for reason in put(*pieces, people=[person, KID]).reasons if reason.startswith("Say whether")]

    assert asked() == []
    assert asked(fact("P5.1", "kid")) == []
    assert asked(fact("P5.1", "dad", verified=False)) == []
    assert asked(fact("P5.1", "dad"), person=DAD) == []
    assert asked(fact("P5.1", "dad"), person=replace(somewhere, date_of_birth=date(2005, 1, 1))) == []
    assert len(asked(fact("P5.1", "dad", STALE))) == 1


def test_e10_an_unknown_dependent_child_is_open_and_says_what_to_ask():
    def asks(child):
        return put(*TWO_PROBLEMS, people=[MUM, child])

    whole = "child may be a dependent child, and the programme needs one: {}."
    assert asks(CHILD).outcome == CANNOT_TELL
    assert asks(CHILD).reasons == (whole.format("give a date of birth"),)
    assert asks(replace(CHILD, role=None)).reasons == (
        whole.format("give a date of birth or say that this is an adult"),
    )
    assert asks(replace(of_age(5), lives_with_family=None)).reasons == (
        whole.format("say whether they live with the family"),
    )
    assert asks(of_age(17)).reasons == (whole.format("say whether they are in education or training, or unemployed"),)
    assert asks(replace(CHILD, lives_with_family=None)).reasons == (
        whole.format("give a date of birth and say whether they live with the family"),
    )


def test_e10_only_those_who_may_be_the_child_are_asked_about():
    (reason,) = put(*TWO_PROBLEMS, people=[MUM, CHILD, replace(CHILD, key="lodger", lives_with_family=False)]).reasons
    assert reason.startswith("child may be")


# E10: all answers at once


def test_e10_nobody_is_a_child_and_an_adult_in_the_same_answer():
    """Somebody is either the dependent child or the adult who is out of work, and both would be needed."""
    somebody = Person(key="somebody", lives_with_family=True, in_education_or_training=False, unemployed=False)
    pieces = [fact("P4.1", "dad"), fact("P5.1", "dad"), fact("P4.1", "somebody")]
    alone = put(*pieces, people=[DAD, somebody], answered_no=EVERY_PROBLEM)
    assert (alone.outcome, alone.dependent_child) == (NOT_ELIGIBLE, None)
    assert put(*pieces, people=[DAD, somebody, KID], answered_no=EVERY_PROBLEM).outcome == CANNOT_TELL


def test_e10_a_dependent_child_of_sixteen_may_be_the_young_person_without_work():
    somebody = Person(key="somebody", lives_with_family=True)
    pieces = [fact("P4.1", "dad"), fact("P5.1", "dad"), fact("P4.4", "somebody")]
    assert put(*pieces, people=[DAD, somebody], answered_no=EVERY_PROBLEM).outcome == CANNOT_TELL


def test_e10_a_dependent_child_of_eighteen_may_be_the_adult_out_of_work():
    """Eighteen, unemployed and at home is an adult under E2 and a dependent child under E9."""
    somebody = Person(key="somebody", lives_with_family=True, unemployed=True)
    pieces = [fact("P4.1", "dad"), fact("P5.1", "dad"), fact("P4.1", "somebody")]
    assert put(*pieces, people=[DAD, somebody], answered_no=EVERY_PROBLEM).outcome == CANNOT_TELL


def test_e10_a_date_of_birth_given_for_one_piece_may_make_another_count():
    """Said to be an adult, eighteen since a month: what was seen three months ago was about a child."""
    adult = Person(key="adult", role=Role.ADULT, lives_with_family=True)
    pieces = [fact("P4.4", "adult"), fact("P2.5", "adult", date(2015, 8, 1))]
    assert put(*pieces, people=[adult, KID], answered_no=EVERY_PROBLEM).outcome == CANNOT_TELL


def test_e10_a_lodger_who_may_be_a_child_may_supply_normally():
    """E8 limits adults only: one open age decides both what the lodger's evidence is and how much of it counts."""
    lodger = Person(key="lodger", lives_with_family=False)
    pieces = [fact("P5.1", "lodger"), fact("P2.5", "lodger")]
    assert put(*pieces, people=[lodger, KID], answered_no=EVERY_PROBLEM).outcome == CANNOT_TELL


def test_e10_with_no_question_open_about_it_an_unstated_age_stays_an_adults():
    lodger = Person(key="lodger", lives_with_family=False)
    pieces = [fact("P5.1", "lodger"), fact("P6.3", "lodger")]
    assert put(*pieces, people=[lodger, KID], answered_no=EVERY_PROBLEM).outcome == NOT_ELIGIBLE


def test_e10_a_stale_fact_about_somebody_who_has_grown_up_cannot_hold_again():
    """The status was a child's, and she has been an adult for the whole of the last year."""
    lad = replace(DAD, key="lad", date_of_birth=date(1997, 11, 1))
    grown = replace(MUM, key="grown", date_of_birth=date(1996, 11, 1))
    pieces = [fact("P5.1", "dad"), fact("P3.3", "lad", date(2015, 10, 31)), fact("P3.3", "grown", STALE)]

    def outcome(girl):
        return put(*pieces, people=[DAD, lad, girl, KID], answered_no=EVERY_PROBLEM).outcome

    assert outcome(grown) == NOT_ELIGIBLE
    assert outcome(replace(grown, date_of_birth=date(1996, 11, 2))) == CANNOT_TELL


def test_e10_a_stale_fact_about_somebody_old_enough_only_now_may_hold_now():
    pieces = [fact("P4.1", "dad"), fact("P5.1", "dad"), fact("P5.1", "young", STALE)]
    young = Person(key="young", lives_with_family=True, date_of_birth=date(1997, 1, 1))
    assert put(*pieces, people=[DAD, young, KID], answered_no=EVERY_PROBLEM).outcome == CANNOT_TELL


def test_e10_a_stale_fact_about_the_wrong_kind_of_subject_is_not_open():
    """Fifteen when it was seen, sixteen now: it was no young person's then, and nothing is left to ask."""
    young = Person(key="young", lives_with_family=True, date_of_birth=date(1998, 6, 1))
    pieces = [fact("P4.1", "dad"), fact("P5.1", "dad"), fact("P4.4", "young", STALE)]
    assert put(*pieces, people=[DAD, young, KID], answered_no=EVERY_PROBLEM).outcome == NOT_ELIGIBLE


def test_e10_an_age_cannot_contradict_what_was_seen():
    """Nobody is a dependent child who was seen drinking 40 years ago."""
    somebody = Person(key="somebody", lives_with_family=True)
    pieces = [*TWO_PROBLEMS, fact("P6.3", "somebody", date(1975, 1, 1))]
    assessment = put(*pieces, people=[MUM, somebody])
    assert (assessment.outcome, assessment.dependent_child) == (NOT_ELIGIBLE, None)
    assert assessment.reasons != ()


def test_e10_what_was_said_to_be_a_child_may_be_one_whatever_the_dates_say():
    assessment = put(*TWO_PROBLEMS, fact("P6.3", "child", date(1975, 1, 1)), people=[MUM, CHILD])
    assert assessment.outcome == CANNOT_TELL


def test_one_problem_needed_is_said_in_the_singular():
    (reason, *_) = put(programme=statuses(2, problems_needed=1)).reasons
    assert reason == "The programme asks for at least 1 problem; none count so far."
