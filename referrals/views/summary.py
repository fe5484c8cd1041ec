"""A referral laid out to be read: for its writer to check, for its agency's lead, for the officer."""

from django.urls import reverse
from django.utils.formats import date_format

from families.models import Answer

LIVES = {
    True: "lives with the family",
    False: "lives elsewhere",
    None: "not known whether they live with the family",
}


def sections(referral, *, to_change=False) -> list[dict]:
    """Each section: heading and rows as `components/summary_list.html` takes them; with links to change a draft."""
    link = _links(referral) if to_change else lambda *args: ""
    return [
        {"heading": "Before anything else", "rows": _worry(referral, link)},
        {"heading": "What the family was told and agrees to", "rows": _agreement(referral, link)},
        {"heading": "The people in the family", "rows": _people(referral, link)},
        {"heading": "The six problems", "rows": _problems(referral, link)},
        {"heading": "How to reach the family", "rows": _contact(referral, link)},
        {"heading": "What is happening", "rows": [_row("In the referrer's words", referral.account, link("account"))]},
    ]


def _links(referral):
    return lambda name, *args: reverse(f"referral-{name}", args=[referral.pk, *args])


def _row(key, value, url):
    return {"key": key, "value": value, "url": url}


def _worry(referral, link):
    url = link("worry")
    rows = [_row("A child is at risk now", referral.child_at_risk, url)]
    if not referral.child_at_risk:
        return rows
    if referral.worry_not_reported:
        return [*rows, {**_row("Reported", "", url), "tag": "Not reported yet", "colour": "red"}]
    reported = f"{_day(referral.reported_on)}, by {referral.reported_by}, to {referral.reported_to}"
    return [*rows, _row("Reported", reported, url)]


def _agreement(referral, link):
    url = link("agreement")
    agencies = ", ".join(agency.name for agency in referral.shared_with.all())
    rows = [
        _row("Told about the referral", referral.get_told_display(), url),
        _row("Agrees to the referral", referral.get_agrees_to_referral_display(), url),
        _row("Agrees to sharing", referral.get_agrees_to_sharing_display(), url),
    ]
    if referral.notice:
        rows.insert(1, _row("Privacy notice given", str(referral.notice), ""))
    if referral.agrees_to_sharing == Answer.YES:
        rows.append(_row("Sharing with", agencies, url))
    if referral.agreement_asked and referral.lacks_agreement:
        rows += _basis(referral, link("basis"))
    return rows


def _basis(referral, url):
    rows = [
        _row("Lawful basis", referral.get_lawful_basis_display(), url),
        _row("Authorised by", referral.authorised_by, url),
    ]
    return [_row("Why nobody was asked", referral.why_not_asked, url), *rows] if referral.not_asked else rows


def _people(referral, link):
    rows = [_row(person.called, _told_of(person), link("person", person.pk)) for person in referral.people.all()]
    return rows or [_row("People", None, link("people"))]


def _told_of(person):
    told = [person.described]
    if not person.is_unborn:
        told.append(LIVES[person.lives_with_family])
    told += _if_known(person.parent_or_carer, "a parent or carer", "not a parent or carer")
    if person.is_sixteen_to_eighteen:
        told += _if_known(person.in_education_or_training, "in education or training", "not in education or training")
        told += _if_known(person.unemployed, "unemployed", "not unemployed")
    if person.date_of_birth:
        told.insert(1, f"born {_day(person.date_of_birth)}")
    return "\n".join(told)


def _if_known(answer, yes, no):
    return [] if answer is None else [yes if answer else no]


def _problems(referral, link):
    problems = referral.programme.as_rule().problems
    return [_row(f"{p.number}. {p.headline}", _known_about(referral, p), link("problem", p.number)) for p in problems]


def _known_about(referral, problem):
    pieces = [piece for piece in referral.evidence.all() if piece.problem_number == problem.number]
    answers = [row.get_answer_display() for row in referral.answers.all() if row.problem_number == problem.number]
    return "\n\n".join([f"{piece.about}: {piece.in_words}" for piece in pieces] or answers)


def _contact(referral, link):
    url = link("contact")
    asked = {
        "How and when it is safe": referral.contact_safely,
        "Name the family goes by": referral.family_name,
        "Telephone": referral.contact_phone,
        "Address": "\n".join(filter(None, (referral.address_lines, referral.postcode))),
    }
    return [_row(key, value, url) for key, value in asked.items()]


def _day(day):
    return date_format(day, "j F Y")
