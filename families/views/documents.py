"""Documents on a family's record: the list, adding one, opening one, and marking one as wrong."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from accounts.rules import may_write_notes
from documents.responses import as_download
from families.actions import documents as actions
from families.actions.withholding import say_who_may_know
from families.forms.documents import DocumentForm, WrongForm
from families.forms.knowing import KnowingForm
from families.views.asking import ask, posted
from families.views.door import family_for
from strongerfamilies.paging import LongListPaginator


def documents(request, pk):
    """Every document, the last added first."""
    family = family_for(request, pk, why="Reading which documents there are")
    context = {
        "heading": "Documents",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "page": LongListPaginator(family.documents.with_details()).get_page(request.GET.get("page")),
        "may_write": may_write_notes(request.user),
    }
    return render(request, "families/documents/list.html", context)


def add(request, pk):
    """Put a file on the record."""
    family = family_for(request, pk, why="Adding a document", may=may_write_notes)
    files = request.FILES if request.method == "POST" else None
    form = DocumentForm(posted(request), files, members=list(family.members()))

    def save():
        actions.add_document(family, by=request.user, once=form.cleaned_data["once"], **form.answers)

    return ask(request, family, form, save, back_to="family-documents", saved="Document added")


def opened(request, pk, document):
    """Hand the file out, to be saved. One marked as wrong is not."""
    family = family_for(request, pk, why="Opening a document")
    document = _document_of(family, document)
    if document.wrong_on:
        raise Http404
    return as_download(document.file)


def wrong(request, pk, document):
    """Mark one as wrong; none is deleted."""
    family = family_for(request, pk, why="Marking a document as wrong", may=may_write_notes)
    document = _document_of(family, document)
    form = WrongForm(posted(request))

    def save():
        actions.mark_document_wrong(document, by=request.user, because=form.cleaned_data["because"])

    saved = f"“{document.title}” is marked as wrong"
    template = "families/documents/wrong.html"
    return ask(
        request, family, form, save, back_to="family-documents", saved=saved, template=template, document=document
    )


def knowing(request, pk, document):
    """Keep a document from members of the family, or release it (H1)."""
    family = family_for(request, pk, why="Saying who in the family may know", may=may_write_notes)
    document = _document_of(family, document)
    document.family = family
    form = KnowingForm(posted(request), row=document, members=list(family.members()))

    def save():
        say_who_may_know(document, by=request.user, **form.answers)

    return ask(request, family, form, save, back_to="family-documents", saved="Saved who in the family may know")


def _document_of(family, pk):
    return get_object_or_404(family.documents.with_details(), pk=pk)
