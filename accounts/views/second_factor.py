"""Where somebody comes who must set up a second factor before they go on."""

from django.shortcuts import redirect, render

from accounts.second_factor import has_second_factor


def second_factor(request):
    """Choose one: a passkey, or an app that shows codes."""
    if has_second_factor(request.user):
        return redirect("home")
    return render(request, "accounts/second_factor.html")
