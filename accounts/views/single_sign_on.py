"""The way to the council's own sign-in page, and back. Both stand at the addresses of allauth's own pages."""

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.openid_connect.views import callback
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from requests import RequestException

from accounts.single_sign_on import NO_ANSWER, refusal


@login_not_required
def begin(request, provider_id):
    """Go there, to sign in and nothing else: allauth's own page would connect accounts too.

    A link and not a form: browsers apply the policy for forms to where the answer to one leads (`form-action`).
    """
    try:
        provider = get_adapter().get_provider(request, provider_id)
        return provider.redirect(request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request))
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (RequestException, KeyError):
        return refusal(request, NO_ANSWER, status=502)


@login_not_required
def come_back(request, provider_id):
    """With the answer. A provider that has gone away meanwhile, or leaves something out, is no error of ours."""
    try:
        return callback(request, provider_id)
    except (RequestException, KeyError):
        return refusal(request, NO_ANSWER, status=502)
