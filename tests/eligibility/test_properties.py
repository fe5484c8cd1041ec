"""What holds of the rule for every family: properties, on families made by Hypothesis. No database, no Django."""

from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from eligibility.pieces import judge_all
from eligibility.rules import Outcome
from tests.eligibility import made_families as made
from tests.eligibility.families import ON, PHASE_2


@given(st.one_of(made.families(), made.families_short_of_problems()))
def test_anything_but_eligible_comes_with_a_reason(family):
    assessment = made.assess_family(*family)
    assert (assessment.outcome == Outcome.ELIGIBLE) == (not assessment.reasons)


@given(st.one_of(made.families(), made.families_short_of_problems()), st.data())
def test_one_more_piece_never_lowers_the_count(family, data):
    people, evidence, answered_no = family
    more = data.draw(made.facts(people))
    before = made.assess_family(people, evidence, answered_no)
    after = made.assess_family(people, [*evidence, more], answered_no)
    assert after.problems_met >= before.problems_met
    assert after.problems_verified >= before.problems_verified


@given(st.one_of(made.families(), made.families_short_of_problems()), st.randoms(use_true_random=False))
def test_the_order_of_people_and_evidence_never_matters(family, random):
    people, evidence, answered_no = family
    places = list(range(len(evidence)))
    random.shuffle(places)
    shuffled = random.sample(people, len(people)), [evidence[place] for place in places], answered_no

    def without_places(assessment, named):
        findings = [
            (finding.met, finding.counts, finding.why, {named[at] for at in finding.because}, len(finding.gaps))
            for finding in assessment.findings
        ]
        return replace(assessment, findings=()), findings

    straight = without_places(made.assess_family(*family), range(len(evidence)))
    assert straight == without_places(made.assess_family(*shuffled), places)


@given(made.families_short_of_problems().filter(made.is_short), st.data())
def test_no_answer_to_an_open_question_makes_eligible_what_was_not(family, data):
    completed = data.draw(made.answers(*family))
    assert made.assess_family(*completed).outcome != Outcome.ELIGIBLE


@given(st.one_of(made.families(), made.families_short_of_problems()))
def test_cannot_tell_means_that_some_answer_would_make_the_family_eligible(family):
    assessment = made.assess_family(*family)
    if assessment.outcome == Outcome.CANNOT_TELL:
        assert any(made.assess_family(*best).outcome == Outcome.ELIGIBLE for best in every_good_answer(family))


def every_good_answer(family):
    """Everything open answered in the family's favour, at every age that people without a date of birth may be."""
    people, evidence, answered_no = family
    pieces = sorted(judge_all(PHASE_2, people, evidence, ON), key=lambda piece: piece.position)
    findings = made.assess_family(*family).findings
    new = [made.WHAT_IS_OPEN[finding.problem] for finding in findings if finding.met is None]
    for dated in product(*(made.births(person, pieces) for person in people)):
        known = [at_best(person, born) for person, born in zip(people, dated, strict=True)]
        for asked in product(*(made.answered(piece, made.person_of(piece, known)) for piece in pieces)):
            yield [*known, made.GROWN_UP], [*asked, *new], answered_no


def at_best(person, born):
    """At home, and unemployed or in education, unless somebody said otherwise."""
    return replace(
        person,
        date_of_birth=born,
        lives_with_family=person.lives_with_family is not False,
        in_education_or_training=person.in_education_or_training is not False,
        unemployed=person.unemployed is not False,
    )


@given(made.families())
def test_problems_verified_is_the_count_of_the_verified_pieces_alone(family):
    people, evidence, answered_no = family
    verified = [piece for piece in evidence if piece.verified]
    alone = made.assess_family(people, verified, answered_no)
    assert made.assess_family(*family).problems_verified == alone.problems_met


@given(made.families())
def test_what_may_be_sent_is_never_not_eligible_and_always_eligible(family):
    assessment = made.assess_family(*family)
    assert not (assessment.may_be_sent and assessment.outcome == Outcome.NOT_ELIGIBLE)
    assert assessment.may_be_sent or assessment.outcome != Outcome.ELIGIBLE
