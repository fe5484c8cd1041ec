"""What a cell of the spreadsheet says. Each reader gives what JSON can hold, or raises Unreadable with a sentence."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from localflavor.gb.forms import GBPostcodeField

from families.models.identifier import tidy_number

TYPED_DATES = ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y")
EARLIEST = date(1900, 1, 1)


class Unreadable(Exception):
    """The cell does not hold what its column asks for. The text is a sentence, shown as it stands."""


def as_text(cell) -> str:
    """What a person sees in the cell: a spreadsheet holds 4711 as 4711.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    return str(cell).strip()


def text(most):
    """Words of up to `most` characters."""

    def read(cell):
        words = as_text(cell)
        if len(words) > most:
            raise Unreadable(f"This is longer than {most} characters.")
        if "\x00" in words:
            raise Unreadable("This holds a sign that cannot be stored.")
        return words

    return read


def choice(values):
    """One of the words offered, whatever its capitals. `values` are {words: what they stand for}."""
    by_words = {words.casefold(): value for words, value in values.items()}

    def read(cell):
        try:
            return by_words[as_text(cell).casefold()]
        except KeyError:
            raise Unreadable(f"“{as_text(cell)}” is not one of: {', '.join(values)}.") from None

    return read


def day(*, may_come=False):
    """A date, as ISO 8601. Only a baby's due date `may_come`."""

    def read(cell):
        found = _date(cell)
        if found < EARLIEST:
            raise Unreadable(f"{found:%d/%m/%Y} is too long ago.")
        if found > timezone.localdate() and not may_come:
            raise Unreadable(f"{found:%d/%m/%Y} has not come yet.")
        return found.isoformat()

    return read


def _date(cell):
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for pattern in TYPED_DATES:
        try:
            return datetime.strptime(as_text(cell), pattern).date()
        except ValueError:
            continue
    raise Unreadable(f"“{as_text(cell)}” is not a date. Write it like 21/11/2026.")


def whole_number(most):
    def read(cell):
        words = as_text(cell)
        if not re.fullmatch(r"[0-9]{1,4}", words) or int(words) > most:
            raise Unreadable(f"“{words}” is not a whole number from 0 to {most}.")
        return int(words)

    return read


def figure(cell) -> str:
    """A number with up to two decimals, as its digits."""
    try:
        number = Decimal(as_text(cell).removesuffix("%").strip())
    except InvalidOperation:
        raise Unreadable(f"“{as_text(cell)}” is not a number.") from None
    if not number.is_finite() or not 0 <= number < 1_000_000:
        raise Unreadable(f"“{as_text(cell)}” is not a number from 0 to 999,999.")
    return str(round(number, 2))


def email(cell) -> str:
    words = as_text(cell).lower()
    try:
        validate_email(words)
    except ValidationError:
        raise Unreadable(f"“{words}” is not an email address.") from None
    return words


def postcode(cell) -> str:
    """Any postcode of the right shape: made-up ones, for training, too."""
    words = as_text(cell).upper()
    try:
        return GBPostcodeField().clean(words)
    except ValidationError:
        raise Unreadable(f"“{words}” is not a postcode.") from None


def number(kind):
    """A number that stands for a person elsewhere, with its check digits."""

    def read(cell):
        try:
            return tidy_number(kind, as_text(cell))
        except ValidationError as wrong:
            raise Unreadable(f"{wrong.messages[0]}.") from None

    return read
