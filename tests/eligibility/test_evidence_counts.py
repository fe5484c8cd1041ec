"""Does one piece of evidence count? E2 to E6 of the rule. No database, no Django."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from eligibility.rules import Asks, Person, Role, Subject, Unit, Window, age_on, months_from
from tests.eligibility.families import KID, MUM, ON, PHASE_2, fact, found, met, programme, put, sign

ONE_OF_EACH = programme(*(sign(subject.value, subject=subject) for subject in Subject))
SOMEBODY = Person(key="somebody")


def born(age, on=ON):
    """Somebody who has their birthday of this age on the day."""
    return replace(SOMEBODY, date_of_birth=on.replace(year=on.year - age))


def says(assessment, problem, *words):
    why = found(assessment, problem).why
    return [word for word in words if word not in why] == []


# E2


@pytest.mark.parametrize(
    ("subject", "youngest", "oldest"),
    [
        (Subject.CHILD, 0, 17),
        (Subject.PRIMARY_CHILD, 0, 11),
        (Subject.YOUNG_PERSON, 16, 24),
        (Subject.ADULT, 18, 99),
        (Subject.SIXTEEN_OR_OVER, 16, 99),
        (Subject.ANY, 0, 99),
    ],
)
def test_e2_each_kind_of_subject_begins_and_ends_with_its_own_ages(subject, youngest, oldest):
    def counts(age):
        return met(fact(subject.value, "somebody"), born(age), programme=ONE_OF_EACH)

    assert counts(youngest) is True
    assert counts(oldest) is True
    assert youngest == 0 or counts(youngest - 1) is False
    assert oldest == 99 or counts(oldest + 1) is False


def test_e2_an_age_is_judged_on_the_day_observed():
    eighteen_now = born(18)
    assert met(fact("child", "somebody", date(2015, 10, 31)), eighteen_now, programme=ONE_OF_EACH) is True
    assert met(fact("child", "somebody", ON), eighteen_now, programme=ONE_OF_EACH) is False


def test_e2_for_a_next_window_the_age_is_that_of_the_future_date():
    nearly_adult = replace(born(18, date(2016, 3, 1)), parent_or_carer=True)
    assert met(fact("P1.3", "somebody", date(2016, 3, 1)), nearly_adult) is True
    assert met(fact("P1.3", "somebody", date(2016, 2, 29)), nearly_adult) is False


def test_e2_somebody_born_on_29_february_ages_on_1_march():
    leap = date(2000, 2, 29)
    assert [age_on(leap, date(2018, 2, 28)), age_on(leap, date(2018, 3, 1))] == [17, 18]
    assert [age_on(leap, date(2020, 2, 28)), age_on(leap, date(2020, 2, 29))] == [19, 20]


def test_e2_a_persons_piece_does_not_count_under_the_whole_family_and_says_so():
    assert met(fact("family", "somebody"), born(30), programme=ONE_OF_EACH) is False
    assert says(put(fact("P4.5", "mum")), 4, "does not count for mum", "it must be about the family as a whole.")


def test_e2_the_whole_family_fits_the_family_and_any_and_nothing_else():
    fits = {subject: met(fact(subject.value, "family"), born(30), programme=ONE_OF_EACH) for subject in Subject}
    assert {subject for subject, answer in fits.items() if answer} == {Subject.FAMILY, Subject.ANY}
    assert {subject for subject, answer in fits.items() if answer is None} == set()


@pytest.mark.parametrize(
    ("subject", "adult", "child", "unstated"),
    [
        (Subject.CHILD, False, True, None),
        (Subject.PRIMARY_CHILD, False, None, None),
        (Subject.YOUNG_PERSON, None, None, None),
        (Subject.ADULT, True, False, None),
        (Subject.SIXTEEN_OR_OVER, True, None, None),
        (Subject.ANY, True, True, True),
    ],
)
def test_e2_with_the_age_unknown_the_stated_role_decides_where_it_can(subject, adult, child, unstated):
    def counts(role):
        return met(fact(subject.value, "somebody"), replace(SOMEBODY, role=role), programme=ONE_OF_EACH)

    assert (counts(Role.ADULT), counts(Role.CHILD), counts(None)) == (adult, child, unstated)


def test_e2_a_date_of_birth_outweighs_the_stated_role():
    said_adult = replace(born(10), role=Role.ADULT)
    assert met(fact("child", "somebody"), said_adult, programme=ONE_OF_EACH) is True


def test_h9_an_unborn_baby_is_a_child_and_nothing_older():
    baby = replace(SOMEBODY, unborn=True)
    fits = {subject: met(fact(subject.value, "somebody"), baby, programme=ONE_OF_EACH) for subject in Subject}
    assert {subject for subject, answer in fits.items() if answer} == {
        Subject.CHILD,
        Subject.PRIMARY_CHILD,
        Subject.ANY,
    }
    assert None not in fits.values()
    assert says(put(fact("P4.1", "somebody"), people=[baby]), 4, "somebody is not born yet")


def test_e2_the_wrong_kind_of_subject_says_who_and_when():
    assert says(put(fact("P2.1", "mum", value=14)), 2, "about a child under 18, and mum was not on 1 November 2015")
    assert says(put(fact("P2.1", value=14)), 2, "does not count for the family: it must be about a child under 18.")
    adult = replace(SOMEBODY, role=Role.ADULT)
    assert says(put(fact("P3.3", "somebody"), people=[adult]), 3, "somebody was said to be an adult")
    child = replace(SOMEBODY, role=Role.CHILD)
    assert says(put(fact("P4.1", "somebody"), people=[child]), 4, "somebody was said to be a child")


def test_e2_an_unknown_age_says_what_to_ask():
    assert says(put(fact("P4.4", "somebody"), people=[SOMEBODY]), 4, "cannot be told yet for somebody", "date of birth")


# E3


@pytest.mark.parametrize(("parent_or_carer", "counts"), [(True, True), (None, True), (False, False)])
def test_e3_h15_an_adult_counts_under_a_parents_only_indicator_unless_no_parent_or_carer(parent_or_carer, counts):
    assert met(fact("P6.1", "mum"), replace(MUM, parent_or_carer=parent_or_carer)) is counts


def test_e3_a_child_counts_whether_parent_or_not():
    assert met(fact("P6.1", "kid"), replace(KID, parent_or_carer=False)) is True


def test_e3_other_indicators_do_not_ask_for_a_parent():
    assert met(fact("P6.3", "mum"), replace(MUM, parent_or_carer=False)) is True


def test_e3_the_whole_family_needs_no_parent():
    assert met(fact("P6.1")) is True


def test_e3_an_adult_is_one_on_the_day_observed():
    just_eighteen = replace(born(18), parent_or_carer=False)
    assert met(fact("P6.1", "somebody", date(2015, 10, 31)), just_eighteen) is True
    assert met(fact("P6.1", "somebody", ON), just_eighteen) is False


def test_e3_no_parent_of_unknown_age_cannot_be_told_unless_the_role_decides():
    nobodys_parent = replace(SOMEBODY, parent_or_carer=False)
    assert met(fact("P6.1", "somebody"), nobodys_parent) is None
    assert met(fact("P6.1", "somebody"), replace(nobodys_parent, role=Role.ADULT)) is False
    assert met(fact("P6.1", "somebody"), replace(nobodys_parent, role=Role.CHILD)) is True
    assert says(put(fact("P6.1", "somebody"), people=[nobodys_parent]), 6, "date of birth", "parent or carer")


def test_e3_an_unknown_parent_is_put_to_the_officer():
    unsure = replace(MUM, parent_or_carer=None)
    assert put(fact("P6.1", "mum"), people=[unsure]).to_check == (
        "“Parent or child has a mental health problem” (P6.1) was counted for mum: "
        "confirm that mum is a parent or carer.",
    )
    assert put(fact("P6.1", "kid"), people=[replace(KID, parent_or_carer=None)]).to_check == ()
    assert put(fact("P6.1", "somebody"), people=[SOMEBODY]).to_check != ()
    assert put(fact("P6.1", "mum"), people=[MUM]).to_check == ()
    assert put(fact("P6.1", "mum", verified=False), people=[unsure]).to_check == ()
    assert put(fact("P6.1", "mum", date(2014, 1, 1)), people=[unsure]).to_check == ()
    assert put(fact("P6.3", "mum"), people=[unsure]).to_check == ()
    assert put(fact("P6.1"), people=[unsure]).to_check == ()


def test_e3_says_that_an_adult_must_be_a_parent():
    assert says(put(fact("P6.1", "mum"), people=[replace(MUM, parent_or_carer=False)]), 6, "must be a parent or carer")


# E4


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2015, 8, 31), -6, date(2015, 2, 28)),
        (date(2016, 8, 31), -6, date(2016, 2, 29)),
        (date(2016, 2, 29), -12, date(2015, 2, 28)),
        (date(2015, 10, 31), 1, date(2015, 11, 30)),
        (date(2015, 12, 15), 1, date(2016, 1, 15)),
        (date(2015, 1, 15), -1, date(2014, 12, 15)),
        (date(2015, 11, 1), 12, date(2016, 11, 1)),
        (date(2015, 11, 30), 0, date(2015, 11, 30)),
        (date(1, 5, 1), -12, date.min),
        (date(2, 3, 5), -12, date(1, 3, 5)),
        (date(9999, 5, 1), 12, date.max),
        (date(9998, 12, 1), 12, date(9999, 12, 1)),
    ],
)
def test_e4_windows_are_calendar_months_clipped_to_the_months_end(day, months, then):
    assert months_from(day, months) == then


def test_e4_within_six_months_includes_the_first_day_and_not_the_one_before():
    on = date(2015, 8, 31)
    assert met(fact("P3.4", "kid", date(2015, 2, 28)), KID, on=on) is True
    assert met(fact("P3.4", "kid", date(2015, 2, 27)), KID, on=on) is False
    assert met(fact("P3.4", "kid", on), KID, on=on) is True


def test_e4_within_says_when_and_how_long_ago():
    assert says(put(fact("P3.4", "kid", date(2015, 4, 30))), 3, "30 April 2015 is more than 6 months ago")


def test_e4_next_looks_forward_from_the_day_to_the_last_one_inclusive():
    def counts(day):
        return met(fact("P1.3", "mum", day))

    assert [counts(ON), counts(date(2016, 11, 1))] == [True, True]
    assert [counts(date(2015, 10, 31)), counts(date(2016, 11, 2))] == [False, False]
    assert says(put(fact("P1.3", "mum", date(2016, 11, 2))), 1, "2 November 2016 is not within the next 12 months")


def test_e4_h12_a_status_was_last_known_to_hold_within_the_last_12_months():
    assert met(fact("P3.3", "kid", date(2014, 11, 1)), KID) is True
    assert met(fact("P3.3", "kid", date(2014, 10, 31)), KID) is None


def test_e4_a_status_that_ended_on_the_day_has_ended():
    observed = date(2015, 10, 1)
    assert met(fact("P3.3", "kid", observed, ended_on=date(2015, 10, 31)), KID) is False
    assert met(fact("P3.3", "kid", observed, ended_on=ON), KID) is False
    assert met(fact("P3.3", "kid", observed, ended_on=date(2015, 11, 2)), KID) is True
    assert says(put(fact("P3.3", "kid", observed, ended_on=ON)), 3, "it ended on 1 November 2015")


def test_e4_a_future_end_does_not_refresh_a_stale_status():
    assert met(fact("P3.3", "kid", date(2014, 10, 31), ended_on=date(2016, 1, 1)), KID) is None


def test_e4_an_ended_status_does_not_count_even_where_it_is_stale():
    assert met(fact("P3.3", "kid", date(2014, 1, 1), ended_on=date(2014, 6, 1)), KID) is False


def test_e4_an_end_matters_only_to_a_status():
    assert met(fact("P3.4", "kid", date(2015, 10, 1), ended_on=date(2015, 10, 2)), KID) is True


def test_e4_a_figure_over_school_terms_was_observed_within_the_last_12_months():
    assert met(fact("P2.1", "kid", date(2014, 11, 1), 14), KID) is True
    assert met(fact("P2.1", "kid", date(2014, 10, 31), 14), KID) is None


def test_e4_what_is_stale_says_what_to_ask():
    assert says(put(fact("P3.3", "kid", date(2014, 1, 2))), 3, "last known on 2 January 2014", "whether it still holds")
    assert says(put(fact("P2.1", "kid", date(2014, 1, 2), 14)), 2, "ask for a newer figure")


# E5


@pytest.mark.parametrize(("value", "counts"), [("9.99", False), ("10", True), ("10.0", True), ("100", True)])
def test_e5_the_threshold_is_inclusive(value, counts):
    assert met(fact("P2.1", "kid", value=value), KID) is counts


def test_e5_figures_are_never_added():
    twice = [fact("P2.3", "kid", value=3), fact("P2.3", "kid", date(2015, 9, 30), 2)]
    assert found(put(*twice), 2).met is None
    assert found(put(*twice, answered_no=[2]), 2).met is False


def test_e5_a_lower_figure_later_does_not_cancel_an_earlier_one():
    assert found(put(fact("P2.1", "kid", date(2015, 3, 1), 14), fact("P2.1", "kid", ON, 2)), 2).met is True


def test_e5_a_figure_that_is_needed_and_not_given_cannot_be_told():
    assert met(fact("P2.1", "kid"), KID) is None
    assert says(put(fact("P2.1", "kid")), 2, "give the figure (percent of sessions missed)")


def test_e5_a_test_of_at_least_one_takes_a_fact_without_a_figure_as_one():
    assert met(fact("P5.3")) is True
    assert met(fact("P5.3", value=1)) is True
    assert met(fact("P5.3", value=0)) is False


@pytest.mark.parametrize("threshold", ["0.5", "2"])
def test_e5_no_other_test_does(threshold):
    asks = {"asks": Asks.AT_LEAST, "unit": Unit.COUNT, "window": Window.WITHIN, "months": 12}
    other = programme(sign("T", threshold=Decimal(threshold), **asks))
    assert met(fact("T", "mum"), MUM, programme=other) is None


def test_e5_too_little_says_how_much_was_needed():
    assert says(put(fact("P2.1", "kid", value="9.5")), 2, "9.5 percent of sessions missed is less than the 10 needed")


# E6


def test_e6_what_was_found_untrue_never_counts_and_what_is_not_yet_verified_counts():
    assert [met(fact("P5.3", verified=verified)) for verified in (True, None, False)] == [True, True, False]
    assert says(put(fact("P5.3", verified=False)), 5, "it was checked and not confirmed")


def test_e6_problems_verified_counts_only_what_rests_on_verified_pieces():
    pieces = [fact("P5.3", verified=True), fact("P6.3", "mum"), fact("P4.5", verified=True)]
    assert (put(*pieces).problems_met, put(*pieces).problems_verified) == (3, 2)
    verified = [piece for piece in pieces if piece.verified]
    assert put(*pieces).problems_verified == put(*verified).problems_met


# Doubts together


def test_whatever_settles_a_piece_outweighs_what_leaves_it_open():
    assert met(fact("P2.1", "mum", date(2013, 1, 1))) is False
    why = found(put(fact("P2.1", "mum", date(2013, 1, 1))), 2).why
    assert "must be about a child" in why
    assert "newer figure" not in why


def test_every_doubt_that_settles_a_piece_is_told():
    assert says(
        put(fact("P2.1", "mum", value=3, verified=False)), 2, "not confirmed", "about a child", "less than the 10"
    )


def test_the_indicators_of_the_programme_are_about_whom_they_say():
    assert {code for code, one in PHASE_2.by_code.items() if one.parents_only} == {
        *("P1.3", "P1.4", "P1.5"),
        *("P6.1", "P6.2", "P6.4"),
    }
