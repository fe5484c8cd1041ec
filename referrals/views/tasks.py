"""The task list of a draft: its sections, in any order, each with its state."""

from django.urls import reverse

from referrals.models import Answered

DONE, TO_DO, OPTIONAL = "Completed", "Not started", "Optional"


def tasks_of(referral) -> dict:
    """Three lists of tasks, as `components/task_list.html` takes them."""
    problems = referral.programme.as_rule().problems
    return {
        "family": [_worry(referral), _agreement(referral), _people(referral), _contact(referral), _account(referral)],
        "problems": [_problem(referral, problem) for problem in problems],
    }


def _task(referral, title, name, status, *args, colour=None, hint=""):
    url = reverse(name, args=[referral.pk, *args])
    to_do = "blue" if status == TO_DO else None
    return {"title": title, "url": url, "status": status, "colour": colour or to_do, "hint": hint}


def _worry(referral):
    title = "Is a child at risk now?"
    if referral.worry_not_reported:
        return _task(referral, title, "referral-worry", "Not reported", colour="red", hint="Ring the front door now")
    return _task(referral, title, "referral-worry", TO_DO if referral.child_at_risk is None else DONE)


def _agreement(referral):
    title = "What the family was told and agrees to"
    if referral.agreement_asked and not referral.rests_on_something:
        hint = "The lawful basis is still to be given"
        return _task(referral, title, "referral-basis", "In progress", colour="teal", hint=hint)
    return _task(referral, title, "referral-agreement", DONE if referral.agreement_asked else TO_DO)


def _people(referral):
    people = referral.people.all()
    names = ", ".join(person.called for person in people)
    return _task(referral, "The people in the family", "referral-people", DONE if people else TO_DO, hint=names)


def _contact(referral):
    status = DONE if referral.contact_safely else TO_DO
    return _task(referral, "How to reach the family safely", "referral-contact", status)


def _account(referral):
    return _task(
        referral, "What is happening, in your words", "referral-account", DONE if referral.account else OPTIONAL
    )


def _problem(referral, problem):
    pieces = [piece for piece in referral.evidence.all() if piece.problem_number == problem.number]
    answer = next((row for row in referral.answers.all() if row.problem_number == problem.number), None)
    status, colour = _state_of(pieces, answer)
    title = f"{problem.number}. {problem.headline}"
    return _task(referral, title, "referral-problem", status, problem.number, colour=colour)


def _state_of(pieces, answer):
    if pieces:
        return f"{len(pieces)} piece{'s' if len(pieces) > 1 else ''} of evidence", None
    if answer:
        return ("No: asked or checked" if answer.answer == Answered.Answer.NO else "I do not know"), None
    return TO_DO, None
