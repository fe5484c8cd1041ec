"""What the database refuses is tried: the name of every constraint and trigger of ours stands in some test."""

from pathlib import Path

import pghistory.models
import pghistory.trigger
from django.apps import apps

from tests.structure.test_foreign_keys import FLOORS

TESTS = Path(__file__).parents[1]


def refusals():
    """Every refusal as {what it is called: the names of which a test has to hold one}.

    A constraint that an abstract base gives to each of its models is one refusal, proven on any of them. A trigger is
    called by model and name, "Note.never_deleted", since many tables have one of the same name. The triggers that keep
    the history, and that guard it, come from pghistory with every tracked table; the trails have tests of their own.
    """
    found = {}
    for model in apps.get_models():
        if model._meta.app_label not in FLOORS or issubclass(model, pghistory.models.Event):
            continue
        for constraint in model._meta.constraints:
            found.setdefault(_as_declared(model, constraint.name), set()).add(constraint.name)
        for trigger in getattr(model._meta, "triggers", ()):
            if not isinstance(trigger, pghistory.trigger.Event):
                label = f"{model.__name__}.{trigger.name}"
                found[label] = {label}
    return found


def _as_declared(model, name):
    """With %(class)s in it, if that is how an abstract base of the model declares it."""
    bases = [base for base in model.__mro__ if hasattr(base, "_meta") and base._meta.abstract]
    declared = {constraint.name for base in bases for constraint in base._meta.constraints}
    general = name.replace(model._meta.model_name, "%(class)s", 1)
    return general if general in declared else name


def test_every_constraint_and_trigger_is_tried_by_a_test():
    tests = "\n".join(path.read_text() for path in TESTS.rglob("test_*.py"))
    untried = [what for what, names in refusals().items() if not any(f'"{name}"' in tests for name in names)]
    assert untried == []


def test_constraints_and_triggers_were_found_to_look_for():
    found = refusals()
    assert {"one_keyworker_a_day", "%(class)s_missed_of_possible", "Note.never_deleted"} <= set(found)
    assert len(found) > 200
