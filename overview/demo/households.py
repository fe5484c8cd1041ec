"""Invented households and what there is to know of them, in the proportions the programme sees. The same every time.

Surnames are made of two halves that no family has, postcodes lie in an area that does not exist (M99), telephone
numbers in the ranges kept for drama.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from families.models import PersonTold

FIRST_HALVES = ["Test", "Sample", "Mock", "Fable", "Story", "Sham", "Dummy", "Inven", "Legend", "Figment"]
SECOND_HALVES = ["wood", "by", "worth", "ton", "ley", "field", "well", "shaw", "croft"]
GIRLS = ["Ava", "Bea", "Cleo", "Dot", "Esme", "Fern", "Gwen", "Hana", "Iris", "Joy", "Kezia", "Lena", "Maya", "Nia"]
BOYS = ["Alfie", "Ben", "Cyrus", "Dev", "Eli", "Finn", "Gus", "Hal", "Idris", "Jem", "Kit", "Leo", "Milo", "Ned"]
MOTHERS = ["Marge", "Sandra", "Aisha", "Danuta", "Lorna", "Bernice", "Chantelle", "Farah", "Gail", "Mei"]
FATHERS = ["Barry", "Colin", "Tariq", "Derek", "Sunil", "Gordon", "Lloyd", "Piotr", "Wayne", "Emeka"]
STREETS = ["Notareal Street", "Pretend Road", "Makebelieve Lane", "Imagined Close", "Fiction Avenue"]

HOW_MANY_PROBLEMS = {2: 32, 3: 33, 4: 22, 5: 10, 6: 3}
HOW_MANY_CHILDREN = {1: 27, 2: 33, 3: 22, 4: 12, 5: 6}
WEIGHTS = {1: 30, 2: 55, 3: 70, 4: 60, 5: 35, 6: 65}
LONE_PARENT = 0.56

FEMALE, MALE = PersonTold.Sex.FEMALE, PersonTold.Sex.MALE


@dataclass(frozen=True)
class Piece:
    """One fact: the indicator, whom it is about (place in `members`; None: the family), and its figure."""

    code: str
    member: int | None
    seen_on: date
    value: Decimal | None = None
    note: str = ""


@dataclass
class Household:
    """A family as somebody who knows it would tell. `members`: the mother, perhaps a father, the children."""

    name: str
    address_lines: str
    postcode: str
    phone: str
    members: list[dict] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def problems(self) -> list[int]:
        return sorted({int(piece.code[1]) for piece in self.pieces})


class Invention:
    """Makes one household after another, each as it was on a given day."""

    def __init__(self, seed: int):
        # The same families every time; no secret hangs on it.
        self.random = Random(seed)  # noqa: S311  # nosec B311
        self.names = [first + second for first in FIRST_HALVES for second in SECOND_HALVES]
        self.random.shuffle(self.names)
        self.made = 0

    def household(self, on: date, problems=None) -> Household:
        """A family with these problems, or with as many and as likely ones as the programme sees."""
        chance, number = self.random, self.made
        self.made += 1
        home = Household(
            name=self.names[number],
            address_lines=f"{chance.randint(1, 140)} {chance.choice(STREETS)}\nMillbrook",
            postcode=f"M99 {chance.randint(1, 9)}{chance.choice('ABDEFGHJ')}{chance.choice('LNPQRSTU')}",
            phone=f"07700 900{number:03}",
        )
        home.members = [*self._parents(home.name, on), *self._children(home.name, on)]
        home.pieces = [self._piece(problem, home, on) for problem in sorted(problems or self._problems())]
        return home

    def _problems(self):
        """How many, then which; each kind as likely as it is among accepted families."""
        [count] = self.random.choices(list(HOW_MANY_PROBLEMS), HOW_MANY_PROBLEMS.values())
        chosen = set()
        while len(chosen) < count:
            chosen.update(self.random.choices(list(WEIGHTS), WEIGHTS.values()))
        return chosen

    def _parents(self, name, on):
        age = self.random.randint(24, 44)
        mother = self._person(MOTHERS, name, FEMALE, on, age, relationship="mother", role="adult", parent_or_carer=True)
        if self.random.random() < LONE_PARENT:
            return [mother]
        at_home = self.random.random() < 0.7
        father = self._person(
            FATHERS, name, MALE, on, age + 2, relationship="father", role="adult", parent_or_carer=True
        )
        return [mother, {**father, "lives_with_family": at_home}]

    def _children(self, name, on):
        """The first is always of school age: most families come to notice at school."""
        [count] = self.random.choices(list(HOW_MANY_CHILDREN), HOW_MANY_CHILDREN.values())
        ages = [self.random.randint(6, 15), *(self.random.randint(0, 17) for _ in range(count - 1))]
        children = []
        for age in ages:
            children.append(self._child(name, on, age, taken={child["given_name"] for child in children}))
        return children

    def _child(self, name, on, age, taken):
        sex, names, relationship = self.random.choice([(FEMALE, GIRLS, "daughter"), (MALE, BOYS, "son")])
        free = [given for given in names if given not in taken]
        learning = {"in_education_or_training": True, "unemployed": False} if age >= 16 else {}
        return self._person(free, name, sex, on, age, relationship=relationship, role="child", **learning)

    def _person(self, names, family_name, sex, on, age, **more):
        born = on - timedelta(days=age * 365 + age // 4 + self.random.randint(1, 360))
        return {
            "given_name": self.random.choice(names),
            "family_name": family_name,
            "sex": sex,
            "date_of_birth": born,
            "lives_with_family": True,
            **more,
        }

    def _piece(self, problem, home, on):
        """One usual sign of a problem, seen some weeks before."""
        seen_on = on - timedelta(days=self.random.randint(4, 60))
        child = next(place for place, member in enumerate(home.members) if member["role"] == "child")
        name = home.members[child]["given_name"]
        if problem == 1:
            return Piece("P1.2", child, seen_on, Decimal(1), f"A housing warning after noise; {name} was there.")
        if problem == 2:
            missed = Decimal(self.random.randint(110, 380)) / 10
            return Piece("P2.1", child, seen_on, missed, f"{name} is often home in the morning.")
        if problem == 3:
            return Piece(self.random.choice(["P3.2", "P3.3"]), child, seen_on, note="As the school's lead told us.")
        if problem == 4:
            return Piece("P4.1", 0, seen_on, note="Universal Credit since the spring.")
        if problem == 5:
            return Piece("P5.3", None, seen_on, Decimal(self.random.randint(1, 3)))
        return Piece("P6.1", 0, seen_on, note="She sees her GP about low mood.")
