"""What the demonstration's keyworkers wrote down: a visit, a call, and what somebody of the family must not know."""

from families.actions import notes
from families.models import Note
from overview.demo.clock import at, days_ago
from overview.demo.telling import token

ANYBODY = {"withheld": False, "not_known_by": []}
VISITED = "First visit. Everybody was in. We talked through what the programme is, and what they would like to change."
RANG = "Rang to hear how the week went. School went better on two days out of five; bedtimes are still hard."
ALONE = "Asked to speak alone. Does not feel safe when there is an argument. We agreed how I may get in touch."


def write(family, *, keyworker, days: int, place: int):
    """Two notes for every family, and for every fourth one that is kept from them."""
    mother, *others = [member.person for member in family.members()]
    _note(family, keyworker, days, Note.Kind.HOME_VISIT, [mother, *others], VISITED, **ANYBODY)
    _note(family, keyworker, max(days - 9, 1), Note.Kind.TELEPHONE, [mother], RANG, **ANYBODY)
    if place % 4 == 0:
        _note(family, keyworker, max(days - 11, 1), Note.Kind.OFFICE, [mother], ALONE, withheld=True)


def _note(family, keyworker, days, kind, about, text, **kept):
    with at(days_ago(days), hour=15):
        told = {"kind": kind, "about": about, "happened_on": days_ago(0), "text": text}
        notes.write_note(family, by=keyworker, once=token(), **told, **kept)
