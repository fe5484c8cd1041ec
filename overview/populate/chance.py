"""What several parts draw from the one stream of chance."""

from uuid import UUID


def token(random) -> UUID:
    """What a form would carry against a second click."""
    return UUID(int=random.getrandbits(128), version=4)


def some_of(random, things, number) -> list:
    """So many of them, in their own order; all of them where there are no more."""
    if len(things) <= number:
        return list(things)
    chosen = set(random.sample(range(len(things)), number))
    return [thing for place, thing in enumerate(things) if place in chosen]
