"""Family progress data at the start: the groups, one page for each, and all the answers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plans import actions
from plans.forms.progress import GroupForm
from plans.models import ProgressCollection, household_of
from plans.rules import unfinished
from plans.views.door import family_for, family_to_write_for, start_for
from strongerfamilies.edits import EditedElsewhere
from strongerfamilies.moves import MoveNotAllowed


def progress(request, pk):
    """The groups of areas, each with how many have an answer."""
    family = family_for(request, pk)
    collection = family.progress_collections.starts().first()
    context = {"family": family, "collection": collection, "heading": "Start progress data", "caption": str(family)}
    context["back_url"] = family.get_absolute_url()
    if collection is None:
        return render(request, "plans/no_progress.html", context)
    groups = collection.groups()
    context |= {
        "tasks": [_task(group, collection, may_answer=family.may_write) for group in groups],
        "areas": sum(len(group.areas) for group in groups),
        "answered": sum(group.answered for group in groups),
        "unfinished": unfinished((group.name, group.answered, len(group.areas)) for group in groups),
    }
    return render(request, "plans/progress.html", context)


@require_POST
def start(request, pk):
    """Begin the baseline. Doing it twice opens the same one."""
    actions.begin_start(family_to_write_for(request, pk), by=request.user)
    return redirect("progress", pk)


def group(request, pk, slug):
    """The areas of one group, saved as you go."""
    family = family_to_write_for(request, pk)
    collection = start_for(request, family)
    group = _group_of(collection, slug)
    if collection.recorded_on and request.method == "GET":
        return _refuse(request, pk, "This collection is finished. Open it again to change an answer.")
    form = GroupForm(request.POST if request.method == "POST" else None, group=group, household=household_of(family))
    if form.is_valid():
        try:
            actions.save_group(collection, slug, form.answers, seen=form.cleaned_data["seen"], by=request.user)
        except EditedElsewhere as meanwhile:
            form.show_both(meanwhile.current)
        except MoveNotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{group.name}: saved")
            return redirect("progress", pk)
    back = reverse("progress", args=[pk])
    context = {"form": form, "family": family, "caption": f"Start progress data of {family}", "back_url": back}
    return render(request, "plans/progress_group.html", context | {"cancel_url": back})


def answers(request, pk):
    """Everything recorded, by group, with what has to be read with care."""
    family = family_for(request, pk)
    collection = start_for(request, family)
    context = {"family": family, "collection": collection, "groups": collection.groups()}
    context |= {"back_url": reverse("progress", args=[pk])}
    context |= {"heading": "Start progress data: all answers", "caption": str(family)}
    return render(request, "plans/progress_answers.html", context)


@require_POST
def finish(request, pk):
    """Every area has an answer: the baseline is recorded."""
    collection = start_for(request, family_to_write_for(request, pk))
    try:
        actions.finish_start(collection, by=request.user)
    except MoveNotAllowed as refusal:
        return _refuse(request, pk, refusal)
    messages.success(request, "The start progress data is recorded")
    return redirect("progress", pk)


@require_POST
def reopen(request, pk):
    """Open a finished collection, to put something right."""
    actions.reopen_start(start_for(request, family_to_write_for(request, pk)), by=request.user)
    messages.success(request, "The collection is open again. Finish it when the answers are right")
    return redirect("progress", pk)


def _task(group, collection, *, may_answer):
    """A group in the list: a page to answer, or, for whoever only reads and once it is finished, its answers."""
    to_answer = may_answer and not collection.recorded_on
    answers = reverse("progress-answers", args=[collection.family_id]) + f"#{group.slug}"
    return {
        "title": group.name,
        "status": f"{group.answered} of {len(group.areas)} answered",
        "colour": "green" if group.is_finished else "",
        "url": reverse("progress-group", args=[collection.family_id, group.slug]) if to_answer else answers,
    }


def _group_of(collection, slug):
    try:
        return collection.group(slug)
    except ProgressCollection.DoesNotExist as missing:
        raise Http404 from missing


def _refuse(request, pk, refusal):
    messages.error(request, str(refusal))
    return redirect("progress", pk)
