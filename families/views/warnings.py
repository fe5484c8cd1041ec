"""Warnings for the safety of workers and of the family."""

from django.shortcuts import get_object_or_404, render

from accounts.rules import may_keep_record
from families import actions
from families.forms.warnings import WarningEndForm, WarningForm, WarningReviewForm
from families.views.asking import ask, posted
from families.views.door import family_for


def warnings(request, pk):
    """Every warning, with its reasons: those that stand, and those that ended."""
    family = family_for(request, pk, why="Reading safety warnings")
    rows = list(family.safety_warnings.with_people())
    context = {
        "heading": "Safety warnings",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "standing": [row for row in rows if row.ended_on is None],
        "ended": [row for row in rows if row.ended_on],
        "may_keep": may_keep_record(request.user),
    }
    return render(request, "families/warnings/warnings.html", context)


def add(request, pk):
    """Put a warning on every page of the record."""
    family = family_for(request, pk, why="Adding a safety warning", may=may_keep_record)
    form = WarningForm(posted(request), members=family.members())

    def save():
        actions.warn(family, by=request.user, **form.answers)

    return ask(request, family, form, save, back_to="family-warnings", saved="Safety warning saved")


def review(request, pk, warning):
    """It was looked at again and still stands."""
    family = family_for(request, pk, why="Reviewing a safety warning", may=may_keep_record)
    warning = _standing(family, warning)
    form = WarningReviewForm(posted(request), instance=warning)

    def save():
        actions.review_warning(warning, by=request.user, **form.cleaned_data)

    return ask(request, family, form, save, back_to="family-warnings", saved="Saved that the warning still stands")


def end(request, pk, warning):
    """It holds no more."""
    family = family_for(request, pk, why="Ending a safety warning", may=may_keep_record)
    warning = _standing(family, warning)
    form = WarningEndForm(posted(request))

    def save():
        actions.end_warning(warning, by=request.user, **form.cleaned_data)

    return ask(request, family, form, save, back_to="family-warnings", saved="The warning ended")


def _standing(family, warning):
    return get_object_or_404(family.safety_warnings.standing(), pk=warning)
