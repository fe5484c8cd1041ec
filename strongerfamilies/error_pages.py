"""Pages for when something went wrong. They ask no database, and carry the request's id to find it again by."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string

from strongerfamilies.request_log import request_id


class Refused(PermissionDenied):
    """A refusal that says why. `offers` are ways on: (words, address)."""

    def __init__(self, heading, text, offers=()):
        super().__init__(heading)
        self.heading, self.text, self.offers = heading, text, offers


def bad_request(request, exception):
    return _page(400, "This request could not be understood", "Go back and try again.")


def forbidden(request, exception):
    if isinstance(exception, Refused):
        return _page(403, exception.heading, exception.text, exception.offers)
    return _page(403, "You may not do this", "Ask an administrator if your work needs it.")


def form_expired(request, reason=""):
    """The form's token does not fit: the person signed out meanwhile, or the form came from somewhere else."""
    return _page(403, "This form has expired", "Go back, reload the page and send it again.")


def not_found(request, exception):
    return _page(404, "Page not found", "Check the address. It may also be something that you may not open.")


def does_not_exist(request, **where):
    """Stands in for a page that a library brings along and this product does not have."""
    raise Http404


def server_error(request):
    text = "What you saved before is kept. Try again in a few minutes."
    return _page(500, "Sorry, there is a problem with the service", text)


def _page(status, heading, text, offers=()):
    context = {"heading": heading, "text": text, "offers": offers, "request_id": request_id()}
    return HttpResponse(render_to_string("error.html", context), status=status)
