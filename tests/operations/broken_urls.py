"""The project's addresses, and two that always go wrong."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.urls import path

from strongerfamilies import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@login_not_required
def broken(request, name):
    try:
        int(name)
    except ValueError as error:
        raise RuntimeError(f"{name} is not a number: {request.POST}") from error


@login_not_required
def forbidden(request, name):
    raise PermissionDenied(name)


urlpatterns = [*urls.urlpatterns, path("broken/<name>/", broken), path("forbidden/<name>/", forbidden)]
