"""Who opens family records signs in with a second factor, where the council asks for it (its setting)."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.shortcuts import redirect

from accounts.context_processors import council_today
from accounts.rules import opens_records

# What somebody without one may open meanwhile: the ways to set one up, and out. Public pages stay public.
OPEN_MEANWHILE = {
    "second-factor",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_logout",
}


def has_second_factor(user) -> bool:
    """Recovery codes alone are none: they stand in for one that is lost."""
    return is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


class SecondFactorMiddleware:
    """Leads somebody who must have a second factor, and has none, to set one up before any other page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        public = not getattr(view, "login_required", True)
        if public or request.resolver_match.view_name in OPEN_MEANWHILE or not self._lacks_one(request):
            return None
        return redirect("second-factor")

    def _lacks_one(self, request):
        asked = opens_records(request.user) and council_today(request)["second_factor"] == "yes"
        return asked and not has_second_factor(request.user)
