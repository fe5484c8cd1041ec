"""How two people are related, in words, read from either end.

Pure. A relationship is kept once, as "`person` is … of `relative`": the parent's end of a parent and child. A relation
that reads the same from both ends keeps the person with the smaller key first.
"""

from dataclasses import dataclass
from datetime import date

FEMALE, MALE = "female", "male"


@dataclass(frozen=True)
class Word:
    """What somebody is to somebody. Where the sex is not known, or nobody's business, the first word holds."""

    either: str
    female: str = ""
    male: str = ""

    def of(self, sex: str) -> str:
        return {FEMALE: self.female, MALE: self.male}.get(sex) or self.either


@dataclass(frozen=True, kw_only=True)
class Relation:
    """`end` is what the person is, `other_end` what the relative is; the same, where it is left out.

    `generations`: how many the person stands above the relative; None where that says nothing. `older`: the person must
    have been born first, which a step-parent or an aunt need not. `cares`: parental responsibility may come with it.
    """

    end: Word
    other_end: Word | None = None
    generations: int | None = None
    older: bool = False
    cares: bool = False

    @property
    def is_mutual(self) -> bool:
        return self.other_end is None


RELATIONS = {
    "parent": Relation(
        end=Word("parent", "mother", "father"),
        other_end=Word("child", "daughter", "son"),
        generations=1,
        older=True,
        cares=True,
    ),
    "step-parent": Relation(
        end=Word("step-parent", "stepmother", "stepfather"),
        other_end=Word("stepchild", "stepdaughter", "stepson"),
        generations=1,
        cares=True,
    ),
    "adoptive parent": Relation(
        end=Word("adoptive parent", "adoptive mother", "adoptive father"),
        other_end=Word("adopted child", "adopted daughter", "adopted son"),
        generations=1,
        older=True,
        cares=True,
    ),
    "foster carer": Relation(
        end=Word("foster carer"), other_end=Word("foster child"), generations=1, older=True, cares=True
    ),
    "guardian": Relation(
        end=Word("special guardian"),
        other_end=Word("child under special guardianship"),
        generations=1,
        older=True,
        cares=True,
    ),
    "grandparent": Relation(
        end=Word("grandparent", "grandmother", "grandfather"),
        other_end=Word("grandchild", "granddaughter", "grandson"),
        generations=2,
        older=True,
        cares=True,
    ),
    "aunt or uncle": Relation(
        end=Word("aunt or uncle", "aunt", "uncle"),
        other_end=Word("niece or nephew", "niece", "nephew"),
        generations=1,
        cares=True,
    ),
    "partner": Relation(end=Word("partner"), generations=0),
    "former partner": Relation(end=Word("former partner"), generations=0),
    "sibling": Relation(end=Word("brother or sister", "sister", "brother"), generations=0),
    "half-sibling": Relation(end=Word("half-brother or half-sister", "half-sister", "half-brother"), generations=0),
    "step-sibling": Relation(end=Word("stepbrother or stepsister", "stepsister", "stepbrother"), generations=0),
    "cousin": Relation(end=Word("cousin"), generations=0),
    "other relative": Relation(end=Word("other relative")),
    "friend": Relation(end=Word("friend of the family")),
}
CARING = tuple(kind for kind, relation in RELATIONS.items() if relation.cares)
OLDER = tuple(kind for kind, relation in RELATIONS.items() if relation.older)
MUTUAL = tuple(kind for kind, relation in RELATIONS.items() if relation.is_mutual)

FROM_OTHER_END = "other end of "


def readings() -> list[tuple[str, str]]:
    """Every answer to "what is this person to the other?", each relation from both its ends."""
    offered = []
    for kind, relation in RELATIONS.items():
        offered.append((kind, _capital(relation.end.either)))
        if not relation.is_mutual:
            offered.append((f"{FROM_OTHER_END}{kind}", _capital(relation.other_end.either)))
    return offered


def kind_of(reading: str) -> str:
    return reading.removeprefix(FROM_OTHER_END)


def as_kept(person: int, reading: str, relative: int) -> tuple[int, str, int]:
    """How "`person` is `reading` of `relative`" is kept: which key comes first, and the kind."""
    kind = kind_of(reading)
    turned = reading.startswith(FROM_OTHER_END) or (RELATIONS[kind].is_mutual and relative < person)
    return (relative, kind, person) if turned else (person, kind, relative)


def in_words(kind: str, *, sex: str, from_other_end: bool) -> str:
    """What somebody of this sex is to the one at the other end."""
    relation = RELATIONS[kind]
    word = relation.end if relation.is_mutual or not from_other_end else relation.other_end
    return word.of(sex)


def why_not_older(kind: str, *, person: str, born: date | None, relative: str, relative_born: date | None) -> str:
    """A sentence where the elder's end of a relation was not born first; nothing where it was, or nobody knows."""
    if kind not in OLDER or born is None or relative_born is None or born < relative_born:
        return ""
    return (
        f"{person} was born on {born:%-d %B %Y} and {relative} on {relative_born:%-d %B %Y}, and a "
        f"{RELATIONS[kind].end.either} is older than a {RELATIONS[kind].other_end.either}. Check both dates of birth"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
