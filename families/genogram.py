"""A family drawn as a genogram: where each symbol and line goes. Pure: people and ties in, a drawing out.

Elders stand above, couples side by side, children below their parents in the order of their births. Whatever is missing
or contradicts itself, everybody is drawn exactly once: a tie that does not fit becomes a line of its own.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from families.relations import FEMALE, MALE, RELATIONS

PITCH, ROW, SIZE, MARGIN = 124, 168, 40, 24
HALF = SIZE / 2
BAR, STEP = 22, 7  # how far above the children their bar runs, and how far apart lines of two sets of parents run
LABEL_LENGTH = 14

COUPLE = ("partner", "former partner")
PARENT = ("parent", "adoptive parent")
SIBLING = ("sibling", "half-sibling", "step-sibling")
# Which tie decides on which row somebody stands: the surest first.
SUREST_FIRST = (*PARENT, *COUPLE, *SIBLING, "step-parent", "foster carer", "grandparent", "cousin", "guardian")
STRENGTH = {kind: number for number, kind in enumerate((*SUREST_FIRST, "aunt or uncle"))}


@dataclass(frozen=True, kw_only=True)
class Someone:
    """One person to draw. None always means that nobody has said.

    `label` is what stands below the symbol, three short lines at most; `name` and `age` are for the words. `died` is so
    of a pregnancy that was lost as well. `homes` are numbers of the homes they live in.
    """

    key: int
    name: str
    label: tuple[str, ...] = ()
    age: str = ""
    sex: str = ""
    born: date | None = None
    is_child: bool | None = None
    died: bool = False
    unborn: bool = False
    elsewhere: bool | None = None
    homes: tuple[int, ...] = ()

    def in_order_of_birth(self):
        """A key to sort by: whose birth nobody knows stands last."""
        return self.born or date.max, self.key


@dataclass(frozen=True, kw_only=True)
class Tie:
    """`person` is `kind` (of `families.relations`) of `relative`; both are keys."""

    person: int
    kind: str
    relative: int
    ended: bool = False

    @property
    def ends(self) -> frozenset[int]:
        return frozenset((self.person, self.relative))


@dataclass(frozen=True)
class Symbol:
    """Where one person stands: the middle of their symbol."""

    person: Someone
    x: float
    y: float

    @property
    def shape(self) -> str:
        if self.person.unborn:
            return "triangle"
        return {FEMALE: "circle", MALE: "square"}.get(self.person.sex, "diamond")

    @property
    def corners(self) -> str:
        """The points of the symbol's outline; a circle has its middle and radius instead."""
        return _outline(self.shape, self.x, self.y, HALF)

    @property
    def inner_corners(self) -> str:
        """The second outline, of somebody with two homes."""
        return _outline(self.shape, self.x, self.y, HALF - 6)

    @property
    def left(self) -> float:
        return self.x - HALF

    @property
    def right(self) -> float:
        return self.x + HALF

    @property
    def top(self) -> float:
        return self.y - HALF

    @property
    def bottom(self) -> float:
        return self.y + HALF

    @property
    def words(self) -> list[tuple[float, str]]:
        """What stands below the symbol, each line with its height."""
        lines = [_cut(text) for text in self.person.label if text]
        return [(self.bottom + 18 + 17 * number, text) for number, text in enumerate(lines)]

    @property
    def foot(self) -> float:
        """Below the words: from here lines go down."""
        return self.words[-1][0] + 6 if self.words else self.bottom


@dataclass(frozen=True)
class Line:
    """A line through these points. `kind` is couple, former, parents, child, adopted, siblings or other."""

    kind: str
    points: tuple[tuple[float, float], ...]

    @property
    def path(self) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    symbols: tuple[Symbol, ...]
    lines: tuple[Line, ...]

    @property
    def box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"


def draw(people: Iterable[Someone], ties: Iterable[Tie]) -> Drawing:
    """Everybody once, on a row of their generation, with a line for every tie that the places do not show already."""
    people = {one.key: one for one in people}
    ties = [tie for tie in ties if tie.person in people and tie.relative in people and tie.person != tie.relative]
    rows = generations(people, ties)
    places = _places(people, ties, rows)
    symbols = {
        key: Symbol(people[key], MARGIN + PITCH / 2 + x, MARGIN + HALF + STEP * 4 + rows[key] * ROW)
        for key, x in places.items()
    }
    width = max((symbol.x for symbol in symbols.values()), default=0) + PITCH / 2 + MARGIN
    height = (max(rows.values(), default=0) + 1) * ROW + MARGIN
    return Drawing(width, height, tuple(symbols[key] for key in people), tuple(_lines(symbols, ties, rows)))


def generations(people: dict[int, Someone], ties: Iterable[Tie]) -> dict[int, int]:
    """On which row each person stands, from 0 for the eldest. The surest ties decide; what contradicts them does not.

    People who are tied to each other stand as their ties say; groups that nothing ties together end on one last row.
    """
    group = {key: {key: 0} for key in people}  # each person's group: who is in it, and how far below its first they are
    for tie in sorted((tie for tie in ties if tie.kind in STRENGTH), key=lambda tie: STRENGTH[tie.kind]):
        above, below = group[tie.person], group[tie.relative]
        if above is not below:
            shift = above[tie.person] + RELATIONS[tie.kind].generations - below[tie.relative]
            for key, depth in below.items():
                above[key] = depth + shift
                group[key] = above
    lowest = {key: group[key][key] - max(group[key].values()) - _adults_only(people, group[key]) for key in people}
    highest = min(lowest.values(), default=0)
    return {key: depth - highest for key, depth in lowest.items()}


def parents_of(ties: Iterable[Tie]) -> dict[int, tuple[int, ...]]:
    """Each child's parents, two at most: those by birth, or where nobody names one, those by adoption."""
    found = defaultdict(list)
    for tie in sorted((tie for tie in ties if tie.kind in PARENT), key=lambda tie: STRENGTH[tie.kind]):
        found[tie.relative, tie.kind].append(tie.person)
    parents = {}
    for kind in reversed(PARENT):
        parents |= {child: tuple(sorted(set(keys))[:2]) for (child, of), keys in found.items() if of == kind}
    return parents


def adopted(ties: Iterable[Tie]) -> set[int]:
    """Those whose parents, as drawn, are their parents by adoption."""
    born_to = {tie.relative for tie in ties if tie.kind == "parent"}
    return {tie.relative for tie in ties if tie.kind == "adoptive parent"} - born_to


def couples_of(ties: Iterable[Tie]) -> dict[frozenset[int], str]:
    """Everybody who is or was a couple, or has a child with somebody: which of these ("parents" for the last)."""
    couples = {frozenset(pair): "parents" for pair in parents_of(ties).values() if len(pair) == 2}
    for tie in sorted((tie for tie in ties if tie.kind in COUPLE), key=lambda tie: tie.kind):
        couples[tie.ends] = "former partner" if tie.ended else tie.kind
    return couples


# Places along the rows.


def _places(people, ties, rows):
    """How far along its row each symbol stands. Parents stand over the middle of their children."""
    parents = {child: tuple(key for key in keys if rows[key] < rows[child]) for child, keys in parents_of(ties).items()}
    clusters = _clusters(people, couples_of(ties), rows)
    children = defaultdict(list)
    for child in sorted(people, key=lambda key: people[key].in_order_of_birth()):
        for parent in parents.get(child, ())[:1]:
            children[clusters[parent]].append(child)
    places, free = {}, defaultdict(float)
    order = {key: number for number, key in enumerate(people)}
    for cluster in sorted(set(clusters.values()), key=lambda keys: (rows[keys[0]], min(order[key] for key in keys))):
        _place(cluster, clusters, children, rows, places, free)
    return places


def _place(cluster, clusters, children, rows, places, free):
    """Place a couple, or somebody alone, above their children; whoever has a place already keeps it."""
    if cluster[0] in places:
        return
    places |= dict.fromkeys(cluster, 0.0)
    before = set(places)
    for child in children[cluster]:
        _place(clusters[child], clusters, children, rows, places, free)
    placed = [key for key in places if key not in before]
    own = [places[child] for child in children[cluster] if child in placed]
    row, width = rows[cluster[0]], (len(cluster) - 1) * PITCH
    wanted = (min(own) + max(own) - width) / 2 if own else free[row]
    left = max(wanted, free[row], 0)
    for key in placed if own else ():
        places[key] += left - wanted
        free[rows[key]] = max(free[rows[key]], places[key] + PITCH)
    for number, key in enumerate(cluster):
        places[key] = left + number * PITCH
    free[row] = left + width + PITCH


def _clusters(people, couples, rows):
    """Everybody's cluster: the couples of one row that somebody links, in an order that keeps couples together."""
    beside = defaultdict(list)
    for pair in couples:
        one, other = sorted(pair)
        if rows[one] == rows[other]:
            beside[one].append(other)
            beside[other].append(one)
    clusters = {}
    for start in sorted(people, key=lambda key: (len(beside[key]), key)):
        if start not in clusters:
            cluster = tuple(_along(start, beside))
            clusters |= dict.fromkeys(cluster, cluster)
    return clusters


def _along(start, beside):
    """From one end of a chain of couples to the other; where somebody has several partners, one after another."""
    seen, waiting = {}, [start]
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen[key] = True
            waiting += sorted(beside[key], reverse=True)
    return seen


# Lines.


def _lines(symbols, ties, rows):
    couples = {pair: kind for pair, kind in couples_of(ties).items() if len({rows[key] for key in pair}) == 1}
    parents = {child: keys for child, keys in parents_of(ties).items() if all(rows[key] < rows[child] for key in keys)}
    below = {}
    for number, (pair, kind) in enumerate(couples.items()):
        line, below[pair] = _couple(symbols, pair, kind, number)
        yield line
    yield from _children(symbols, parents, below, adopted(ties))
    shown = {frozenset((parent, child)) for child, keys in parents.items() for parent in keys}
    for number, tie in enumerate(tie for tie in ties if not _is_shown(tie, couples, parents, shown)):
        yield _own_line(symbols, tie, number)


def _couple(symbols, pair, kind, number):
    """The line between two, and the point from which their children hang."""
    left, right = sorted((symbols[key] for key in pair), key=lambda symbol: symbol.x)
    name = {"partner": "couple", "former partner": "former"}.get(kind, "parents")
    middle = (left.x + right.x) / 2
    if right.x - left.x <= PITCH:
        return Line(name, ((left.right, left.y), (right.left, right.y))), (middle, left.y)
    under = left.bottom + 64 + STEP * (number % 3)
    return Line(name, ((left.x, left.foot), (left.x, under), (right.x, under), (right.x, right.foot))), (
        middle,
        under,
    )


def _children(symbols, parents, below, by_adoption):
    """For each set of parents, a bar over their children, and a line down to each of them."""
    families = defaultdict(list)
    for child, keys in parents.items():
        families[keys].append(child)
    for number, (keys, children) in enumerate(families.items()):
        first = symbols[keys[0]]
        x, y = below.get(frozenset(keys), (first.x, first.foot))
        for row in {symbols[child].y for child in children}:
            here = [symbols[child] for child in children if symbols[child].y == row]
            bar = row - HALF - BAR - STEP * (number % 4)
            yield Line("child", ((x, y), (x, bar)))
            ends = [symbol.x for symbol in here] + [x]
            yield Line("child", ((min(ends), bar), (max(ends), bar)))
            for symbol in here:
                kind = "adopted" if symbol.person.key in by_adoption else "child"
                yield Line(kind, ((symbol.x, bar), (symbol.x, symbol.top)))


def _is_shown(tie, couples, parents, shown):
    """Do the places and the other lines show this already?"""
    if tie.kind in COUPLE:
        return tie.ends in couples
    if tie.kind in PARENT:
        return tie.ends in shown
    mine, theirs = set(parents.get(tie.person, ())), set(parents.get(tie.relative, ()))
    if tie.kind in SIBLING:
        return bool(mine & theirs)
    if tie.kind == "step-parent":
        return any(frozenset((tie.person, parent)) in couples for parent in theirs)
    if tie.kind == "grandparent":
        return any(tie.person in parents.get(parent, ()) for parent in theirs)
    return False


def _own_line(symbols, tie, number):
    """A line of its own: over the heads on one row, else from below the elder to above the younger."""
    one, other = sorted((symbols[tie.person], symbols[tie.relative]), key=lambda symbol: (symbol.y, symbol.x))
    kind = "siblings" if tie.kind in SIBLING else "former" if tie.kind == "former partner" else "other"
    aside = STEP * (number % 5)
    if one.y == other.y:
        over = one.top - 8 - aside
        return Line(kind, ((one.x, one.top), (one.x, over), (other.x, over), (other.x, other.top)))
    turn = other.top - 10 - aside
    return Line(kind, ((one.x + 6, one.foot), (one.x + 6, turn), (other.x + 6, turn), (other.x + 6, other.top)))


def _adults_only(people, keys):
    """A group without a child ends one row higher, where the parents stand."""
    some_children = any(one.is_child is not False for one in people.values())
    return int(some_children and all(people[key].is_child is False for key in keys))


def _outline(shape, x, y, half):
    corners = {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
        "triangle": ((0, -1), (1, 1), (-1, 1)),
    }.get(shape, ())
    return " ".join(f"{x + across * half:g},{y + down * half:g}" for across, down in corners)


def _cut(text):
    return text if len(text) <= LABEL_LENGTH else f"{text[: LABEL_LENGTH - 1].rstrip()}…"
