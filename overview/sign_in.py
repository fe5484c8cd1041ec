"""How signing in behaves here: nobody signs up alone, each change leaves a line, and e-mails go through the outbox."""

from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from accounts.actions import audit
from jobs.actions import write_email

A_MOMENT = timedelta(minutes=5)


class SignInAdapter(DefaultAccountAdapter):
    """Named in the settings as ACCOUNT_ADAPTER."""

    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, *, signal_kwargs=None, **about):
        """The last step, after the second factor. Who came by the council's directory leaves a line."""
        if signal_kwargs and "sociallogin" in signal_kwargs:
            audit("user.signed-in-by-single-sign-on", user, by=user)
        return super().post_login(request, user, signal_kwargs=signal_kwargs, **about)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """allauth tells of every change to how somebody signs in. It becomes a line of the trail, not an e-mail."""
        change = template_prefix.rpartition("/")[2].replace("webauthn", "passkey").replace("totp", "authenticator_app")
        audit(f"user.{change.replace('_', '-')}", user, by=user)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not when a second factor was set up a moment ago: that was a proof, and its recovery codes come next."""
        just_set_up = Authenticator.objects.filter(user=self.request.user, created_at__gte=timezone.now() - A_MOMENT)
        return super().is_reauthentication_required(app=app, **kwargs) and not just_set_up.exists()

    def send_mail(self, template_prefix, email, context):
        """Write the message down; the worker sends it. A code that nobody can use any more is not sent at all."""
        kind = template_prefix.rpartition("/")[2].replace("_", "-")
        message = self.render_mail(template_prefix, email, context)
        useful_for = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT) if "code" in context else None
        write_email(kind, address=email, subject=message.subject, body=message.body, useful_for=useful_for)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Named in the settings as MFA_ADAPTER."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": "That was not right. Try again"}

    def generate_authenticator_name(self, user, type):  # noqa: A002, allauth's name
        """What a passkey is called by somebody who gave it no name."""
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"
