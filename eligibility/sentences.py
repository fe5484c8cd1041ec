"""How the rule speaks: every finding and reason as full sentences that a practitioner can act on. No decisions."""

from datetime import date

from eligibility.terms import Doubt, Evidence, Programme, Role, Subject, Window

SUBJECTS = {
    Subject.CHILD: "a child under 18",
    Subject.PRIMARY_CHILD: "a child under 12",
    Subject.YOUNG_PERSON: "a young person aged 16 to 24",
    Subject.ADULT: "an adult of 18 or over",
    Subject.SIXTEEN_OR_OVER: "someone aged 16 or over",
    Subject.FAMILY: "the family as a whole",
    Subject.ANY: "anyone in the family",
}


def order(evidence: Evidence) -> tuple:
    """Pieces are spoken of in the same order however they were given."""
    return (
        evidence.indicator,
        evidence.subject,
        evidence.observed_on,
        str(evidence.value),
        str(evidence.verified),
        str(evidence.ended_on),
    )


def day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def figure(value) -> str:
    return f"{float(value):.10g}"


def listed(words) -> str:
    """Mum; Mum and Kid; Mum, Dad and Kid."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def who(piece) -> str:
    return piece.person.shown if piece.person else "the family"


def sign(piece) -> str:
    return f"“{piece.indicator.label}” ({piece.indicator.code})"


# Problems


def why(met, counts, pieces) -> str:
    """What was found about one problem, then every piece that did not help."""
    if met:
        found = f"This problem is met because of {listed(_once(_fact(piece) for piece in pieces if piece.counts))}."
        if not counts:
            found += " " + NOT_ADDED
    elif met is None:
        found = "It cannot be told yet whether this problem is met."
        if not any(piece.counts is None for piece in pieces):
            found += " Nobody has recorded evidence that counts, or said “No: I asked or checked”."
    else:
        found = "This problem is not met: somebody asked or checked, and the answer was no."
    return " ".join([found, *_once(remark(piece) for piece in pieces if not piece.counts)])


NOT_ADDED = (
    "It adds nothing to the count: it rests only on adults who are not known to live with the family, "
    "and together they can add one problem at most."
)


def _once(texts) -> list[str]:
    return list(dict.fromkeys(texts))


def _fact(piece) -> str:
    """Whom, what and when."""
    about = f"{who(piece)}: {sign(piece)}"
    if piece.evidence.value is not None:
        about += f", {figure(piece.evidence.value)} {piece.indicator.measure}"
    known = "last known true on " if piece.indicator.window == Window.CURRENT else ""
    return f"{about}, {known}{day(piece.evidence.observed_on)}"


def remark(piece) -> str:
    """Why one piece does not count, or what would let it be told."""
    state = "cannot be told yet" if piece.counts is None else "does not count"
    details = "; ".join(_DOUBTS[doubt](piece) for doubt in piece.deciding)
    return f"{sign(piece)} {state} for {who(piece)}: {details}."


def _wrong_subject(piece) -> str:
    must = f"it must be about {SUBJECTS[piece.indicator.subject]}"
    if piece.person is None or piece.indicator.subject == Subject.FAMILY:
        return must
    if piece.person.unborn:
        return f"{must}, and {who(piece)} is not born yet"
    if piece.person.date_of_birth is None:
        return f"{must}, and {who(piece)} was said to be {'an adult' if piece.person.role == Role.ADULT else 'a child'}"
    return f"{must}, and {who(piece)} was not on {day(piece.evidence.observed_on)}"


def _outside_window(piece) -> str:
    months = f"{piece.indicator.months} months"
    if piece.indicator.window == Window.NEXT:
        return f"{day(piece.evidence.observed_on)} is not within the next {months}"
    return f"{day(piece.evidence.observed_on)} is more than {months} ago"


def _stale(piece) -> str:
    ask = "find out whether it still holds" if piece.indicator.window == Window.CURRENT else "ask for a newer figure"
    return f"it was last known on {day(piece.evidence.observed_on)}, more than a year ago, so {ask}"


def _too_little(piece) -> str:
    needed = figure(piece.indicator.threshold)
    return f"{figure(piece.evidence.value)} {piece.indicator.measure} is less than the {needed} needed"


_DOUBTS = {
    Doubt.WRONG_SUBJECT: _wrong_subject,
    Doubt.NOT_A_PARENT: lambda piece: "an adult must be a parent or carer",
    Doubt.OUTSIDE_WINDOW: _outside_window,
    Doubt.ENDED: lambda piece: f"it ended on {day(piece.evidence.ended_on)}",
    Doubt.TOO_LITTLE: _too_little,
    Doubt.FOUND_UNTRUE: lambda piece: "it was checked and not confirmed",
    Doubt.AGE_UNKNOWN: lambda piece: (
        f"give a date of birth, since it must be about {SUBJECTS[piece.indicator.subject]}"
    ),
    Doubt.MAY_NOT_BE_A_PARENT: lambda piece: "give a date of birth, since an adult must be a parent or carer",
    Doubt.STALE: _stale,
    Doubt.NO_FIGURE: lambda piece: f"give the figure ({piece.indicator.measure})",
}


def parent_to_confirm(piece) -> str:
    """E3: put to the officer."""
    return f"{sign(piece)} was counted for {who(piece)}: confirm that {who(piece)} is a parent or carer."


# Reasons


def composition(programme: Programme) -> str:
    """What the programme asks for, such as "at least 2 problems"."""
    things = f"{programme.counted_by.value}s" if programme.problems_needed != 1 else programme.counted_by.value
    asks = f"at least {programme.problems_needed} {things}"
    if programme.headlines_needed > 1:
        asks += f" under at least {programme.headlines_needed} headlines"
    if programme.listed:
        asks += f" out of {listed(programme.headlines[number] for number in sorted(programme.listed))}"
    if programme.local_filter is not None:
        asks += f", and {programme.headlines[programme.local_filter]} unless all of those hold"
    return asks


def shortfall(programme: Programme, met: int, open_yet: bool) -> str:
    so_far = f"The programme asks for {composition(programme)}; {met or 'none'} {'counts' if met == 1 else 'count'}"
    if open_yet:
        return f"{so_far} so far."
    return f"{so_far}, and no answer to what is still open could make that enough."


def unanswered(programme: Programme, number: int) -> str:
    return (
        f"Problem {number} ({programme.headlines[number]}) is open: record evidence, or say “No: I asked or checked”."
    )


def not_added(programme: Programme, number: int) -> str:
    return f"Problem {number} ({programme.headlines[number]}) is met, but {NOT_ADDED[0].lower()}{NOT_ADDED[1:]}"


def residence(person) -> str:
    return f"Say whether {person.shown} lives with the family: somebody who does can add more to the count."


def no_child(programme: Programme) -> str:
    baby = ", and no baby is expected" if programme.expecting_counts else ""
    return (
        "There is no dependent child: nobody living with the family is aged 0 to 15, "
        f"or 16 to 18 and in education or training or unemployed{baby}."
    )


def child_unknown(person, answers_missing: bool) -> str:
    """What would tell whether this person is the dependent child that the programme needs."""
    asks = []
    if answers_missing and person.date_of_birth is None:
        asks.append("give a date of birth" if person.role else "give a date of birth or say that this is an adult")
    if answers_missing and person.date_of_birth is not None:
        asks.append("say whether they are in education or training, or unemployed")
    if person.lives_with_family is None:
        asks.append("say whether they live with the family")
    return f"{person.shown} may be a dependent child, and the programme needs one: {listed(asks)}."
