"""How relations read from either end, and what cannot be."""

from datetime import date

import pytest

from families.relations import CARING, MUTUAL, OLDER, RELATIONS, as_kept, in_words, readings, why_not_older


def test_a_relation_told_from_either_end_is_kept_the_same():
    for reading, _ in readings():
        kind = as_kept(1, reading, 2)[1]
        other = reading if kind in MUTUAL else f"other end of {kind}" if reading == kind else kind
        assert as_kept(1, reading, 2) == as_kept(2, other, 1)


def test_the_parents_end_is_kept_first():
    assert as_kept(9, "parent", 4) == (9, "parent", 4)
    assert as_kept(4, "other end of parent", 9) == (9, "parent", 4)


def test_a_mutual_relation_keeps_the_smaller_key_first():
    assert as_kept(9, "sibling", 4) == as_kept(4, "sibling", 9) == (4, "sibling", 9)


@pytest.mark.parametrize(
    ("kind", "sex", "from_other_end", "word"),
    [
        ("parent", "female", False, "mother"),
        ("parent", "", False, "parent"),
        ("parent", "male", True, "son"),
        ("half-sibling", "female", True, "half-sister"),
        ("half-sibling", "female", False, "half-sister"),
        ("foster carer", "male", False, "foster carer"),
        ("aunt or uncle", "", True, "niece or nephew"),
        ("friend", "female", True, "friend of the family"),
    ],
)
def test_a_relation_reads_in_the_words_of_either_end(kind, sex, from_other_end, word):
    assert in_words(kind, sex=sex, from_other_end=from_other_end) == word


def test_every_relation_can_be_chosen_from_both_its_ends_and_every_choice_is_different():
    labels = [label for _, label in readings()]
    assert len(labels) == len(set(labels)) == 2 * len(RELATIONS) - len(MUTUAL)


def test_a_parent_is_born_before_the_child_and_the_sentence_names_both_days():
    told = {"person": "Petra", "relative": "Robin"}
    sentence = why_not_older("parent", born=date(2015, 5, 3), relative_born=date(2010, 5, 1), **told)
    assert "Petra was born on 3 May 2015 and Robin on 1 May 2010" in sentence
    assert why_not_older("parent", born=date(2010, 5, 1), relative_born=date(2010, 5, 1), **told)
    assert not why_not_older("parent", born=date(1990, 5, 1), relative_born=date(2010, 5, 1), **told)


def test_an_unknown_birth_contradicts_nothing():
    for born, relative_born in ((None, date(2010, 5, 1)), (date(2010, 5, 1), None)):
        assert not why_not_older("parent", person="P", born=born, relative="R", relative_born=relative_born)


def test_a_step_parent_or_an_aunt_may_be_the_younger():
    for kind in ("step-parent", "aunt or uncle", "partner"):
        born = {"born": date(2015, 1, 1), "relative_born": date(2010, 1, 1)}
        assert not why_not_older(kind, person="P", relative="R", **born)


def test_whoever_must_be_older_cares_for_the_other():
    assert set(OLDER) <= set(CARING)
    assert not set(CARING) & set(MUTUAL)
