"""Why somebody was found, in words: what of the search fits them, and how.

Pure. Every word that was typed fits one of a person's names, or is said not to.
"""

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from families.nicknames import other_forms
from families.search_terms import Terms, names_in

SAME_NAME = "Same name"
NUMBERS = {"nhs": "this NHS number", "upn": "this unique pupil number", "ni": "this National Insurance number"}
NEARLY, AT_ALL = 0.7, 0.3


@dataclass(frozen=True, kw_only=True)
class Found:
    """What is known of somebody who was found. `postcodes` are those of their homes today, as they are compared."""

    name: str
    known_as: str = ""
    previous_names: str = ""
    date_of_birth: date | None = None
    postcodes: tuple[str, ...] = ()


def reasons(terms: Terms, found: Found) -> list[str]:
    """One short phrase for each thing that fits."""
    return [*_names(terms.words, found), *_facts(terms, found)]


def _facts(terms, found):
    facts = [
        terms.born_on and _born_on(terms.born_on, found.date_of_birth),
        terms.born_in and _born_in(terms.born_in, found.date_of_birth),
        terms.postcode and _home(terms.postcode, found.postcodes),
        terms.phone and "this telephone number",
        terms.family and f"in SF-{terms.family:06d}",
        terms.referral and f"in the referral {terms.referral}",
        terms.reference and f"the reference {terms.reference}",
        terms.number and NUMBERS[terms.number[0]],
    ]
    return [fact for fact in facts if fact]


def _born_on(day, date_of_birth):
    if date_of_birth == day:
        return "born on this day"
    return f"born on {date_of_birth:%-d %B %Y}: day and month the other way round"


def _born_in(year, date_of_birth):
    return f"born in {year}" if date_of_birth else f"born about {year}, by the age that was told"


def _home(postcode, postcodes):
    if any(home.startswith(postcode) for home in postcodes):
        return f"lives at {postcode}"
    return f"has lived at {postcode}"


def _names(words, found):
    own, known_as, previous = map(_spelt, (found.name, found.known_as, found.previous_names))
    every = {**previous, **known_as, **own}
    said = []
    for word in words:
        if word in own:
            continue
        if word in known_as:
            said.append(f"known as {found.known_as}")
        elif word in previous:
            said.append(f"was called {previous[word]}")
        else:
            said.append(_nearest(word, every))
    return said or ([SAME_NAME] if words else [])


def _spelt(name):
    """Each word of a name as it is compared, with how it is spelt. Anne-Marie is also one word."""
    pieces = [piece for whole in name.split() for piece in {whole, *re.split(r"[-/]", whole)}]
    spelt = {}
    for piece in sorted(pieces, key=len):
        for word in {*names_in(piece), "".join(names_in(piece))} - {""}:
            spelt.setdefault(word, piece)
    return spelt


def _nearest(word, spelt):
    """What a word that nobody bears was taken for."""
    if len(word) == 1 and (fits := next((name for plain, name in spelt.items() if plain[0] == word), None)):
        return f"{word.upper()} for {fits}"
    if forms := [name for plain, name in spelt.items() if plain in other_forms(word)]:
        return f"{forms[0]} for “{word}”"
    likeness = {plain: SequenceMatcher(None, word, plain, autojunk=False).ratio() for plain in spelt}
    plain = max(likeness, key=likeness.get, default=None)
    if plain is None or likeness[plain] < AT_ALL:
        return f"nothing like “{word}”"
    if likeness[plain] < NEARLY:
        return f"{spelt[plain]} sounds like “{word}”"
    return f"{spelt[plain]} is spelt nearly like “{word}”"
