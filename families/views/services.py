"""Services around a family: who works with it, and what was asked for."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.rules import may_keep_record
from families import actions
from families.actions.withholding import say_who_may_know
from families.forms.knowing import KnowingForm
from families.forms.services import RequestForm, RequestMoveForm, ServiceChangeForm, ServiceForm
from families.views.asking import ask, posted
from families.views.door import family_for


def services(request, pk):
    """Who works with the family, with telephone and last contact; and every service asked for."""
    family = family_for(request, pk, why="Reading which services work with the family")
    rows = list(family.services_at_work.select_related("person").prefetch_related("not_known_by"))
    today = timezone.localdate()
    context = {
        "heading": "Services",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "at_work": [row for row in rows if row.ends_on is None or row.ends_on >= today],
        "before": [row for row in rows if row.ends_on and row.ends_on < today],
        "requests": family.service_requests.with_people(),
        "may_keep": may_keep_record(request.user),
    }
    return render(request, "families/services/services.html", context)


def add(request, pk):
    """Write down a service that works with the family."""
    family = family_for(request, pk, why="Adding a service", may=may_keep_record)
    form = ServiceForm(posted(request), members=family.members().living())

    def save():
        actions.add_service(family, by=request.user, **form.answers)

    return _ask(request, family, form, save, saved="Service saved")


def change(request, pk, service):
    """Another worker, a later contact, or the end of their work."""
    family = family_for(request, pk, why="Changing a service", may=may_keep_record)
    service = get_object_or_404(family.services_at_work, pk=service)
    form = ServiceChangeForm(posted(request), instance=service)

    def save():
        actions.change_service(service, by=request.user, **form.cleaned_data)

    return _ask(request, family, form, save, saved="Service saved")


def ask_for(request, pk):
    """Ask a service to help."""
    family = family_for(request, pk, why="Asking for a service", may=may_keep_record)
    form = RequestForm(posted(request), members=family.members().living())

    def save():
        actions.ask_for_service(family, by=request.user, **form.answers)

    return _ask(request, family, form, save, saved="Saved what was asked for")


def move(request, pk, asked):
    """What became of a request."""
    family = family_for(request, pk, why="Saying what became of a request", may=may_keep_record)
    asked = get_object_or_404(family.service_requests, pk=asked)
    if not asked.MOVES[asked.status]:
        raise Http404
    form = RequestMoveForm(posted(request), request=asked)

    def save():
        actions.move_request(asked, by=request.user, **form.answers)

    return _ask(request, family, form, save, saved="Saved what became of it")


def knowing(request, pk, service):
    """Keep a service from members of the family, or release it (H1)."""
    family = family_for(request, pk, why="Saying who in the family may know", may=may_keep_record)
    return _who_may_know(request, family, get_object_or_404(family.services_at_work, pk=service))


def request_knowing(request, pk, asked):
    """The same for a service asked for."""
    family = family_for(request, pk, why="Saying who in the family may know", may=may_keep_record)
    return _who_may_know(request, family, get_object_or_404(family.service_requests, pk=asked))


def _who_may_know(request, family, row):
    form = KnowingForm(posted(request), row=row, members=list(family.members()))

    def save():
        say_who_may_know(row, by=request.user, **form.answers)

    return _ask(request, family, form, save, saved="Saved who in the family may know")


def _ask(request, family, form, save, *, saved):
    return ask(request, family, form, save, back_to="family-services", saved=saved)
