"""What a genogram says, in sentences: for whoever does not see the drawing, and where it is crowded. Pure."""

from collections import defaultdict
from collections.abc import Iterable

from families.genogram import COUPLE, PARENT, Someone, Tie, adopted, parents_of
from families.relations import in_words


def tell(people: Iterable[Someone], ties: Iterable[Tie]) -> list[str]:
    """Couples, then parents with all their children, then every other tie, then each person."""
    people, ties = {one.key: one for one in people}, list(ties)
    tied = {key for tie in ties for key in tie.ends}
    return [
        *(_of_couple(people, tie) for tie in ties if tie.kind in COUPLE),
        *_of_parents(people, ties),
        *_of_others(people, ties),
        *(_of_person(one, tied) for one in people.values()),
    ]


def _of_couple(people, tie):
    are = "were partners" if tie.kind == "former partner" or tie.ended else "are partners"
    return f"{people[tie.person].name} and {people[tie.relative].name} {are}."


def _of_parents(people, ties):
    children = defaultdict(list)
    for child, parents in parents_of(ties).items():
        children[parents, child in adopted(ties)].append(people[child])
    for (parents, by_adoption), them in children.items():
        word = f"{'adoptive ' if by_adoption else ''}parent{'s' if len(parents) > 1 else ''}"
        are = "are" if len(parents) > 1 else "is"
        names = _and(one.name for one in sorted(them, key=Someone.in_order_of_birth))
        yield f"{_and(people[key].name for key in parents)} {are} the {word} of {names}."


def _of_others(people, ties):
    """One sentence for each person and what they are: "Ada is aunt of Robin and Cleo"."""
    parents, told = parents_of(ties), defaultdict(list)
    for tie in ties:
        is_told = tie.kind in PARENT and tie.person in parents[tie.relative]
        if tie.kind not in COUPLE and not is_told:
            told[tie.person, tie.kind].append(people[tie.relative].name)
    for (key, kind), others in told.items():
        word = in_words(kind, sex=people[key].sex, from_other_end=False)
        yield f"{people[key].name} is {word} of {_and(others)}."


def _of_person(one, tied):
    parts = [one.age]
    parts += [{True: "lives elsewhere", False: "lives with the family"}.get(one.elsewhere, "")]
    parts += [f"lives in {len(one.homes)} homes"] if len(one.homes) > 1 else []
    parts += [] if one.key in tied else ["nobody has said how they are related to the others"]
    return f"{one.name}: {', '.join(filter(None, parts))}."


def _and(names):
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
