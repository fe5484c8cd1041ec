"""Shows every question and component once, for those who build and check the pages."""

from django.http import Http404
from django.shortcuts import render

from overview.gallery_samples import GalleryForm, samples


def gallery(request):
    """Only for administrators; to anybody else the page does not exist."""
    if not request.user.is_staff:
        raise Http404
    form = GalleryForm(request.POST if request.method == "POST" else None, request.FILES or None)
    return render(request, "overview/gallery.html", {"form": form, **samples()})
