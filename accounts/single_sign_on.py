"""Single sign-on: the council's directory says who somebody is (OpenID Connect); who may come in is decided here."""

import structlog
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base.constants import AuthError
from django.shortcuts import render

from accounts.actions import audit
from accounts.models import User

log = structlog.get_logger(__name__)

NO_ACCOUNT = "There is no open account here for your work email address."
GONE_BACK = "You went back without signing in."
NO_ANSWER = (
    "The sign-in of your organisation does not answer, or its answer could not be read. Try again in a few minutes."
)


def refusal(request, reason, *, status=403):
    """A page that says why, and the other ways in."""
    return render(request, "accounts/single_sign_on_refused.html", {"reason": reason}, status=status)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Named in the settings as SOCIALACCOUNT_ADAPTER."""

    def pre_social_login(self, request, sociallogin):
        """Only somebody who has an open account with an address vouched for. Nobody is created by signing in."""
        user = User.objects.filter(email__in=_vouched_for(sociallogin)).first()
        if user is None or not user.is_active:
            log.info("single_sign_on_refused", account=user and user.pk)
            if user:
                audit("user.single-sign-on-refused", user, by=None)
            raise ImmediateHttpResponse(refusal(request, NO_ACCOUNT))
        sociallogin.user = user

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Cancelled there, an answer nobody asked for, or one that does not fit."""
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(refusal(request, GONE_BACK))
        log.warning("single_sign_on_failed", exception=type(exception).__name__)
        raise ImmediateHttpResponse(refusal(request, NO_ANSWER, status=502))


def _vouched_for(sociallogin):
    """Addresses that the directory has checked, or whose domain it may speak for (OIDC_EMAIL_DOMAINS)."""
    return [address.email.lower() for address in sociallogin.email_addresses if address.verified is True]
