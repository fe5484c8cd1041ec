"""What became of the demonstration's families besides the plain way: asked, paused, stepped up, closed, back again."""

from datetime import timedelta

from eligibility.models import Reason
from families import actions
from families.actions.starting import FIELDS
from families.models import Family, StartMeasure
from overview.demo.clock import at, days_ago
from overview.demo.telling import SOURCES, token
from strongerfamilies.edits import fingerprint

SOCIAL_WORKER = {"social_worker": "Sol Carey", "phone": "01632 960177"}
MEASURES = {
    1: ("Two call-outs to the home since the summer", 2, "call-outs in 6 months"),
    2: ("Missed more than one session in five", 22, "% of sessions missed"),
    3: ("A child in need plan, reviewed every six weeks", None, ""),
    4: ("On out-of-work benefits for three years", 36, "months out of work"),
    5: ("Known to the domestic abuse service", None, ""),
    6: ("Waiting to be seen by a specialist", None, ""),
}


def reason(kind, code) -> Reason:
    return Reason.objects.get(kind=kind, code=code)


def measure(family: Family, *, keyworker, days: int):
    """Where each problem stood when the work began (H42)."""
    with at(days_ago(days), hour=15):
        episode = family.episode
        for problem in episode.problems_to_measure():
            text, value, unit = MEASURES[problem.number]
            actions.record_start_measure(
                family,
                problem=problem,
                measure=text,
                value=value,
                unit=unit,
                measured_on=days_ago(0),
                source=SOURCES[problem.number],
                seen_by=f"{keyworker.name}, keyworker",
                seen=fingerprint(StartMeasure(episode=episode, problem=problem), FIELDS),
                by=keyworker,
            )


def ask(family: Family, *, by, days: int):
    """The family was asked to join, and has not answered (H17)."""
    with at(days_ago(days), hour=13):
        who = str(family.people.order_by("pk").first())
        asked = {"asked_on": days_ago(0), "asked_by": by.name, "who_was_asked": who, "how": "telephone"}
        actions.ask_to_join(family, by=by, once=token(), **asked)


def do_not_ask(family: Family, *, by, days: int):
    with at(days_ago(days), hour=13):
        actions.do_not_ask(family, reason=reason(Reason.Kind.NOT_ASKED, "already-helped"), by=by)


def review(family: Family, *, by):
    with at(days_ago(5), hour=10):
        actions.begin_review(family, by=by)


def pause(family: Family, *, by):
    with at(days_ago(12), hour=10):
        until = days_ago(0) + timedelta(days=30)
        actions.pause(family, why="She is in hospital; her sister looks after the children.", until=until, by=by)


def step_up(family: Family, *, by):
    with at(days_ago(9), hour=10):
        why = "Injuries that nobody could explain."
        actions.step_up(family, stepped_on=days_ago(0), why=why, by=by, once=token(), **SOCIAL_WORKER)


def step_down(family: Family, *, by):
    """Led by social care for a time, and back with its keyworker since (H29)."""
    with at(days_ago(70), hour=10):
        why = "The father came back to the house."
        actions.step_up(family, stepped_on=days_ago(0), why=why, by=by, once=token(), **SOCIAL_WORKER)
    with at(days_ago(14), hour=10):
        about = {"plan_ended_on": days_ago(2), "joint_visit_on": days_ago(0) + timedelta(days=3)}
        about |= {"stepped_on": days_ago(0), "still_needed": "Mornings, and somebody to ring at weekends."}
        actions.step_down(family, by=by, once=token(), **about, **SOCIAL_WORKER)


def close(family: Family, *, by):
    with at(days_ago(20), hour=16):
        needs_met = reason(Reason.Kind.CLOSED, "needs-met")
        actions.close(family, reason=needs_met, ended_on=days_ago(0), by=by)


def come_back(family: Family, *, by):
    """Closed once, and open again to be asked."""
    close(family, by=by)
    with at(days_ago(6), hour=10):
        actions.reopen(family, why="The landlord gave notice, and she rang us herself.", by=by)


# What follows once the plan is in place.
AFTER_THE_PLAN = {
    "in review": review,
    "paused": pause,
    "stepped up": step_up,
    "stepped down": step_down,
    "closed": close,
    "back again": come_back,
}
