"""What somebody means who types into the one search box.

Pure: text in, terms out. Signs that can only be one thing are taken first (a reference, a date, a postcode); what is
left over and has no figures in it is a name.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

MOST_WORDS = 5

# Letters that decompose into nothing simpler, as people without them on the keyboard write them.
PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
INSIDE_A_NAME = re.compile("['.`\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}]")
WORD = re.compile(r"[^\W\d_]+")

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = rf"(?P<month>(?:{'|'.join(MONTHS)})[a-z]*|\d{{1,2}})"
MONTH_NAME = rf"(?P<month>(?:{'|'.join(MONTHS)})[a-z]*)"
DATES = tuple(
    re.compile(written, re.IGNORECASE)
    for written in (
        r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b",
        rf"\b(?P<day>\d{{1,2}})\s*[/.\-]\s*{MONTH}\s*[/.\-]\s*(?P<year>\d{{4}}|\d{{2}})\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH_NAME},?\s+(?P<year>\d{{4}}|\d{{2}})\b",
        rf"\b{MONTH_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
    )
)
REFERENCE = re.compile(r"\b(SF|R)[-\s]?0*(\d{1,9})\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PHONE = re.compile(r"(?<!\w)(?:\+44|0044|0)(?:[\s().\-]*\d){8,10}(?!\w)")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?(?:\s*\d[A-Z]{2}|\s+\d[A-Z]?)?\b", re.IGNORECASE)
NUMBERS = {
    "upn": re.compile(r"\b[A-Z]\d{11}[A-Z\d]\b", re.IGNORECASE),
    "ni": re.compile(r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.IGNORECASE),
    "nhs": re.compile(r"(?<!\w)[1-9]\d{2}[\s-]?\d{3}[\s-]?\d{4}(?!\w)"),
}
FULL_POSTCODE = 5  # the shortest is M1 1AA


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What to look for. Everything that is given has to fit; `unused` is what could not be understood.

    `family` is the number of one of our references, `referral` the reference of a referral; `reference` is somebody
    else's, in capitals and figures. `number` is (kind, value) of an NHS number, UPN or National Insurance number.
    """

    words: tuple[str, ...] = ()
    born_on: date | None = None
    born_in: int | None = None
    postcode: str = ""
    phone: str = ""
    family: int | None = None
    referral: str = ""
    reference: str = ""
    number: tuple[str, str] | None = None
    unused: tuple[str, ...] = ()

    @property
    def names_somebody(self) -> bool:
        """Is there anything in it that few people share? A year or half a postcode alone fits thousands."""
        precise = (self.words, self.born_on, self.phone, self.family, self.referral, self.reference, self.number)
        return any(precise) or len(self.postcode) >= FULL_POSTCODE


def terms_in(text: str, *, today: date) -> Terms:
    """Read a search. `today` decides which century "3/4/10" is of."""
    rest = _Rest(text)
    own = rest.take(REFERENCE)
    born_on, unreal = _take_date(rest, today)
    numbers = [(kind, found) for kind in ("upn", "ni") if (found := rest.take(NUMBERS[kind]))]
    phone = rest.take(PHONE)
    numbers += [("nhs", found)] if (found := rest.take(NUMBERS["nhs"])) else []
    postcode = rest.take(POSTCODE)
    year = rest.take(YEAR) if born_on is None else None
    others = [tidied for piece in rest.pieces_with_figures() if (tidied := _tidied(piece))]
    words = names_in(rest.text)
    return Terms(
        words=tuple(words[:MOST_WORDS]),
        born_on=born_on,
        born_in=int(year[0]) if year else None,
        postcode=_tidied(postcode[0]) if postcode else "",
        phone=as_dialled(phone[0]) if phone else "",
        family=int(own[2]) if own and own[1].upper() == "SF" else None,
        referral=f"R-{int(own[2]):06d}" if own and own[1].upper() == "R" else "",
        reference=others[0] if others else "",
        number=(numbers[0][0], _tidied(numbers[0][1][0])) if numbers else None,
        unused=(*unreal, *others[1:], *words[MOST_WORDS:]),
    )


def names_in(text: str) -> list[str]:
    """The words of a name as they are compared: small letters, no accents; O'Brien is one word, Anne-Marie two."""
    small = unicodedata.normalize("NFKD", text.lower().translate(PLAIN))
    letters = "".join(sign for sign in small if not unicodedata.combining(sign))
    return list(dict.fromkeys(WORD.findall(INSIDE_A_NAME.sub("", letters))))


def as_dialled(number: str) -> str:
    """A telephone number in figures only, from its 0: what is stored beside each number to search by."""
    return re.sub(r"^(?:00)?440?", "0", re.sub(r"\D", "", number))


class _Rest:
    """What of a text nobody has taken yet."""

    def __init__(self, text):
        self.text = text

    def take(self, pattern):
        """The first place that fits, which is then gone from the text; or None."""
        found = pattern.search(self.text)
        if found:
            self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"
        return found

    def pieces_with_figures(self):
        """Other services' references, and slips: every piece with a figure in it."""
        pieces = self.text.split()
        self.text = " ".join(piece for piece in pieces if not _has_figure(piece))
        return [piece for piece in pieces if _has_figure(piece)]


def _has_figure(piece):
    return any(sign.isdigit() for sign in piece)


def _tidied(reference):
    return re.sub(r"[^A-Z0-9]", "", reference.upper())


def _take_date(rest, today):
    """A day written in one of the usual ways, and what only looks like one, such as 31/2/2010."""
    for pattern in DATES:
        if found := rest.take(pattern):
            day = _real_day(found, today)
            return day, [] if day else [found[0]]
    return None, []


def _real_day(found, today):
    year, month = int(found["year"]), found["month"].lower()
    if len(found["year"]) == 2:
        year += 2000 if year <= today.year % 100 else 1900
    month = int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1
    try:
        return date(year, month, int(found["day"]))
    except ValueError:
        return None
