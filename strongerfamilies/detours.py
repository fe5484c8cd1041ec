"""Leading somebody to another page first. A door gives back a record, not a page: it raises where to go instead."""

from django.shortcuts import redirect


class Detour(Exception):
    """Raised on the way to a page that has to wait for an answer given at `address`."""

    def __init__(self, address):
        super().__init__(address)
        self.address = address


class DetourMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return redirect(exception.address) if isinstance(exception, Detour) else None
