"""One log line when a request comes and one when it goes, by its route: what stands in its place may be a name."""

import structlog
from django.urls import Resolver404, resolve
from django_structlog.middlewares import RequestMiddleware

from strongerfamilies.logs import LEFT_OUT


class RequestLog(RequestMiddleware):
    """Gives every request its id."""

    @staticmethod
    def format_request(request):
        try:
            route = resolve(request.path_info).route
        except Resolver404:
            route = LEFT_OUT
        return f"{request.method} /{route}"


def request_id():
    """The id of the request in hand, for the person who reports an error; empty outside a request."""
    return structlog.contextvars.get_contextvars().get("request_id", "")
