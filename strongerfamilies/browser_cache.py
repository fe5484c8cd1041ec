"""What browsers may keep of a page: pages of somebody who is signed in only for themselves, and never unasked."""


class PrivatePages:
    """A page that says nothing of its own accord may be kept by no other cache, and is asked for again every time."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if "Cache-Control" not in response and request.user.is_authenticated:
            response["Cache-Control"] = "private, no-cache"
        return response
