"""Two records of people side by side: what agrees, what differs, and what only one of them has, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    ONLY_ONE = "only one of them has it"


@dataclass(frozen=True)
class Compared:
    """One thing about two people. `in_words` is a sentence that needs no colour and no column to be understood."""

    what: str
    one: str
    other: str
    verdict: Verdict

    @property
    def in_words(self) -> str:
        if self.verdict is Verdict.AGREES:
            return f"{self.what} agrees: {self.one}"
        if self.verdict is Verdict.DIFFERS:
            return f"{self.what} differs: {self.one}, and {self.other}"
        return f"{self.what} is on one record only: {self.one or self.other}"


Known = Mapping[str, tuple[str, ...]]


def compare(one: Known, other: Known, *, never_shared=frozenset()) -> list[Compared]:
    """What is known of both. Each thing has no, one or several values; one value that both have is enough to agree.

    `never_shared` are things, shown masked, of which two records never have the same. What neither has says nothing.
    """
    return [
        Compared(what, ", ".join(ours), ", ".join(theirs), _verdict(ours, theirs, shared=what not in never_shared))
        for what in dict.fromkeys([*one, *other])
        if (ours := one.get(what, ())) or other.get(what, ())
        for theirs in [other.get(what, ())]
    ]


def _verdict(ours, theirs, *, shared):
    if not (ours and theirs):
        return Verdict.ONLY_ONE
    agree = shared and set(map(_plain, ours)) & set(map(_plain, theirs))
    return Verdict.AGREES if agree else Verdict.DIFFERS


def _plain(value):
    return " ".join(value.casefold().split())
