"""References by which people speak of records, such as SF-000123: letters for the kind of record, and its key."""

import re


def key_in(typed, *, of="[A-Z]+") -> int | None:
    """The key, from a reference in any way of writing it or its number alone; `of` are the letters of one kind."""
    found = re.fullmatch(rf"(?:{of}-?)?0*([1-9][0-9]{{0,8}})", typed.strip(), re.IGNORECASE)
    return int(found[1]) if found else None
