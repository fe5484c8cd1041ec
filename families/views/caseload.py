"""Bringing the present caseload along from a spreadsheet: check it, load it in the background, take it out again."""

import csv
import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.rules import may_load_caseload
from families import actions, tasks
from families.caseload.blank import blank_workbook
from families.caseload.reading import NotASpreadsheet
from families.forms import CaseloadForm, GiveUpForm, LoadForm, TakeOutForm
from families.models import CaseloadBatch, Family
from strongerfamilies.moves import MoveNotAllowed
from strongerfamilies.paging import LongListPaginator

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PROBLEMS_SHOWN = 100


def batches(request):
    """Every spreadsheet that was uploaded, the newest first."""
    _refuse_others(request)
    rows = CaseloadBatch.objects.select_related("uploaded_by", "long_task").defer("contents")
    context = {
        "heading": "Caseload from a spreadsheet",
        "back_url": reverse("families"),
        "page": LongListPaginator(rows).get_page(request.GET.get("page")),
    }
    return render(request, "families/caseload/batches.html", context)


def blank(request):
    """The empty spreadsheet, to be filled in."""
    _refuse_others(request)
    return _download(blank_workbook(), "caseload.xlsx", XLSX)


def upload(request):
    """Choose a filled-in spreadsheet; it is read and checked, and nothing is loaded."""
    _refuse_others(request)
    posted = request.method == "POST"
    form = CaseloadForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return redirect("caseload", actions.check_caseload(file.read(), file_name=file.name, by=request.user).pk)
        except NotASpreadsheet as reason:
            form.add_error("file", str(reason))
    return render(request, "families/caseload/upload.html", {"form": form, "back_url": reverse("caseloads")})


@never_cache
def batch(request, pk):
    """What was read and what is wrong with it, or how far the loading is."""
    found = _batch_for(request, pk)
    told = json.loads(found.contents) if found.contents else {"problems": [], "alike": []}
    opens = _open_of(request, told["alike"])
    context = {
        "heading": found.file_name,
        "caption": "Caseload from a spreadsheet",
        "back_url": reverse("caseloads"),
        "batch": found,
        "problems": told["problems"][:PROBLEMS_SHOWN],
        "problems_in_all": len(told["problems"]),
        "alike": [one for one in told["alike"] if one["pk"] in opens],
        "loaded": _loaded(request, found) if found.status == CaseloadBatch.Status.LOADED else [],
    }
    return render(request, "families/caseload/batch.html", context)


def _open_of(request, alike):
    """The keys of those that this person may open: another one may have uploaded it, or a record been closed since."""
    keys = {one["pk"] for one in alike}
    return set(Family.objects.visible_to(request.user).filter(pk__in=keys).values_list("pk", flat=True))


def _loaded(request, found):
    return found.loaded.filter(family__in=Family.objects.visible_to(request.user)).select_related("family")


def problems(request, pk):
    """Every problem as a file, to be worked through beside the spreadsheet."""
    found = _batch_for(request, pk)
    told = json.loads(found.contents)["problems"] if found.contents else []
    response = _download(b"\xef\xbb\xbf", "problems.csv", "text/csv")
    rows = csv.writer(response)
    rows.writerow(["Sheet", "Cell", "What is wrong", "Old family reference"])
    rows.writerows([_harmless(problem[key]) for key in ("sheet", "cell", "text", "old")] for problem in told)
    return response


def load(request, pk):
    """Load the families without a problem, in the background."""
    found = _batch_for(request, pk)
    return _confirm(request, found, LoadForm, actions.start_loading, tasks.load_caseload)


def give_up(request, pk):
    """Load none of it."""
    return _confirm(request, _batch_for(request, pk), GiveUpForm, actions.give_up_caseload)


def take_out(request, pk):
    """Undo the loading: whatever nobody has worked with since goes again."""
    found = _batch_for(request, pk)
    return _confirm(request, found, TakeOutForm, actions.start_taking_out, tasks.take_out_caseload)


def _confirm(request, found, form_class, deed, task=None):
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid():
        before = found.status
        try:
            found = deed(found, by=request.user)
        except MoveNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            if task and found.status != before:
                task.enqueue(found.pk)
        return redirect("caseload", found.pk)
    context = {"form": form, "batch": found, "back_url": reverse("caseload", args=[found.pk]), "warning": True}
    return render(request, "families/caseload/confirm.html", context)


def _batch_for(request, pk):
    """The one door to a batch."""
    _refuse_others(request)
    return get_object_or_404(CaseloadBatch.objects.select_related("uploaded_by", "programme", "long_task"), pk=pk)


def _refuse_others(request):
    if not may_load_caseload(request.user):
        raise PermissionDenied


def _download(content, name, kind):
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _harmless(text):
    """A spreadsheet program would take a text that begins so for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
