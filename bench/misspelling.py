"""How names get misspelt: one slip a search, of seven kinds, as workers make them."""

from families.nicknames import other_forms

NEIGHBOURS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol",
    "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv", "g": "fhtb", "h": "gjyn", "j": "hkum", "k": "jlim", "l": "kop",
    "z": "xas", "x": "zcs", "c": "xvd", "v": "cbf", "b": "vng", "n": "bmh", "m": "njk",
}  # fmt: skip
# What is written for what is heard; the first that occurs is exchanged.
HEARD = [
    ("ph", "f"), ("ck", "k"), ("sch", "sh"), ("tch", "ch"), ("gh", ""), ("kn", "n"), ("wr", "r"), ("ee", "ea"),
    ("ie", "y"), ("ough", "uff"), ("ll", "l"), ("nn", "n"), ("tt", "t"), ("ss", "s"), ("mm", "m"), ("rr", "r"),
    ("ai", "ay"), ("oo", "ou"),
    ("c", "k"), ("y", "i"), ("z", "s"), ("i", "y"), ("k", "c"), ("e", "a"), ("o", "u"), ("a", "e"), ("u", "o"),
]  # fmt: skip
FIRST_LETTER = 0.1  # people rarely get the first letter wrong


def misspell(random, kind, given_name, family_name) -> str:
    """Both names with one slip of this kind in one of them."""
    names = [given_name.lower(), family_name.lower()]
    if kind == "word order":
        return " ".join(reversed(names))
    if kind == "another form":
        forms = sorted(other_forms(names[0]))
        return f"{random.choice(forms)} {names[1]}" if forms else misspell(random, "swapped", *names)
    place = int(random.random() < len(names[1]) / len("".join(names)))
    names[place] = SLIPS[kind](random, names[place])
    return " ".join(names)


def _where(random, name, last):
    return 0 if random.random() < FIRST_LETTER else random.randint(min(1, last), last)


def _swapped(random, name):
    place = _where(random, name, len(name) - 2)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def _dropped(random, name):
    place = _where(random, name, len(name) - 1)
    return name[:place] + name[place + 1 :]


def _doubled(random, name):
    place = _where(random, name, len(name) - 1)
    return name[:place] + name[place] + name[place:]


def _replaced(random, name):
    place = _where(random, name, len(name) - 1)
    return name[:place] + random.choice(NEIGHBOURS.get(name[place], "e")) + name[place + 1 :]


def _as_heard(random, name):
    for written, heard in HEARD:
        if written in name[1:]:
            return name[0] + name[1:].replace(written, heard, 1)
    return _doubled(random, name)


SLIPS = {
    "swapped": _swapped, "dropped": _dropped, "doubled": _doubled, "replaced": _replaced, "as heard": _as_heard,
}  # fmt: skip
KINDS = [*SLIPS, "word order", "another form"]
