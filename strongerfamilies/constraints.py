"""Checks that the database makes on columns of any room."""

from django.db import models
from django.db.models import F, Func, Q


class TodayInLondon(Func):
    """The day it is where the council is, as the database's clock has it."""

    template = "(CURRENT_TIMESTAMP AT TIME ZONE 'Europe/London')::date"
    output_field = models.DateField()


def not_in_the_future(name, field):
    """A day that has been. An empty one is allowed: nobody has said."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{field: None}) | Q(**{f"{field}__lte": TodayInLondon()}),
        violation_error_message="This day has not come yet.",
    )


def not_before(name, later, earlier):
    """`later` is on or after `earlier`, where both are known."""
    return models.CheckConstraint(
        name=name, condition=Q(**{later: None}) | Q(**{earlier: None}) | Q(**{f"{later}__gte": F(earlier)})
    )
