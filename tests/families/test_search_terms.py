"""What somebody means who types into the one search box, and why somebody was found."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from families.search_reasons import Found, reasons
from families.search_terms import Terms, as_dialled, terms_in

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Anne-Marie O'Brien 3/4/2010", {"words": ("anne", "marie", "obrien"), "born_on": date(2010, 4, 3)}),
        ("03.04.10", {"born_on": date(2010, 4, 3)}),
        ("3-4-85", {"born_on": date(1985, 4, 3)}),
        ("3 Apr 2010", {"born_on": date(2010, 4, 3)}),
        ("3rd of April 2010", {"born_on": date(2010, 4, 3)}),
        ("April 3, 2010", {"born_on": date(2010, 4, 3)}),
        ("03-Apr-10 jo", {"words": ("jo",), "born_on": date(2010, 4, 3)}),
        ("2010-04-03", {"born_on": date(2010, 4, 3)}),
        ("31/2/2010 ann", {"words": ("ann",), "unused": ("31/2/2010",)}),
        ("smith 1984", {"words": ("smith",), "born_in": 1984}),
        ("m99 3ab", {"postcode": "M993AB"}),
        ("M993AB smith", {"words": ("smith",), "postcode": "M993AB"}),
        ("M99 3", {"postcode": "M993"}),
        ("m99", {"postcode": "M99"}),
        ("+44 7700 900 123", {"phone": "07700900123"}),
        ("(01632) 960 123 jones", {"words": ("jones",), "phone": "01632960123"}),
        ("SF-000123", {"family": 123}),
        ("sf123", {"family": 123}),
        ("R-12", {"referral": "R-000012"}),
        ("LCS/12-34", {"reference": "LCS1234"}),
        ("12345", {"reference": "12345"}),
        ("qq 12 34 56 c", {"number": ("ni", "QQ123456C")}),
        ("999 000 0018", {"number": ("nhs", "9990000018")}),
        ("A99912345678X", {"number": ("upn", "A99912345678X")}),
        ("one two three four five six A1B2C3 D4E5F6", {
            "words": ("one", "two", "three", "four", "five"),
            "reference": "A1B2C3",
            "unused": ("D4E5F6", "six"),
        }),
        ("", {}),
        ("- ' 	", {}),
    ],
)  # fmt: skip
def test_every_usual_way_of_writing_is_understood(text, meant):
    assert terms_in(text, today=TODAY) == Terms(**meant)


@pytest.mark.parametrize("text", ["1984", "M99 3", "1984 M99", "-", ""])
def test_what_thousands_share_is_not_enough_alone(text):
    assert not terms_in(text, today=TODAY).names_somebody


@pytest.mark.parametrize("text", ["jo", "M99 3AB", "3/4/2010", "07700 900123", "SF-1", "R-1", "12345", "QQ123456C"])
def test_what_few_share_is_enough(text):
    assert terms_in(text, today=TODAY).names_somebody


@given(st.text(max_size=60))
def test_nothing_that_can_be_typed_is_too_much(text):
    reasons(terms_in(text, today=TODAY), Found(name="Ada Sample", date_of_birth=TODAY))


@given(st.text(alphabet="0123456789 +()-", max_size=20))
def test_a_number_is_dialled_the_same_however_it_is_spaced(number):
    assert as_dialled(number) == as_dialled(f" {number} ") == as_dialled(as_dialled(number))


ADA = Found(
    name="Robert Anne-Marie O'Sample",
    known_as="Tig",
    previous_names="Oldname\nOlder",
    date_of_birth=date(2010, 4, 3),
    postcodes=("M993AB",),
)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("osample robert", ["Same name"]),
        ("annemarie", ["Same name"]),
        ("tig", ["known as Tig"]),
        ("robert older", ["was called Older"]),
        ("bob", ["Robert for “bob”"]),
        ("r osample", ["R for Robert"]),
        ("z osample", ["nothing like “z”"]),
        ("robret", ["Robert is spelt nearly like “robret”"]),
        ("rubbertee", ["Robert sounds like “rubbertee”"]),
        ("robert xyzzk osample", ["nothing like “xyzzk”"]),
        ("3/4/2010", ["born on this day"]),
        ("4/3/2010", ["born on 3 April 2010: day and month the other way round"]),
        ("robert 2010", ["Same name", "born in 2010"]),
        ("M99 3AB", ["lives at M993AB"]),
        ("M99 4AB", ["has lived at M994AB"]),
        ("07700 900123", ["this telephone number"]),
        ("SF-12", ["in SF-000012"]),
        ("R-12", ["in the referral R-000012"]),
        ("LCS1", ["the reference LCS1"]),
        ("QQ123456C", ["this National Insurance number"]),
    ],
)
def test_why_somebody_was_found_is_said_in_words(text, why):
    assert reasons(terms_in(text, today=TODAY), ADA) == why


def test_an_age_that_was_told_gives_about_a_year():
    assert reasons(Terms(born_in=1984), Found(name="")) == ["born about 1984, by the age that was told"]


def test_somebody_without_a_name_is_like_nothing():
    assert reasons(Terms(words=("ada",)), Found(name="")) == ["nothing like “ada”"]
