"""Drawing a family: everybody once, elders above, and the same in words."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from families.genogram import HALF, PITCH, Someone, Tie, draw, generations
from families.genogram_words import tell
from families.relations import RELATIONS


def one(key, name="", sex="", **facts):
    name = name or f"Person {key}"
    return Someone(key=key, name=f"{name} Sample", label=(name, "Sample", "9"), age="9", sex=sex, **facts)


def tie(person, kind, relative, **facts):
    return Tie(person=person, kind=kind, relative=relative, **facts)


PETRA, PETER, ROBIN, ADA, GRAN = (
    one(1, "Petra", "female", is_child=False),
    one(2, "Peter", "male", is_child=False),
    one(3, "Robin", "male", is_child=True, born=date(2017, 1, 1)),
    one(4, "Ada", "female", is_child=True, born=date(2012, 1, 1)),
    one(5, "Gran", "female", is_child=False),
)
HOUSEHOLD = [PETRA, PETER, ROBIN, ADA, GRAN]
TIES = [
    tie(1, "partner", 2),
    *(tie(parent, "parent", child) for parent in (1, 2) for child in (3, 4)),
    tie(5, "parent", 1),
]


def rows(people, ties):
    return generations({person.key: person for person in people}, ties)


def kinds(drawing):
    return [line.kind for line in drawing.lines]


def symbols(people, ties):
    return {symbol.person.key: symbol for symbol in draw(people, ties).symbols}


def test_elders_stand_above_couples_side_by_side_children_below():
    assert rows(HOUSEHOLD, TIES) == {5: 0, 1: 1, 2: 1, 3: 2, 4: 2}
    at = symbols(HOUSEHOLD, TIES)
    assert abs(at[1].x - at[2].x) == PITCH
    assert (at[3].x + at[4].x) / 2 == (at[1].x + at[2].x) / 2


def test_children_stand_in_the_order_of_their_births():
    at = symbols(HOUSEHOLD, TIES)
    assert at[4].x < at[3].x


def test_the_shape_tells_the_sex_and_a_baby_not_yet_born_is_a_triangle_h9():
    people = [one(1, sex="female"), one(2, sex="male"), one(3), one(4, unborn=True)]
    at = symbols(people, [])
    assert [at[key].shape for key in (1, 2, 3, 4)] == ["circle", "square", "diamond", "triangle"]
    assert [len(at[key].corners.split()) for key in (1, 2, 3, 4)] == [0, 4, 4, 3]


def test_somebody_with_two_homes_has_a_second_outline_inside_the_first():
    (symbol,) = draw([one(1, sex="male", homes=(1, 2))], []).symbols
    outer, inner = (
        [float(corner.split(",")[0]) for corner in text.split()] for text in (symbol.corners, symbol.inner_corners)
    )
    assert min(outer) < min(inner) < max(inner) < max(outer)


def test_long_names_are_cut_and_empty_ones_left_out():
    long = Someone(key=1, name="x", label=("Maximiliana-Theodora", "", "34"))
    (symbol,) = draw([long], []).symbols
    assert [text for _, text in symbol.words] == ["Maximiliana-T…", "34"]


def test_lines_go_down_from_below_the_words_and_where_there_are_none_from_the_symbol():
    speechless = Someone(key=1, name="Nobody knows")
    (symbol,) = draw([speechless], []).symbols
    assert symbol.foot == symbol.bottom
    drawing = draw([PETRA, ROBIN], TIES[1:2])
    assert drawing.lines[0].points[0][1] == drawing.symbols[0].foot > drawing.symbols[0].words[-1][0]


def test_a_grandparent_stands_two_rows_above_without_the_parent_between():
    assert rows([GRAN, ROBIN], [tie(5, "grandparent", 3)]) == {5: 0, 3: 2}
    assert kinds(draw([GRAN, ROBIN], [tie(5, "grandparent", 3)])) == ["other"]


def test_a_tie_that_the_places_show_already_gets_no_line_of_its_own():
    more = [tie(5, "grandparent", 3), tie(3, "sibling", 4)]
    assert draw(HOUSEHOLD, TIES).lines == draw(HOUSEHOLD, TIES + more).lines


def test_brothers_and_sisters_without_parents_on_the_record_are_joined_over_their_heads():
    drawing = draw([ROBIN, ADA], [tie(3, "sibling", 4)])
    assert kinds(drawing) == ["siblings"]
    assert drawing.lines[0].points[1][1] < drawing.symbols[0].top


def test_former_partners_and_adopted_children_have_lines_of_their_own_kind():
    drawing = draw([PETRA, PETER, ROBIN], [tie(1, "former partner", 2), tie(1, "adoptive parent", 3)])
    assert "former" in kinds(drawing)
    assert "adopted" in kinds(drawing)
    ended = draw([PETRA, PETER], [tie(1, "partner", 2, ended=True)])
    assert kinds(ended) == ["former"]


def test_parents_who_are_not_said_to_be_a_couple_are_joined_for_their_child():
    assert "parents" in kinds(draw([PETRA, PETER, ROBIN], TIES[1:2] + TIES[3:4]))


def test_a_parent_by_birth_and_one_by_adoption_are_both_shown():
    drawing = draw([PETRA, PETER, ROBIN], [tie(1, "parent", 3), tie(2, "adoptive parent", 3)])
    assert kinds(drawing).count("other") == 1


def test_a_step_parent_beside_the_parent_needs_no_line_and_alone_has_one():
    stepfather = one(6, "Sid", "male", is_child=False)
    people = [PETRA, ROBIN, stepfather]
    step = [tie(1, "parent", 3), tie(6, "step-parent", 3)]
    assert "other" not in kinds(draw(people, [*step, tie(1, "partner", 6)]))
    assert "other" in kinds(draw(people, step))


def test_the_line_to_a_partner_further_along_goes_under_the_one_between():
    partners = [one(key) for key in (6, 7, 8)]
    drawing = draw([PETRA, *partners], [tie(1, "partner", key) for key in (6, 7, 8)])
    far = [line for line in drawing.lines if len(line.points) == 4]
    assert far
    assert all(max(y for _, y in line.points) > drawing.symbols[0].bottom for line in far)


def test_whoever_nothing_ties_to_the_others_stands_on_the_row_of_their_age():
    adult, child, unknown = one(7, is_child=False), one(8, is_child=True), one(9)
    at = rows([*HOUSEHOLD, adult, child, unknown], TIES)
    assert (at[7], at[8], at[9]) == (1, 2, 2)
    assert rows([adult], []) == {7: 0}


def test_ties_to_people_who_are_not_drawn_are_left_out():
    assert draw([PETRA], [tie(1, "parent", 99), tie(1, "friend", 1)]).lines == ()


def test_a_circle_of_parents_is_drawn_all_the_same():
    people = [one(1), one(2), one(3)]
    drawing = draw(people, [tie(1, "parent", 2), tie(2, "parent", 3), tie(3, "parent", 1)])
    assert len(drawing.symbols) == 3
    assert "other" in kinds(drawing)


def test_a_couple_that_other_ties_put_on_two_rows_gets_a_line_of_its_own():
    people = [PETRA, ROBIN]
    drawing = draw(people, [tie(1, "parent", 3), tie(1, "former partner", 3)])
    assert kinds(drawing).count("former") == 1


def test_nobody_at_all_makes_an_empty_drawing():
    assert draw([], []).symbols == ()
    assert tell([], []) == []


def test_thirty_children_stand_side_by_side_under_their_parents():
    children = [one(key, is_child=True) for key in range(10, 40)]
    ties = [tie(parent, "parent", child.key) for parent in (1, 2) for child in children]
    at = symbols([PETRA, PETER, *children], ties)
    xs = sorted(at[child.key].x for child in children)
    assert all(later - earlier == PITCH for earlier, later in pairwise(xs))
    assert xs[0] < at[1].x < xs[-1]


households = st.integers(1, 12).flatmap(
    lambda size: st.tuples(
        st.lists(
            st.tuples(st.sampled_from(["female", "male", ""]), st.sampled_from([True, False, None])),
            min_size=size,
            max_size=size,
        ),
        st.lists(
            st.tuples(st.integers(0, size - 1), st.sampled_from(list(RELATIONS)), st.integers(0, size - 1)),
            max_size=20,
        ),
    )
)


@settings(deadline=None)
@given(households)
def test_whatever_is_told_everybody_is_drawn_once_and_nobody_on_top_of_another(household):
    people = [one(key, sex=sex, is_child=is_child) for key, (sex, is_child) in enumerate(household[0])]
    ties = [tie(*told) for told in household[1] if told[0] != told[2]]
    drawing = draw(people, ties)
    assert [symbol.person for symbol in drawing.symbols] == people
    spots = {(symbol.x, symbol.y) for symbol in drawing.symbols}
    assert len(spots) == len(people)
    for x, y in spots:
        assert HALF < x < drawing.width - HALF
        assert HALF < y < drawing.height - HALF
        assert all(abs(x - other) >= PITCH for other, level in spots if level == y and other != x)
    assert len(tell(people, ties)) >= len(people)


def test_the_words_name_couples_parents_with_their_children_and_every_other_tie():
    aunt = one(6, "Nell", "female")
    ties = [*TIES, tie(6, "aunt or uncle", 3), tie(6, "aunt or uncle", 4), tie(3, "sibling", 4)]
    told = tell([*HOUSEHOLD, aunt], ties)
    assert "Petra Sample and Peter Sample are partners." in told
    assert "Petra Sample and Peter Sample are the parents of Ada Sample and Robin Sample." in told
    assert "Gran Sample is the parent of Petra Sample." in told
    assert "Nell Sample is aunt of Robin Sample and Ada Sample." in told
    assert "Robin Sample is brother of Ada Sample." in told


def test_the_words_tell_adoption_and_a_couple_that_was():
    told = tell(
        HOUSEHOLD,
        [
            tie(1, "former partner", 2),
            tie(1, "adoptive parent", 3),
            tie(2, "adoptive parent", 3),
            tie(5, "parent", 4),
            tie(1, "adoptive parent", 4),
        ],
    )
    assert "Petra Sample and Peter Sample were partners." in told
    assert "Petra Sample and Peter Sample are the adoptive parents of Robin Sample." in told
    assert "Petra Sample is adoptive mother of Ada Sample." in told


def test_the_words_tell_who_lives_elsewhere_in_two_homes_or_is_not_tied_to_anybody():
    people = [
        one(1, "Petra", elsewhere=False),
        one(2, "Peter", elsewhere=True),
        one(3, "Robin", homes=(1, 2)),
    ]
    told = tell(people, [tie(1, "parent", 3)])
    assert "Petra Sample: 9, lives with the family." in told
    assert "Peter Sample: 9, lives elsewhere, nobody has said how they are related to the others." in told
    assert "Robin Sample: 9, lives in 2 homes." in told
