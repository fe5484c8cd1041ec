"""One invented household after another: who is in it, and where they live.

Postcodes lie in an area that does not exist (M99), telephone numbers in the ranges kept for drama.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from families.nicknames import other_forms
from overview.demo.households import HOW_MANY_CHILDREN, LONE_PARENT, STREETS
from overview.populate.forenames import FEMALE, MALE
from overview.populate.names import Names

MOST_CHILDREN = 7
FATHER_AT_HOME = 0.7
ANOTHER_ADULT = 0.18  # a grandmother, an aunt, a grown-up son
HAD_ANOTHER_NAME, OTHER_FAMILY_NAME, KNOWN_AS = 0.3, 0.15, 0.08
AGE_ONLY_TOLD, UNBORN = 0.03, 0.02
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
DAYS_A_YEAR = 365.25


@dataclass(slots=True)
class Invented:
    """Somebody in a household, as the record's columns call it."""

    relationship: str
    role: str
    given_name: str = ""
    family_name: str = ""
    known_as: str = ""
    previous_names: str = ""
    date_of_birth: date | None = None
    age_told: int | None = None
    due_on: date | None = None
    sex: str = ""
    age: int | None = None
    lives_with_family: bool = True
    parent_or_carer: bool | None = None

    @property
    def is_child(self):
        return self.role == "child"


@dataclass(slots=True)
class Household:
    name: str
    phone: str
    street: str
    postcode: str
    other_street: str
    other_postcode: str
    people: list[Invented] = field(default_factory=list)


class Households:
    """Makes them from one stream of chance."""

    def __init__(self, random, today):
        self.random, self.today = random, today
        self.names = Names(random)

    def invent(self) -> Household:
        origin = self.names.origin()
        name = self.names.family_name(origin)
        household = Household(name, self._phone(), self._street(), self._postcode(), self._street(), self._postcode())
        age = self.random.randint(19, 48)
        household.people = [*self._parents(origin, name, age), *self._children(origin, name, age)]
        if self.random.random() < ANOTHER_ADULT:
            household.people.append(self._another_adult(origin, name, age))
        if self.random.random() < UNBORN:
            due = self.today + timedelta(days=self.random.randint(5, 200))
            household.people.append(Invented("unborn baby", "", due_on=due))
        return household

    def _phone(self):
        return f"07700 900{self.random.randint(0, 999):03}"

    def _street(self):
        return f"{self.random.randint(1, 180)} {self.random.choice(STREETS)}\nMillbrook"

    def _postcode(self):
        chance = self.random
        return f"M99 {chance.randint(0, 9)}{chance.choice(LETTERS)}{chance.choice(LETTERS)}"

    def _parents(self, origin, name, age):
        mother = self._person("mother", "adult", origin, name, FEMALE, age)
        mother.parent_or_carer = True
        if self.random.random() < HAD_ANOTHER_NAME:
            mother.previous_names = self.names.family_name(origin)
        if self.random.random() < LONE_PARENT:
            return [mother]
        own = name if self.random.random() > OTHER_FAMILY_NAME else self.names.family_name(origin)
        father = self._person("father", "adult", origin, own, MALE, max(19, age + self.random.randint(-3, 8)))
        father.parent_or_carer = True
        father.lives_with_family = self.random.random() < FATHER_AT_HOME
        return [mother, father]

    def _children(self, origin, name, mothers_age):
        [count] = self.random.choices(list(HOW_MANY_CHILDREN), HOW_MANY_CHILDREN.values())
        if count == max(HOW_MANY_CHILDREN):
            count = self.random.randint(count, MOST_CHILDREN)
        oldest = min(17, mothers_age - 16)
        taken, children = set(), []
        for _ in range(count):
            sex = self.random.choice([FEMALE, MALE])
            child = self._person("daughter" if sex == FEMALE else "son", "child", origin, name, sex,
                                 self.random.randint(0, oldest), taken)  # fmt: skip
            taken.add(child.given_name)
            children.append(child)
        return children

    def _another_adult(self, origin, name, mothers_age):
        if self.random.random() < 0.5:
            return self._person("grandmother", "adult", origin, name, FEMALE, mothers_age + self.random.randint(18, 30))
        return self._person("uncle", "adult", origin, name, MALE, max(18, mothers_age + self.random.randint(-10, 10)))

    def _person(self, relationship, role, origin, family_name, sex, age, taken=()):
        chance = self.random
        born = self.today - timedelta(days=int(age * DAYS_A_YEAR) + chance.randint(1, 364))
        given_name = self.names.given_name(origin, sex, born.year)
        while given_name in taken:
            given_name = self.names.given_name(origin, sex, born.year)
        person = Invented(relationship, role, given_name, family_name, sex=sex, age=age)
        if chance.random() < KNOWN_AS and (forms := sorted(other_forms(given_name.lower()))):
            person.known_as = chance.choice(forms).title()
        if chance.random() < AGE_ONLY_TOLD:
            person.age_told = age
        else:
            person.date_of_birth = born
        return person
