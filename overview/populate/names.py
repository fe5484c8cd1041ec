"""Draws names as often as they are really borne: many Smiths, and a long row of names that few share."""

from bisect import bisect
from itertools import accumulate

from overview.populate.forenames import FEMALE, FORENAMES
from overview.populate.surnames import FIRST_HALVES, SECOND_HALVES, SURNAMES

# Of a hundred families, how many have names from where. Roughly an English metropolitan borough.
ORIGINS = {"british": 78, "south asian": 9, "irish": 4, "polish": 4, "african": 5}

# The usual surnames of Britain cover 38 families in 100; the first, Smith, is borne by more than one.
FIRST_OF_HUNDRED, FALL = 1.15, 0.55
FALL_OF_THE_RARE = 0.3
FALLS = {"irish": 0.55, "south asian": 0.7, "polish": 0.55, "african": 0.55}
FALL_OF_FORENAMES = 0.4
DOUBLE_FORENAME = 0.03
SECOND_PARTS = {FEMALE: ["Rose", "Mae", "Grace", "Louise", "Jane", "Marie"]}
SECOND_PARTS_OF_BOYS = ["James", "Lee", "Jay", "John", "Paul"]


class Names:
    """Draws from one stream of chance, so that the same seed draws the same names."""

    def __init__(self, random):
        self.random = random
        self._origins = _Weighted(ORIGINS, ORIGINS.values())
        self._family = {
            "british": _british(),
            **{origin: _falling(SURNAMES[origin], fall) for origin, fall in FALLS.items()},
        }
        self._given = {key: _falling(names, FALL_OF_FORENAMES) for key, names in FORENAMES.items()}
        self._years = {}
        for origin, sex, year in sorted(FORENAMES):
            self._years.setdefault((origin, sex), []).append(year)

    def origin(self) -> str:
        return self._origins.draw(self.random)

    def family_name(self, origin: str) -> str:
        return self._family[origin].draw(self.random)

    def given_name(self, origin: str, sex: str, year: int) -> str:
        """A name that was usual for somebody of this sex born in this year."""
        years = self._years[origin, sex]
        name = self._given[origin, sex, years[max(bisect(years, year) - 1, 0)]].draw(self.random)
        if "-" not in name and self.random.random() < DOUBLE_FORENAME:
            name += "-" + self.random.choice(SECOND_PARTS.get(sex, SECOND_PARTS_OF_BOYS))
        return name


class _Weighted:
    def __init__(self, things, weights):
        self.things = list(things)
        self.sums = list(accumulate(weights))

    def draw(self, random):
        return self.things[bisect(self.sums, random.random() * self.sums[-1])]


def _falling(names, fall):
    return _Weighted(names, [rank**-fall for rank in range(1, len(names) + 1)])


def _british():
    """The usual names by rank; the rare ones share what is left of a hundred."""
    usual = [FIRST_OF_HUNDRED * rank**-FALL for rank in range(1, len(SURNAMES["british"]) + 1)]
    rare = [first + second for second in SECOND_HALVES for first in FIRST_HALVES]
    rare = [name for name in dict.fromkeys(rare) if name not in set(SURNAMES["british"])]
    shares = [rank**-FALL_OF_THE_RARE for rank in range(1, len(rare) + 1)]
    left = (100 - sum(usual)) / sum(shares)
    return _Weighted([*SURNAMES["british"], *rare], [*usual, *(share * left for share in shares)])
